"""Words that turn round what a figure says, though it is right by itself: "over 355", "355 were not seen"."""

import re

from .reading import FIGURE

DENYING = frozenset(["no", "not", "never", "none", "nobody", "neither", "nor", "without", "cannot", "hardly", "barely", "except"])
_BOUNDS = ("over", "under", "above", "below", "beyond", "plus", "minus")
_NEARLY = ("nearly", "almost", "about", "around", "approximately", "roughly", "half", "twice", "double")
LIMITING = frozenset([*_BOUNDS, *_NEARLY])
_TWO_BEFORE = {
    "than": ("more", "less", "fewer", "other", "higher", "lower"),
    "of": ("half", "quarter", "third", "out", "½", "¼", "¾"),
    "to": ("up", "close"),
    "least": ("at",),
    "most": ("at",),
}
_TWO_BEHIND = ("more", "less", "fewer", "over", "under", "above", "below")
SIGNS = frozenset("~<>\N{ALMOST EQUAL TO}\N{LESS-THAN OR EQUAL TO}\N{GREATER-THAN OR EQUAL TO}\N{PLUS-MINUS SIGN}")
_SHORTENED = re.compile(r"\w+n['\N{RIGHT SINGLE QUOTATION MARK}]t\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_END = re.compile(r"[.;!?](?=\s|$)")
"""Where a sentence ends; a full stop within a number ends none."""


def turning(sides: tuple[str, str], words: tuple[list[str], list[str]], labels: tuple[str, str]) -> list[str]:
    """Return the words of a figure's sentence and of its labels that turn it round: in order those that deny, those before it, those behind it.

    `sides` are the texts beside it, `words` the words of both, in small letters.
    """
    before, behind = words
    found = _denying(sides, before, behind) + [word for label in labels if label for word in _WORD.findall(label) if word in DENYING]
    if before and before[-1] in LIMITING:
        found.append(before[-1])
    elif len(before) > 1 and before[-2] in _TWO_BEFORE.get(before[-1], ()):
        found.append(f"{before[-2]} {before[-1]}")
    if (sign := sides[0].rstrip()[-1:]) in SIGNS:
        found.append(sign)
    if len(behind) > 1 and behind[0] in ("or", "and") and behind[1] in _TWO_BEHIND:
        found.append(f"{behind[0]} {behind[1]}")
    return found


def _denying(sides: tuple[str, str], before: list[str], behind: list[str]) -> list[str]:
    """Return the words of a figure's sentence that deny, in order. Most passages have none, and are not looked at further."""
    if not any("t" in side or not DENYING.isdisjoint(side) for side in (before, behind)):  # of "weren't" the last word is "t"
        return []
    sentence = f"{_END.split(sides[0])[-1]}{FIGURE}{_END.split(sides[1], maxsplit=1)[0]}".casefold()
    return [word for word in re.findall(rf"{_SHORTENED.pattern}|\w+", sentence) if word in DENYING or _SHORTENED.fullmatch(word)]
