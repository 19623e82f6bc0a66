"""A field that another one's words may hold as well: "Safeguarding Children L3" names a subject, and a level."""

import re
from functools import lru_cache

from ..layouts import Field
from ..layouts.words import fold
from ..warehouse.records import Stored

_JOINT = r"\s*(?:&|\+|/|,|-|–|—|\b(?:and|or|to)\b)\s*"
_UNIT = r"(?!\w|\.\d|\s*%|\s*-?\s*(?:years?|yrs?|y|months?|weeks?|days?|hours?|hrs?|h|minutes?|mins?|modules?|parts?)\b)"


def carried_word(item: Field, raw: str, carrier: Stored) -> str | None:
    """Return the word of a list field that the text of another one holds; None where it holds none or several, or that one's value says it."""
    if _names_several(item, raw):
        return None
    stored = next((word for word, texts in item.words.items() if any(_holds_words(raw, text) for text in texts)), None)
    return None if str(carrier or "").endswith(f"_l{stored}") else stored


def carries_several(item: Field, raw: str, carrier: Field) -> bool:
    """Say whether a text of `carrier` holds several words of a list field, but for those of its own list: "Prevent Levels 1 & 2" is a subject."""
    own = (text for texts in carrier.spellings.values() for text in texts if _names_several(item, text))
    return _names_several(item, raw) and not any(_holds_words(raw, text) for text in own)


def _names_several(item: Field, raw: str) -> bool:
    """Say whether a text names more than one word of a list field: "Level 1 & 2", "L1/L2", and not "Level 2 - 3 Years"."""
    return _several(tuple(item.headings), tuple(item.words)).search(raw) is not None


@lru_cache(maxsize=64)
def _several(headings: tuple[str, ...], stored: tuple[str, ...]) -> re.Pattern[str]:
    name = "(?:" + "|".join(map(re.escape, sorted(headings, key=len, reverse=True))) + r")s?\s*"
    word = "(?:" + "|".join(map(re.escape, stored)) + f"){_UNIT}"
    return re.compile(rf"\b{name}{word}{_JOINT}(?:{name})?{word}", re.IGNORECASE)


def _holds_words(raw: str, text: str) -> bool:
    return f" {fold(text)} " in f" {fold(raw)} "
