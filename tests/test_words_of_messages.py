"""What an issue quotes is what the sender sees in the cell concerned, and what it suggests is near, and free."""

from datetime import date
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _asked(folder: Path, rows: list[list[object]], code: str, columns: str = "cell, found") -> list[tuple[str, ...]]:
    write_book(folder / "returns" / "a.xlsx", [["Organisation", "Moorside"], ["Reporting period", "March 2019"], [], *rows])
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        return [tuple(row) for row in connection.execute(f"SELECT {columns} FROM issue WHERE code = ? ORDER BY id", [code])]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Complted", "a heading of Action plans, such as Completed, Completed on"),
        ("Comments", "a heading of Action plans"),
        ("Ticked", "a heading of Action plans"),
        ("Statuss", "a heading of Action plans"),
    ],
)
def test_a_heading_is_suggested_that_is_near_and_free(empty_workspace: Path, heading: str, expected: str) -> None:
    rows: list[list[object]] = [["Ref", "Source", "Action", "Status", heading], ["1", "SAR 4", "Write a policy", "Open", "x"]]
    assert _asked(empty_workspace, rows, "unmapped_heading", "found, expected") == [(heading, expected)]


def test_a_row_of_totals_is_shown_by_the_cell_that_says_so(empty_workspace: Path) -> None:
    rows: list[list[object]] = [
        ["No", "Staff group", "Required", "In date", "Outstanding"],
        [1, "Nurses", 5, 4, 1],
        [2, "Doctors", 6, 6, 0],
        [3, "Total", 11, 10, 1],
    ]
    assert _asked(empty_workspace, rows, "total_row") == [("B7", "Total")]


def test_a_part_of_a_row_is_shown_by_the_cell_that_says_so(empty_workspace: Path) -> None:
    rows: list[list[object]] = [
        ["No", "Staff group", "Required", "In date", "Outstanding"],
        [1, "Nurses", 5, 4, 1],
        [2, "of which bank staff", 3, 3, 0],
        [3, "Doctors", 7, 7, 0],
    ]
    assert _asked(empty_workspace, rows, "part_row") == [("B6", "of which bank staff")]


@pytest.mark.parametrize(("typed", "shown"), [("107%", "107%"), ("106.7%", "106.7%")])
def test_a_percentage_above_all_is_shown_as_it_was_typed(empty_workspace: Path, typed: str, shown: str) -> None:
    rows: list[list[object]] = [["Subject", "Level", "%"], ["MCA", 1, typed], ["Safeguarding Adults", 1, "50%"]]
    assert _asked(empty_workspace, rows, "percent_above_one") == [("C5", f"{shown}: a percentage above 100%")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12/03/2019", "date_for_words"),
        ("12th March 2019", "date_for_words"),
        (date(2019, 3, 12), "words_made_date"),
        ("done on 12/03/2019", None),
        ("March 2019", None),
        ("5-9", None),
    ],
)
def test_a_lone_date_under_words_is_said(empty_workspace: Path, typed: object, code: str | None) -> None:
    rows: list[list[object]] = [["Ref", "Source", "Action", "Status", "Evidence"], ["1", "SAR 4", "Write a policy", "Open", typed]]
    write_book(empty_workspace / "returns" / "a.xlsx", [["Organisation", "Moorside"], ["Reporting period", "March 2019"], [], *rows])
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        asked = connection.execute("SELECT cell, code, found FROM issue WHERE severity <> 'info'").fetchall()
        kept = connection.execute("SELECT evidence FROM action").fetchone()
    shown = typed if isinstance(typed, str) else "2019-03-12"
    assert ([tuple(row) for row in asked], tuple(kept)) == ([("E5", code, shown)] if code else [], (shown,))
