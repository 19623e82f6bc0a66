"""The rows and cells of a table, those within content controls among them."""

from .ooxml import Element, find_all

_MERGE = "w:tcPr/w:gridSpan[not(@w:val = '1')] | w:tcPr/w:vMerge | w:tcPr/w:hMerge"


def rows_of(table: Element) -> list[Element]:
    return find_all(table, "w:tr | w:sdt/w:sdtContent/w:tr")


def cells_of(row: Element) -> list[Element]:
    return find_all(row, "w:tc | w:sdt/w:sdtContent/w:tc")


def is_merged(cell: Element) -> bool:
    return bool(find_all(cell, _MERGE))


def uneven_rows(table: Element) -> list[Element]:
    """Return the rows below the first in which a cell is merged with another, or there are more cells or fewer than the first has."""
    first, *others = rows_of(table) or [table]
    wide = len(cells_of(first))
    return [row for row in others if len(cells := cells_of(row)) != wide or any(map(is_merged, cells))]
