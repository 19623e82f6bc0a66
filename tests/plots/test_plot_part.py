"""The chart part, whole: what Word draws of a plot, element by element."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from boardpaper.assembly.lettering import LINE, width
from boardpaper.assembly.ooxml import Element, find_all, serialise
from boardpaper.assembly.plots.drawingml import CHART
from boardpaper.assembly.plots.geometry import TALLEST, WIDTH, geometry
from boardpaper.assembly.plots.part import chart_part
from boardpaper.assembly.plots.shown import Shown, ShownSeries
from boardpaper.assembly.plots.words import left_out
from boardpaper.warehouse.figures.model import PlotKind
from boardpaper.warehouse.figures.printed import Printed

Made = Callable[..., Shown]
LETTERS = (
    '<a:lstStyle/><a:p><a:pPr><a:defRPr sz="1200" b="0"><a:solidFill><a:srgbClr val="{ink}"/></a:solidFill><a:latin typeface="Arial"/>'
    '<a:cs typeface="Arial"/></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p>'
)
INK = '<a:solidFill><a:srgbClr val="212B32"/></a:solidFill>'
TEXT = f"<c:txPr><a:bodyPr/>{LETTERS.format(ink='212B32')}</c:txPr>"
LEVEL = TEXT.replace("<a:bodyPr/>", '<a:bodyPr rot="0" vert="horz"/>')
SHOWS = '<c:showLegendKey val="0"/><c:showVal val="{0}"/>' + "".join(
    f'<c:show{what} val="0"/>' for what in ("CatName", "SerName", "Percent", "BubbleSize")
)
CATEGORIES = (
    '<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$3</c:f><c:strCache><c:ptCount val="2"/><c:pt idx="0"><c:v>Adults</c:v></c:pt>'
    '<c:pt idx="1"><c:v>Children</c:v></c:pt></c:strCache></c:strRef></c:cat>'
)


def _box(left: str, top: str, wide: str, high: str, inner: str = "") -> str:
    return (
        f'<c:layout><c:manualLayout>{inner}<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{left}"/><c:y val="{top}"/>'
        f'<c:w val="{wide}"/><c:h val="{high}"/></c:manualLayout></c:layout>'
    )


def _title(words: str, rotation: int) -> str:
    marks = f'sz="1200" b="0">{INK}<a:latin typeface="Arial"/><a:cs typeface="Arial"/>'
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr rot="{rotation}" vert="horz"/><a:lstStyle/><a:p><a:pPr><a:defRPr {marks}</a:defRPr></a:pPr>'
        f'<a:r><a:rPr lang="en-GB" {marks}</a:rPr><a:t>{words}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


WHOLE = (
    '<c:date1904 val="0"/><c:lang val="en-GB"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>'
    + _box("0.1198", "0.0965", "0.8542", "0.5945", '<c:layoutTarget val="inner"/>')
    + '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef>'
    '<c:f>Sheet1!$B$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>Compliant</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr>'
    '<a:solidFill><a:srgbClr val="41B6E6"/></a:solidFill><a:ln w="6350">' + INK + '</a:ln></c:spPr><c:invertIfNegative val="0"/><c:dLbls>'
    f'<c:numFmt formatCode="0.00%" sourceLinked="0"/>{TEXT}<c:dLblPos val="outEnd"/>{SHOWS.format(1)}</c:dLbls>{CATEGORIES}<c:val><c:numRef>'
    '<c:f>Sheet1!$B$2:$B$3</c:f><c:numCache><c:formatCode>0.00%</c:formatCode><c:ptCount val="2"/><c:pt idx="0" formatCode="0.00%"><c:v>0.8779</c:v>'
    '</c:pt></c:numCache></c:numRef></c:val></c:ser><c:gapWidth val="60"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
    '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/><c:ser><c:idx val="1"/><c:order val="1"/><c:tx><c:strRef><c:f>Sheet1!$C$1</c:f>'
    '<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>Target (85%)</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr><a:ln w="28575" cap="rnd">'
    f'{INK}<a:prstDash val="dash"/><a:round/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker><c:dLbls>{SHOWS.format(0)}</c:dLbls>'
    f"{CATEGORIES}<c:val><c:numRef><c:f>Sheet1!$C$2:$C$3</c:f><c:numCache><c:formatCode>0%</c:formatCode>"
    '<c:ptCount val="2"/><c:pt idx="0" formatCode="0%"><c:v>0.85</c:v></c:pt><c:pt idx="1" formatCode="0%"><c:v>0.85</c:v></c:pt></c:numCache>'
    '</c:numRef></c:val><c:smooth val="0"/></c:ser><c:marker val="1"/><c:axId val="111111111"/><c:axId val="222222222"/></c:lineChart><c:catAx>'
    '<c:axId val="111111111"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
    + _title("Group", 0)
    + '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>'
    f'<a:ln w="9525">{INK}</a:ln></c:spPr>{LEVEL}<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
    '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx><c:valAx><c:axId val="222222222"/><c:scaling>'
    '<c:orientation val="minMax"/><c:max val="1"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr>'
    '<a:ln w="9525"><a:solidFill><a:srgbClr val="D8DDE0"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
    + _title("Staff", -5400000)
    + '<c:numFmt formatCode="0%" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr>'
    f'<a:ln><a:noFill/></a:ln></c:spPr>{TEXT}<c:crossAx val="111111111"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>'
    '<c:majorUnit val="0.2"/></c:valAx><c:spPr><a:noFill/></c:spPr></c:plotArea><c:legend><c:legendPos val="b"/>'
    + _box("0.0200", "0.9035", "0.9600", "0.0965")
    + f'<c:overlay val="0"/>{TEXT}</c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>'
    f'</c:spPr>{TEXT}<c:externalData r:id="rId7"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
)


def _text(root: Element) -> str:
    """Return the XML without its head, and without the declarations of namespaces."""
    text = serialise(root).decode()
    for space in (' xmlns:c="', ' xmlns:a="', ' xmlns:r="'):
        while (start := text.find(space)) >= 0:
            text = text[:start] + text[text.index('"', start + len(space)) + 1 :]
    return text.partition("<c:chartSpace>")[2]


def test_whole_part_of_columns_against_a_target(make_shown: Made) -> None:
    drawn = make_shown(
        "column",
        "percent",
        ["Adults", "Children"],
        ("Compliant", "value", [(0.877893, "87.79%"), (None, "")]),
        ("Target", "target", [(0.85, "85%"), (0.85, "85%")]),
    )
    assert _text(chart_part(drawn, "rId7")) == WHOLE


def test_numbers_stay_clear_of_targets_that_differ_each_with_a_mark_of_its_own(make_shown: Made) -> None:
    drawn = make_shown(
        "column",
        "percent",
        ["Adults", "Children", "Prevent"],
        ("Compliant", "value", [(0.973, "97.3%"), (0.935, "93.5%"), (0.873, "87.3%")]),
        ("Leavers", "value", [(0.5, "50.0%"), (0.4, "40.0%"), (0.3, "30.0%")]),
        ("Target", "target", [(0.95, "95%"), (None, "no target set"), (0.85, "85%")]),
    )
    root = chart_part(drawn, "rId7")
    assert _values(root, "//c:ser/c:dLbls/c:dLblPos") == ["inBase", "inBase", "t"]
    # a target between gaps has no line to be seen by
    assert _values(root, "//c:lineChart/c:ser/c:marker/c:symbol") == ["dash"]
    # on a dark bar, dark letters in a white box, which a short bar does not hide
    assert _values(root, "//c:barChart/c:ser/c:dLbls/c:txPr//a:srgbClr") == ["212B32", "212B32"]
    assert _values(root, "//c:barChart/c:ser[2]/c:dLbls/c:spPr//a:srgbClr") == ["FFFFFF"]


def _values(root: Element, path: str, attribute: str = "val") -> list[str | None]:
    found = root.xpath(path, namespaces={"c": CHART, "a": "http://schemas.openxmlformats.org/drawingml/2006/main"})
    assert isinstance(found, list)
    return [element.get(attribute) if attribute else element.text for element in found]  # type: ignore[union-attr]


def test_ratings_have_their_colours_and_the_one_like_another_in_grey_has_a_pattern(make_shown: Made) -> None:
    drawn = make_shown(
        "stacked_bar",
        "count",
        ["North", "South"],
        ("Met", "met", [(12, "12"), (20, "20")]),
        ("Partly met", "partial", [(10, "10"), (1, "1")]),
        ("Not met", "not_met", [(5, "5"), (0, "0")]),
    )
    root = chart_part(drawn, "rId1")
    assert _values(root, "//c:ser/c:spPr/a:solidFill/a:srgbClr") == ["006747", "FFB81C"]
    assert _values(root, "//c:ser/c:spPr/a:pattFill/a:fgClr/a:srgbClr") == ["DA291C"]
    assert _values(root, "//c:barDir") + _values(root, "//c:grouping") + _values(root, "//c:overlap") == ["bar", "stacked", "100"]
    # a nought has a bar of no length, and no number on it
    assert _values(root, "//c:ser[3]/c:dLbls/c:dLbl/c:idx") == ["1"]
    # the first of the categories stands at the top, and the numbers of the axis below the last
    assert _values(root, "//c:catAx/c:scaling/c:orientation") + _values(root, "//c:valAx/c:crosses") == ["maxMin", "max"]


def test_a_missing_value_is_a_gap_and_no_nought(make_shown: Made) -> None:
    drawn = make_shown("line", "percent", ["Apr", "May", "Jun"], ("North", "value", [(0.8, "80.0%"), (None, "withheld"), (0.0, "0.0%")]))
    root = chart_part(drawn, "rId1")
    assert _values(root, "//c:val//c:pt", "idx") == ["0", "2"]
    assert _values(root, "//c:val//c:pt/c:v", "") == ["0.8", "0"]
    assert _values(root, "//c:dispBlanksAs") == ["gap"]
    assert _values(root, "//c:valAx/c:scaling/c:min") == ["0"]


@pytest.mark.parametrize(
    ("values", "kind", "limits"),
    [
        ([0.72, 0.99], "line", ("0.6", "1")),
        ([0.72, 0.99], "column", ("0", "1")),
        ([0.3, 1.2], "column", ("0", None)),
        ([0.04, 0.5], "line", ("0", "1")),
        ([0.05, 0.5], "line", ("0", "1")),
    ],
)
def test_ends_of_an_axis_of_percentages(make_shown: Made, values: list[float], kind: str, limits: tuple[str | None, str | None]) -> None:
    points = [(value, f"{value * 100:.0f}%") for value in values]
    root = chart_part(make_shown(kind, "percent", ["A", "B"], ("North", "value", points)), "rId1")
    found = (_values(root, "//c:valAx/c:scaling/c:min"), _values(root, "//c:valAx/c:scaling/c:max"))
    assert found == tuple([limit] if limit else [] for limit in limits)


@pytest.mark.parametrize(("highest", "step"), [(1, "1"), (6, "1"), (7, "2"), (12, "2"), (30, "5"), (31, "10"), (470, "100"), (4700, "1000")])
def test_steps_of_counts_are_whole_and_few(make_shown: Made, highest: int, step: str) -> None:
    root = chart_part(make_shown("column", "count", ["A"], ("North", "value", [(highest, f"{highest:,}")])), "rId1")
    assert _values(root, "//c:majorUnit") == [step]


def _with_series(make_shown: Made, kind: PlotKind, count: int) -> Shown:
    """Return a chart of so many series, more than one draws of itself."""
    drawn = make_shown(kind, "count", ["A"], ("North", "value", [(1, "1")]))
    return replace(drawn, series=tuple(replace(drawn.series[0], name=f"N{number}") for number in range(count)))


def test_no_two_lines_look_alike_in_grey(make_shown: Made) -> None:
    root = chart_part(_with_series(make_shown, "line", 49), "rId1")
    markers = _values(root, "//c:ser/c:marker/c:symbol")
    assert len(set(zip(_values(root, "//c:ser/c:spPr/a:ln/a:prstDash"), markers, strict=True))) == 49
    assert len(set(markers[:7])) == 7


def test_a_long_title_of_the_axis_has_room_beside_the_numbers(make_shown: Made) -> None:
    short = make_shown("column", "count", ["A"], ("North", "value", [(3, "3")]))
    title = "Supervision sessions that were held by each of the teams"
    long, longer = (geometry(replace(short, value_title=words)) for words in ("Sessions held, of those due", title))
    assert long.high > width("Sessions held, of those due") > geometry(short).high
    assert long.left == geometry(short).left
    assert longer.left == geometry(short).left + LINE
    parts = geometry(replace(short, unit="number"))
    assert parts.left > geometry(short).left  # an axis may read 0.25


def test_of_too_many_series_the_lowest_are_drawn(make_shown: Made) -> None:
    lines = [(f"N{number}", "value", [(100, "100"), (60 - number, f"{60 - number}")]) for number in range(60)]
    drawn = make_shown("line", "count", ["A", "B"], *lines, ("Aim", "target", [(50, "50")] * 2))
    assert [one.name for one in drawn.series] == [*(f"N{number}" for number in range(48, 60)), "Aim (50)"]
    assert left_out(drawn, 2) == " (of 60 series, the 12 whose last number is lowest are drawn; the others are in the chart's workbook)"
    few = make_shown("line", "count", ["A", "B"], *lines[:12])
    assert (len(few.series), left_out(few, 2)) == (12, "")


def test_no_two_bars_look_alike(make_shown: Made) -> None:
    root = chart_part(_with_series(make_shown, "column", 18), "rId1")
    shapes = [serialise(found) for found in find_all(root, "//*[local-name()='ser']/*[4]")]
    assert len(set(shapes)) == 18


def test_names_that_have_no_room_side_by_side_are_written_upwards(make_shown: Made) -> None:
    def rotation(count: int) -> str | None:
        names = [f"Practice {number}" for number in range(count)]
        root = chart_part(make_shown("column", "count", names, ("Staff", "value", [(3, "3")] * count)), "rId1")
        return _values(root, "//c:catAx/c:txPr/a:bodyPr", "rot")[0]

    assert (rotation(4), rotation(40)) == ("0", "-5400000")


@given(
    st.sampled_from(["column", "line", "bar", "stacked_bar"]),
    st.integers(1, 60),
    st.integers(1, 20),
    st.text(st.characters(categories=["L", "Nd", "Zs"]), max_size=60),
)
def test_everything_stands_inside_a_chart_that_a_page_holds(kind: PlotKind, categories: int, series: int, name: str) -> None:
    one = ShownSeries(name, "value", (Printed(12345, 0, "", ""),) * categories, ("12,345",) * categories)
    drawn = Shown("own", "Own", kind, "count", "Group", "Number", (name,) * categories, (one,) * series, in_time=False)
    places = geometry(drawn)
    assert places.height <= TALLEST + 1
    assert min(places.left, places.top) > 0
    assert places.wide > WIDTH * 0.4
    assert places.left + places.wide <= WIDTH
    assert places.high >= 100
    assert places.top + places.high + places.legend < places.height


def test_all_letters_are_arial_12(make_shown: Made) -> None:
    drawn = make_shown("bar", "number", ["A", "B"], ("North", "value", [(1.5, "1.5"), (2.0, "2")]), ("South", "value", [(3.0, "3"), (None, "")]))
    root = chart_part(drawn, "rId1")
    assert set(_values(root, "//a:defRPr", "sz") + _values(root, "//a:rPr", "sz")) == {"1200"}
    assert set(_values(root, "//a:latin", "typeface")) == {"Arial"}
    assert find_all(root, "//a:defRPr[not(a:latin)]") == []
