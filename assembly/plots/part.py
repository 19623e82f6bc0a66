"""The chart itself in DrawingML: its series beside one another, with their numbers cached as the workbook holds them."""

from collections.abc import Iterable

from msgspec.structs import replace

from ..ooxml import NAMESPACES, Element, a
from .axes import category_axis, value_axis
from .drawingml import CATEGORIES, VALUES, c, chart_space, formula, lettering, number_code, placed, points, solid
from .geometry import WIDTH, Geometry, geometry
from .looks import INK, PAPER, Look, look
from .numbers import number_format
from .room import has_room
from .shown import Shown, ShownSeries
from .workbook import SHEET, cell

_STROKE = 28575
_RING = 19050
_EDGE = 6350
"""Widths of lines in EMU."""
_GAPS = {"column": 60, "bar": 50, "stacked_bar": 40}
"""Space between bars, in percent of a bar."""


def chart_part(drawn: Shown, workbook_relation: str) -> Element:
    """Return the root of a chart part; `workbook_relation` is the id of its relation to the workbook inside."""
    external = c("externalData", c("autoUpdate", val=0))
    external.set(f"{{{NAMESPACES['r']}}}id", workbook_relation)
    places = geometry(drawn)
    legend = [_legend(places)] if places.legend else []
    return chart_space(
        c("date1904", val=0),
        c("lang", val="en-GB"),
        c("roundedCorners", val=0),
        c("chart", c("autoTitleDeleted", val=1), _plot_area(drawn, places), *legend, c("plotVisOnly", val=1), c("dispBlanksAs", val="gap")),
        c("spPr", a("noFill"), a("ln", a("noFill"))),
        lettering(),
        external,
    )


def _plot_area(drawn: Shown, places: Geometry) -> Element:
    bars: list[Element] = []
    lines: list[Element] = []
    plain = 0
    for place, series in enumerate(drawn.series):
        is_line = drawn.kind == "line" or series.role == "target"
        (lines if is_line else bars).append(_series(drawn, place, look(series.role, plain, is_line), is_line))
        plain += series.role == "value"
    charts = [*([_bars(drawn, bars)] if bars else []), *([_lines(lines)] if lines else [])]
    box = placed(places.left / WIDTH, places.top / places.height, places.wide / WIDTH, places.high / places.height, inner=True)
    return c("plotArea", box, *charts, category_axis(drawn), value_axis(drawn), c("spPr", a("noFill")))


def _legend(places: Geometry) -> Element:
    share = places.legend / places.height
    return c("legend", c("legendPos", val="b"), placed(0.02, 1 - share, 0.96, share), c("overlay", val=0), lettering())


def _bars(drawn: Shown, series: list[Element]) -> Element:
    is_stacked = drawn.kind == "stacked_bar"
    return c(
        "barChart",
        c("barDir", val="col" if drawn.kind == "column" else "bar"),
        c("grouping", val="stacked" if is_stacked else "clustered"),
        c("varyColors", val=0),
        *series,
        c("gapWidth", val=_GAPS[drawn.kind]),
        *([c("overlap", val=100)] if is_stacked else []),
        c("axId", val=CATEGORIES),
        c("axId", val=VALUES),
    )


def _lines(series: list[Element]) -> Element:
    ends = [c("marker", val=1), c("axId", val=CATEGORIES), c("axId", val=VALUES)]
    return c("lineChart", c("grouping", val="standard"), c("varyColors", val=0), *series, *ends)


def _series(drawn: Shown, place: int, seen: Look, is_line: bool) -> Element:
    series = drawn.series[place]
    column, last = place + 1, len(drawn.categories)
    position = "t" if is_line else "ctr" if drawn.kind == "stacked_bar" else "inBase" if _has_targets(drawn) else "outEnd"
    if drawn.kind == "column" and series.role == "target" and _has_targets(drawn):
        seen = replace(seen, marker="dash")  # one between gaps has no line to be seen by
    look_of_it = [_stroke(seen), _marker(seen)] if is_line else [_fill(seen), c("invertIfNegative", val=0)]
    return c(
        "ser",
        c("idx", val=place),
        c("order", val=place),
        c("tx", _texts(_range(column, 0, 0), [series.name])),
        *look_of_it,
        _labels(drawn, series, seen, position),
        c("cat", _texts(_range(0, 1, last), drawn.categories)),
        c("val", _numbers(_range(column, 1, last), drawn, series)),
        *([c("smooth", val=0)] if is_line else []),
    )


def _has_targets(drawn: Shown) -> bool:
    """Say whether a target stands with its number at each of the columns: at their heads, where theirs would be too."""
    return any(one.role == "target" and any(has_room(drawn, one)) for one in drawn.series)


def _fill(seen: Look) -> Element:
    pattern = a("pattFill", a("fgClr", a("srgbClr", val=seen.colour)), a("bgClr", a("srgbClr", val=PAPER)), prst=seen.pattern)
    return c("spPr", pattern if seen.pattern else solid(seen.colour), a("ln", solid(INK), w=_EDGE))


def _stroke(seen: Look) -> Element:
    return c("spPr", a("ln", solid(seen.colour), a("prstDash", val=seen.dash), a("round"), w=_STROKE, cap="rnd"))


def _marker(seen: Look) -> Element:
    if seen.marker == "none":
        return c("marker", c("symbol", val="none"))
    inside = solid(PAPER if seen.hollow else seen.colour)
    return c("marker", c("symbol", val=seen.marker), c("size", val=8), c("spPr", inside, a("ln", solid(seen.colour), w=_RING)))


def _labels(drawn: Shown, series: ShownSeries, seen: Look, position: str) -> Element:
    """Return the numbers beside the points, each in its own format; none where there is no room for one."""

    def said(code: str) -> list[Element]:
        # letters of the colour of the paper could not be read where a bar is shorter than the number at its foot
        box = [c("spPr", solid(PAPER))] if seen.box or (position == "inBase" and seen.ink == PAPER) else []
        return [number_code(code), *box, lettering(seen.ink if position == "ctr" else INK), c("dLblPos", val=position), *_shows(1)]

    codes = [number_format(point, drawn.unit) if point else "" for point in series.points]
    room = has_room(drawn, series)
    readable = [code for code, fits in zip(codes, room, strict=True) if code and fits]
    if not readable:
        return c("dLbls", *_shows(0))
    usual = max(readable, key=readable.count)
    single = []
    for number, (code, fits) in enumerate(zip(codes, room, strict=True)):
        if code and not fits:
            single.append(c("dLbl", c("idx", val=number), c("delete", val=1)))
        elif code not in ("", usual):
            single.append(c("dLbl", c("idx", val=number), *said(code)))
    return c("dLbls", *single, *said(usual))


def _shows(value: int) -> list[Element]:
    others = [c(f"show{what}", val=0) for what in ("CatName", "SerName", "Percent", "BubbleSize")]
    return [c("showLegendKey", val=0), c("showVal", val=value), *others]


def _texts(where: str, texts: Iterable[str]) -> Element:
    return c("strRef", formula(where), c("strCache", *points(texts)))


def _numbers(where: str, drawn: Shown, series: ShownSeries) -> Element:
    """Return the numbers of a series: a missing one has no point, so it is a gap."""
    made = points(None if point is None else repr(point.value) for point in series.points)
    for found in made[1:]:
        point = series.points[int(found.get("idx", 0))]
        if point:
            found.set("formatCode", number_format(point, drawn.unit))
    code = c("formatCode")
    code.text = next((number_format(point, drawn.unit) for point in series.points if point), "General")
    return c("numRef", formula(where), c("numCache", code, *made))


def _range(column: int, first: int, last: int) -> str:
    """Return the address of some rows of a column, absolute and with its sheet."""
    ends = dict.fromkeys(_absolute(cell(column, row)) for row in (first, last))
    return f"{SHEET}!{':'.join(ends)}"


def _absolute(place: str) -> str:
    letters = place.rstrip("0123456789")
    return f"${letters}${place[len(letters) :]}"
