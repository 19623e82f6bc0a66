"""Where things stand in a chart: Word and LibreOffice place them differently where they are not told."""

from dataclasses import dataclass
from math import ceil

from ..lettering import LINE, lines, width
from .shown import Shown

WIDTH = 462.0
"""Points, as everything here."""
_PLOT = 122.0
_MARGIN = 6.0
_TITLE = LINE + 4
_BAR = 20.0
_SPACE = 8.0
_NAMES = 0.36
"""The part of the width that the names of lying bars take at most."""
_LEGEND_MARK = 40.0
_FIGURES = "0,000"


@dataclass(frozen=True)
class Geometry:
    """The height of a chart, the box in which it plots, and the height of its legend, 0 where it has none."""

    height: float
    left: float
    top: float
    wide: float
    high: float
    legend: float


def geometry(drawn: Shown) -> Geometry:
    """Return the places for columns and lines, a third of a page high, or for lying bars, as high as they need."""
    legend = LINE * _legend_lines(drawn) + _MARGIN if len(drawn.series) > 1 else 0.0
    if drawn.is_lying:
        left = min(max(width(name) for name in drawn.categories), WIDTH * _NAMES) + _MARGIN
        bars = 1 if drawn.kind == "stacked_bar" else len(drawn.series)
        high = sum(max(LINE * lines(name, left - _MARGIN), _BAR * bars) + _SPACE for name in drawn.categories)
        top = _MARGIN
        below = LINE + _MARGIN + _TITLE
    else:
        left = width(_FIGURES) + _TITLE + _MARGIN
        high = _PLOT
        top = LINE + _MARGIN
        below = LINE * max(lines(name, slot(drawn) - _MARGIN) for name in drawn.categories) + 2 * _MARGIN + (_TITLE if drawn.category_title else 0)
    return Geometry(top + high + below + legend, left, top, WIDTH - left - 2 * _MARGIN, high, legend)


def slot(drawn: Shown) -> float:
    """Return the width that each category of columns or lines has."""
    return (WIDTH - width(_FIGURES) - _TITLE - 3 * _MARGIN) / max(len(drawn.categories), 1)


def _legend_lines(drawn: Shown) -> int:
    """Return the lines of a legend, whose entries stand in columns as wide as the widest."""
    columns = max(1, int(WIDTH // (max(width(one.name) for one in drawn.series) + _LEGEND_MARK)))
    return ceil(len(drawn.series) / columns)
