"""What touches a figure and may make another number of it: a digit, a sign, a unit, or a number in words."""

import re

from .number_words import NUMBER
from .reading import FIGURE

UNIT = r"\s?(?:%|(?i:(?:thousand|million|billion|per\s?cent|bn|[km])\b))"
"""What makes another number of the digits before it."""
_SIGNS = "-\u2212%"
_BEFORE = re.compile(r"(?:\d[\d.,]*|(?:^|\s)[-\u2212])$")
_BEHIND = re.compile(rf"\d[\d.,]*|[.,]\d[\d.,]*|{UNIT}")
_WORDS_BEFORE = re.compile(rf"{NUMBER}(?:\s+and)?[\s-]*$", re.IGNORECASE)
_WORDS_BEHIND = re.compile(rf"^[\s-]*(?:and\s+)?{NUMBER}(?!-)", re.IGNORECASE)
_FAR = 60
"""So many letters on either side are looked at; a number in words is no longer."""
_ENDS_A_NUMBER = tuple("0123456789%")


def touching(sides: tuple[str, str]) -> str:
    """Return what touches the place of a figure, on both sides of the sign that stands for it, "" where nothing does.

    What the figure shows is not asked, as another one may stand there tomorrow.
    """
    before, behind = sides[0][-_FAR:], sides[1][:_FAR]
    found = [_BEFORE.search(before) or _WORDS_BEFORE.search(before), _BEHIND.match(behind) or _WORDS_BEHIND.match(behind)]
    return FIGURE.join(match[0] if match else "" for match in found) if any(found) else ""


def is_of_words(joined: str) -> bool:
    """Say whether what touches a figure is words and digits alone, which are among the words of its passage; a sign is not."""
    return not any(sign in joined for sign in _SIGNS)


def makes_another_number(shown: str, sides: tuple[str, str]) -> bool:
    """Say whether what touches a figure makes another number of what it shows."""
    before, behind = sides[0][-_FAR:], sides[1][:_FAR]
    is_before = shown[:1].isdecimal() and (_BEFORE.search(before) or _WORDS_BEFORE.search(before))
    is_behind = shown[-1:] in _ENDS_A_NUMBER and (_BEHIND.match(behind) or _WORDS_BEHIND.match(behind))
    return bool(is_before or is_behind)
