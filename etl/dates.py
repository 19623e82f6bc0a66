"""A date as it stands in a cell: alone, with its time of day, or among words."""

import re
from datetime import date

from ..days import parse_date
from ..layouts.words import words
from ..periods import Period, parse_period

_TIME = re.compile(r"(?<=\d)(?:,?\s+|t)(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s*(?:am|pm|hrs?|z)?$", re.IGNORECASE)
_BEFORE = words(
    "achieved actual agreed by closed complete completed date decided done due for met new now on published referred revised signed started target"
)
_DOUBTED = words("approx approximately draft est estimated maybe missed not onward or possibly proposed provisional tba tbc")
_MONTH_BY = re.compile(r"^(?:(?:by|due|for|target|in)\s+)?(?:the\s+)?(?:end\s+(?:of\s+)?)?(?:the\s+)?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^)]*\d[^)]*\)")
_LONGEST = 5  # words of a date: "Tuesday 26th of June 2018"


def read_date(text: str) -> date | None:
    """Return the day that a text is, a time of day set aside."""
    return parse_date(text) or parse_date(_TIME.sub("", text.strip()))


def date_among_words(text: str) -> tuple[str, bool] | None:
    """Return the date that stands among words, as written, and whether they leave it sure: "15/6/19 (revised)" is 15/6/19.

    None where there is none, or another number beside it, or words before it that may turn it about: "after 15/6/19".
    """
    parts = text.replace("(", " (").replace(")", ") ").split()
    for size in range(min(len(parts), _LONGEST), 0, -1):
        for start in range(len(parts) - size + 1):
            written = " ".join(parts[start : start + size]).strip("()[],;:-–—")
            if parse_date(written) is None:
                continue
            before, after = words(" ".join(parts[:start])), words(" ".join(parts[start + size :]))
            if before - _BEFORE or any(letter.isdigit() for word in (*before, *after) for letter in word):
                return None
            return written, not after & _DOUBTED and "?" not in text
    return None


def deadline_month(text: str) -> Period | None:
    """Return the month, or longer period, at whose end a deadline lies: "June 2019", "by end of June 2019"."""
    return None if _IN_BRACKETS.search(text) else parse_period(_MONTH_BY.sub("", text.strip(), count=1))
