"""Where things stand in a chart: Word and LibreOffice place them differently where they are not told."""

from math import ceil

from msgspec import Struct

from ..lettering import LINE, lines, widest_word, width
from .shown import Shown

WIDTH = 462.0
"""Points, as everything here."""
TALLEST = 620.0
_PLOT = 122.0
_TALLEST_PLOT = 200.0
_LEAST = 100.0
_MARGIN = 6.0
_TITLE = LINE + 4
_BAR = 20.0
_SPACE = 8.0
_LEAST_SPACE = 2.0
"""Between the bars or names of two categories: where there is room, and where there is little."""
_NAMES = 0.36
"""The part of the width that the names of lying bars take at most."""
_UPRIGHT_NAME = 150.0
_LEGEND_MARK = 40.0
_DRIFT = 0.06
"""By this part of its height a tall chart's words stand further from its axis."""


class Geometry(Struct, frozen=True):
    """The height of a chart, the box in which it plots, and the height of its legend, 0 where it has none."""

    height: float
    left: float
    top: float
    wide: float
    high: float
    legend: float


def geometry(drawn: Shown) -> Geometry:
    """Return the places for columns and lines, a third of a page high, or for lying bars, as high as they need and a page has."""
    legend = _legend_height(drawn)
    if drawn.is_lying:
        names, bars = _names_width(drawn), _side_by_side(drawn)
        left = names + _MARGIN + (_TITLE if drawn.category_title else 0)
        high = sum(max(LINE * lines(name, names), _BAR * bars) + _SPACE for name in drawn.categories)
        top = _MARGIN
        below = _below_bars(high)
        right = _MARGIN + (_widest_number(drawn) if drawn.kind == "bar" else _MARGIN)
    else:
        left = _scale_width(drawn) + _title_width(drawn) + _MARGIN
        high = _plot_height(drawn)
        top = LINE + _MARGIN
        right = 2 * _MARGIN
        below = _names_height(drawn) + 2 * _MARGIN + (_TITLE if drawn.category_title else 0)
    high = max(min(high, TALLEST - top - below - legend), _LEAST)
    return Geometry(top + high + below + legend, left, top, WIDTH - left - right, high, legend)


def most(drawn: Shown) -> int:
    """Return how many categories have room in a chart that a page holds, with each name to be read; times are never too many."""
    if drawn.in_time:
        return len(drawn.categories)
    if not drawn.is_lying:
        return int(slot(drawn) * len(drawn.categories) // LINE)
    names = _names_width(drawn)
    tallest = sorted(LINE * lines(name, names) for name in drawn.categories)[-2:]  # each has half of its neighbour's room
    need = max(sum(tallest) / len(tallest), LINE * _side_by_side(drawn)) + _LEAST_SPACE
    return int((TALLEST - _MARGIN - _below_bars(TALLEST) - _legend_height(drawn)) // need)


def slot(drawn: Shown) -> float:
    """Return the width that each category of columns or lines has."""
    return (WIDTH - _scale_width(drawn) - _title_width(drawn) - 3 * _MARGIN) / max(len(drawn.categories), 1)


def is_upright(drawn: Shown) -> bool:
    """Return whether the names of columns or lines are written upwards, for want of room side by side."""
    return not drawn.is_lying and max(widest_word(name) for name in drawn.categories) > slot(drawn)


def _plot_height(drawn: Shown) -> float:
    """Return the height of what is plotted: the title beside it, written upwards, is broken into lines where it is longer."""
    return min(max(width(drawn.value_title) + 2 * _MARGIN, _PLOT), _TALLEST_PLOT)


def _title_width(drawn: Shown) -> float:
    return LINE * lines(drawn.value_title, _plot_height(drawn)) + _TITLE - LINE


def _names_height(drawn: Shown) -> float:
    if is_upright(drawn):
        return min(max(width(name) for name in drawn.categories), _UPRIGHT_NAME)
    return LINE * max(lines(name, max(slot(drawn) - _MARGIN, widest_word(name))) for name in drawn.categories)


def _names_width(drawn: Shown) -> float:
    return min(max(width(name) for name in drawn.categories), WIDTH * _NAMES)


def _side_by_side(drawn: Shown) -> int:
    """Return how many lying bars each category has, one below the other."""
    return 1 if drawn.kind == "stacked_bar" else len(drawn.series)


def _below_bars(high: float) -> float:
    return LINE + _MARGIN + _TITLE + min(high, TALLEST) * _DRIFT


def _widest_number(drawn: Shown) -> float:
    return max((width(text) for one in drawn.series for text, point in zip(one.texts, one.points, strict=True) if point), default=0.0)


def _scale_width(drawn: Shown) -> float:
    """Return the width of the widest number beside the axis."""
    highest = max((abs(point.value) for one in drawn.series for point in one.points if point), default=0)
    decimals = ".00" if drawn.unit == "number" else ""  # the axis may count in parts of one
    return width("100%" if drawn.unit == "percent" else f"{ceil(highest) * 2:,}{decimals}")


def _legend_height(drawn: Shown) -> float:
    return LINE * _legend_lines(drawn) + _MARGIN if len(drawn.series) > 1 else 0.0


def _legend_lines(drawn: Shown) -> int:
    """Return the lines of a legend, whose entries stand in columns as wide as the widest."""
    columns = max(1, int(WIDTH // (max(width(one.name) for one in drawn.series) + _LEGEND_MARK)))
    return ceil(len(drawn.series) / columns)
