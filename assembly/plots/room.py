"""Which numbers of a chart there is room to print beside their points."""

from ..lettering import width
from .geometry import geometry, slot
from .shown import Shown, ShownSeries


def has_room(drawn: Shown, series: ShownSeries) -> list[bool]:
    """Return for each point of a series whether its number can be read where it would stand."""
    count = len(series.points)
    if series.role == "target":
        return [len(set(series.texts)) > 1] * count  # one that is the same throughout stands in its name
    if drawn.kind == "stacked_bar":
        scale = geometry(drawn).wide / (max(drawn.totals) or 1)
        return [point is not None and point.value * scale >= width(text) for point, text in zip(series.points, series.texts, strict=True)]
    if drawn.kind == "bar":
        return [True] * count
    valued = [one for one in drawn.series if one.role != "target"]
    widest = max((width(text) for one in valued for text, point in zip(one.texts, one.points, strict=True) if point), default=0.0)
    side_by_side = len(valued) if drawn.kind == "column" else 1
    crossed = drawn.kind == "line" and len(valued) > 1
    return [not crossed and widest <= slot(drawn) / side_by_side] * count
