"""A .docx as a zip of parts: read, related, and written the same way each time."""

import posixpath
import zipfile
import zlib
from copy import copy, deepcopy
from io import BytesIO
from pathlib import Path

from lxml import etree

from ..errors import TemplateError
from .ooxml import Element, name, parse, serialise

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPES = "[Content_Types].xml"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = ".rels"
"""How the name of a part ends that holds another part's relations."""
_NOT_A_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
"""What zipfile raises for a file that is no zip, is damaged or cut short, or asks for a password or an unknown compression."""
EPOCH = (1980, 1, 1, 0, 0, 0)


class Package:
    """The parts of a document by name ("word/document.xml"); a tree that is asked for is written back on saving.

    Raises TemplateError where the bytes are not a Word document.
    """

    def __init__(self, data: bytes, label: str) -> None:
        self.label = label
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                self.parts = {item.filename: archive.read(item) for item in archive.infolist() if not item.is_dir()}
        except _NOT_A_ZIP as error:
            raise TemplateError(f"{label} is not a Word document ({error}): save it from Word as .docx.") from None
        if CONTENT_TYPES not in self.parts:
            raise TemplateError(f"{label} is not a Word document (it is a zip of something else): save it from Word as .docx.")
        self._trees: dict[str, Element] = {}
        self.main = self._related("", "officeDocument")
        if self.main not in self.parts:
            raise TemplateError(f"{label} has no main document part: save it from Word as .docx.")
        kinds = {found.get("PartName", "").lstrip("/"): found.get("ContentType") for found in self.tree(CONTENT_TYPES)}
        if kinds.get(self.main) != _DOCUMENT or self.document.tag != name("w:document"):
            raise TemplateError(f"{label} is a file of another kind under the name of a .docx: save it from Word as 'Word Document (.docx)'.")
        if self.related("styles") not in self.parts:
            raise TemplateError(f"{label} has no styles in it: open it in Word, and save it from there as .docx.")

    def copy(self) -> "Package":
        """Return a package of the same parts, to be changed without this one."""
        made = copy(self)
        made.parts = dict(self.parts)
        made._trees = {part: deepcopy(root) for part, root in self._trees.items()}
        return made

    def tree(self, part: str) -> Element:
        if part not in self._trees:
            try:
                self._trees[part] = parse(self.parts[part])
            except etree.XMLSyntaxError as error:
                raise TemplateError(f"{self.label}: the part {part} is damaged ({error}): save it again from Word.") from None
        return self._trees[part]

    def look(self, part: str) -> Element:
        """Return the tree of a part to be read alone: a part that nobody changes keeps its bytes."""
        return self._trees[part] if part in self._trees else parse(self.parts[part])

    @property
    def document(self) -> Element:
        return self.tree(self.main)

    def related(self, kind: str) -> str:
        """Return the name of the part that the document relates to as `kind` ("styles"), "" where there is none."""
        return self._related(self.main, kind)

    def stories(self) -> list[str]:
        """Return the parts that hold text: the document, then its headers, footers and notes."""
        wanted = [RELATION + kind for kind in ("header", "footer", "footnotes", "endnotes")]
        others = [self.target(self.main, found) for found in self._relations(self.main) if found.get("Type") in wanted]
        return [self.main, *sorted(part for part in others if part in self.parts)]

    def related_from(self, source: str, kind: str) -> str:
        """Return the name of the part that another part relates to as `kind`, "" where there is none."""
        return self._related(source, kind)

    def part_of(self, relation_id: str) -> str:
        """Return the part behind a relation of the document, "" where there is none."""
        found = next((item for item in self._relations(self.main) if item.get("Id") == relation_id), None)
        return "" if found is None else self.target(self.main, found)

    def target_of(self, part: str, relation_id: str) -> str:
        """Return where a relation of a part leads, as it is written; "" where there is none of that id."""
        found = next((item for item in self._relations(part) if item.get("Id") == relation_id), None)
        return "" if found is None else str(found.get("Target", ""))

    def relate(self, source: str, kind: str, target: str, external: bool = False) -> str:
        """Return the id of the relation from `source` to a part or an address, made where it is not there yet."""
        root = self._relations(source)
        kind = kind if ":" in kind else RELATION + kind
        aim = target if external else posixpath.relpath(target, posixpath.dirname(source) or ".")
        for found in root:
            if (found.get("Type"), found.get("Target")) == (kind, aim):
                return str(found.get("Id"))
        taken = {found.get("Id") for found in root}
        fresh = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        made = etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", Id=fresh, Type=kind, Target=aim)
        if external:
            made.set("TargetMode", "External")
        return fresh

    def add(self, part: str, data: bytes, content_type: str) -> str:
        """Add a part under its name, or the next free one, and return the name; two that differ in capitals alone are one to Word."""
        stem, dot, ending = part.rpartition(".")
        number = 1
        taken = {each.casefold() for each in self.parts}
        while part.casefold() in taken:
            number += 1
            part = f"{stem}-{number}{dot}{ending}"
        self.parts[part] = data
        types = self.tree(CONTENT_TYPES)
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName="/" + part, ContentType=content_type)
        return part

    def remove(self, source: str, relation_id: str) -> set[str]:
        """Take out a relation of a part, and what is reached by no other; return the parts that are gone."""
        root = self._relations(source)
        found = next((item for item in root if item.get("Id") == relation_id), None)
        if found is None:
            return set()
        part = self.target(source, found)
        root.remove(found)
        if part not in self.parts or found.get("TargetMode") == "External" or self._is_related(part):
            return set()
        gone = {part}
        if relations_part(part) in self.parts:
            for item in list(self._relations(part)):
                gone |= self.remove(part, item.get("Id", ""))
            gone.add(relations_part(part))
        types = self.tree(CONTENT_TYPES)
        for override in [found for found in types if found.get("PartName", "").lstrip("/") in gone]:
            types.remove(override)
        for each in gone:
            self.parts.pop(each, None)
            self._trees.pop(each, None)
        return gone

    def _is_related(self, part: str) -> bool:
        """Say whether any part leads to another."""
        sources = [self.source_of(name) for name in self.parts if name.endswith(RELATIONS) and "_rels/" in name]
        led = ((source, item) for source in sources for item in self._relations(source) if item.get("TargetMode") != "External")
        return any(self.target(source, item) == part for source, item in led)

    def content_type(self, part: str) -> str:
        """Return the content type of a part that has one of its own, "" where it has none."""
        return next((found.get("ContentType", "") for found in self.tree(CONTENT_TYPES) if found.get("PartName") == f"/{part}"), "")

    def copy_relations(self, source: str, copy: str) -> None:
        """Give a copy of a part, in the same folder, the relations of the part itself."""
        if (relations := relations_part(source)) in self.parts:
            self.parts[relations_part(copy)] = serialise(self.tree(relations))

    def replace(self, part: str, root: Element) -> None:
        self._trees[part] = root

    def data(self) -> bytes:
        """Return the whole file: the same parts give the same bytes."""
        for part, root in self._trees.items():
            self.parts[part] = serialise(root)
        return zipped(self.parts)

    def source_of(self, relations: str) -> str:
        """Return the part whose relations a part holds, "" where they are the package's own."""
        folder, file = posixpath.split(relations)
        return posixpath.join(posixpath.dirname(folder), file.removesuffix(RELATIONS))

    def _relations(self, source: str) -> Element:
        part = relations_part(source)
        if part not in self.parts:
            self.parts[part] = f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
        return self.tree(part)

    def _related(self, source: str, kind: str) -> str:
        found = next((item for item in self._relations(source) if item.get("Type") == RELATION + kind), None)
        return "" if found is None else self.target(source, found)

    def target(self, source: str, relation: Element) -> str:
        """Return the part that a relation of `source` leads to, whether it is there or not."""
        target = relation.get("Target", "")
        return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return the parts as a zip, in order, with a fixed date."""
    buffer = BytesIO()
    first = [CONTENT_TYPES, "_rels/.rels"]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in [*first, *(part for part in parts if part not in first)]:
            item = zipfile.ZipInfo(part, EPOCH)
            item.compress_type = zipfile.ZIP_DEFLATED
            item.create_system = 0
            archive.writestr(item, parts[part])
    return buffer.getvalue()


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in its place in one step, so that no half of it is ever seen; one that was there keeps who may read and write it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(data)
        if path.exists():
            unfinished.chmod(path.stat().st_mode)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def relations_part(source: str) -> str:
    """Return the name of the part that holds the relations of another."""
    folder, file = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{file}{RELATIONS}")
