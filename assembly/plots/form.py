"""What the drawing of a chart makes of its numbers: right as they are, they mislead on a scale that is cut, bent or turned, or added up."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from lxml import etree

from ..ooxml import Element
from .drawingml import CHART
from .saying import Said, said_by
from .shown import Shown

_C = f"{{{CHART}}}"
_QUOTED = re.compile(r'"[^"]*"')
_FORMS = {"barChart": "bars", "lineChart": "lines"}
_GROUPED = {"stacked": "stacked on one another", "percentStacked": "drawn as shares of a whole", "clustered": "set side by side"}


def misleading(part: Element, drawn: Shown) -> list[str]:
    """Return what is misleading in the part of a chart that has been redrawn, of the chart that it was made as; nothing where nothing is."""
    return [*_kinds(part, drawn), *_scale(part, drawn), *_percentages(part, drawn), *_direction(part), *_gaps(part)]


def _kinds(part: Element, drawn: Shown) -> Iterator[str]:
    """Tell a chart that is drawn as another kind, and bars or lines that are added up, or are no longer."""
    made = {"lineChart"} if drawn.kind == "line" else {"barChart", *("lineChart" for one in drawn.series if one.role == "target")}
    groups = [group for group in part.iter() if etree.QName(group).localname.endswith("Chart") and group.find(f"{_C}ser") is not None]
    if other := {etree.QName(group).localname for group in groups} - made:
        yield f"it is drawn as {' and '.join(sorted(map(_kind, other)))}, and was made as {' and '.join(sorted(map(_kind, made)))}"
        return
    for group in groups:
        form = etree.QName(group).localname
        was = "standard" if form == "lineChart" else "stacked" if drawn.kind == "stacked_bar" else "clustered"
        if (now := _setting(group, "grouping")) not in (was, ""):
            yield f"its {_FORMS[form]} are {_GROUPED.get(now, 'grouped otherwise')}"


def _kind(form: str) -> str:
    """Return the kind of a chart in words: a pie chart, an area 3D chart."""
    words = f"{form.removesuffix('Chart').replace('3D', ' 3D')} chart"
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _scale(part: Element, drawn: Shown) -> Iterator[str]:
    """Tell a scale that is bent, cut, in other units, or not the only one."""
    scales = [axis for axis in part.iter(f"{_C}valAx") if _setting(axis, "delete") not in ("1", "true")]
    if len(scales) > 1:
        yield "it has a second scale"
    heights = _heights(part, drawn)
    for scaling in part.iterfind(f".//{_C}valAx/{_C}scaling"):
        if _setting(scaling, "logBase"):
            yield "its scale is logarithmic"
        lowest, highest = (_number(_setting(scaling, end)) for end in ("min", "max"))
        if highest is not None and heights and highest < max(heights):
            yield f"its scale ends at {highest:g}, below {max(heights):g}"
        if any(True for _ in part.iter(f"{_C}barChart")):
            if min(heights, default=0) >= 0 and (lowest is None or lowest > 0):
                yield f"its bars begin at {'whatever number Word chooses' if lowest is None else f'{lowest:g}'}, not at 0"
        elif lowest is not None and heights and lowest > min(heights):
            yield f"its scale begins at {lowest:g}, above {min(heights):g}"
    for base in part.iterfind(f".//{_C}catAx/{_C}crossesAt"):
        if _number(base.get("val", "")):
            yield f"its bars and points stand on {base.get('val')}, not on 0"
    for units in part.iterfind(f".//{_C}valAx/{_C}dispUnits"):
        yield f"its scale is in {_setting(units, 'builtInUnit') or 'units of its own'}"


def _percentages(part: Element, drawn: Shown) -> Iterator[str]:
    """Tell counts that are labelled as percentages, which are a hundred times as much."""
    codes = {found.get("formatCode", "") for found in part.iter(f"{_C}numFmt")}
    if drawn.unit != "percent" and any("%" in _QUOTED.sub("", code) for code in codes):
        yield "its numbers are shown as percentages"


def _direction(part: Element) -> Iterator[str]:
    """Tell a scale that runs backwards, and categories, as months are, that do; lying bars stand below one another either way."""
    if any(found.get("val") == "maxMin" for found in part.iterfind(f".//{_C}valAx/{_C}scaling/{_C}orientation")):
        yield "its scale runs backwards"
    is_lying = any(found.get("val") == "bar" for found in part.iter(f"{_C}barDir"))
    if not is_lying and any(found.get("val") == "maxMin" for found in part.iterfind(f".//{_C}catAx/{_C}scaling/{_C}orientation")):
        yield "its categories run backwards"


def _gaps(part: Element) -> Iterator[str]:
    """Tell a line that is drawn through a number which is missing."""
    due = max((int(count.get("val", 0)) for count in part.iterfind(f".//{_C}cat//{_C}ptCount")), default=0)
    has_gaps = any(len(points) < due for _, points in said_by(part))
    blank = next((found.get("val", "") for found in part.iter(f"{_C}dispBlanksAs")), "zero")
    if has_gaps and blank != "gap" and any(True for _ in part.iter(f"{_C}lineChart")):
        yield "a number that is missing is drawn as 0" if blank == "zero" else "its lines run on over numbers that are missing"


def _heights(part: Element, drawn: Shown) -> list[float]:
    """Return how far each of its numbers reaches up the scale, or of the sums of what was made to be stacked."""
    if drawn.kind != "stacked_bar":
        return [number for _, number in _points(said_by(part))]
    sums: defaultdict[str, float] = defaultdict(float)
    for category, number in _points(said_by(part)):
        sums[category] += number
    return list(sums.values())


def _points(said: Said) -> Iterable[tuple[str, float]]:
    return ((category, number) for _, points in said for category, text in points if (number := _number(text)) is not None)


def _setting(holder: Element, tag: str) -> str:
    found = holder.find(f"{_C}{tag}")
    return "" if found is None else found.get("val", "")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
