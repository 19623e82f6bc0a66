"""The fields of a Word file: which of them the text is inside, and what becomes of the words that each shows."""

import re
from dataclasses import dataclass

CONTENTS, LINK, SEQUENCE, REFERENCE, OTHER = "contents", "link", "sequence", "reference", "other"
_KINDS = {
    "TOC": CONTENTS,
    "INDEX": CONTENTS,
    "HYPERLINK": LINK,
    "SEQ": SEQUENCE,
    **dict.fromkeys(("REF", "PAGEREF", "NOTEREF", "STYLEREF", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"), REFERENCE),
}
REFUSED = {
    **dict.fromkeys(("INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDE", "DDEAUTO"), "a field that takes its content from another file"),
    **dict.fromkeys(("FORMCHECKBOX", "MACROBUTTON", "EQ", "SYMBOL", "EMBED", "RD"), "a field whose content is no text"),
    **dict.fromkeys(("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM"), "a number that Word alone counts"),
}
"""Fields whose content does not stand in the document's text."""
_INSTRUCTION = re.compile(r"\s*(\w+)")
_ADDRESS = re.compile(r'\bHYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))', re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+"?([^"\s]+)"?', re.IGNORECASE)
_BOOKMARK = re.compile(r"\s*REF\s+(\w+)([^\w].*)?$", re.IGNORECASE | re.DOTALL)
_NUMBERED = re.compile(r"\\[rnw]\b", re.IGNORECASE)
_OTHERWISE = re.compile(r"\\[pft]\b", re.IGNORECASE)
"""Switches of a reference that show something else than the text or the number of what it leads to."""
_COUNTED = re.compile(r"\s*SEQ\s+(\w+)", re.IGNORECASE)


def addresses(instructions: str) -> list[str]:
    """Return where the link fields among instructions lead outside the file."""
    return [found[1] or found[2] or "" for found in _ADDRESS.finditer(instructions)]


@dataclass
class Field:
    """A field that the text is inside: first its instruction, then the words that it shows; `told` once these are taken whole."""

    instruction: str = ""
    shows: bool = False
    told: bool = False

    @property
    def word(self) -> str:
        found = _INSTRUCTION.match(self.instruction)
        return found[1].upper() if found else ""

    @property
    def kind(self) -> str:
        return _KINDS.get(self.word, OTHER)

    @property
    def address(self) -> str:
        """Return where a link field leads outside the file, "" where it does not."""
        return next(iter(addresses(self.instruction)), "")

    @property
    def place(self) -> str:
        """Return the bookmark that a link field leads to, "" where it leads outside the file."""
        found = _PLACE.search(self.instruction) if self.kind == LINK else None
        return found[1] if found else ""

    @property
    def refers(self) -> str:
        """Return the bookmark whose text or number a reference shows, "" where it shows something else."""
        found = _BOOKMARK.match(self.instruction)
        return found[1] if found and not _OTHERWISE.search(found[2] or "") else ""

    @property
    def is_numbered(self) -> bool:
        return _NUMBERED.search(self.instruction) is not None

    @property
    def counts(self) -> str:
        """Return what a numbered caption counts: "Table"."""
        found = _COUNTED.match(self.instruction)
        return found[1] if found else ""
