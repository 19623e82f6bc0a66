"""What our own form works out, as other programs save it: an empty text under a percent format as a 0, or a formula without its value."""

from collections.abc import Iterable

from ..layouts.outgoing import CHECK_HEADING
from .tables import Table
from .workbook import Sheet, Value


def forget_checks(sheet: Sheet) -> None:
    """Forget the formulas without their value below our form's own column of checks, which holds nothing of the return."""
    for row, column in sheet.uncached and [(row, cells.index(CHECK_HEADING)) for row, cells in enumerate(sheet.rows) if CHECK_HEADING in cells]:
        sheet.uncached -= {place for place in sheet.uncached if place[1] == column and place[0] > row}


def clear_unworked(sheet: Sheet, tables: Iterable[Table], *, zeros: bool) -> None:
    """Take out of our own form each percentage that it did not work out, as one of its two counts is not there, or the whole is 0.

    Such a cell is an empty text. `zeros` where the file may hold a 0 for that: LibreOffice writes one into an .xls.
    """
    for table in tables:
        if CHECK_HEADING not in table.unmapped.values():
            continue
        for item in table.layout.field:
            part, whole = (table.columns.get(name) for name in item.share or ("", ""))
            share = table.columns.get(item.name)
            if share is None or part is None or whole is None:
                continue
            for number in range(table.first, table.end):
                row = sheet.rows[number]
                if _is_number(row[part]) and _is_number(row[whole]) and row[whole]:
                    continue
                sheet.uncached.discard((number, share))
                if zeros and _is_number(row[share]) and not row[share]:
                    row[share] = ""


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
