"""The tables of a contributor's Word file, row by row, each cell its paragraphs."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from .ooxml import NAMESPACES, Element, find_all, name, switched_on, value
from .word_blocks import Block, Line, Rows
from .word_pieces import Tally, plain

_WRAPPERS = {name(tag) for tag in ("w:sdt", "w:sdtContent", "w:customXml")}
_RIGHT = ("right", "end")
_MERGED = "the table has merged cells, or rows of different lengths; split them in Word (Layout, Split Cells), so that every row has each column once"


class TableFault(ValueError):
    """Why a table cannot be set, in words for a message."""


def blocks_of(table: Element, inner: Callable[[Element], list[Block]], tally: Tally, place: str) -> list[Block]:
    """Return a table as a block, or what stands in a table of one cell, which is only a box. Raises TableFault."""
    rows = [[(cell, inner(cell)) for cell in _within(row, "w:tc")] for row in _within(table, "w:tr")]
    if len(rows) == 1 and len(rows[0]) == 1:
        tally.changed["boxes into paragraphs"] += 1
        return rows[0][0][1]
    if (
        find_all(table, ".//w:gridSpan[@w:val > 1] | .//w:vMerge | .//w:hMerge | .//w:gridBefore | .//w:gridAfter")
        or len({len(row) for row in rows}) != 1
    ):
        raise TableFault(_MERGED)
    if any(not isinstance(block, Line) for row in rows for _, blocks in row for block in blocks):
        raise TableFault("the table has a picture or another table in a cell; put that on a line of its own outside it")
    lines = [[[block for block in blocks if isinstance(block, Line)] for _, blocks in row] for row in rows]
    if not all(_words(cell) for cell in lines[0]):
        raise TableFault("the table has an empty heading cell; give every column a heading in the first row")
    kept = [lines[0], *(row for row in lines[1:] if any(map(_words, row)))]
    tally.formatting["empty rows"] += len(lines) - len(kept)
    tally.changed["first rows of a table marked as its headings"] += not _has_marked_headings(table)
    kept[0] = [[replace(line, item=None, pieces=[replace(piece, bold=False) for piece in line.pieces]) for line in cell] for cell in kept[0]]
    numeric = [all(_stands_right(row[column][0]) for row in rows[1:]) and len(rows) > 1 for column in range(len(rows[0]))]
    return [Rows(kept, numeric, place)]


def _within(parent: Element, kind: str) -> Iterator[Element]:
    """Return the rows of a table or the cells of a row, through whatever Word wraps them in."""
    for child in parent:
        if child.tag == name(kind):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, kind)


def _words(cell: list[Line]) -> str:
    return "".join(plain(line.pieces) for line in cell).strip()


def _has_marked_headings(table: Element) -> bool:
    first = next(_within(table, "w:tr"))
    look = table.find("w:tblPr/w:tblLook", NAMESPACES)
    shown = look is not None and (look.get(name("w:firstRow")) == "1" or int(look.get(name("w:val"), "0"), 16) & 0x20 > 0)
    return shown or bool(switched_on(first, "w:trPr/w:tblHeader"))


def _stands_right(cell: Element) -> bool:
    paragraphs = [found for found in find_all(cell, ".//w:p") if any((piece.text or "").strip() for piece in found.iter(name("w:t")))]
    return all(value(paragraph, "w:pPr/w:jc") in _RIGHT for paragraph in paragraphs)
