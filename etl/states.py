"""What stands where a value belongs but is none: nil, not applicable, missing, pending, suppressed; and what qualifies a value."""

import re

from ..layouts.words import fold, words
from .answer_words import NOT_APPLICABLE, lead_word

_PENDING = {
    "awaited",
    "awaiting",
    "awaiting data",
    "data awaited",
    "not available yet",
    "not yet available",
    "pending",
    "tba",
    "tbc",
    "to be advised",
    "to be confirmed",
    "to follow",
    "yet to be confirmed",
}
_OF_DATA = words("data figure number information info return report result response confirmation update validation")
_STILL = frozenset(("is", "are", "still"))
_NIL = {"nil", "nil return", "none", "zero"}
_MISSING = re.compile(r"^[-–—?.]+$")
_SUPPRESSED = re.compile(r"^(?:\*+|c|(?:<|less than|fewer than|under|below)\s*5|suppressed)$", re.IGNORECASE)
_QUALIFIERS = (
    (re.compile(r"^(?:over|more than|at least|min(?:imum)?(?: of)?)\s+", re.IGNORECASE), "at_least"),
    (re.compile(r"^(?:>=|≥)\s*", re.IGNORECASE), "at_least"),
    (re.compile(r"^>\s*"), "above"),
    (re.compile(r"^(?:up to|at most|no more than|max(?:imum)?(?: of)?)\s+", re.IGNORECASE), "at_most"),
    (re.compile(r"^(?:<=|≤)\s*"), "at_most"),
    (re.compile(r"^(?:<|less than\s|fewer than\s|under\s|below\s)\s*", re.IGNORECASE), "below"),
    (re.compile(r"^(?:c\.?\s*(?=\d)|circa\s+|about\s+|approx(?:imately|\.)?\s*|around\s+|roughly\s+|~\s*)", re.IGNORECASE), "about"),
)
_QUALIFIERS_BEHIND = (
    (re.compile(r"(?<=[\d%])\s*(?:\+|\(?\s*(?:or (?:more|over|above)|plus)\s*\)?)$", re.IGNORECASE), "at_least"),
    (re.compile(r"(?<=[\d%])\s*\(?\s*or (?:less|fewer|under|below)\s*\)?$", re.IGNORECASE), "at_most"),
    (re.compile(r"(?<=[\d%])\s*\(?\s*(?:approx(?:imately|\.)?|est(?:imated?|\.)?)\s*\)?$", re.IGNORECASE), "about"),
)


def tell_state(text: str, *, counts: bool, alone: bool = True) -> str | None:
    """Return the state that `text` stands for, None where it is a value.

    `counts` is true where a number belongs; `alone` where words beside it make it another text: "N/A - no beds" says as much in a count.
    """
    folded = fold(text)
    if named := _named_state(folded, counts=counts):
        return named
    if _MISSING.match(text):
        return "missing"
    if counts and _SUPPRESSED.match(text):
        return "suppressed"
    if not alone and _is_awaited(folded):
        return "pending"
    return None if alone else lead_word(text, lambda head: _named_state(fold(head), counts=counts))


def _named_state(folded: str, *, counts: bool) -> str | None:
    if folded in NOT_APPLICABLE:
        return "not_applicable"
    return "pending" if folded in _PENDING else "nil" if counts and folded in _NIL else None


def _is_awaited(folded: str) -> bool:
    """Say whether a text says at more length that a value is still to come: "Data not yet available", "Awaiting figures from HR"."""
    said = [word for word in folded.split() if word not in _STILL]
    if said[:1] == ["awaiting"]:
        return words("".join(said[1:2])) <= _OF_DATA and said[2:3] in ([], ["from"], ["by"], ["of"])
    rest = " ".join(said[1:] if said and words(said[0]) <= _OF_DATA else said)
    return rest in _PENDING


def split_qualifier(text: str) -> tuple[str, str | None]:
    """Return the text without its qualifier, and the qualifier: "over 100" and "100+" are ("100", "at_least")."""
    for pattern, name in _QUALIFIERS:
        if found := pattern.match(text):
            return text[found.end() :].strip(), name
    for pattern, name in _QUALIFIERS_BEHIND:
        if found := pattern.search(text):
            return text[: found.start()].strip(), name
    return text, None
