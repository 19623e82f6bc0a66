"""What a figure stands among: the words beside it, and in a table the words of its row and of its column. By these its place is known again.

Whoever moves a passage, a row or a section takes them along; whoever puts one figure in another's place leaves them behind.
"""

import re
from collections.abc import Callable, Collection, Mapping
from itertools import takewhile

from msgspec import Struct

from .hashes import hash_of
from .ooxml import Element, control_key, find_all, name, switched_on
from .reading import FIGURE, beside, is_gone, pieces, reads
from .turning import turning

WHOLE, BEFORE, BEHIND = "W", "B", "A"
"""What the views begin with that are of the whole passage and of the word on either side; that of the near words has no letter."""
SIDES = (BEFORE, BEHIND)
TURNED = "T"
"""What the view begins with that is of the words which turn a figure round."""
_WORD = re.compile(rf"\w+|{FIGURE}")
_NEAR = 4
"""How many words on either side tell of a place; what is further off may be written anew."""
_LONG = 4
"""How many letters a word has that says something; a shorter one does where it is a number or in capitals."""


class Place(Struct, frozen=True):
    """What a figure stands among, as views: hashes of the words near it, of its whole passage with what is said above it, of the word on either side.

    The near words of two places may be the same, the passage's hardly are; the sides are left where all else is written anew. `further` are the
    sides as they would be without the words that may have been put between; a figure that stands alone has no view. `turned` are the words
    that turn it round.
    """

    views: tuple[str, ...]
    further: tuple[str, ...]
    turned: tuple[str, ...] = ()

    @property
    def turned_view(self) -> str:
        """Return the view of the words that turn the figure round, "" where there are none."""
        return TURNED + _short(" ".join(self.turned)) if self.turned else ""

    @property
    def told(self) -> tuple[str, ...]:
        """Return all that a ledger holds of a place."""
        return (*self.views, self.turned_view) if self.turned else self.views


def surroundings(root: Element, keys: Collection[str], is_wanted: Callable[[Element], bool] = lambda control: True) -> dict[Element, Place]:
    """Return the place of each control in an element that shows one of some keys, where it is wanted; the others are figures beside these."""
    controls = {found: key for found in root.iter(name("w:sdt")) if (key := control_key(found)) in keys and not is_gone(found)}
    said: dict[Element, str] = {}
    return {control: _place(control, controls, said) for control in controls if is_wanted(control)}


def _place(control: Element, controls: Mapping[Element, str], said: dict[Element, str]) -> Place:
    passage = next(control.iterancestors(name("w:p")), None)
    if passage is None:
        passage = next(control.iter(name("w:p")), control)
    sides = beside(control, passage, controls)
    before, behind = (_WORD.findall(side.casefold()) for side in sides)
    labels = _labels(control, controls)
    near = [*labels, " ".join(before[-_NEAR:]), " ".join(behind[:_NEAR])]
    if not any(text.strip(f" {FIGURE}") for text in near):
        near = [_company(passage, control, controls) or _above(passage)]
    views = [hash_of("\n".join(near))] if any(near) else []
    if views:
        views.append(WHOLE + _short("\n".join([_said_above(passage, controls, said), *labels, " ".join(before), " ".join(behind)])))
    further: list[str] = []
    for side, words, label in zip(SIDES, (_WORD.findall(sides[0])[::-1], _WORD.findall(sides[1])), labels, strict=True):
        told = _telling(words) or ([label] if label else [])
        views += [side + _short(word) for word in told[:1]]
        further += [side + _short(word) for word in told[1:]]
    return Place(tuple(views), tuple(further), tuple(turning(sides, (before, behind), labels)))


def _telling(words: list[str]) -> list[str]:
    """Return those of some words that say something, up to the next figure; beyond it where none stands before it."""
    said = [word.casefold() for word in words if word == FIGURE or len(word) >= _LONG or word.isdecimal() or (word.isupper() and len(word) > 1)]
    return list(takewhile(lambda word: word != FIGURE, said)) or [word for word in said if word != FIGURE]


def _short(said: str) -> str:
    """Return a hash that is long enough to tell the places of one paper from one another, and half the room in its ledger."""
    return hash_of(said)[:8]


def _company(passage: Element, control: Element, controls: Mapping[Element, str]) -> str:
    """Return the keys of the other figures of a passage that has no words of its own."""
    return " ".join(FIGURE if found is control else controls[found] for found in passage.iter(name("w:sdt")) if found in controls).strip(FIGURE)


def _above(passage: Element) -> str:
    """Return the words of the paragraph above, which is the label of a figure that stands alone."""
    above = find_all(passage, "preceding::w:p[1]")
    return " ".join(_WORD.findall(reads(above[0]).casefold())) if above else ""


def _said_above(passage: Element, controls: Mapping[Element, str], said: dict[Element, str]) -> str:
    """Return the words of the nearest paragraph above that says something, tables and charts set aside: they are made anew.

    What a paragraph says is kept in `said`: it stands above each figure of a table.
    """
    for around in (passage, *passage.iterancestors()):
        for above in around.itersiblings(name("w:p"), preceding=True):
            if above not in said:
                said[above] = " ".join(_WORD.findall(reads(above, but=controls).casefold()))
            if said[above]:
                return said[above]
    return ""


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
