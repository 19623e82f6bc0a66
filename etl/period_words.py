"""Columns that are headed by a word for their period: "This month" is the return's own, "Last month" the one before it."""

from datetime import timedelta

from ..layouts.words import fold
from ..periods import Period, period_ending

_KINDS = ("month", "quarter", "year")
_WORDS = {
    f"{word} {kind}": (back, kind)
    for kind in (*_KINDS, "period")
    for back, words in enumerate(("this current", "last previous prior"))
    for word in words.split()
}
_DAY = timedelta(days=1)


def is_period_word(value: object) -> bool:
    """Say whether a heading is such a word and nothing else."""
    return isinstance(value, str) and fold(value) in _WORDS


def period_of_word(word: str, own: Period) -> Period | None:
    """Return the period that a word means beside the return's own; None where that is of another kind: a month beside a quarter."""
    back, kind = _WORDS[fold(word)]
    of = next((each for each in _KINDS if own == period_ending(own.end, each)), None)
    if of is None or kind not in (of, "period"):
        return None
    return period_ending(own.start - _DAY, of) if back else own
