"""Rows of totals: which rows are totals and no records, and whether they add up."""

import re
from collections.abc import Iterable

from ..layouts.words import fold
from ..warehouse.records import Block, Issue
from .tables import Table
from .values import Look, as_text, bare_number, convert
from .workbook import Sheet

_TOTAL = re.compile(r"^(?:grand |sub ?|overall |column )?totals?$|^(?:overall|average|mean|sum)$")
_TOTAL_OF = re.compile(r"^(?:grand |sub ?|overall )?totals? .*$|^.* (?:sub ?|grand )?totals?$")


def is_total(sheet: Sheet, table: Table, columns: dict[str, int], row: int, above: Block) -> bool:
    """Say whether a row is one of totals: it says so and nothing more, or says of what and has figures.

    "Total care nurses" before any record is a staff group like another, unless it is the sum of the rows below it.
    """
    cells = sheet.rows[row]
    filled = [column for column, value in enumerate(cells) if value != ""]
    if not filled:
        return False
    texts = [fold(as_text(cells[column])) for column in filled if isinstance(cells[column], str) and column in {filled[0], *columns.values()}]
    if any(_TOTAL.match(each) for each in texts):
        return True
    if not texts or not _TOTAL_OF.match(texts[0]) or not any(bare_number(cells[column]) is not None for column in filled):
        return False
    return bool(above.rows) or _is_sum_of_below(sheet, table, columns, row)


def check_total(sheet: Sheet, table: Table, columns: dict[str, int], row: int, above: Block) -> list[Issue]:
    """Ask where a row of totals is the sum neither of all the rows above it nor of those since the last total."""
    if not above.rows and _is_sum_of_below(sheet, table, columns, row):
        return []
    found = []
    start = sheet.row_number(row) - 1  # the row before the run of records that ends here
    for number, _ in reversed(above.rows):
        if number != start:
            break
        start -= 1
    for name, total in _counts(sheet, table, columns, row):
        sums = [_sum(value for number, values in above.rows if number > after for value in [values.get(name)]) for after in (0, start)]
        if total not in sums:
            rows = f"{total}, where the rows above it add up to {sums[0]}"
            cure = "The rows were used and the total was not: please check both."
            found.append(Issue(sheet.name, sheet.address(row, columns[name]), "query", "total_differs", rows, "a total of the rows above it", cure))
    return found


def _is_sum_of_below(sheet: Sheet, table: Table, columns: dict[str, int], row: int) -> bool:
    """Say whether each count of a row is the sum of those below it."""
    totals = dict(_counts(sheet, table, columns, row))
    below = dict.fromkeys(totals, 0)
    for other in range(row + 1, table.end):
        for name, count in _counts(sheet, table, columns, other):
            below[name] = below.get(name, 0) + count
        if any(below[name] > total for name, total in totals.items()):
            return False
    return bool(totals) and all(below[name] == total for name, total in totals.items())


def _counts(sheet: Sheet, table: Table, columns: dict[str, int], row: int) -> list[tuple[str, int]]:
    """Return the counts that a row holds, by field."""
    fields = [table.layout.fields[name] for name in columns if table.layout.fields[name].type == "count"]
    read = [(item.name, convert(sheet.rows[row][columns[item.name]], item, Look())) for item in fields]
    return [(name, typed.value) for name, typed in read if typed and isinstance(typed.value, int)]


def _sum(values: Iterable[object]) -> int:
    return sum(value for value in values if isinstance(value, int))
