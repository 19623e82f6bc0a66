"""What the words beside a period or a day say of it: that it ends there, that it is the day of a count, that it is of something else."""

import re
from datetime import date, timedelta

from ..layouts.words import fold
from ..periods import Period
from .labels import Said, iso_day

_AS_AT = re.compile(r"\bas at\b", re.IGNORECASE)
_SOON = timedelta(days=31)
_ENDS = re.compile(r"\b(?:end(?:ing|ed|s)?|to|at)\b", re.IGNORECASE)
_ENDING = re.compile(r"\b(?:month|quarter|year) (?:end(?:ing|ed)|to)\b", re.IGNORECASE)
# a date in such a text is the form's own, or the day by which it is to be sent
_OTHER_DATE = re.compile(
    r"\b(?:version|v\d|template|source|extracted|notes?|issued?|updated?|revised|printed|published|deadline|due|before|no later"
    r"|by\s+(?=(?:the\s+)?(?:end|close|noon|\d|mon|tue|wed|thu|fri|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
    r"|(?<!rapid )(?<!adult )(?<!adults )(?<!case )(?<!leder )(?<!peer )review"
    r"|complet\w+|submi\w+|sent|return(?:ed)? (?:to|on)|received|signed|dated)\b",
    re.IGNORECASE,
)


def is_as_at(said: Said) -> bool:
    """Say whether a label is that of a day on which something was counted."""
    return _AS_AT.search(said.label) is not None


def ends_a_period(said: Said) -> bool:
    """Say whether a label names the day on which a period ends."""
    return _ENDS.search(said.label) is not None


def in_full(said: Said) -> str:
    """Return what a label's answer means with a label that says what it ends: "Quarter ending" beside "June 2018"."""
    return f"{said.label} {said.text}" if _ENDING.search(said.label) else said.text


def is_of_another_date(text: str) -> bool:
    """Say whether a date in a text is of the form, or of its sending, and not of the figures."""
    return _OTHER_DATE.search(text) is not None


def is_called_date(said: Said) -> bool:
    """Say whether a text is called "Date" and nothing more, which may be that of the form."""
    return fold(said.label or said.text.partition(":")[0]) == "date"


def is_day_of_a_count(said: Said, period: Period) -> bool:
    """Say whether a label is the day that figures were taken out of a system, soon after the period that they are of."""
    day = iso_day(said) if is_as_at(said) else None
    return day is not None and period.end <= date.fromisoformat(day) <= period.end + _SOON
