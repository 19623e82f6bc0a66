"""What a chart of numbers shows once its words are filled in: the one source of its drawing, its workbook and its description."""

from collections.abc import Mapping
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from ...warehouse.figures.model import Figure, Plot, PlotKind, Role
from ...warehouse.figures.printed import Printed, printed
from ..draft import Draft
from ..ooxml import ILLEGAL

MOST = 12
"""So many series can be told apart in one chart, and their names read."""


class ShownSeries(Struct, frozen=True):
    """`points` are the numbers as the paper prints them, None for a gap; `texts` are the words for each."""

    name: str
    role: Role
    points: tuple[Printed | None, ...]
    texts: tuple[str, ...]


class Shown(Struct, frozen=True):
    key: str
    title: str
    kind: PlotKind
    unit: str
    category_title: str
    value_title: str
    categories: tuple[str, ...]
    series: tuple[ShownSeries, ...]
    in_time: bool
    of: int = 0
    """How many series there are, where more than MOST are and only those are drawn; 0 where all are."""

    @property
    def is_lying(self) -> bool:
        """Whether its bars run from left to right."""
        return self.kind in ("bar", "stacked_bar")

    @property
    def totals(self) -> list[float]:
        """The sum of what all series have at each category."""
        return [sum(point.value for one in self.series if (point := one.points[place])) for place in range(len(self.categories))]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw; a target alone is nothing."""
        return not any(point for series in self.series if series.role != "target" for point in series.points)


def shown(draft: Draft, plot: Plot, figures: Mapping[str, Figure]) -> Shown:
    """Return what a plot shows in a paper: of too many series those whose last number is lowest, which a board asks about, and any target."""
    every = everything(draft, plot, figures)
    drawn = _told_apart(every.series)
    return replace(every, series=drawn, of=sum(one.role == "value" for one in every.series) if len(drawn) < len(every.series) else 0)


def everything(draft: Draft, plot: Plot, figures: Mapping[str, Figure]) -> Shown:
    """Return all that a plot has. A target that is the same throughout is named with its number; one that is not set is left out."""

    def words(text: str) -> str:
        return ILLEGAL.sub("", draft.plain(text))

    series = []
    for one in plot.series:
        points = tuple(printed(figures[key]) for key in one.keys)
        texts = tuple(words(figures[key].text) for key in one.keys)
        name = words(one.name)
        if one.role == "target" and not any(points):
            continue
        if one.role == "target" and len(set(texts)) == 1:
            name = f"{name} ({texts[0]})"
        series.append(ShownSeries(name, one.role, points, texts))
    return Shown(
        plot.key,
        words(plot.title),
        plot.kind,
        plot.unit,
        words(plot.category_title),
        words(plot.value_title),
        tuple(words(category) for category in plot.categories),
        tuple(series),
        plot.in_time,
    )


def _told_apart(series: tuple[ShownSeries, ...]) -> tuple[ShownSeries, ...]:
    valued = [one for one in series if one.role == "value"]
    if len(valued) <= MOST:
        return series
    lowest = sorted(valued, key=_last)[:MOST]
    return tuple(one for one in series if one.role != "value" or one in lowest)


def _last(series: ShownSeries) -> float:
    return next((point.value for point in reversed(series.points) if point), inf)
