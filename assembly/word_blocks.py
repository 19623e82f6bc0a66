"""What a contributor's Word file is made of, once its own look is off: headings, paragraphs, items, pictures, tables."""

from dataclasses import dataclass

from .pages import Page
from .word_lists import Item
from .word_pieces import Piece, Shown


@dataclass(frozen=True)
class Line:
    """A paragraph, and where it stands in the file; `level` is that of a heading, `item` its place in a list, `style` one of the paper's own."""

    pieces: list[Piece]
    place: str
    level: int = 0
    item: Item | None = None
    quoted: bool = False
    style: str = ""


@dataclass(frozen=True)
class Figure:
    """A picture on a line of its own."""

    shown: Shown
    place: str


@dataclass(frozen=True)
class Rows:
    """A table, each cell its paragraphs, its first row the headings; `numeric` says of each column whether it stands to the right."""

    cells: list[list[list[Line]]]
    numeric: list[bool]
    place: str


@dataclass(frozen=True)
class Turn:
    """Where pages of another size begin."""

    page: Page


Block = Line | Figure | Rows | Turn


@dataclass(frozen=True)
class Note:
    """A footnote: the label that its reference has, and its paragraphs."""

    label: str
    lines: list[Line]
