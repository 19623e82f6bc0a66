"""What touches a figure and may make another number of it: a digit, a sign, a unit, or a number in words."""

import re

from .number_words import NUMBER, WORDS
from .reading import FIGURE

UNIT = r"\s?(?:%|(?i:(?:thousand|million|billion|per\s?cent|bn|[km])\b))"
"""What makes another number of the digits before it."""
_SIGNS = "-\u2212%"
_BEFORE = re.compile(r"(?:\d[\d.,]*|(?:^|\s)[-\u2212])$")
_BEHIND = re.compile(rf"\d[\d.,]*|[.,]\d[\d.,]*|{UNIT}")
_WORDS_BEFORE = rf"{NUMBER}(?:\s+and)?[\s-]*$"
_WORDS_BEHIND = rf"[\s-]*(?:and\s+)?{NUMBER}(?!-)"
"""Made ready to be looked for where one may stand, which is seldom."""
_FAR = 60
"""So many letters on either side are looked at, and so many for digits; a number is no longer."""
_DIGITS = 12
_ENDS_A_NUMBER = tuple("0123456789%")


def touching(sides: tuple[str, str]) -> str:
    """Return what touches the place of a figure, on both sides of the sign that stands for it, "" where nothing does.

    What the figure shows is not asked, as another one may stand there tomorrow.
    """
    found = [_before(sides[0]), _behind(sides[1])]
    return FIGURE.join(match[0] if match else "" for match in found) if any(found) else ""


def is_of_words(joined: str) -> bool:
    """Say whether what touches a figure is words and digits alone, which are among the words of its passage; a sign is not."""
    return not any(sign in joined for sign in _SIGNS)


def makes_another_number(shown: str, sides: tuple[str, str]) -> bool:
    """Say whether what touches a figure makes another number of what it shows."""
    return bool((shown[:1].isdecimal() and _before(sides[0])) or (shown[-1:] in _ENDS_A_NUMBER and _behind(sides[1])))


def _before(side: str) -> re.Match[str] | None:
    near = side[-_FAR:]
    return _BEFORE.search(near, max(0, len(near) - _DIGITS)) or (
        None if WORDS.isdisjoint(_words(near)[-2:]) else re.search(_WORDS_BEFORE, near, re.IGNORECASE)
    )


def _behind(side: str) -> re.Match[str] | None:
    near = side[:_FAR]
    return _BEHIND.match(near) or (None if WORDS.isdisjoint(_words(near)[:2]) else re.match(_WORDS_BEHIND, near, re.IGNORECASE))


def _words(near: str) -> list[str]:
    """Return the words of a text, with what stands at their ends taken off: the patterns are tried only where they may hold."""
    return [word.strip(",.;:!?()") for word in near.casefold().replace("-", " ").split()]
