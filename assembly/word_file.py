"""A contributor's Word file, opened with python-docx: its body, its notes, its pictures, and where its links lead."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from docx.parts.image import ImagePart
from lxml import etree

from .ooxml import NAMESPACES, Element, name, parse
from .word_styles import WordStyles

_OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = b"purl.oclc.org/ooxml"
_UNREADABLE = (
    *(OpcError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error),
    *(AssertionError, AttributeError, EOFError, KeyError, NotImplementedError, RuntimeError, TypeError, UnicodeError, ValueError),
)
"""What zipfile and python-docx raise for a file that is no Word document, or a damaged one."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class WordFile:
    """The body of a document as a tree, and what it refers to by id. Raises ValueError, with words for a message, where it cannot be opened."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        if data.startswith(_OLD_CONTAINER):
            raise ValueError(
                "has a password; take it off in Word (File, Info, Protect Document)"
                if _ENCRYPTED in data
                else "is an old Word file under a new name; save it from Word as 'Word Document (.docx)'"
            )
        try:
            self._part = Document(BytesIO(data)).part
            self.body = self._plain(parse(self._part.blob)[0])
            self.numbering = self._root(RELATIONSHIP_TYPE.NUMBERING)
            self.styles = WordStyles(self._root(RELATIONSHIP_TYPE.STYLES))
            self._notes = {kind: self._notes_of(kind) for kind in ("footnote", "endnote")}
        except _UNREADABLE:
            strict = _is_strict(data)
            raise ValueError(
                "is a 'Strict Open XML' document; save it from Word as 'Word Document (.docx)'"
                if strict
                else "is damaged, or no Word document; open it in Word and save it as 'Word Document (.docx)'"
            ) from None
        if any("vbaProject" in relation.reltype for relation in self._part.rels.values()):
            raise ValueError("holds macros; save it from Word as 'Word Document (.docx)'")

    def bookmarks(self) -> dict[str, Element]:
        """Return where each bookmark of the body as it is now begins, by its name. LibreOffice begins some that it does not end: these are none."""
        ended = {found.get(name("w:id")) for found in self.body.iter(name("w:bookmarkEnd"))}
        whole = [found for found in self.body.iter(name("w:bookmarkStart")) if found.get(name("w:id")) in ended]
        return {found.get(name("w:name"), ""): found for found in reversed(whole)}

    def notes(self) -> Iterator[tuple[str, str, Element]]:
        """Return each footnote and endnote with its kind and its id; those that draw Word's own lines are none."""
        for kind, found in self._notes.items():
            yield from ((kind, note.get(name("w:id"), ""), note) for note in found if note.get(name("w:type"), "normal") == "normal")

    def address(self, identity: str) -> str:
        """Return where a link leads outside the file, "" where it does not."""
        found = self._part.rels.get(identity)
        return found.target_ref if found is not None and found.is_external else ""

    def address_of_note(self, kind: str, identity: str) -> str:
        """Return where a link of a footnote or an endnote leads, for these are parts of their own."""
        part = self._related(getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))
        found = part.rels.get(identity) if part else None
        return found.target_ref if found is not None and found.is_external else ""

    def picture(self, identity: str) -> tuple[str, bytes] | None:
        """Return a picture's file name and bytes, None where it does not lie in the file."""
        found = self._part.rels.get(identity)
        if found is None or found.is_external or not isinstance(found.target_part, ImagePart):
            return None
        return str(found.target_part.partname).rpartition("/")[2], found.target_part.blob

    def running_words(self) -> Iterator[str]:
        """Return the words of headers and footers."""
        for relation in self._part.rels.values():
            if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER) and not relation.is_external:
                yield from (piece.text or "" for piece in parse(relation.target_part.blob).iter(name("w:t")))

    def _related(self, kind: str) -> Part | None:
        return next((found.target_part for found in self._part.rels.values() if found.reltype == kind and not found.is_external), None)

    def _root(self, kind: str) -> Element:
        part = self._related(kind)
        return etree.Element("none") if part is None else parse(part.blob)

    def _notes_of(self, kind: str) -> list[Element]:
        return self._plain(self._root(getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))).findall(f"w:{kind}", NAMESPACES)

    @staticmethod
    def _plain(root: Element) -> Element:
        """Take out what old readers see in place of the same thing said better."""
        for spare in list(root.iter(_FALLBACK)):
            if (parent := spare.getparent()) is not None:
                parent.remove(spare)
        return root


def _is_strict(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _STRICT in archive.read("_rels/.rels")
    except _UNREADABLE:
        return False
