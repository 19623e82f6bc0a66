"""A tick answers a question of yes or no; a cross is asked about, as it says no to one and yes to another."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


@pytest.mark.parametrize(
    ("typed", "stored", "asked"),
    [
        ("\N{CHECK MARK}", "yes", []),
        (" \N{HEAVY CHECK MARK}\N{VARIATION SELECTOR-16}", "yes", []),
        ("\N{BALLOT BOX WITH CHECK}", "yes", []),
        ("\N{BALLOT X}", None, [("not_yes_or_no", "C5")]),
        ("\N{BALLOT BOX WITH X}", None, [("not_yes_or_no", "C5")]),
        ("\N{CHECK MARK} but not signed", None, [("not_yes_or_no", "C5")]),
    ],
)
def test_signs_for_yes_and_no(empty_workspace: Path, typed: str, stored: str | None, asked: list[tuple[str, str]]) -> None:
    rows = [
        ["Organisation", "Moorside"],
        ["Year", "2018/19"],
        [],
        ["Practice code", "Practice", "Lead GP", "Deputy lead"],
        ["P81001", "Elm Street", typed, "No"],
    ]
    write_book(empty_workspace / "returns" / "a.xlsx", rows)
    ingest(Workspace(empty_workspace))
    with reader(Workspace(empty_workspace).warehouse) as connection:
        found = [row[0] for row in connection.execute("SELECT lead_gp FROM current_primary_care")]
        issues = [tuple(row) for row in connection.execute("SELECT code, cell FROM issue WHERE severity <> 'info' AND cell = 'C5'")]
    assert (found, issues) == ([stored], asked)


@pytest.mark.parametrize("tick", ["\N{CHECK MARK}", "*", "\N{BLACK CIRCLE}"])
def test_a_row_of_signs_is_no_second_row_of_headings(empty_workspace: Path, tick: str) -> None:
    rows = [["Practice code", "Practice", "Lead GP", "Deputy lead"], ["P81001", "Elm Street", tick, "No"], ["P81002", "Oak Road", tick, "Yes"]]
    write_book(empty_workspace / "returns" / "a.xlsx", [["Organisation", "Moorside"], ["Year", "2018/19"], [], *rows])
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    with reader(Workspace(empty_workspace).warehouse) as connection:
        found = [tuple(row) for row in connection.execute("SELECT practice_code, deputy_lead FROM current_primary_care")]
    assert (outcome.rows_read, found) == (2, [("P81001", "no"), ("P81002", "yes")])
