"""The parts of a zipped Office file: how one leads to another, and what the document says of itself."""

import posixpath
import zipfile
from io import BytesIO
from xml.etree import ElementTree

_OFFICE_DOCUMENT = "/officeDocument"  # how the type of the relation to the main part ends
_PROPERTIES = ("docProps/core.xml", "docProps/custom.xml", "meta.xml")


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Return a zipped Office file; the names of its parts as the format has them, though some programs write them otherwise."""
    archive = zipfile.ZipFile(BytesIO(data))
    if any("\\" in name or name.startswith("/") for name in archive.namelist()):
        for info in archive.infolist():
            info.filename = info.filename.replace("\\", "/").lstrip("/")
        archive.NameToInfo = {info.filename: info for info in archive.infolist()}
    return archive


def main_part(archive: zipfile.ZipFile, name: str) -> str:
    """Return the part that the package says is its document; else the first whose name ends so. Raises KeyError where there is none."""
    said = [target for kind, target in relations(archive, "").values() if kind.endswith(_OFFICE_DOCUMENT)]
    for part in (*said, *archive.namelist()):
        if part.lower().endswith(name) and part in archive.NameToInfo:
            return part
    raise KeyError(name)


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return the relations of a part: id to (type, target part)."""
    folder, name = posixpath.split(part)
    rels = _as_spelt(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    if rels not in archive.NameToInfo:
        return {}
    found = {}
    for element in parse(archive, rels):
        target = element.get("Target", "")
        resolved = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[element.get("Id", "")] = (element.get("Type", ""), _as_spelt(archive, resolved))
    return found


def _as_spelt(archive: zipfile.ZipFile, part: str) -> str:
    """Return the name of a part as the package spells it: the names of parts differ by more than capitals."""
    if part in archive.NameToInfo:
        return part
    return next((name for name in archive.namelist() if name.lower() == part.lower()), part)


def properties(archive: zipfile.ZipFile) -> list[str]:
    """Return every text of the document properties: title, author, keywords and the rest."""
    found: list[str] = []
    for part in _PROPERTIES:
        if part in archive.NameToInfo:
            root = parse(archive, part)
            found.extend(text.strip() for text in root.itertext() if text.strip())
            keywords = [element.text or "" for element in root.iter() if element.tag.endswith("}keyword")]  # in .ods, each word is one
            found.extend([" ".join(keywords)] if len(keywords) > 1 else [])
    return found


def part_bytes(archive: zipfile.ZipFile, part: str) -> bytes:
    """Return a part, empty where there is none of that name."""
    return archive.read(part) if part in archive.NameToInfo else b""


def parse(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """Return the root of an XML part. Raises KeyError where there is none, ElementTree.ParseError where it is not whole."""
    return ElementTree.fromstring(archive.read(part))
