"""A day as people write it, day first."""

import re
from datetime import date
from functools import lru_cache

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ],
        start=1,
    )
    for name in names
}
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")"
_MONTHS = 12
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"^(?P<name>mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?[.,]?\s+(?=\d|[a-z]+\.?\s+\d)")
_DAY_MONTH_YEAR = re.compile(rf"^(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?{MONTH}\.?,?[\s\-/.]*(?P<year>\d{{4}}|\d{{2}})$")
_MONTH_DAY_YEAR = re.compile(rf"^{MONTH}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})$")
_NUMERIC = re.compile(r"^(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})[/.\-](?P<year>\d{4}|\d{2})$")
_NUMERIC_WITHIN = re.compile(r"(?<![\d/.\-])(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})[/.\-](?:\d{4}|\d{2})(?![\d/.\-])")
_ISO = re.compile(r"^(?P<year>\d{4})[\-/.](?P<month>\d{1,2})[\-/.](?P<day>\d{1,2})(?:[t\s]+00:00(?::00)?(?:\.0+)?)?$")


@lru_cache(maxsize=8192)  # the same few words stand in every cell of a column, and of a year of returns
def parse_date(text: str) -> date | None:
    """Return the day that `text` writes out, day first; None where it writes no whole date, or names another day of the week."""
    words = plain(text)
    weekday = _WEEKDAY.match(words)
    words = words[weekday.end() :] if weekday else words
    for pattern in (_ISO, _NUMERIC, _DAY_MONTH_YEAR, _MONTH_DAY_YEAR):
        if found := pattern.match(words):
            day = _day(found)
            return day if day is None or not weekday or _WEEKDAYS[day.weekday()] == weekday["name"] else None
    return None


def is_month_first(text: str) -> bool:
    """Say whether `text` writes a date in numbers, perhaps beside its time, that is one only with its month first: "06/22/2018 9:30"."""
    return any(int(found["day"]) <= _MONTHS < int(found["month"]) for found in _NUMERIC_WITHIN.finditer(plain(text)))


def is_day_or_month_first(text: str) -> bool:
    """Say whether `text` writes a date in numbers that would be another one with its month first."""
    found = _NUMERIC.match(plain(text))
    return found is not None and int(found["day"]) != int(found["month"]) and max(int(found["day"]), int(found["month"])) <= _MONTHS


def plain(text: str) -> str:
    """Return a text as days and periods are read of it: in small letters, without the spaces and stops around it."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip(" .,:;*").casefold()


def full_year(digits: str) -> int:
    """Return the year that two or four digits write."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day(found: re.Match[str]) -> date | None:
    number = found["month"]
    try:
        return date(full_year(found["year"]), MONTHS[number] if number in MONTHS else int(number), int(found["day"]))
    except ValueError:
        return None
