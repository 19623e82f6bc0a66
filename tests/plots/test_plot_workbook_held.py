"""The workbook of a chart is held against what the chart shows, also where a save by LibreOffice has lost which cells its series are of."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from boardpaper.assembly.ooxml import Element, parse
from boardpaper.assembly.plots.part import chart_part
from boardpaper.assembly.plots.saying import differs
from boardpaper.assembly.plots.shown import Shown
from boardpaper.assembly.plots.workbook import workbook

Made = Callable[..., Shown]
Change = Callable[[Worksheet], object]


def _edited(drawn: Shown, change: Change) -> bytes:
    book = load_workbook(BytesIO(workbook(drawn)))
    change(book.worksheets[0])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _saved_by_libreoffice(part: Element) -> Element:
    """Name no cells, as LibreOffice does: it writes the numbers of its own table's columns."""
    return parse(re.sub(r"<c:f>Sheet1![^<]*", "<c:f>0", etree.tostring(part).decode()).encode())


def _put(address: str, value: object) -> Change:
    return lambda sheet: setattr(sheet[address], "value", value)


@pytest.mark.parametrize("save", [lambda part: part, _saved_by_libreoffice], ids=["as made", "saved by LibreOffice"])
@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda sheet: None, ""),
        (_put("B3", 31), "B3 of its workbook holds 31 where the chart shows 30"),
        (_put("C2", 7), "C2 of its workbook holds 7 where the chart shows nothing"),
        (_put("B2", None), "B2 of its workbook holds nothing where the chart shows 20"),
    ],
    ids=["nothing", "another number", "a number in a gap", "no number"],
)
def test_a_cell_that_says_otherwise_is_told(make_shown: Made, save: Callable[[Element], Element], change: Change, says: str) -> None:
    drawn = make_shown(
        "column", "count", ["Adults", "Children"], ("Own", "value", [(20, "20"), (30, "30")]), ("Others", "value", [(None, ""), (5, "5")])
    )
    assert differs(save(chart_part(drawn, "rId1")), _edited(drawn, change)) == says


def test_a_series_that_the_workbook_has_not_is_told(make_shown: Made) -> None:
    drawn = make_shown("column", "count", ["Adults"], ("Own", "value", [(20, "20")]))
    part = _saved_by_libreoffice(chart_part(drawn, "rId1"))
    assert differs(part, _edited(drawn, _put("B1", "Other"))) == "its workbook has no column 'Own' any more"
