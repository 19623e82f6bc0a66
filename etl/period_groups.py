"""Periods over groups of headings: "April 2018" above "Eligible" and "Trained", "May 2018" above the same two, and so on across the page."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache

from ..periods import Period, is_part, month, parse_period
from .workbook import Value

_FEWEST = 2
_LONGEST = 40  # letters; a longer heading says more than a period
_SUMMARY = re.compile(r"^(?:(?:grand|sub|overall)[\s-]*)?(?:totals?|average|overall|cumulative|ytd|year[\s-]to[\s-]date)$", re.IGNORECASE)


def period_groups(upper: Sequence[Value], lower: Sequence[Value], is_heading: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Return the first and last column of each group that a period of the upper row stands over, none where the rows are not so made.

    The lower row is one of headings: the same stand under each period in the same order, or each is known (`is_heading`), and so is one of
    those before them, if there are any. That is what tells it from a row of data below months. A period may be written over each column of
    its group, as one that stands alone has to be, or over the first alone; a total may stand among them.
    """
    if not all(isinstance(value, str) for value in lower):
        return []  # told at once of most rows, which are data
    begins = _begins(upper)
    alone = sum(_says(value) == _says(upper[begins[0]]) for value in upper) if len(begins) == 1 else 0
    if sum(is_period(upper[column]) for column in begins) < (1 if alone > 1 else _FEWEST):
        return []
    size = alone or begins[1] - begins[0]
    ends = [*begins[1:], begins[-1] + size]
    groups = [(begin, _last(upper, lower, begin, end)) for begin, end in zip(begins, ends, strict=True)]
    heads = [[_says(value) for value in lower[left : right + 1]] for left, right in groups]
    before = [str(value) for value in lower[: begins[0]] if value != ""]
    if not all(heads) or (before and not any(map(is_heading, before))):
        return []
    are_alike = all(each == heads[0] for each in heads)
    return groups if are_alike or all(is_heading(str(value)) for left, right in groups for value in lower[left : right + 1]) else []


def heading_period(value: Value) -> Period | str | None:
    """Return the period that a heading is, where it is nothing else: "Apr-18", a date of that month; "Apr" as it is written."""
    if isinstance(value, datetime | date):
        return month(value.year, value.month)
    return _written_period(value) if isinstance(value, str) and len(value) <= _LONGEST else None


@lru_cache(maxsize=8192)  # each row of a table is looked at as a heading, and they repeat one another
def _written_period(text: str) -> Period | str | None:
    if any(letter.isdigit() for letter in text) and (period := parse_period(text)):
        return period
    return text.strip() if is_part(text) else None


def is_period(value: Value) -> bool:
    """Say whether a cell is a period and nothing else, with its year or without."""
    return heading_period(value) is not None


def is_summary(value: object) -> bool:
    """Say whether a cell over columns says that they sum up those of the periods beside them: "Total", "YTD"."""
    return isinstance(value, str) and bool(_SUMMARY.match(value.strip()))


def _begins(upper: Sequence[Value]) -> list[int]:
    """Return the columns in which a period, or a summary, begins; one that is written over each of its columns begins once."""
    named = [column for column, value in enumerate(upper) if value != "" and (is_period(value) or is_summary(value))]
    return [column for place, column in enumerate(named) if not place or _says(upper[column]) != _says(upper[named[place - 1]])]


def _last(upper: Sequence[Value], lower: Sequence[Value], begin: int, end: int) -> int:
    """Return the last column of the group that begins in one: up to a blank heading, or what else stands above."""
    column = begin
    while column < min(end, len(lower)) and lower[column] != "" and _says(upper[column]) in ("", _says(upper[begin])):
        column += 1
    return column - 1


def _says(value: Value) -> str:
    return f"{value:%B %Y}" if isinstance(value, date) else " ".join(str(value).casefold().split())
