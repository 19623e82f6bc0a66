"""A sheet costs what its real cells cost: with a note in its last cell, or its table far down, it is read, and every address is true."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from openpyxl.styles import PatternFill

from boardpaper.etl.guard import read_all
from boardpaper.etl.sparse import lay_out
from boardpaper.etl.workbook import Sheet, Unreadable
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Run = Callable[..., tuple[int, str]]
ROWS = [
    ["Organisation", "Moorside"],
    ["Reporting period", "March 2019"],
    [],
    ["Subject", "Required", "Compliant", "%"],
    ["MCA", 10, 9, 0.9],
    ["Prevent Basic", 20, "=1/0", 0.8],
]


def _save(folder: Path, top: int = 0, left: int = 0, note: str = "") -> None:
    book = Book()
    for row, values in enumerate(ROWS, start=top + 1):
        for column, value in enumerate(values, start=left + 1):
            book.active.cell(row, column, value)
    book.active.cell(top + 5, left + 4).number_format = "0.0%"
    book.active.cell(top + 5, left + 2).fill = PatternFill("solid", fgColor="FF00B050")
    book.active.merge_cells(start_row=top + 2, end_row=top + 2, start_column=left + 2, end_column=left + 4)
    if note:
        book.active[note] = "Seen by the lead"
    book.save(folder / "returns" / "return.xlsx")


def _facts(folder: Path) -> list[tuple]:
    with reader(Workspace(folder).warehouse) as connection:
        query = "SELECT cell, field, value, state, decimals FROM fact ORDER BY cell"
        return [tuple(row) for row in connection.execute(query)]


def _issues(folder: Path) -> list[tuple]:
    with reader(Workspace(folder).warehouse) as connection:
        return [tuple(row) for row in connection.execute("SELECT cell, code FROM issue ORDER BY cell")]


def test_a_note_in_the_last_cell_of_a_sheet(empty_workspace: Path, run: Run) -> None:
    _save(empty_workspace, note="XFD1048576")
    code, output = run(empty_workspace, "ingest")
    assert code == 0, output
    assert _facts(empty_workspace) == [
        ("A5", "subject", "mental_capacity_act", "given", None),
        ("A6", "subject", "prevent_basic", "given", None),
        ("B5", "required", 10, "given", None),
        ("B6", "required", 20, "given", None),
        ("C5", "compliant", 9, "given", None),
        ("C6", "compliant", None, "missing", None),
        ("D5", "percent", 0.9, "given", 1),
        ("D6", "percent", 0.8, "given", None),
    ]
    assert _issues(empty_workspace) == [("C6", "formula_without_value"), ("XFD1048576", "unmapped_row")]


def test_a_table_far_down_and_to_the_right(empty_workspace: Path, run: Run) -> None:
    _save(empty_workspace, top=900_000, left=700)
    code, output = run(empty_workspace, "ingest")
    assert code == 0, output
    assert [fact[:3] for fact in _facts(empty_workspace)][:4] == [
        ("AAA900005", "compliant", 9),
        ("AAA900006", "compliant", None),
        ("AAB900005", "percent", 0.9),
        ("AAB900006", "percent", 0.8),
    ]
    assert _issues(empty_workspace) == [("AAA900006", "formula_without_value")]


def test_a_sheet_of_values_scattered_all_over_is_held_by_name(tmp_path: Path) -> None:
    book = Book()
    for step in range(1, 2_001):
        book.active.cell(step * 500, step * 8, step)
    book.save(tmp_path / "a.xlsx")
    ((_, read),) = read_all([tmp_path / "a.xlsx"])
    assert isinstance(read, Unreadable) and (read.code, "'Sheet'" in read.sentence) == ("far_cell", True)


places = st.tuples(st.integers(0, 1_048_575), st.integers(0, 16_383))


@given(st.dictionaries(places, st.integers(1, 9), max_size=40), st.dictionaries(places, st.sampled_from(["#N/A", "#REF!"]), max_size=5))
def test_every_cell_keeps_its_address(cells: dict, errors: dict) -> None:
    sheet = Sheet("S", [], errors=dict(errors))
    lay_out(sheet, cells)
    plain = Sheet("S", [])
    laid = {sheet.address(row, column): value for row, values in enumerate(sheet.rows) for column, value in enumerate(values) if value != ""}
    assert laid == {plain.address(*place): value for place, value in cells.items()}
    assert {sheet.address(*place): error for place, error in sheet.errors.items()} == {
        plain.address(*place): error for place, error in errors.items()
    }
