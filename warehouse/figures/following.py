"""What follows from a figure: the target that holds at its date, how it stands to that, and how it has changed.

The words of how it stands and has changed read on in a sentence, behind the figure ("88%, above the target") and behind "is" alike.
Each is told from finished figures alone, so that whoever changes what a figure shows can have its words anew. Figures are compared
unrounded; where two that differ are printed alike, the words say so, and do not contradict the eye.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from ...periods import Period, name_period, period_ending
from ...workspace import Target
from .model import NOT_MEASURED, Figure
from .text import show_day

NO_TARGET, WITHOUT_TARGET = "no target set", "without a target"
NOT_MEASURED_BEFORE = "not measured before"
AS_PRINTED = re.compile(r"\d[\d,]*(?:\.\d+)?")


def target_of(figure: Figure, targets: Iterable[Target]) -> Figure:
    """Return the target that holds at the figure's own date, printed as it is set."""
    holding = [target for target in targets if target.from_day <= figure.period_end]
    target = max(holding, key=lambda item: item.from_day, default=None)
    percent = Decimal(repr(target.percent)) if target else None
    text = f"{percent.normalize():f}%" if percent is not None else None
    value = float(percent / 100) if percent is not None else None
    told = _told(figure, "target", f"Target for: {figure.title}", text, NO_TARGET)
    return replace(told, unit="percent", value=value, cells=(), expected=None, received=None, doubts=())


def against_target(figure: Figure, target: Figure) -> Figure:
    """Return in words how a figure stands to its target: "above the target of 85%"."""
    title = f"{figure.title}: against the target"
    if not isinstance(figure.value, int | float):
        return _told(figure, "against_target", title, None, NOT_MEASURED)
    if not isinstance(target.value, int | float):
        return replace(_told(figure, "against_target", title, None, WITHOUT_TARGET), brief=NO_TARGET)
    side = _side(_exact(figure.value), _exact(target.value))
    if (where := _known_side(figure, side)) is None:
        return _told(figure, "against_target", title, f"not comparable with the target of {target.text}")
    is_seen = side in (0, _side(_printed(figure), _printed(target)))
    words = {1: "above", 0: "at", -1: "below"}[where]
    return _told(figure, "against_target", title, f"{'' if is_seen else 'just '}{words} the target of {target.text}")


def change(figure: Figure, before: Figure) -> Figure:
    """Return in words how a figure has changed: "up from 85.1% in February 2019"."""
    title = f"{figure.title}: change"
    if not isinstance(figure.value, int | float):
        return _told(figure, "change", title, None, NOT_MEASURED)
    if not isinstance(before.value, int | float):
        return _told(figure, "change", title, None, NOT_MEASURED_BEFORE)
    when, since = _when(before)
    side = _side(_exact(figure.value), _exact(before.value))
    if _qualifier(figure) or _qualifier(before):
        words = f"against {before.text} {when}"
    elif side == 0:
        words = f"unchanged since {since}"
    elif side != _side(_printed(figure), _printed(before)):
        words = f"almost unchanged since {since}"
    else:
        words = f"{'up' if side > 0 else 'down'} from {before.text} {when}"
    return replace(
        _told(figure, "change", title, words), cells=(*figure.cells, *before.cells), doubts=tuple(dict.fromkeys((*figure.doubts, *before.doubts)))
    )


def _when(figure: Figure) -> tuple[str, str]:
    """Return when a figure was so, as "in Q4 2018/19", or "in March 2019" of a count on its last day; and the same after "since"."""
    end = figure.period_end
    period = period_ending(end, "month") if figure.is_as_at else Period(figure.period_start, end)
    name = name_period(period) if period.end == end else ""
    return (f"in {name}", name) if name else (f"at {show_day(end)}", show_day(end))


def _told(figure: Figure, part: str, title: str, words: str | None, otherwise: str = NOT_MEASURED) -> Figure:
    """Return a figure of words that rests on what `figure` rests on."""
    key = f"{figure.key}.{part}"
    return replace(figure, key=key, title=title, unit="text", value=words, text=words or otherwise, follows=figure.key)


def _side(one: Decimal, other: Decimal) -> int:
    return (one > other) - (one < other)


def _exact(ratio: float) -> Decimal:
    return Decimal(repr(ratio))


def _printed(figure: Figure) -> Decimal:
    """Return the number that a reader sees."""
    found = AS_PRINTED.search(figure.text)
    return Decimal(found[0].replace(",", "")) if found else Decimal(0)


def _qualifier(figure: Figure) -> str | None:
    return figure.cells[0].qualifier if len(figure.cells) == 1 else None


def _known_side(figure: Figure, side: int) -> int | None:
    """Return the side on which a figure is known to stand, None where "at least 80%" may be on any."""
    qualifier = _qualifier(figure)
    if qualifier in ("above", "at_least"):
        return 1 if side > 0 or (side == 0 and qualifier == "above") else None
    if qualifier in ("below", "at_most"):
        return -1 if side < 0 or (side == 0 and qualifier == "below") else None
    return side
