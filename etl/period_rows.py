"""Periods down the page: a column of months that is not headed as one, and months on rows of their own above their records."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..days import parse_date
from ..layouts.words import words
from ..periods import Period
from .labels import names_period
from .period_groups import heading_period
from .tables import Table
from .totals import says_total
from .workbook import Sheet, Value

_TIME = words("date dates month months mth year quarter qtr period periods reporting ending end commencing")
_FEWEST = 2
_DAY = timedelta(days=1)


def period_columns(sheet: Sheet, table: Table) -> Iterator[tuple[int, str]]:
    """Yield the columns of a table that may name the period of each row, with their heading: those headed so, then those that hold nothing else.

    The latter stand under "Date" or "Month/Year", or under nothing, before the figures; the first record has one, and they are not all the same.
    """
    yield from [each for each in table.unmapped.items() if names_period(each[1])]
    columns = [(column, text) for column, text in table.unmapped.items() if not names_period(text) and words(text) <= _TIME]
    first = min([*table.columns.values(), *table.dated, *table.periods], default=0)
    columns += [(column, "") for column, value in enumerate(sheet.rows[table.heading_row][:first]) if value == ""]
    yield from [each for each in columns if _holds_periods(sheet, table, each[0])]


def period_rows(sheet: Sheet, table: Table) -> list[tuple[int, Period | str]]:
    """Return the rows of a table that hold a period and nothing else, with it; none where no record stands below the first."""
    alone: list[tuple[int, Period | str]] = []
    has_records = False
    dates = {column for name, column in table.columns.items() if table.layout.fields[name].type == "date"}
    for row in range(table.first, table.end):
        filled = [column for column, value in enumerate(sheet.rows[row]) if value != ""]
        value = sheet.rows[row][filled[0]] if len(filled) == 1 and filled[0] not in dates else ""
        if _is_whole(value) and (period := heading_period(value)):
            alone.append((row, period))
        has_records = has_records or bool(alone and len(filled) >= _FEWEST)
    return alone if has_records else []


def _holds_periods(sheet: Sheet, table: Table, column: int) -> bool:
    rows = [row for row in range(table.first, table.end) if sum(value != "" for value in sheet.rows[row]) >= _FEWEST]
    held = [value for row in rows if (value := sheet.rows[row][column]) != "" and not says_total(value)]
    named = [heading_period(value) for value in held]
    begins = bool(rows) and sheet.rows[rows[0]][column] != ""
    return begins and all(named) and all(map(_is_whole, held)) and len({str(period) for period in named}) >= _FEWEST


def _is_whole(value: Value) -> bool:
    """Say whether a cell may name a whole month or more: a day does where it is the first or the last of its month."""
    day = value if isinstance(value, date) else parse_date(value) if isinstance(value, str) else None
    return day is None or day.day == 1 or (day + _DAY).day == 1
