"""The workbook inside a chart, read by openpyxl and calamine: it holds what the chart has cached, and the same bytes each time."""

from collections.abc import Callable
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import load_workbook as calamine

from boardpaper.assembly.ooxml import Element
from boardpaper.assembly.plots.drawingml import CHART
from boardpaper.assembly.plots.part import chart_part
from boardpaper.assembly.plots.shown import Shown, ShownSeries
from boardpaper.assembly.plots.workbook import cell, workbook
from boardpaper.warehouse.figures.printed import Printed

Made = Callable[..., Shown]


def _drawn(make_shown: Made) -> Shown:
    return make_shown(
        "column",
        "percent",
        ["Adults & elders", "=Children", ""],
        ("Compliant", "value", [(0.877893, "87.79%"), (0.9, "at least 90%"), (None, "")]),
        ("Target", "target", [(0.85, "85%"), (0.9, "90%"), (0.9, "90%")]),
    )


def test_openpyxl_reads_names_numbers_and_formats(make_shown: Made) -> None:
    book = load_workbook(BytesIO(workbook(_drawn(make_shown))))
    assert book.sheetnames == ["Sheet1"]
    assert [[item.value for item in row] for row in book.active] == [  # type: ignore[union-attr]
        ["Group", "Compliant", "Target"],
        ["Adults & elders", 0.8779, 0.85],
        ["=Children", 0.9, 0.9],
        [None, None, 0.9],
    ]
    assert [book["Sheet1"][place].number_format for place in ("B2", "B3", "C2")] == ["0.00%", '"at least "0%', "0%"]
    assert book["Sheet1"]["A3"].data_type == "s"
    assert book["Sheet1"]["B2"].font.name == "Arial"


def test_bytes_are_the_same_each_time(make_shown: Made) -> None:
    assert workbook(_drawn(make_shown)) == workbook(_drawn(make_shown))


def _cached(root: Element, drawn: Shown) -> list[list[object]]:
    """Return the table that the caches of a chart part make."""

    def points(path: str) -> dict[int, str]:
        found = root.xpath(path, namespaces={"c": CHART})
        assert isinstance(found, list)
        return {int(point.get("idx")): point[0].text or "" for point in found}  # type: ignore[union-attr,arg-type]

    rows: list[list[object]] = [[drawn.category_title, *(points(f"//c:ser[{one}]/c:tx//c:pt")[0] for one in range(1, len(drawn.series) + 1))]]
    columns = [points(f"//c:ser[{one}]/c:val//c:pt") for one in range(1, len(drawn.series) + 1)]
    for number, category in points("//c:ser[1]/c:cat//c:pt").items():
        rows.append([category, *(float(column[number]) if number in column else "" for column in columns)])
    return rows


@given(
    st.lists(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=12), min_size=1, max_size=30),
    st.lists(st.lists(st.none() | st.integers(0, 10**9), min_size=30, max_size=30), min_size=1, max_size=30),
)
def test_the_sheet_is_what_the_chart_has_cached(categories: list[str], numbers: list[list[int | None]]) -> None:
    series = []
    for place, column in enumerate([[1] * 30, *numbers]):
        values = column[: len(categories)]
        points = tuple(None if value is None else Printed(value, 0, "", "") for value in values)
        series.append(ShownSeries(f"Series {place}", "value", points, tuple("" if value is None else f"{value:,}" for value in values)))
    drawn = Shown("own", "Own", "line", "count", "Group", "Number", tuple(categories), tuple(series), in_time=False)
    read = calamine(BytesIO(workbook(drawn))).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert read == _cached(chart_part(drawn, "rId1"), drawn)


def test_addresses_go_beyond_z() -> None:
    assert [cell(column, row) for column, row in ((0, 0), (25, 1), (26, 0), (51, 9), (52, 0), (702, 0))] == ["A1", "Z2", "AA1", "AZ10", "BA1", "AAA1"]
