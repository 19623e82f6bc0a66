"""The workbook of a blank: the same bytes each time, within what Excel takes, locked where it is ours and open where it is theirs."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import msgspec
import pytest
from openpyxl import load_workbook

from boardpaper.blanks.blank import Blank
from boardpaper.blanks.make import draw_blank
from boardpaper.layouts import Layout, load_layouts
from boardpaper.layouts.outgoing import CHECK_HEADING, GUIDANCE_SHEET
from boardpaper.workspace import Provider

LAYOUTS = load_layouts()


def _heading(sheet):
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == CHECK_HEADING)


def test_the_same_blank_gives_the_same_bytes(blank_of) -> None:
    first = draw_blank(blank_of(LAYOUTS["training"]))
    assert draw_blank(blank_of(LAYOUTS["training"])) == first
    with zipfile.ZipFile(BytesIO(first)) as package:
        assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in package.read("docProps/core.xml")


@pytest.mark.parametrize("name", LAYOUTS)
def test_headings_in_the_layout_s_order_with_its_first_words(blank_of, name: str) -> None:
    sheet = load_workbook(BytesIO(draw_blank(blank_of(LAYOUTS[name]))))["Return"]
    check = _heading(sheet)
    wanted = [field.headings[0] for field in LAYOUTS[name].field]
    if LAYOUTS[name].form:
        assert [sheet.cell(check.row, column).value for column in (1, 2)] == ["Question", "Answer"]
        assert [sheet.cell(row, 1).value for row in range(check.row + 1, sheet.max_row + 1)] == wanted
    else:
        assert [cell.value for cell in sheet[check.row]] == [*wanted, CHECK_HEADING]


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_is_ours_is_locked_and_what_is_theirs_is_open(name: str) -> None:
    layout = LAYOUTS[name]
    blank = Blank(layout, rows=20)
    book = load_workbook(BytesIO(draw_blank(blank)))
    sheet = book["Return"]
    check = _heading(sheet)
    computed = {field.headings[0] for field in layout.field if field.share}
    prepared = {layout.fields[key].headings[0] for record in blank.prepared for key in record}
    below = [sheet.cell(row, column) for row in range(check.row + 1, sheet.max_row + 1) for column in range(1, check.column + 1)]
    theirs = {cell.coordinate for cell in below if not cell.protection.locked}
    if layout.form:
        assert theirs == {f"B{row}" for row in range(check.row + 1, sheet.max_row + 1)}
    else:
        ours = computed | prepared | {CHECK_HEADING}
        assert theirs == {cell.coordinate for cell in below if sheet.cell(check.row, cell.column).value not in ours}
    assert [sheet.cell(row, 2).protection.locked for row in range(5, 11)] == [False] * 6
    assert all(each.protection.sheet and each.protection.password is None for each in book)


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_box_to_fill_in_has_a_drop_down_or_a_check_and_says_what_belongs_in_it(name: str) -> None:
    sheet = load_workbook(BytesIO(draw_blank(Blank(LAYOUTS[name], rows=20))))["Return"]
    asked = {cell.coordinate for row in sheet.iter_rows(max_row=sheet.max_row) for cell in row if not cell.protection.locked}
    merged = {cell for span in sheet.merged_cells.ranges for row in sheet[span.coord] for cell in (each.coordinate for each in row[1:])}
    covered = {
        f"{cell.column_letter}{cell.row}"
        for check in sheet.data_validations.dataValidation
        for span in str(check.sqref).split()
        for row in (sheet[span] if ":" in span else ((sheet[span],),))
        for cell in row
        if check.prompt and check.error and check.formula1
    }
    assert asked - merged == covered


def test_the_drop_downs_offer_the_printed_words(blank_of) -> None:
    book = load_workbook(BytesIO(draw_blank(blank_of(LAYOUTS["action"]))))
    made = next(each for each in book["Return"].data_validations.dataValidation if each.promptTitle == "Status")
    sheet, span = re.fullmatch(r"'(.+)'!(.+)", made.formula1).groups()
    assert sheet == GUIDANCE_SHEET
    assert [row[0].value for row in book[sheet][span.replace("$", "")]] == [*LAYOUTS["action"].fields["status"].labels.values(), "N/A", "TBC"]


def _long(layout: Layout) -> Layout:
    """A layout with texts longer than Excel takes, and more fields than a check can ask about."""
    field = msgspec.structs.replace(layout.fields["required"], about="Words about it. " * 40, headings=["Required " * 20])
    more = [msgspec.structs.replace(field, name=f"required_{number}", headings=[f"Required of ward number {number}"]) for number in range(90)]
    rule = msgspec.structs.replace(layout.rule[0], found='a "very" long finding ' * 30)
    return msgspec.structs.replace(layout, field=[*layout.field, *more], rule=[rule])


@pytest.mark.parametrize("layout", [*LAYOUTS.values(), _long(LAYOUTS["dbs"])], ids=[*LAYOUTS, "long"])
def test_nothing_is_longer_than_excel_takes(layout: Layout) -> None:
    provider = Provider("XA1", "A provider, with a comma", (), "commissioned")
    book = load_workbook(BytesIO(draw_blank(replace(Blank(layout, rows=2), providers=(provider,) * 50))))
    formulas = [cell.value for row in book["Return"].iter_rows() for cell in row if cell.data_type == "f"]
    assert max(map(len, formulas)) <= 8192
    assert max((len(text) for formula in formulas for text in re.findall(r'"((?:[^"]|"")*)"', formula)), default=0) <= 255
    for made in book["Return"].data_validations.dataValidation:
        assert len(made.formula1) <= 255
        assert max(len(made.promptTitle), len(made.errorTitle)) <= 32
        assert max(len(made.prompt), len(made.error)) <= 255
