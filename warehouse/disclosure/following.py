"""The words that follow from figures, told anew of what a public paper shows of these: they say no more than it does."""

from msgspec.structs import replace

from ..figures.following import change
from ..figures.model import Figure
from .policy import MOST_OFF, WITHHELD, Policy

_OTHER_END = {"change": "previous", "against_target": "target"}
"""What is compared with a figure in the words that follow from it."""

_WITHHELD = {"change": "not shown against the figure before", "against_target": "not shown against the target"}


def ends(figure: Figure) -> tuple[str, str]:
    """Return the keys of the two figures that words compare, twice "" for a figure that compares none."""
    other = _OTHER_END.get(figure.key.rpartition(".")[2]) if figure.follows and figure.value is not None else None
    return (figure.follows, f"{figure.follows}.{other}") if other else ("", "")


def told_anew(figure: Figure, now: Figure, other: Figure, policy: Policy) -> Figure:
    """Return the words that compare two figures, of which one at least is of people, as the paper shows these.

    Of rounded figures the words are kept where no rounding can have turned them round.
    """
    doubts = tuple(dict.fromkeys((*now.doubts, *other.doubts)))
    kept = replace(figure, cells=(*now.cells, *other.cells), doubts=doubts)
    if now.is_hidden or other.is_hidden:
        return _withheld(kept)
    if not policy.step:
        return kept
    made = _rounded_against(kept, now, other) if other.key.endswith(".target") else _rounded_change(kept, now, other)
    return made or _withheld(kept)


def _rounded_change(figure: Figure, now: Figure, before: Figure) -> Figure | None:
    """Return the change from one rounded figure to another: two counts that differ rounded differ in the same way, two percentages may not."""
    apart = abs(_number(now) - _number(before))
    if not apart or (now.unit == "percent" and apart <= 2 * MOST_OFF):
        return None
    words = change(now, before).text
    return replace(figure, value=words, text=words)


def _rounded_against(figure: Figure, now: Figure, target: Figure) -> Figure | None:
    apart = _number(now) - _number(target)
    if abs(apart) <= MOST_OFF:
        return None
    words = f"{'above' if apart > 0 else 'below'} the target of {target.text}"
    return replace(figure, value=words, text=words)


def _withheld(figure: Figure) -> Figure:
    """Return words that say what is withheld, and read on behind a number: "88%, withheld" would be read of the number."""
    return replace(figure, value=None, text=_WITHHELD[figure.key.rpartition(".")[2]], brief=WITHHELD, is_hidden=True)


def _number(figure: Figure) -> float:
    return float(figure.value) if isinstance(figure.value, int | float) else 0.0
