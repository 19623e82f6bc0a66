"""A sheet from the cells that hold something, however far apart: long blank runs between them are left out of its rows.

So a sheet that claims a million rows costs what its real cells cost; where each row and column stands, the sheet still knows.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from . import limits
from .workbook import Place, Sheet, Unreadable, Value

_GAP = 3  # blank rows or columns that are kept of a run: as much as anything is parted by
_SCATTERED = "has values scattered far apart over it. Please send a workbook that holds only the return."


def lay_out(sheet: Sheet, cells: Mapping[Place, Value]) -> None:
    """Give `sheet` the rows that its cells need; what was seen of it beside its values keeps to the cells it is of.

    Raises Unreadable where even so they would make a very large sheet.
    """
    filled = {*cells, *sheet.errors, *sheet.uncached, *sheet.formulas}
    sheet.row_indices = _kept(row for row, _ in filled)
    sheet.column_indices = _kept(column for _, column in filled)
    height, width = len(sheet.row_indices), len(sheet.column_indices)
    if height * width > limits.AREA:
        raise Unreadable("far_cell", f"The sheet {sheet.name!r} {_SCATTERED}")
    rows = {index: row for row, index in enumerate(sheet.row_indices)}
    columns = {index: column for column, index in enumerate(sheet.column_indices)}
    sheet.rows = [[""] * width for _ in range(height)]
    for (row, column), value in cells.items():
        sheet.rows[rows[row]][columns[column]] = value

    def moved(place: Place) -> Place | None:
        return (rows[place[0]], columns[place[1]]) if place[0] in rows and place[1] in columns else None

    sheet.errors = {to: error for place, error in sheet.errors.items() if (to := moved(place))}
    sheet.uncached = {to for place in sheet.uncached if (to := moved(place))}
    sheet.formulas = {to: texts for place, texts in sheet.formulas.items() if (to := moved(place))}
    sheet.percent = {to: decimals for place, decimals in sheet.percent.items() if (to := moved(place))}
    sheet.fills = {to: colour for place, colour in sheet.fills.items() if (to := moved(place))}
    sheet.hidden_rows = {rows[row] for row in sheet.hidden_rows if row in rows}
    sheet.hidden_columns = {columns[column] for column in sheet.hidden_columns if column in columns}
    sheet.merged = [
        (rows[top], columns[left], _last(sheet.row_indices, bottom), _last(sheet.column_indices, right))
        for top, left, bottom, right in sheet.merged
        if top in rows and left in columns
    ]


def _kept(filled: Iterable[int]) -> list[int]:
    """Return the rows (or columns) to keep: those with something in them, and a few of each blank run before them."""
    kept: list[int] = []
    after = 0
    for index in sorted(set(filled)):
        kept.extend(range(max(after, index - _GAP), index + 1))
        after = index + 1
    return kept


def _last(indices: list[int], end: int) -> int:
    """Return the last one kept that lies no further than `end`."""
    return bisect_right(indices, end) - 1
