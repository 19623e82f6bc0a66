"""An Excel error is an error however it is kept, and one that stands where no figure belongs makes no record."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.etl.reader import read_file
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEADINGS = ["Subject", "Level", "Required", "Compliant", "Our own sum"]


def _rows(folder: Path, query: str) -> list[tuple]:
    workspace = Workspace(folder)
    ingest(workspace)
    with reader(workspace.warehouse) as connection:
        return [tuple(row) for row in connection.execute(query)]


def test_an_error_written_out_as_text_is_missing_and_not_the_word_that_it_looks_like(empty_workspace: Path) -> None:
    lines = ["Organisation,Moorside,,", "Month,February 2019,,", ",".join(HEADINGS[:4]), "Safeguarding Children,1,#N/A,90"]
    (empty_workspace / "returns" / "training.csv").write_text("\n".join(lines))
    facts = _rows(empty_workspace, "SELECT cell, value, state, text FROM fact WHERE field IN ('required', 'compliant') ORDER BY cell")
    assert facts == [("C4", None, "missing", "#N/A"), ("D4", 90, "given", None)]


def test_an_error_in_a_column_of_no_field_makes_no_record(empty_workspace: Path) -> None:
    book = Workbook()
    for row in (["Organisation", "Moorside"], ["Month", "February 2019"], HEADINGS, ["Safeguarding Children", 1, 100, 90, 190]):
        book.active.append(row)
    book.active["E5"] = "#VALUE!"
    book.active["E6"] = "=1/0"  # saved without its value
    book.save(empty_workspace / "returns" / "training.xlsx")
    assert _rows(empty_workspace, "SELECT cell, code, found FROM issue ORDER BY cell") == [
        ("E3", "unmapped_heading", "Our own sum"),
        ("E5", "unmapped_row", "#VALUE!"),
        ("E6", "unmapped_row", "a formula saved without its value"),
    ]


@pytest.mark.parametrize("fault", ["#VALUE!", "=1/0"])
def test_a_last_row_with_nothing_but_a_fault_is_read(tmp_path: Path, fault: str) -> None:
    book = Workbook()
    book.active["A1"], book.active["C3"] = "a", fault
    book.save(tmp_path / "a.xlsx")
    (sheet,) = read_file(tmp_path / "a.xlsx").sheets
    assert (sheet.rows, {*sheet.errors, *sheet.uncached}) == ([["a", "", ""], ["", "", ""], ["", "", ""]], {(2, 2)})
