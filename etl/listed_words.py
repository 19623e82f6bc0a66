"""Which word of a list a text stands for, where it says more than the word: what stands beside it may change nothing, or all."""

import re

from ..days import MONTHS
from ..layouts import Field
from ..layouts.words import fold, words
from .answer_words import lead_word
from .dates import date_among_words
from .hedges import HEDGES, NOTHING, UNDECIDED, WAITING, hedges

_PART = re.compile(r"\b\d+\s*(?:/|of|out of)\s*\d+\b|(?<![\d.])(?!100(?:\.0+)?\s*%)\d+(?:\.\d+)?\s*%", re.IGNORECASE)
"""So much of it: "3 of 5 complete", "Complete 50%"."""
_JOINING = words("the a an of and for in on at by with as been has have is was see")
_CONFIRMED = words("yes agreed approved accepted confirmed commissioned decided required")
_MONTHS = frozenset().union(*map(words, MONTHS))
_WHEN = _MONTHS | frozenset(map(str, range(1990, 2100)))
_DUE = words("due")
_PLACE = "<place>"
_NO_PLACES = words(
    "out outside elsewhere external externally borough discharged pre edge eligible leaver leaving adopted uasc unaccompanied aged under over new"
)
_SPAN = re.compile(r"\b(?:\d+|one|two|three)[\s-]*(?:years?|yrs?|months?|yearly|monthly|hours?|hrs?)\b", re.IGNORECASE)
_LONGEST_PLACE = 3  # words
_SAYS_ENOUGH = 2  # words


def listed_word(text: str, field: Field) -> tuple[str | None, bool]:
    """Return the word of a field's list that a text stands for, and whether what else it says leaves that sure; None where it stands for none.

    What takes the word back, or names another of the list, makes it none: "SAR declined", "Amber/Green", "Published?". A single word among
    others that are not known says too little to go by ("Significant concerns"); of several, the word is taken and asked about.
    """
    if "?" in text:
        return None, False
    text = _SPAN.sub(" ", text) if field.beside is not None else text  # "Levels 1 & 2 - 3 Years" is of no level 3
    if stored := _plain_word(text, field):
        return stored, True
    stored, whole = _held_within(text, field)
    if stored is None or _is_taken_back(text, stored, _beside(text, whole, field), field):
        return None, False
    if lead_word(text, lambda part: None if fold(part) in NOTHING else _plain_word(part, field)) == stored:  # "No - change from last year"
        return stored, True
    return (stored, False) if len(whole) >= _SAYS_ENOUGH else (None, False)


def _plain_word(text: str, field: Field) -> str | None:
    """Return the word of a list that a text is, with nothing beside it but what changes nothing."""
    if stored := field.by_spelling.get(fold(text)):
        return stored
    stored, whole = _held_within(text, field)
    rest = _beside(text, whole, field)
    if stored is None or _is_taken_back(text, stored, rest, field):
        return None
    unknown = rest - (_JOINING | _WHEN | _CONFIRMED | words(" ".join(field.headings)))
    may_be_place = len(unknown) <= _LONGEST_PLACE and all(map(str.isalpha, unknown)) and _names_places(field)
    return stored if not unknown or may_be_place else None


def _beside(text: str, whole: frozenset[str], field: Field) -> frozenset[str]:
    """Return the words of a text beside a word of the list, its date and those that the layout knows to change nothing."""
    rest = words(_without_date(text)) - whole
    if rest & _MONTHS:
        rest = frozenset(word for word in rest if not word.isdecimal())  # "Completed Jan 19"
    if field.beside is None:
        return rest
    numbers = {word for word in rest if word.isdecimal() and not _names_places(field)}
    return rest - numbers - frozenset().union(*map(words, field.beside))


def _is_taken_back(text: str, stored: str, rest: frozenset[str], field: Field) -> bool:
    if field.beside is not None:
        return bool(rest & (HEDGES | _NO_PLACES if _names_places(field) else HEDGES))
    goes_on = stored in field.unfinished
    against = (hedges(" ".join(rest)) | (rest & UNDECIDED)) - (WAITING | _DUE if goes_on else frozenset())
    return bool(against) or (not goes_on and _PART.search(_without_date(text)) is not None)


def _names_places(field: Field) -> bool:
    return _PLACE in (field.beside or ())


def _held_within(text: str, field: Field) -> tuple[str | None, frozenset[str]]:
    """Return the one listed word that a longer text holds, with the words that it is written with there; None where another stands beside it."""
    found = field.word_index.matches(text)
    longest = {stored for stored, size, _ in found if size == found[0][1]}
    if len(longest) != 1:
        return None, frozenset()
    stored, given = longest.pop(), words(text)
    held = {each: [spelt for spelt in map(words, field.spellings[each]) if spelt <= given] for each in {each for each, _, _ in found}}
    whole = frozenset().union(*held[stored])
    return (stored, whole) if all(spelt <= whole for each in held for spelt in held[each]) else (None, whole)


def _without_date(text: str) -> str:
    found = date_among_words(text)
    return text.replace(found[0], " ") if found else text
