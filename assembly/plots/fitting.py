"""What a page has room for: of too many categories the lowest are drawn, and the chart's workbook holds the others below them."""

from collections.abc import Sequence
from math import inf

from msgspec.structs import replace

from .geometry import most
from .shown import Shown, ShownSeries


def fitted(drawn: Shown) -> Shown:
    """Return what is drawn of a chart: where there is no room for all its categories, those whose first number is lowest, in their order."""
    return _picked(drawn, _kept(drawn))


def with_the_rest(drawn: Shown, every: Shown) -> Shown:
    """Return what the workbook of a chart holds: the series and the categories that are drawn, and behind them `every` other."""
    kept = _kept(drawn)
    others = [place for place in range(len(every.categories)) if place not in set(kept)]
    series = (*drawn.series, *(one for one in every.series if one not in drawn.series))
    return _picked(replace(every, series=series), [*kept, *others])


def _kept(drawn: Shown) -> list[int]:
    places = range(len(drawn.categories))
    room = most(drawn) if places else 0
    if len(places) <= room or drawn.is_empty:
        return list(places)
    first = next(one for one in drawn.series if one.role != "target")
    return sorted(sorted(places, key=lambda place: _number(first, place))[:room])


def _number(series: ShownSeries, place: int) -> float:
    point = series.points[place]
    return point.value if point else inf


def _picked(drawn: Shown, places: Sequence[int]) -> Shown:
    series = (
        replace(one, points=tuple(one.points[place] for place in places), texts=tuple(one.texts[place] for place in places)) for one in drawn.series
    )
    return replace(drawn, categories=tuple(drawn.categories[place] for place in places), series=tuple(series))
