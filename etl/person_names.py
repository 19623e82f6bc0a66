"""Names of people: which headings and labels ask for one, and which texts below or beside them read like one.

A name in running prose is not found: nothing tells it from other words.
"""

import re
from collections.abc import Iterable

from ..layouts.words import fold, words
from .labels import is_label
from .person_words import person_words

NAME = "a person's name"

_PEOPLE, _NOT_A_NAME = person_words("people"), person_words("not_a_name")
_SAID_OF_NO_ONE, _ORDINARY, _COUNTED = person_words("said_of_no_one"), person_words("ordinary"), person_words("counted")
_SENDS, _ANYBODY = person_words("sends"), frozenset({"person"})
_SERVICE_USER = frozenset({"service", "user"})
_BARE = [words(text) for text in person_words("bare")]
_PSEUDONYM = re.compile(
    r"(?:child|patient|pt|client|case|person|sibling|yp|cyp|pupil|resident|adult|baby|twin|victim|staff|employee|user)"
    r"(?:\s*(?:no\.?|#)?\s*\d{1,3}|\s+[A-Z]{1,2})",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[A-Z][A-Za-z\u00c0-\u024f'\u2019-]*\.?$")
_LABELLED = re.compile(r"(?P<label>[^:;,.\n]{2,40}):\s*(?P<value>[^:;,\n(\u2013]{2,50})")
_DASHED = re.compile(r"(?P<label>[^:;,.\n\u2013\u2014]{2,40}?)\s[-\u2013\u2014]\s(?P<value>[^:;,\n(\u2013\u2014]{2,50})")
_DASHES = frozenset("-\u2013\u2014")
_LONGEST = 5  # words of a name
_LONGEST_HEADING = 6


def asks_for_name(given: frozenset[str]) -> bool:
    """Say whether a heading or label asks for the name of a child or patient: "Child's name", "Name of patient"; not of the "person completing"."""
    if given >= _SERVICE_USER:
        given = given - _SERVICE_USER | {"client"}
    if given & _PEOPLE == _ANYBODY and given & _SENDS:
        return False
    return "name" in given and len(given) <= _LONGEST_HEADING and bool(given & _PEOPLE) and not given & (_NOT_A_NAME | _COUNTED)


def is_bare_person(given: frozenset[str]) -> bool:
    """Say whether a heading is a person and nothing more: "Child", below which a name may stand, or a pseudonym, or a theme."""
    return given in _BARE


def asks_for_private_name(given: frozenset[str], private: Iterable[str]) -> bool:
    """Say whether a heading is one of those that a layout declares private."""
    return not given & _NOT_A_NAME and len(given) <= _LONGEST and any(words(heading) <= given for heading in private)


def may_be_name(text: str) -> bool:
    """Say whether a text could be what a heading for names asks for: short, of letters, no pseudonym, no label, not "Not known"."""
    if not 0 < len(text) <= 60 or any(letter.isdigit() for letter in text) or text.endswith(":"):
        return False
    plain = fold(text)
    if not plain or plain in _SAID_OF_NO_ONE or len(plain.split()) > _LONGEST:
        return False
    return not _PSEUDONYM.fullmatch(text.strip()) and not is_label(text)


def reads_like_name(text: str, least: int = 2) -> bool:
    """Say whether a text is written as names are: `least` words or more, each begun with a capital, none of them an ordinary word of returns."""
    parts = text.replace(",", " ").replace("&", " & ").split()
    if not least <= len(parts) <= _LONGEST - 1 or not may_be_name(text) or not any(len(part.rstrip(".")) > 1 for part in parts):
        return False
    return all(_NAME_WORD.match(part) for part in parts) and not {word for word in words(text) if len(word) > 1} & _ORDINARY


def is_pseudonym(text: str) -> bool:
    """Say whether a heading stands for one person without a name: "Child 1", "Patient B"."""
    return bool(_PSEUDONYM.fullmatch(text.strip()))


def holds_labelled_name(text: str) -> bool:
    """Say whether a text carries a name after its own label: "Child's name: ...", "Patient: ..." or "Name of child - ..."."""
    if ":" in text and any(_is_labelled(match["label"], match["value"].strip()) for match in _LABELLED.finditer(text)):
        return True
    dashed = _DASHED.finditer(text) if not _DASHES.isdisjoint(text) else ()
    return any(asks_for_name(words(match["label"])) and may_be_name(match["value"].strip()) for match in dashed)


def _is_labelled(label: str, value: str) -> bool:
    given = words(label)
    if asks_for_name(given):
        return may_be_name(value)
    return is_bare_person(given) and reads_like_name(value)
