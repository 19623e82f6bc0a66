"""A count with its percentage in one cell is read where the whole in its row bears both out; else it is not used, and says why."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

NOT_A_COUNT = "a whole number, 0 or more"


def _take(folder: Path, rows: list[list[object]], field: str) -> tuple[list[tuple[object, ...]], list[tuple[str, str, str]]]:
    write_book(folder / "returns" / "a.xlsx", [["Organisation", "Moorside"], ["Reporting period", "March 2019"], [], *rows])
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT value, state, text FROM fact WHERE field = ? ORDER BY cell", [field]).fetchall()
        asked = connection.execute("SELECT cell, code, found FROM issue WHERE severity = 'block' ORDER BY id").fetchall()
    return [tuple(row) for row in facts], [tuple(row) for row in asked]


@pytest.mark.parametrize(
    ("typed", "required", "value", "found"),
    [
        ("38 (95%)", 40, 38, None),
        ("38 [95 %]", 40, 38, None),
        ("38/40 (95%)", 40, 38, None),
        ("38 out of 40 (95.0%)", 40, 38, None),
        ("80 (80%)", 100, 80, None),
        ("2 (66.7%)", 3, 2, None),
        ("2 (67%)", "3", 2, None),
        ("0 (0%)", 40, 0, None),
        ("2 (66%)", 3, None, "2 (66%), where 2 of 3 is 66.7%"),
        ("38 (90%)", 40, None, "38 (90%), where 38 of 40 is 95.0%"),
        ("80 (80%)", 120, None, "80 (80%), where 80 of 120 is 66.7%"),
        ("38/41 (92.7%)", 40, None, "38/41 (92.7%)"),
        ("38 (95%)", None, None, "38 (95%)"),
        ("38 (95%)", 0, None, "38 (95%)"),
        ("38 (2)", 40, None, "38 (2)"),
    ],
)
def test_a_count(empty_workspace: Path, typed: str, required: object, value: int | None, found: str | None) -> None:
    rows = [["Staff group", "Required", "In date", "Outstanding"], ["Nurses", required, typed, None], ["Doctors", 7, 5, 2]]
    facts, asked = _take(empty_workspace, rows, "in_date")
    assert facts == [(value, "missing" if found else "given", typed), (5, "given", None)]
    assert asked == ([("C5", "not_a_count", found)] if found else [])


@pytest.mark.parametrize(
    ("typed", "value", "found"),
    [
        ("95% (38)", 0.95, None),
        ("95% (38/40)", 0.95, None),
        ("95.0% (38 of 40)", 0.95, None),
        ("90% (38)", None, "90% (38), where 38 of 40 is 95.0%"),
    ],
)
def test_a_percentage(empty_workspace: Path, typed: str, value: float | None, found: str | None) -> None:
    rows = [["Subject", "Level", "Required", "Compliant", "%"], ["MCA", 1, 40, 38, typed], ["Safeguarding Adults", 1, 10, 5, "50%"]]
    facts, asked = _take(empty_workspace, rows, "percent")
    assert facts == [(value, "missing" if found else "given", typed), (0.5, "given", None)]
    assert asked == ([("E5", "not_a_percentage", found)] if found else [])


def test_in_a_form(empty_workspace: Path) -> None:
    rows = [["Prevent lead", "Yes"], ["Basic awareness eligible", 40], ["Basic awareness trained", "38 (95%)"]]
    assert _take(empty_workspace, rows, "basic_compliant") == ([(38, "given", "38 (95%)")], [])


def test_what_one_file_says_is_not_kept_for_another(empty_workspace: Path) -> None:
    rows = [["Staff group", "Required", "In date", "Outstanding"], ["Nurses", 41, "38 (95%)", None], ["Doctors", None, "38 (95%)", 2]]
    assert [found for _, _, found in _take(empty_workspace, rows, "in_date")[1]] == ["38 (95%), where 38 of 41 is 92.7%", "38 (95%)"]
