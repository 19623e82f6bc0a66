"""Periods over groups of headings: "April 2018" above "Eligible" and "Trained", "May 2018" above the same two, and so on across the page."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from ..periods import is_part, parse_period
from .workbook import Value

_FEWEST = 2
_LONGEST = 40


def period_groups(upper: Sequence[Value], lower: Sequence[Value]) -> list[tuple[int, int]]:
    """Return the first and last column of each group that a period of the upper row stands over, none where the rows are not so made.

    The same headings, in the same order, stand in the lower row under each period; that is what tells a heading from a row of data below
    months. A period may be written over each column of its group, or over the first alone.
    """
    heads = [value for value in lower if value != ""]
    if len(set(heads)) == len(heads) or not all(isinstance(value, str) for value in heads):
        return []  # told at once of most rows, which are data
    begins = [column for column, value in enumerate(upper) if is_period(value)]
    begins = [column for place, column in enumerate(begins) if not place or _says(upper[column]) != _says(upper[begins[place - 1]])]
    if len(begins) < _FEWEST:
        return []
    size = begins[1] - begins[0]
    groups = [(begin, begin + size - 1) for begin in begins]
    if any(first + size != second for first, second in pairwise(begins)) or groups[-1][1] >= len(lower):
        return []
    if any(value != "" and not is_period(value) for left, right in groups for value in upper[left : right + 1]):
        return []
    headed = {tuple(_says(value) if isinstance(value, str) else "" for value in lower[left : right + 1]) for left, right in groups}
    return groups if len(headed) == 1 and all(headed.pop()) else []


def is_period(value: Value) -> bool:
    """Say whether a cell is a period and nothing else, with its year or without."""
    if isinstance(value, date):
        return True
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
        return False
    return is_part(value) or (any(letter.isdigit() for letter in value) and parse_period(value) is not None)


def _says(value: Value) -> str:
    return f"{value:%B %Y}" if isinstance(value, date) else " ".join(str(value).casefold().split())
