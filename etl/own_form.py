"""What our own form works out, as LibreOffice saves it in .xls: an empty text under a percent format becomes a 0."""

from collections.abc import Iterable

from ..layouts.outgoing import CHECK_HEADING
from .tables import Table
from .workbook import Sheet, Value


def clear_unworked(sheet: Sheet, tables: Iterable[Table]) -> None:
    """Take out of an .xls of our own form each percentage of 0 that it did not work out: a count is not there, or the whole is 0."""
    for table in tables:
        if CHECK_HEADING not in table.unmapped.values():
            continue
        for item in table.layout.field:
            part, whole = (table.columns.get(name) for name in item.share or ("", ""))
            share = table.columns.get(item.name)
            if share is None or part is None or whole is None:
                continue
            for row in sheet.rows[table.first : table.end]:
                if _is_number(row[share]) and not row[share] and not (_is_number(row[part]) and _is_number(row[whole]) and row[whole]):
                    row[share] = ""


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
