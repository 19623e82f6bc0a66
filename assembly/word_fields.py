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
}
"""Fields whose content does not stand in the document's text."""
_INSTRUCTION = re.compile(r"\s*(\w+)")
_ADDRESS = re.compile(r'\bHYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))', re.IGNORECASE)
_COUNTED = re.compile(r"\s*SEQ\s+(\w+)", re.IGNORECASE)


def addresses(instructions: str) -> list[str]:
    """Return where the link fields among instructions lead outside the file."""
    return [found[1] or found[2] or "" for found in _ADDRESS.finditer(instructions)]


@dataclass
class Field:
    """A field that the text is inside: first its instruction, then the words that it shows."""

    instruction: str = ""
    shows: bool = False

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
    def counts(self) -> str:
        """Return what a numbered caption counts: "Table"."""
        found = _COUNTED.match(self.instruction)
        return found[1] if found else ""
