"""What a figure stands among: the words beside it, and in a table the words of its row and of its column. By these its place is known again.

Whoever moves a passage, a row or a section takes them along; whoever puts one figure in another's place leaves them behind.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from itertools import takewhile

from msgspec import Struct

from .grid import cells_of, rows_of
from .hashes import hash_of
from .ooxml import Element, control_key, find_all, name, switched_on
from .reading import FIGURE, beside, is_gone, pieces, reads
from .touching import touching
from .turning import SIGNS, turning

WHOLE, BEFORE, BEHIND = "W", "B", "A"
"""What the views begin with that are of the whole passage and of the word on either side; that of the near words has no letter."""
SIDES = (BEFORE, BEHIND)
TURNED, BOUND, JOINED = "T", "U", "J"
"""What the views begin with that are of the words which turn a figure round, of these with a word beside them, and of what touches it."""
_WORD = re.compile(rf"\w+|{FIGURE}")
_NEAR = 4
"""How many words on either side tell of a place; what is further off may be written anew."""
_LONG = 4
"""How many letters a word has that says something; a shorter one does where it is a number or in capitals."""


class Place(Struct, frozen=True):
    """What a figure stands among, as views: hashes of the words near it, of its whole passage with what is said above it, of the word on either side.

    The near words of two places may be the same, the passage's hardly are; the sides are left where all else is written anew. `further` are the
    sides as they would be without the words that may have been put between; a figure that stands alone has no view. `turned` are the words
    that turn it round, `anchors` those beside it that do not, and `joined` is what touches it and may make another number of it.
    """

    views: tuple[str, ...]
    further: tuple[str, ...]
    turned: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    joined: str = ""

    @property
    def turned_view(self) -> str:
        """Return the view of the words that turn the figure round, "" where there are none."""
        return TURNED + _short(" ".join(self.turned)) if self.turned else ""

    @property
    def joined_view(self) -> str:
        """Return the view of what touches the figure, "" where nothing does."""
        return JOINED + _short(self.joined) if self.joined else ""

    def bound_views(self, turned_view: str) -> list[str]:
        """Return the views that tell words which turn a figure round, of this place or of another, from the same words at another place of it."""
        return [BOUND + _short(turned_view + anchor) for anchor in self.anchors] if turned_view else []

    @property
    def told(self) -> tuple[str, ...]:
        """Return all that a ledger holds of a place."""
        return (*self.views, *filter(None, (self.turned_view, self.joined_view)), *self.bound_views(self.turned_view))


def views_in(block: Element, keys: Collection[str]) -> list[tuple[str, str]]:
    """Return the key of each figure in a table or a chart with the views of its place, those of its sides aside: the words there are the block's."""
    words = _words_in(block, keys)
    return [(key, view) for control, key in words.controls.items() for view in _standing(control, words).views]


def surroundings(root: Element, keys: Collection[str], is_wanted: Callable[[Element], bool] = lambda control: True) -> dict[Element, Place]:
    """Return the place of each control in an element that shows one of some keys, where it is wanted; the others are figures beside these."""
    words = _words_in(root, keys)
    return {control: _place(control, words) for control in words.controls if is_wanted(control)}


def views_of(passage: Element, spans: Sequence[tuple[int, int]], controls: Mapping[Element, str]) -> list[tuple[str, ...]]:
    """Return for each span of a passage's text, with its figures as one sign each, the views that a figure in its place would have."""
    words, text = _Words(controls), reads(passage, but=controls)
    return [_standing_between((text[:start], text[end:]), words.labels(passage), passage, words).views for start, end in spans]


def _words_in(root: Element, keys: Collection[str]) -> "_Words":
    return _Words({found: key for found in root.iter(name("w:sdt")) if (key := control_key(found)) in keys and not is_gone(found)})


class _Words:
    """The words among which some controls stand: those of a row, over a column and above a table are read once for all the figures in it."""

    def __init__(self, controls: Mapping[Element, str]) -> None:
        self.controls = controls
        self.said_above = cache(self._said_above)
        self._said = cache(self._reads)
        self._cells = cache(cells_of)
        self._heading_row = cache(_heading_row)
        self._cell = cache(self._reads_cell)

    def _said_above(self, element: Element) -> str:
        """Return the words of the nearest paragraph above that says something, tables and charts set aside: they are made anew."""
        beside = next(filter(None, map(self._said, element.itersiblings(name("w:p"), preceding=True))), "")
        around = element.getparent()
        return beside or ("" if around is None else self.said_above(around))

    def _reads(self, paragraph: Element) -> str:
        return " ".join(_WORD.findall(reads(paragraph, but=self.controls).casefold()))

    def labels(self, control: Element) -> tuple[str, str]:
        """Return what the first cell of a control's row says, and the heading of its column, with the key of each figure in place of its text."""
        cell, row, table = (next(control.iterancestors(name(f"w:{tag}")), None) for tag in ("tc", "tr", "tbl"))
        if cell is None or row is None or table is None:
            return "", ""
        cells = self._cells(row)
        column = cells.index(cell) if cell in cells else 0
        top = self._heading_row(table)
        headings = self._cells(top) if top is not None and top is not row else []
        heading = self._cell(headings[column]) if column < len(headings) else ""
        return self._cell(cells[0]) if column else "", heading

    def _reads_cell(self, cell: Element) -> str:
        shown = (text if holder is None else self.controls[holder] for text, holder in pieces(cell, self.controls))
        return " ".join("".join(shown).casefold().split())

    def company(self, control: Element, passage: Element) -> str:
        """Return the keys of the other figures of a passage that has no words of its own."""
        figures = (found for found in passage.iter(name("w:sdt")) if found in self.controls)
        return " ".join(FIGURE if found is control else self.controls[found] for found in figures).strip(FIGURE)


def _heading_row(table: Element) -> Element | None:
    """Return the first row of a table, where it is marked as its headings."""
    first = next(iter(rows_of(table)), None)
    return first if switched_on(first, "w:trPr/w:tblHeader") else None


class _Standing(Struct, frozen=True):
    """What stands about one control: its passage's texts on both sides, their words, and the labels of its row and column."""

    sides: tuple[str, str]
    words: tuple[list[str], list[str]]
    labels: tuple[str, str]
    views: tuple[str, ...]


def _standing(control: Element, words: _Words) -> _Standing:
    passage = next(control.iterancestors(name("w:p")), None)
    if passage is None:
        passage = next(control.iter(name("w:p")), control)
    return _standing_between(beside(control, passage, words.controls), words.labels(control), passage, words, lambda: words.company(control, passage))


def _standing_between(
    sides: tuple[str, str], labels: tuple[str, str], passage: Element, words: _Words, company: Callable[[], str] = lambda: ""
) -> _Standing:
    """Return what stands about a place in a passage that parts it into two sides; `company` are the other figures of one without words."""
    before, behind = (_WORD.findall(side.casefold()) for side in sides)
    near = [*labels, " ".join(before[-_NEAR:]), " ".join(behind[:_NEAR])]
    if not any(text.strip(f" {FIGURE}") for text in near):
        near = [company() or _above(passage)]
    if not any(near):
        return _Standing(sides, (before, behind), labels, ())
    whole = [words.said_above(passage), *labels, " ".join(before), " ".join(behind)]
    return _Standing(sides, (before, behind), labels, (hash_of("\n".join(near)), WHOLE + _short("\n".join(whole))))


def _place(control: Element, words: _Words) -> Place:
    standing = _standing(control, words)
    views = list(standing.views)
    further: list[str] = []
    read = _WORD.findall(standing.sides[0])[::-1], _WORD.findall(standing.sides[1])
    turned = turning(standing.sides, standing.words, standing.labels)
    turning_words = set(" ".join(turned).split())
    anchors: list[str] = []
    for side, beyond, label in zip(SIDES, read, standing.labels, strict=True):
        told = _telling(beyond) or ([label] if label else [])
        views += [side + _short(word) for word in told[:1]]
        further += [side + _short(word) for word in told[1:]]
        anchors += [side + word for word in told if word not in turning_words][:1]
    return Place(tuple(views), tuple(further), tuple(turned), tuple(anchors), touching(standing.sides))


def _telling(words: list[str]) -> list[str]:
    """Return those of some words that say something, up to the next figure; beyond it where none stands before it."""
    said = [word.casefold() for word in words if word == FIGURE or len(word) >= _LONG or word.isdecimal() or (word.isupper() and len(word) > 1)]
    return list(takewhile(lambda word: word != FIGURE, said)) or [word for word in said if word != FIGURE]


def _short(said: str) -> str:
    """Return a hash that is long enough to tell the places of one paper from one another, and half the room in its ledger."""
    return hash_of(said)[:8]


def _above(passage: Element) -> str:
    """Return the words of the paragraph above, which is the label of a figure that stands alone."""
    above = find_all(passage, "preceding::w:p[1]")
    return " ".join(_WORD.findall(reads(above[0]).casefold())) if above else ""


OF_SIGNS = frozenset(TURNED + _short(sign) for sign in SIGNS)
"""The views of figures that a sign alone turns round: "<" is no word, and is not among those of the passage."""
