"""A blank saved by a program that works out no formula is what it was: an empty row is empty, and what was not filled in is no answer."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from boardpaper.blanks.make import draw_blank
from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.layouts.outgoing import CHECK_HEADING
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

LAYOUTS = load_layouts()


@pytest.mark.parametrize("name", LAYOUTS)
def test_as_it_went_out(empty_workspace: Path, blank_of, name: str) -> None:
    layout = LAYOUTS[name]
    load_workbook(BytesIO(draw_blank(blank_of(layout)))).save(empty_workspace / "returns" / "back.xlsx")
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    reason = "no_answers" if layout.form else "no_records" if blank_of(layout).prepared else "no_rows"
    assert (outcome.status, outcome.reason.partition(":")[0]) == ("held", reason)


def test_with_one_row_filled_in_and_spaces_in_another(empty_workspace: Path, blank_of) -> None:
    book = load_workbook(BytesIO(draw_blank(blank_of(LAYOUTS["training"]))))
    sheet = book["Return"]
    first = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == CHECK_HEADING) + 1
    for column, value in enumerate(["Safeguarding Adults", "1", None, 10, 8], start=1):
        sheet.cell(first, column).value = value
    sheet.cell(first + 3, 1).value = "  "
    book.save(empty_workspace / "returns" / "back.xlsx")
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    with reader(empty_workspace / "warehouse.db") as connection:
        issues = [tuple(row) for row in connection.execute("SELECT cell, code FROM issue")]
        facts = {row["cell"]: (row["value"], row["state"]) for row in connection.execute("SELECT * FROM fact WHERE field = 'percent'")}
    assert (outcome.rows_read, outcome.rows_loaded, issues, facts) == (1, 1, [], {f"F{first}": (0.8, "given")})


def test_a_blank_box_is_that_of_no_group_above(empty_workspace: Path, blank_of) -> None:
    book = load_workbook(BytesIO(draw_blank(blank_of(LAYOUTS["training"]))))
    sheet = book["Return"]
    first = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == CHECK_HEADING) + 1
    for number, values in enumerate([["Nursing", 10, 8], ["Doctors", 5, 5], [None, 7, 6]], start=first):
        for column, value in enumerate(["Safeguarding Adults", "1" if number != first + 1 else "2", *values], start=1):
            sheet.cell(number, column).value = value
    book.save(empty_workspace / "returns" / "back.xlsx")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        groups = [row[0] for row in connection.execute("SELECT staff_group FROM training ORDER BY row")]
        issues = [tuple(row) for row in connection.execute("SELECT cell, code FROM issue")]
    assert (groups, issues) == (["Nursing", "Doctors", None], [])
