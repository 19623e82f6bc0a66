"""What a bare number in a percentage column means: decided for the column, never cell by cell."""

from .tables import Table
from .totals import says_total
from .values import bare_number, count_decimals, unsigned_number
from .workbook import Sheet

_CLOSE = 0.006


def percent_scale(sheet: Sheet, table: Table, name: str, column: int) -> tuple[int, int | None]:
    """Return 100 where the column's bare numbers are percent (87.79) and 1 where they are ratios (0.8779), and the first row that is not sure.

    The two counts that the field `name` is the share of settle it where they stand beside them; else their size does. Numbers formatted
    as a percentage are ratios whatever the others are, and have no say; nor has a row of totals, where there are others.
    """
    every = [
        (row, float(number))
        for row in range(table.first, table.end)
        if ((row, column) not in sheet.percent or isinstance(sheet.rows[row][column], str))
        and (number := unsigned_number(sheet.rows[row][column])) is not None
    ]
    if not every:
        return 1, None
    bare = [(row, value) for row, value in every if not any(map(says_total, sheet.rows[row]))] or every
    share = table.layout.fields[name].share
    votes = [vote for row, value in bare if share and (vote := _vote(sheet, table, share, row, value))]
    if votes:
        return max(set(votes), key=votes.count), None
    points = sum(value > 1.5 for _, value in bare)
    ratios = sum(0 < value < 1 for _, value in bare)
    if points >= ratios > 0 or points > ratios:  # as many of each: 85 can be no ratio, 0.5 may be half a percent
        return 100, next((row for row, value in bare if 0 < value <= 1), None)
    odd = [row for row, value in bare if (value > 1.5 if points else not ratios)]
    return 1, odd[0] if odd else None


def most_decimals(sheet: Sheet, table: Table, column: int) -> int:
    """Return the most decimals of a column's bare numbers, whole ones without their point."""
    numbers = [bare_number(sheet.rows[row][column]) for row in range(table.first, table.end)]
    return max((count_decimals(number) for number in numbers if number is not None), default=0)


def _vote(sheet: Sheet, table: Table, share: tuple[str, str], row: int, value: float) -> int | None:
    counts = []
    for name in share:
        cell = sheet.rows[row][table.columns[name]] if name in table.columns else ""
        number = bare_number(cell)
        counts.append(None if number is None else float(number))
    part, whole = counts
    if not whole or part is None:
        return None
    ratio = part / whole
    if ratio and abs(value - ratio) <= _CLOSE:
        return 1
    if ratio and abs(value / 100 - ratio) <= _CLOSE:
        return 100
    return None
