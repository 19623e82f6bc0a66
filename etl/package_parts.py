"""The parts of a zipped Office file: how one leads to another, and what the document says of itself."""

import posixpath
import zipfile
from xml.etree import ElementTree

_PROPERTIES = ("docProps/core.xml", "docProps/custom.xml", "meta.xml")


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return the relations of a part: id to (type, target part)."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in archive.namelist():
        return {}
    found = {}
    for element in parse(archive, rels):
        target = element.get("Target", "")
        resolved = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[element.get("Id", "")] = (element.get("Type", ""), resolved)
    return found


def properties(archive: zipfile.ZipFile) -> list[str]:
    """Return every text of the document properties: title, author, keywords and the rest."""
    found: list[str] = []
    for part in _PROPERTIES:
        if part in archive.namelist():
            found.extend(text.strip() for text in parse(archive, part).itertext() if text.strip())
    return found


def part_bytes(archive: zipfile.ZipFile, part: str) -> bytes:
    """Return a part, empty where there is none of that name."""
    return archive.read(part) if part in archive.namelist() else b""


def parse(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """Return the root of an XML part. Raises KeyError where there is none, ElementTree.ParseError where it is not whole."""
    return ElementTree.fromstring(archive.read(part))
