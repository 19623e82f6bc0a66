"""What a figure stands among: the words beside it, and in a table the words of its row and of its column. By these its place is known again.

Whoever moves a passage, a row or a section takes them along; whoever puts one figure in another's place leaves them behind.
"""

import re
from collections.abc import Container, Mapping

from .hashes import hash_of
from .ooxml import Element, control_key, find_all, name, switched_on
from .reading import FIGURE, beside, is_gone, pieces, reads

_WORD = re.compile(rf"\w+|{FIGURE}")
_NEAR = 4
"""How many words on either side tell of a place; what is further off may be written anew."""


def surroundings(root: Element, keys: Container[str]) -> dict[Element, str]:
    """Return a hash of what each control in an element stands among that shows one of some keys; "" where it stands alone."""
    controls = {found: key for found in root.iter(name("w:sdt")) if (key := control_key(found)) in keys and not is_gone(found)}
    return {control: _among(control, controls) for control in controls}


def _among(control: Element, controls: Mapping[Element, str]) -> str:
    passage = next(control.iterancestors(name("w:p")), None)
    if passage is None:
        passage = next(control.iter(name("w:p")), control)
    before, behind = (_WORD.findall(side.casefold()) for side in beside(control, passage, controls.keys() - {control}))
    told = [*_labels(control, controls), " ".join(before[-_NEAR:]), " ".join(behind[:_NEAR])]
    if not any(text.strip(f" {FIGURE}") for text in told):
        told = [_company(passage, control, controls) or _above(passage)]
    return hash_of("\n".join(told)) if any(told) else ""


def _company(passage: Element, control: Element, controls: Mapping[Element, str]) -> str:
    """Return the keys of the other figures of a passage that has no words of its own."""
    return " ".join(FIGURE if found is control else controls[found] for found in passage.iter(name("w:sdt")) if found in controls).strip(FIGURE)


def _above(passage: Element) -> str:
    """Return the words of the paragraph above, which is the label of a figure that stands alone."""
    above = find_all(passage, "preceding::w:p[1]")
    return " ".join(_WORD.findall(reads(above[0]).casefold())) if above else ""


def _labels(control: Element, controls: Mapping[Element, str]) -> tuple[str, str]:
    """Return what the first cell of a control's row says, and the heading of its column, with the key of each figure in place of its text."""
    cell = next(control.iterancestors(name("w:tc")), None)
    row = next(control.iterancestors(name("w:tr")), None)
    table = next(control.iterancestors(name("w:tbl")), None)
    if cell is None or row is None or table is None:
        return "", ""
    cells = find_all(row, _CELLS)
    rows = find_all(table, "w:tr | w:sdt/w:sdtContent/w:tr")
    column = cells.index(cell) if cell in cells else 0
    headings = find_all(rows[0], _CELLS) if rows[0] is not row and switched_on(rows[0], "w:trPr/w:tblHeader") else []
    heading = _cell(headings[column], controls) if column < len(headings) else ""
    return _cell(cells[0], controls) if column else "", heading


_CELLS = "w:tc | w:sdt/w:sdtContent/w:tc"


def _cell(cell: Element, controls: Mapping[Element, str]) -> str:
    shown = (text if holder is None else controls[holder] for text, holder in pieces(cell, controls))
    return " ".join("".join(shown).casefold().split())
