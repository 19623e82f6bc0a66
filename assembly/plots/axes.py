"""The two axes of a chart: the categories, and the values with their unit."""

from math import floor

from ..ooxml import Element, a
from .drawingml import CATEGORIES, VALUES, c, lettering, number_code, solid, title
from .geometry import is_upright
from .looks import GRID, INK
from .numbers import AXIS
from .shown import Shown

_THIN = 9525
_UPRIGHT: dict[str, object] = {"rot": -5400000, "vert": "horz"}
_LEVEL: dict[str, object] = {"rot": 0, "vert": "horz"}
_STEPS = 6
"""So many steps of whole numbers, or fewer, on an axis."""


def category_axis(drawn: Shown) -> Element:
    is_lying = drawn.is_lying
    return c(
        "catAx",
        c("axId", val=CATEGORIES),
        c("scaling", c("orientation", val="maxMin" if is_lying else "minMax")),
        c("delete", val=0),
        c("axPos", val="l" if is_lying else "b"),
        *([title(drawn.category_title, _UPRIGHT if is_lying else _LEVEL)] if drawn.category_title else []),
        number_code("General"),
        c("majorTickMark", val="none"),
        c("minorTickMark", val="none"),
        c("tickLblPos", val="low"),
        c("spPr", a("ln", solid(INK), w=_THIN)),
        lettering(box=_UPRIGHT if is_upright(drawn) else _LEVEL),
        c("crossAx", val=VALUES),
        c("crosses", val="autoZero"),
        c("auto", val=0),
        c("lblAlgn", val="ctr"),
        c("lblOffset", val=100),
        c("tickLblSkip", val=1),
        c("noMultiLvlLbl", val=1),
    )


def value_axis(drawn: Shown) -> Element:
    is_lying = drawn.is_lying
    lowest, highest, step = _scale(drawn)
    limits = [c(tag, val=f"{limit:g}") for tag, limit in (("max", highest), ("min", lowest)) if limit is not None]
    return c(
        "valAx",
        c("axId", val=VALUES),
        c("scaling", c("orientation", val="minMax"), *limits),
        c("delete", val=0),
        c("axPos", val="b" if is_lying else "l"),
        c("majorGridlines", c("spPr", a("ln", solid(GRID), w=_THIN))),
        title(drawn.value_title, _LEVEL if is_lying else _UPRIGHT),
        number_code(AXIS[drawn.unit]),
        c("majorTickMark", val="none"),
        c("minorTickMark", val="none"),
        c("tickLblPos", val="nextTo"),
        c("spPr", a("ln", a("noFill"))),
        lettering(),
        c("crossAx", val=CATEGORIES),
        c("crosses", val="max" if is_lying else "autoZero"),
        c("crossBetween", val="between"),
        *([c("majorUnit", val=f"{step:g}")] if step else []),
    )


def _scale(drawn: Shown) -> tuple[float | None, float | None, float | None]:
    """Return the ends of the axis and its step, None where Word is to choose.

    Bars begin at nought, or their lengths would mislead; a line of percentages may begin higher, where its changes are seen.
    """
    values = [point.value for one in drawn.series for point in one.points if point]
    if min(values) < 0:
        return None, None, None
    if drawn.unit == "percent":
        lowest = max(0, floor(min(values) * 10 - 0.5)) / 10 if drawn.kind == "line" else 0.0
        return lowest, 1.0 if max(values) <= 1 else None, 0.2 if lowest < 0.4 else 0.1
    highest = max(drawn.totals if drawn.kind == "stacked_bar" else values)
    return 0.0, None, _whole_step(highest) if drawn.unit == "count" else None


def _whole_step(highest: float) -> int:
    """Return the step of an axis of whole numbers: 1, 2 or 5, or ten, a hundred or more times that."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if highest <= step * _STEPS:
                return step
        size *= 10
