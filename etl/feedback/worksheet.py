"""One sheet of a workbook without its cells: what stands around them is short, however many rows there are."""

import re
from dataclasses import dataclass, field

from .outline import Element, Refused, outline, put, text

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CELLS = re.compile(rb"""<((?:[\w.-]+:)?sheetData)\b[^>]*?(/?)>""")
_AFTER_THE_DRAWING = {
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
}
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
LAST_ROW, LAST_COLUMN = 1_048_575, 16_383


@dataclass(slots=True)
class Worksheet:
    """What stands before and after a sheet's cells. Raises Refused where that cannot be told."""

    data: bytes
    root: Element = field(init=False)
    _cut: int = field(init=False)

    def __post_init__(self) -> None:
        cells = _CELLS.search(self.data)
        if not cells:
            raise Refused("of the way it was saved")
        begin = end = cells.end()
        if not cells[2]:
            end = self.data.rfind(b"</" + cells[1])
        self._cut = end - begin
        self.root = outline(self.data[:begin] + self.data[end:])
        if end < begin or (self.root.name, self.root.namespace) != ("worksheet", MAIN):
            raise Refused("of the way it was saved")

    @property
    def notes_drawing(self) -> str:
        """Return the id of the relation to the drawing of its notes, "" where it has none."""
        found = self.root.child("legacyDrawing")
        return found.attributes.get("id", "") if found else ""

    def shown_at(self, cell: str) -> str:
        """Return the cell at which a note on `cell` shows: the first of the merged range that covers it, else itself."""
        row, column = place(cell) or (0, 0)
        for merged in self.root.grandchildren("mergeCells"):
            first, _, last = merged.attributes.get("ref", "").partition(":")
            top, bottom = place(first), place(last)
            if top and bottom and top[0] <= row <= bottom[0] and top[1] <= column <= bottom[1]:
                return first
        return cell

    def with_notes_drawing(self, relation: str) -> bytes:
        """Return the sheet with the drawing of its notes named where the schema wants it: after the last part that comes before it there."""
        at = max(child.end for child in self.root.children if child.name not in _AFTER_THE_DRAWING) + self._cut
        prefix = self.root.prefix.encode()
        named = b'<%slegacyDrawing xmlns:r="%s" r:id="%s"/>' % (prefix, OFFICE_RELATIONS.encode(), text(relation))
        return put(self.data, [(at, at, named)])


def place(cell: str) -> tuple[int, int] | None:
    """Return row and column (from 0) of an address, None where it is none."""
    found = _REFERENCE.match(cell)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row - 1, column - 1) if 0 < row <= LAST_ROW + 1 and column <= LAST_COLUMN + 1 else None
