"""What our own form works out, as other programs save it: an empty text under a percent format as a 0, or a formula without its value."""

from collections.abc import Iterable
from typing import TypeGuard

from ..layouts.outgoing import CHECK_HEADING
from .tables import Table
from .workbook import Sheet, Value


def forget_checks(sheet: Sheet) -> None:
    """Forget the formulas without their value below our form's own column of checks, which holds nothing of the return."""
    for row, column in sheet.uncached and [(row, cells.index(CHECK_HEADING)) for row, cells in enumerate(sheet.rows) if CHECK_HEADING in cells]:
        sheet.uncached -= {place for place in sheet.uncached if place[1] == column and place[0] > row}


def work_out(sheet: Sheet, tables: Iterable[Table], *, zeros: bool) -> None:
    """Work out in our own form each percentage that the program which saved it did not, and take out what stands for one of too few counts.

    Where one of the two is not there, or the whole is 0, such a cell is an empty text. `zeros` where the file may hold a 0 for that: LibreOffice
    writes one into an .xls.
    """
    for table in tables:
        if not table.is_our_form:
            continue
        for item in table.layout.field:
            part, whole = (table.columns.get(name) for name in item.share or ("", ""))
            share = table.columns.get(item.name)
            if share is None or part is None or whole is None:
                continue
            for number in range(table.first, table.end):
                row = sheet.rows[number]
                count, of = row[part], row[whole]
                if _is_number(count) and _is_number(of) and of:
                    if (number, share) in sheet.uncached:
                        row[share] = count / of
                        sheet.uncached.discard((number, share))
                    continue
                sheet.uncached.discard((number, share))
                if zeros and _is_number(row[share]) and not row[share]:
                    row[share] = ""


def _is_number(value: Value) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
