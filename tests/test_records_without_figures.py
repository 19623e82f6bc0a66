"""A record that came back with its name and no figures is asked about; a note or a title is none."""

import sqlite3
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

DBS = ("Staff group", "Required", "In date", "Outstanding", "In progress")
TRAINING = ("Staff group", "Subject", "Required", "Compliant")
NURSES, CHILDREN = ("Nurses", 10, 8, 1, 1), ("Nurses", "Safeguarding Children", 10, 8)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([DBS, NURSES, ("Doctors",)], [("A6", "no_values", "query")]),
        ([DBS, ("Doctors",), NURSES], [("A5", "no_values", "query")]),
        ([TRAINING, CHILDREN, ("Doctors",)], [("A6", "no_values", "query")]),
        ([TRAINING, CHILDREN, (None, "MCA")], [("B6", "no_values", "query")]),
        ([TRAINING, CHILDREN, ("Doctors", "MCA")], [("A6", "no_values", "query")]),
        ([(*TRAINING, "Target"), CHILDREN, ("Doctors", "MCA", None, None, 0.85)], [("A6", "no_values", "query")]),
        ([(*TRAINING, "Target"), CHILDREN, ("Doctors", "MCA", None, "TBC", 0.85)], []),
        ([DBS, NURSES, (), ("As of month end",)], [("A7", "note_row", "info")]),
        ([DBS, NURSES, ("Source: staff record",)], [("A6", "note_row", "info")]),
        ([DBS, NURSES, ("These are all of the staff who need a check",)], [("A6", "note_row", "info")]),
    ],
)
def test_a_row_with_its_key_alone(empty_workspace: Path, rows: list[tuple], expected: list[tuple]) -> None:
    book = Book()
    for row in [("Organisation", "Moorside"), ("Reporting period", "March 2019"), (), *rows]:
        book.active.append(row)
    book.save(empty_workspace / "returns" / "return.xlsx")
    ingest(Workspace(empty_workspace))
    with sqlite3.connect(empty_workspace / "warehouse.db") as connection:
        assert connection.execute("SELECT cell, code, severity FROM issue").fetchall() == expected


def test_a_merged_title_between_records_is_none(empty_workspace: Path) -> None:
    book = Book()
    for row in [("Organisation", "Moorside"), ("Reporting period", "March 2019"), (), DBS, NURSES, ("Community",), ("Doctors", 5, 5, 0, 0)]:
        book.active.append(row)
    book.active.merge_cells("A6:E6")
    book.save(empty_workspace / "returns" / "return.xlsx")
    ingest(Workspace(empty_workspace))
    with sqlite3.connect(empty_workspace / "warehouse.db") as connection:
        assert connection.execute("SELECT cell, code FROM issue").fetchall() == [("A6", "note_row")]
