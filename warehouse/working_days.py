"""Working days of England and Wales: weekdays that are no bank holiday, counted for the rules of the layouts.

Bank holidays are proclaimed about two years ahead: a day beyond those that are known is never counted as if it were.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

FIRST_YEAR = 1978  # the first with today's eight bank holidays
LAST_YEAR = 2028  # the last that was proclaimed when bank_holidays.txt was made
_SATURDAY = 5


class WorkingDays:
    """Counts working days for SQL, where an error would lose its words: days of years that are not known are kept in `unknown`."""

    def __init__(self) -> None:
        self.unknown: set[str] = set()

    def count(self, first: str | None, last: str | None) -> int | None:
        """Return the working days after the ISO day `first`, up to `last` and with it; 0 where it is not later.

        None where either is missing, no day, or in a year whose holidays are not known, which `unknown` then tells.
        """
        if first is None or last is None:
            return None
        outside = {day for day in (first, last) if not _is_known(day)}
        self.unknown |= outside
        return None if outside else sum(1 for _ in _working_days(date.fromisoformat(first), date.fromisoformat(last)))


def _is_known(day: str) -> bool:
    try:
        return FIRST_YEAR <= date.fromisoformat(day).year <= LAST_YEAR
    except ValueError:
        return False


def _working_days(first: date, last: date) -> Iterator[date]:
    for number in range(1, (last - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() < _SATURDAY and day not in bank_holidays():
            yield day


@cache
def bank_holidays() -> frozenset[date]:
    """Return the bank holidays of the years that are known, which are the same in England and in Wales.

    They are a list that `make docs` makes of what the library holidays knows: to import that takes a tenth of a second at each start.
    """
    listed = Path(__file__).with_name("bank_holidays.txt").read_text(encoding="ascii").split()
    return frozenset(map(date.fromisoformat, listed))
