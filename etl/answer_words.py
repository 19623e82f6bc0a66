"""The words that a rating or a yes-or-no answer is written with, scale by scale."""

import re
from collections.abc import Callable

from ..layouts.words import fold, words
from .hedges import TAKEN_BACK, hedges

YES_NO = {"yes": ("yes", "y", "true"), "no": ("no", "n", "false"), "partial": ("partial", "partly", "partially", "in progress")}
_TICKS = frozenset("✓✔☑")  # a cross says no to one and yes to another, so it is asked about
NOT_APPLICABLE = frozenset({"n a", "na", "not applicable", "not commissioned"})
SCALES: dict[str, dict[str, tuple[str, ...]]] = {
    "numbers 0 to 3": {"met": ("3",), "partial": ("1", "2"), "not_met": ("0",)},
    "colours": {"met": ("green", "g"), "partial": ("amber", "a", "yellow"), "not_met": ("red", "r"), "not_applicable": ("grey",)},
    "words": {
        "met": ("met", "fully met", "compliant", "fully compliant", "yes", "achieved"),
        "partial": ("partially met", "partial", "partly met", "working towards", "in progress", "partially compliant"),
        "not_met": ("not met", "non compliant", "not compliant", "no"),
    },
}
_YES_OR_NO = {word: stored for stored, spelt in YES_NO.items() for word in spelt}
_RATINGS = {word: (stored, scale) for scale, ratings in SCALES.items() for stored, spelt in ratings.items() for word in spelt}
_COLOURS = frozenset(word for spelt in SCALES["colours"].values() for word in spelt if len(word) > 1)
_NOT = words("not")  # "N/A - not commissioned" takes nothing back
_GOOD = ("yes", "met")  # "Red - overdue" says why; "Green - overdue" does not say what
_BAD = ("no", "not_met", "partial")
_MENDED = words("now since resolved rectified subsequently")
_PARTS_A_SCORE = re.compile(r"\s*[=:(]\s*|\s+[-–—]\s+")  # "3 - fully met", and not "3/4 standards met" or "3-monthly"
_BREAK = re.compile(r"\s*(?:[:;,(/=]|\.\s|\s[-–—]|[-–—]\s|[-–—](?=[A-Za-z]))\s*")


def yes_or_no(text: str) -> str | None:
    """Return yes, no or partial, as a text says; None where it says none."""
    if text.strip(" \N{VARIATION SELECTOR-16}") in _TICKS:
        return "yes"
    return None if "?" in text else _YES_OR_NO.get(fold(text))


def rating_of_word(text: str) -> str | None:
    """Return the rating that a text stands for, None where it stands for none."""
    folded = "" if "?" in text else fold(text)
    return "not_applicable" if folded in NOT_APPLICABLE else _RATINGS.get(folded, (None, ""))[0]


def scale_of(text: str) -> str | None:
    """Return the scale that a text rates on, None where it is no rating, or one that every scale has."""
    return _RATINGS.get(fold(text), (None, None))[1]


def lead_word(text: str, tell: Callable[[str], str | None]) -> str | None:
    """Return what the word before a dash, colon, comma or bracket stands for: "Green - no concerns" is what `tell` makes of "Green".

    None where what follows takes it back, or names another: "Yes, but not all", "Yes - expired", "Amber/Green".
    """
    for break_ in _BREAK.finditer(text):
        head, rest = text[: break_.start()].strip(), text[break_.end() :]
        if (stored := tell(head)) is None or not any(letter.isalpha() for letter in rest):
            continue
        if "?" in rest or (head.isdecimal() and not _PARTS_A_SCORE.fullmatch(break_[0])):
            return None
        against = TAKEN_BACK if stored == "not_applicable" else TAKEN_BACK | _NOT
        taken_back = hedges(rest) if stored in _GOOD else words(rest) & _MENDED if stored in _BAD else frozenset()
        parts = [rest, *_BREAK.split(rest), *(word for word in rest.split() if fold(word) in _COLOURS)]
        return stored if not words(rest) & against | taken_back and all(tell(part.strip()) in (None, stored) for part in parts) else None
    return None
