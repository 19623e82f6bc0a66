"""Parts of an NHS year named by their number, as finance and performance teams do: month 1 is April."""

import re

from msgspec import Struct

_AND = r"\s*(?:to|and|&|\+|-|–|—)\s*"
_BETWEEN = r"[\s,:\-–]*"
_YEAR = r"(?P<year>(?:20)?\d{2}\s*[/\-–]\s*(?:20)?\d{2}|fy\s*(?:20)?\d{2})"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_MONTHS = re.compile(rf"^(?:months?|mths?|m)\.?\s*(?P<first>{_MONTH})(?:{_AND}(?:month|mth|m)?\.?\s*(?P<last>{_MONTH}))?{_BETWEEN}{_YEAR}$")
_QUARTERS = re.compile(rf"^(?:quarters?|qtrs?|q)\.?\s*(?P<first>[1-4]){_AND}(?:quarter|qtr|q)?\.?\s*(?P<last>[1-4]){_BETWEEN}{_YEAR}$")
_HALF = re.compile(rf"^(?:h|half)\s*(?P<first>[12])(?P<last>){_BETWEEN}{_YEAR}$")
_YEAR_FIRST = re.compile(rf"^{_YEAR}{_BETWEEN}(?P<part>[a-z].*)$")
_UP_TO = re.compile(r"^(?:the\s+)?(?:(?P<count>\w+)[\s-]+months?|(?P<half>half)[\s-]*year)\s+(?:to|ended|ending|up to)\s+(?P<end>.+)$")
_QUARTER_BESIDE = re.compile(r"^(?:quarter|qtr|q)\.?\s*(?P<number>[1-4])(?:\s*[:,\-–—]\s*|\s+)(?P<rest>[a-z\d].*)$")
_COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}


class Months(Struct, frozen=True):
    """The first and the last month, 1 to 12 from April, and the words for their year."""

    first: int
    last: int
    year: str


def months_named(words: str) -> Months | None:
    """Return the months that small letters name by number ("m12 2018/19", "2018/19 h1", "q1-q2 2018/19"); None where they name none."""
    if turned := _YEAR_FIRST.match(words):
        words = f"{turned['part']} {turned['year']}"
    for pattern, size in ((_MONTHS, 1), (_QUARTERS, 3), (_HALF, 6)):
        if found := pattern.match(words):
            first, last = int(found["first"]), int(found["last"] or found["first"])
            return Months((first - 1) * size + 1, last * size, found["year"]) if first <= last else None
    return None


def months_up_to(words: str) -> tuple[int, str] | None:
    """Return how many months a span has, and the words for its end: "six months to september 2016"."""
    found = _UP_TO.match(words)
    count = 0 if found is None else 6 if found["half"] else _COUNTS.get(found["count"], 0)
    return (count, found["end"]) if found and count else None


def quarter_beside(words: str) -> tuple[int, str] | None:
    """Return the number of the quarter that small letters begin with, and the words that follow it: "q2: july to september 2018"."""
    found = _QUARTER_BESIDE.match(words)
    return (int(found["number"]), found["rest"]) if found else None
