"""The words that a rating or a yes-or-no answer is written with, scale by scale."""

from ..layouts.words import fold

YES_NO = {"yes": ("yes", "y", "true"), "no": ("no", "n", "false"), "partial": ("partial", "partly", "in progress")}
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
_YES_OR_NO = {word: stored for stored, words in YES_NO.items() for word in words}
_RATINGS = {word: (stored, scale) for scale, ratings in SCALES.items() for stored, words in ratings.items() for word in words}


def yes_or_no(text: str) -> str | None:
    """Return yes, no or partial, as a text says; None where it says none."""
    return _YES_OR_NO.get(fold(text))


def rating_of_word(text: str) -> str | None:
    """Return the rating that a text stands for, None where it stands for none."""
    folded = fold(text)
    return "not_applicable" if folded in NOT_APPLICABLE else _RATINGS.get(folded, (None, ""))[0]


def scale_of(text: str) -> str | None:
    """Return the scale that a text rates on, None where it is no rating, or one that every scale has."""
    return _RATINGS.get(fold(text), (None, None))[1]
