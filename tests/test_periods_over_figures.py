"""Months or quarters over groups of figures, with or without their year: each figure is of its own period, and their row is no title."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

APRIL, MAY = ("2018-04-01", "2018-04-30"), ("2018-05-01", "2018-05-31")
FIRST, SECOND = ("2018-04-01", "2018-06-30"), ("2018-07-01", "2018-09-30")
FIGURES = ["Required", "In date", "Required", "In date"]


def _ingest(folder: Path, rows: list[list[object]], *merged: str) -> tuple[str, list[tuple[object, ...]], list[str]]:
    """Return what became of the file, its counts with their periods and cells, and what is asked."""
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    for cells in merged:
        book.active.merge_cells(cells)  # type: ignore[union-attr]
    book.save(folder / "returns" / "a.xlsx")
    workspace = Workspace(folder)
    (outcome,) = ingest(workspace).outcomes
    with reader(workspace.warehouse) as connection:
        facts = connection.execute(
            "SELECT period_start, period_end, cell, field, value FROM fact WHERE field IN ('required', 'compliant', 'in_date') ORDER BY cell"
        ).fetchall()
        asked = [row["code"] for row in connection.execute("SELECT code FROM issue")]
    return outcome.reason.partition(":")[0], [tuple(row) for row in facts], asked


@pytest.mark.parametrize("months", [("April", "May"), ("Apr", "May"), ("April 2018", "May 2018"), (date(2018, 4, 1), date(2018, 5, 1))])
def test_months_merged_over_counts(empty_workspace: Path, months: tuple[object, object]) -> None:
    rows: list[list[object]] = [
        ["Safeguarding training 2018/19"],
        ["Organisation", "Lakeview"],
        ["Subject", "Level", months[0], None, months[1], None],
        [None, None, *FIGURES],
        ["Safeguarding Adults", 1, 10, 9, 11, 10],
    ]
    counts = [(*APRIL, "C5", "required", 10), (*APRIL, "D5", "compliant", 9), (*MAY, "E5", "required", 11), (*MAY, "F5", "compliant", 10)]
    assert _ingest(empty_workspace, rows, "C3:D3", "E3:F3") == ("taken_in", counts, [])


def test_quarters_merged_over_counts(empty_workspace: Path) -> None:
    rows: list[list[object]] = [
        ["DBS 2018/19"],
        ["Organisation", "Lakeview"],
        ["Staff group", "Q1", None, "Q2", None],
        [None, *FIGURES],
        ["Nurses", 10, 9, 11, 10],
    ]
    counts = [(*FIRST, "B5", "required", 10), (*FIRST, "C5", "in_date", 9), (*SECOND, "D5", "required", 11), (*SECOND, "E5", "in_date", 10)]
    assert _ingest(empty_workspace, rows, "B3:C3", "D3:E3") == ("taken_in", counts, [])


def test_months_in_the_headings_themselves(empty_workspace: Path) -> None:
    rows: list[list[object]] = [
        ["Organisation", "Lakeview"],
        ["Year", "2018/19"],
        ["Subject", "April Required", "April In date", "Required (May)", "In date (May)"],
        ["Safeguarding Adults", 10, 9, 11, 10],
    ]
    counts = [(*APRIL, "B4", "required", 10), (*APRIL, "C4", "compliant", 9), (*MAY, "D4", "required", 11), (*MAY, "E4", "compliant", 10)]
    assert _ingest(empty_workspace, rows) == ("taken_in", counts, [])


def test_a_quarter_beside_its_months_is_their_sum(empty_workspace: Path) -> None:
    rows: list[list[object]] = [
        ["Organisation", "Lakeview"],
        ["Year", "2018/19"],
        ["Trained by month"],
        ["Subject", "Apr", "May", "Jun", "Q1", "Jul", "Q2"],
        ["MCA", 10, 11, 12, 12, 13, 14],
    ]
    july, second = ("2018-07-01", "2018-07-31"), ("2018-07-01", "2018-09-30")
    spans = [APRIL, MAY, ("2018-06-01", "2018-06-30"), july, second]
    counts = [(*span, f"{column}5", "compliant", value) for span, column, value in zip(spans, "BCDFG", (10, 11, 12, 13, 14), strict=True)]
    done, facts, asked = _ingest(empty_workspace, rows)
    assert (done, facts) == ("taken_in", counts)
    assert asked.count("summary_column") == 1


def test_months_of_no_year_hold_the_file(empty_workspace: Path) -> None:
    rows: list[list[object]] = [["Organisation", "Lakeview"], ["Subject", "April Required", "April In date"], ["Safeguarding Adults", 10, 9]]
    assert _ingest(empty_workspace, rows)[:2] == ("no_period", [])


def test_two_tables_each_under_its_own_quarter(empty_workspace: Path) -> None:
    rows: list[list[object]] = [
        ["Organisation", "Lakeview"],
        ["Quarter", "Q1 2018/19"],
        ["Staff group", "Required", "In date", "Outstanding"],
        ["Nurses", 10, 9, 1],
        [],
        ["Quarter", "Q2 2018/19"],
        ["Staff group", "Required", "In date", "Outstanding"],
        ["Nurses", 11, 10, 1],
    ]
    counts = [(*FIRST, "B4", "required", 10), (*SECOND, "B8", "required", 11), (*FIRST, "C4", "in_date", 9), (*SECOND, "C8", "in_date", 10)]
    assert _ingest(empty_workspace, rows) == ("taken_in", counts, ["label_row"])
