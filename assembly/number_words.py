"""Numbers written in words, "forty-two" or "two hundred and six": where they stand in a text, and what they come to."""

import re
from collections.abc import Iterator

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TEENS = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORTH = (
    {word: number for number, word in enumerate([*_ONES, *_TEENS])} | {word: 10 * tens for tens, word in enumerate(_TENS, start=2)} | {"dozen": 12}
)
_SIZES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ONE, _SIZE = "|".join(_WORTH), "|".join([*_SIZES, "dozen"])
NUMBER = rf"\b(?:a\s+(?:{_SIZE})|{_ONE})(?:(?:[\s-]+|\s+and\s+)(?:{_ONE}|{_SIZE}))*\b"
"""A number in words, as a pattern to which case says nothing."""
WORDS = frozenset([*_WORTH, *_SIZES])
_LETTERS = re.compile(r"[a-z]+")


def numbers_in(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each number that a text writes in words, with what it comes to; "one or two" are two of them, and "no one" none."""
    for found in re.finditer(NUMBER, text, re.IGNORECASE) if may_have_numbers(text) else ():
        if not text[: found.start()].casefold().endswith(("no ", "any ", "every ", "some ", "each ")):
            yield found, _worth(found[0])


def may_have_numbers(text: str) -> bool:
    """Say whether a text has any of the words that numbers are written in: most have none, and are read no further."""
    return not WORDS.isdisjoint(_LETTERS.findall(text.casefold()))


def _worth(words: str) -> int:
    total = part = 0
    for word in _LETTERS.findall(words.casefold()):
        if word in _WORTH:
            part = max(part, 1) * 12 if word == "dozen" else part + _WORTH[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in _SIZES:
            total, part = total + max(part, 1) * _SIZES[word], 0
    return total + part
