"""Titles between the rows that name a subject or a level say what the rows below each are of, where no column does."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows = list[list[object]]
LABELS: Rows = [["Organisation", "Moorside"], ["Reporting period", "March 2019"], []]
HEADS: list[object] = ["Level", "Required", "Compliant"]


def _take(folder: Path, rows: Rows, merged: list[str]) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Take in rows; return what each record is of and where that stands, and the issues."""
    write_book(folder / "returns" / "a.xlsx", [*LABELS, *rows], merged)
    ingest(Workspace(folder))
    with reader(Workspace(folder).warehouse) as connection:
        records = [tuple(row) for row in connection.execute("SELECT subject, level, compliant FROM current_training ORDER BY row")]
        asked = [
            tuple(row) for row in connection.execute("SELECT severity, code, cell, found FROM issue ORDER BY CAST(substr(cell, 2) AS INT), code")
        ]
    return records, asked


@pytest.mark.parametrize("merged", [[], ["A5:C5", "A8:C8"]])
def test_the_subject_of_the_rows_below(empty_workspace: Path, merged: list[str]) -> None:
    rows: Rows = [HEADS, ["Safeguarding Adults"], ["Level 1", 10, 9], [2, 8, 7], ["Safeguarding Children"], ["Level 1", 6, 5]]
    records, asked = _take(empty_workspace, rows, merged)
    assert records == [("safeguarding_adults", "1", 9), ("safeguarding_adults", "2", 7), ("safeguarding_children", "1", 5)]
    assert asked == [
        ("info", "note_row", "A5", "Safeguarding Adults"),
        ("info", "told_above", "A5", "Safeguarding Adults"),
        ("info", "note_row", "A8", "Safeguarding Children"),
    ]


def test_the_subject_and_its_level(empty_workspace: Path) -> None:
    rows: Rows = [["Staff group", *HEADS[1:]], ["Safeguarding Adults L2"], ["Nursing", 10, 9], ["Prevent Basic"], ["Nursing", 6, 5]]
    records, asked = _take(empty_workspace, rows, [])
    assert records == [("safeguarding_adults", "2", 9), ("prevent_basic", None, 5)]
    assert {severity for severity, *_ in asked} == {"info"}


def test_the_level_of_the_rows_below(empty_workspace: Path) -> None:
    rows: Rows = [["Course", *HEADS[1:]], ["Level 1"], ["MCA", 10, 9], ["Level 2"], ["MCA", 6, 5]]
    records, asked = _take(empty_workspace, rows, [])
    assert records == [("mental_capacity_act", "1", 9), ("mental_capacity_act", "2", 5)]
    assert {severity for severity, *_ in asked} == {"info"}


def test_each_value_is_at_the_cell_of_its_title(empty_workspace: Path) -> None:
    _take(empty_workspace, [HEADS, ["MCA"], [1, 10, 9], ["LAC"], [1, 6, 5]], [])
    with reader(Workspace(empty_workspace).warehouse) as connection:
        facts = connection.execute("SELECT cell, value FROM fact WHERE field = 'subject' ORDER BY cell").fetchall()
    assert [tuple(fact) for fact in facts] == [("A5", "mental_capacity_act"), ("A7", "looked_after_children")]


@pytest.mark.parametrize(
    "rows",
    [
        [[1, 10, 9], ["Safeguarding Adults"], [2, 6, 5]],
        [["Safeguarding Adults"], [1, 10, 9], ["Other courses"], [1, 6, 5]],
        [["Note: MCA paused"], [1, 10, 9]],
    ],
)
def test_rows_below_no_such_title_are_asked_about(empty_workspace: Path, rows: Rows) -> None:
    records, asked = _take(empty_workspace, [HEADS, *rows], [])
    assert {subject for subject, *_ in records} == {None}
    assert "record_without_key" in [code for _, code, *_ in asked]
