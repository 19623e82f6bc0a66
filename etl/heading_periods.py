"""A heading and the period beside it: "Snapshot at 31 March 2018", "Required April"."""

import re
from functools import lru_cache

from ..periods import Period, is_part, parse_period

_JOINT_WORDS = re.compile(r"(?:\s+|^)(?:as at|at|for|in|on|to|of|end of|ending|ended|the|month|quarter|year|-|–|—|:|,)$", re.IGNORECASE)


@lru_cache(maxsize=8192)
def split_period(text: str, usual: str = "month") -> tuple[str, Period] | None:
    """Return what a heading says beside the one period that it ends with or begins with: "Snapshot at 31 March 2018" is ("Snapshot at", ...)."""
    words = re.sub(r"[()\[\]]", " ", text).split()
    for size in range(min(len(words) - 1, 5), 0, -1):
        for rest, said in ((words[:-size], words[-size:]), (words[size:], words[:size])):
            if (period := parse_period(" ".join(said), usual)) is not None:
                return " ".join(rest), period
    return None


@lru_cache(maxsize=8192)
def split_part(text: str) -> tuple[str, str] | None:
    """Return what a heading says beside the month or quarter, without its year, at its end or its beginning: ("Required", "April")."""
    words = re.sub(r"[()\[\]]", " ", text).split()
    for size in range(min(len(words) - 1, 2), 0, -1):
        for rest, said in ((words[:-size], words[-size:]), (words[size:], words[:size])):
            if is_part(" ".join(said)):
                return " ".join(rest), " ".join(said)
    return None


def without_joint(words: str) -> str:
    """Return a heading without the words that join it to its period: "Compliance as at" is "Compliance"."""
    while (shorter := _JOINT_WORDS.sub("", words.strip())) != words:
        words = shorter
    return words
