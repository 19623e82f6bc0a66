"""Dates as spreadsheets keep them: a number of days, and a number format that shows it as a date, a time or a length of time.

The rules are those of the quick reader, for the sheets that it cannot read.
"""

import math
from datetime import date, datetime, time, timedelta

from .workbook import Value

DATE, LENGTH = "date", "length"
BUILT_IN: dict[int, str] = {**dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47), DATE), 46: LENGTH}
_DAY = 86_400_000  # milliseconds
_LAST = 2_958_465  # 31 December 9999
_LEAP_DAY = 60  # Excel counts the 29th of February 1900, which there never was
_FROM_1904 = 1462
_EPOCH = datetime(1899, 12, 30)
_LONGEST = 999_999_999  # days that a length of time may have


def shows(code: str) -> str | None:
    """Return whether a number format shows a date (or time) or a length of time; None where it shows neither."""
    quoted = escaped = elapsed = noon = False
    depth = 0
    before = ""
    for letter in code:
        low = letter.lower()
        if escaped:
            escaped = False
        elif letter in "_\\*":
            escaped = True  # within quotes too
        elif quoted:
            quoted = letter != '"'
        elif letter == '"':
            quoted = True
        elif letter == ";":
            return None
        elif letter == "[":
            depth += 1
        elif letter == "]":
            if depth == 1 and elapsed:
                return LENGTH
            depth = max(0, depth - 1)
        elif not depth and low in ("mp/" if noon else "dmyhs"):
            return DATE
        elif not depth and low == "a" and not noon:
            noon = True  # as AM/PM begins
        else:
            elapsed = (elapsed and low == before) or (before == "[" and low in "hms")
        before = low
    return None


def as_shown(number: float, form: str | None, *, from_1904: bool) -> Value:
    """Return what a number is where a format shows it as a date, a time or a length of time; else the number."""
    if form is None or not math.isfinite(number):
        return number
    if form == LENGTH:
        return timedelta(milliseconds=_round(number * _DAY)) if abs(number) < _LONGEST else number
    days = number + (_FROM_1904 if from_1904 else 0)
    if days >= _LAST + 1 or days < -_LAST // 5:
        return number
    start = _EPOCH if from_1904 or number >= _LEAP_DAY else _EPOCH + timedelta(days=1)
    moment = start + timedelta(milliseconds=_round(days * _DAY))
    if number < 1:
        return moment.time()
    return moment.date() if number == int(number) else moment


def from_iso(text: str) -> Value:
    """Return the date, moment or time that a text writes in the form of ISO 8601; the text where it writes none."""
    for read in (date.fromisoformat, datetime.fromisoformat, time.fromisoformat):
        try:
            found: Value = read(text)
        except ValueError:
            continue
        return found if text[:1] != "T" and not text.endswith("Z") else text
    return text


def _round(milliseconds: float) -> int:
    return math.floor(milliseconds + 0.5)
