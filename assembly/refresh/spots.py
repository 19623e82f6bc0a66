"""Where the content controls of a part stand in its bytes, so that a text is changed without writing the part anew.

A parser that writes XML back changes more than it was asked to: blanks, quotes, declarations. Here the bytes between two tags are all that changes.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias
from xml.parsers import expat

from ...errors import PaperError
from ..block_keys import is_table
from ..ooxml import NAMESPACES
from ..reading import symbol

_W = NAMESPACES["w"]
_GONE = (f"{_W} del", f"{_W} moveFrom")
_SETTINGS = (f"{_W} showingPlcHdr", f"{_W} dataBinding")
_BREAKS = (f"{_W} br", f"{_W} cr")
_HYPHEN, _SYMBOL, _CHAR = f"{_W} noBreakHyphen", f"{_W} sym", f"{_W} char"
_UNREADABLE = (expat.ExpatError, UnicodeDecodeError)
_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*+>""")
_CONTROL, _CELL, _PROPERTIES, _TAG_OF, _ALIAS, _VALUE, _CONTENT, _PARAGRAPH, _TEXT, _DELETED = (
    f"{_W} {each}" for each in ("sdt", "tc", "sdtPr", "tag", "alias", "val", "sdtContent", "p", "t", "delText")
)
Span: TypeAlias = tuple[int, int]


@dataclass
class Text:
    """A w:t, or what texts stand in: its start tag, and what is between its tags. One that closes itself has both in its start tag."""

    tag: Span
    inner: Span


@dataclass
class Spot:
    """A content control: its key, its w:sdtContent, the texts that it shows, and what of its settings speaks of a text that is not its own.

    `signs` are those that it shows beside texts, each with its place. `room` is where a text goes if there is none: the last paragraph in it,
    else its w:sdtContent; None of one that has neither.
    """

    key: str = ""
    content: Span = (0, 0)
    texts: list[Text] = field(default_factory=list)
    room: Text | None = None
    breaks: list[Span] = field(default_factory=list)
    signs: list[tuple[int, str]] = field(default_factory=list)
    settings: list[Span] = field(default_factory=list)
    alias: str = ""
    has_inner: bool = False
    is_gone: bool = False
    has_deleted: bool = False
    outer: "Spot | None" = None

    @property
    def is_in_table(self) -> bool:
        """Whether it stands in the control of a table, which shows some figures in fewer words."""
        return self.outer is not None and is_table(self.outer.key or self.outer.alias)


def find_spots(data: bytes, label: str) -> list[Spot]:
    """Return the controls of a part that have a key, in order, but for those that a deletion holds.

    Raises PaperError where the part is damaged, or not in UTF-8.
    """
    return [spot for spot in _followed(data, label).spots if spot.key and spot.room and not spot.is_gone and (spot.texts or not spot.has_deleted)]


def find_cells(data: bytes, label: str) -> list[Spot]:
    """Return what each cell of a part's tables shows, in the order in which the cells begin. Raises PaperError as find_spots does."""
    return _followed(data, label).cells


@lru_cache(maxsize=16)  # a part that nothing changed is asked about by each step of a refresh, and a paper has some eight of them
def _followed(data: bytes, label: str) -> "_Finder":
    finder = _Finder(data)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda tag, attributes: finder.start(tag, attributes, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda tag: finder.end(tag, parser.CurrentByteIndex)
    parser.StartDoctypeDeclHandler = lambda *_: finder.refuse()
    try:
        data.decode("utf-8")
        parser.Parse(data, True)
    except _UNREADABLE as error:
        raise PaperError(f"{label} is damaged ({error}): open the paper in Word and save it again.") from None
    return finder


class _Finder:
    """Follows a part tag by tag, and keeps the controls and the cells that are open."""

    def __init__(self, data: bytes) -> None:
        self.spots: list[Spot] = []
        self.cells: list[Spot] = []
        self._open_cells: list[Spot] = []
        self._data = data
        self._open: list[Spot] = []
        self._path: list[str] = []
        self._starts: list[int] = []

    def refuse(self) -> None:
        raise expat.ExpatError("a document type")

    def start(self, tag: str, attributes: dict[str, str], at: int) -> None:
        parent = self._path[-1] if self._path else ""
        self._path.append(tag)
        self._starts.append(at)
        if tag == _CONTROL:
            for spot in self._open:
                spot.has_inner = True
            self._open.append(Spot(outer=self._open[-1] if self._open else None, is_gone=any(gone in self._path for gone in _GONE)))
            self.spots.append(self._open[-1])
        if tag == _CELL:
            self._open_cells.append(Spot())
            self.cells.append(self._open_cells[-1])
        if not self._open:
            return
        spot = self._open[-1]
        if parent == _PROPERTIES:
            if tag == _TAG_OF:
                spot.key = attributes.get(_VALUE, "")
            elif tag == _ALIAS:
                spot.alias = attributes.get(_VALUE, "")
        if tag in (_HYPHEN, _SYMBOL) and not any(gone in self._path for gone in _GONE):
            spot.signs.append((at, "-" if tag == _HYPHEN else symbol(attributes.get(_CHAR, ""))))
        if tag == _CONTENT:
            spot.content = (self._end_of_tag(at), 0)

    def end(self, tag: str, at: int) -> None:
        start = self._starts.pop()
        self._path.pop()
        if tag == _CELL:
            self._open_cells.pop()
        if tag == _TEXT and not any(gone in self._path for gone in _GONE):
            for holder in (*self._open[-1:], *self._open_cells[-1:]):
                holder.texts.append(self._text(start, at))
        if not self._open:
            return
        spot = self._open[-1]
        if tag in _SETTINGS and _PROPERTIES in self._path[-1:]:
            spot.settings.append((start, self._closing(start, at)))
        elif tag == _DELETED:
            spot.has_deleted = True
        elif tag in (*_BREAKS, _HYPHEN, _SYMBOL) and not any(gone in self._path for gone in _GONE):
            spot.breaks.append((start, self._closing(start, at)))
        elif tag == _PARAGRAPH:
            spot.room = self._text(start, at)
        elif tag == _CONTENT:
            spot.room = spot.room or self._text(start, at)
            spot.content = (spot.content[0], spot.content[0] if self._closes_itself(start) else at)
        elif tag == _CONTROL:
            spot.key = spot.key or spot.alias
            self._open.pop()

    def _text(self, start: int, at: int) -> Text:
        first = self._end_of_tag(start)
        return Text((start, first), (first, first) if self._closes_itself(start) else (first, at))

    def _closing(self, start: int, at: int) -> int:
        """Return where an element ends that begins at `start`, and whose end tag, if it has one, begins at `at`."""
        return self._end_of_tag(start if self._closes_itself(start) else at)

    def _closes_itself(self, start: int) -> bool:
        return self._data[self._end_of_tag(start) - 2 : self._end_of_tag(start)] == b"/>"

    def _end_of_tag(self, start: int) -> int:
        """Return where the tag that begins at `start` ends; a ">" may stand within the quotes of an attribute."""
        found = _TAG.match(self._data, start)
        return found.end() if found else 0
