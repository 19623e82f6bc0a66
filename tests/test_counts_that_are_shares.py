"""A column of counts that holds shares of 1 is not used, its whole 1 included; and a number of people is no percentage."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _take(folder: Path, headings: list[object], *rows: list[object]) -> tuple[list[tuple[str, object]], list[tuple[str, str]]]:
    """Return the values of the last column, and what is asked."""
    write_book(folder / "returns" / "a.xlsx", [["Organisation", "Lakeview"], ["Reporting period", "March 2019"], headings, *rows])
    ingest(Workspace(folder))
    last = "ABCDEF"[len(headings) - 1]
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT cell, value FROM fact WHERE cell LIKE ? ORDER BY cell", [f"{last}%"]).fetchall()
        asked = connection.execute("SELECT cell, code FROM issue WHERE severity <> 'info' ORDER BY cell").fetchall()
    return [tuple(row) for row in facts], [tuple(row) for row in asked]


@pytest.mark.parametrize("whole", [1, 1.0])
def test_a_1_among_fractions_is_no_count(empty_workspace: Path, whole: float) -> None:
    found = _take(empty_workspace, ["Subject", "Level", "Required", "Trained"], ["MCA", 1, 100, 0.9], ["LAC", 1, 10, whole])
    assert found == ([("D4", None), ("D5", None)], [("D4", "not_a_count"), ("D5", "not_a_count")])


def test_a_fraction_among_counts_leaves_them(empty_workspace: Path) -> None:
    found = _take(empty_workspace, ["Subject", "Level", "Required", "Trained"], ["MCA", 1, 100, 0.9], ["LAC", 1, 10, 1], ["WRAP", 1, 10, 7])
    assert found == ([("D4", None), ("D5", 1), ("D6", 7)], [("D4", "not_a_count")])


@pytest.mark.parametrize("heading", ["Target number trained", "Target headcount"])
def test_a_target_that_is_a_number_of_people_is_no_percentage(empty_workspace: Path, heading: str) -> None:
    assert _take(empty_workspace, ["Subject", "Required", "Compliant", heading], ["MCA", 100, 80, 77]) == ([], [])
