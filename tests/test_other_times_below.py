"""Of two tables of a return one below the other, one that a title says is of another time holds the file; by its period it is that period's."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

TOP = "Organisation,Moorside\nReporting period,March 2019\n\n"
HEADINGS = "Subject,Required,Compliant\n"
FIRST, SECOND = f"{HEADINGS}MCA,10,8\n", f"{HEADINGS}Safeguarding Adults,11,9\n"


def _outcome(folder: Path, text: str) -> tuple[str, str]:
    (folder / "returns" / "return.csv").write_text(TOP + text, encoding="utf-8")
    [outcome] = ingest(Workspace(folder)).outcomes
    return outcome.status, outcome.reason


def _loaded(folder: Path) -> list[tuple[str, str, int]]:
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        return connection.execute("SELECT subject, period_end, required FROM current_training ORDER BY row").fetchall()


@pytest.mark.parametrize(
    ("above_first", "above_second", "told"),
    [
        ("Last month", "This month", "'Last month' (A4)"),
        ("This month", "Last month", "'Last month' (A8)"),
        ("Actual", "Target", "'Target' (A8)"),
        ("March 2019", "Year to date", "'Year to date' (A8)"),
        ("", "Previous quarter", "'Previous quarter' (A8)"),
    ],
)
def test_a_title_that_says_only_that_holds_the_file(empty_workspace: Path, above_first: str, above_second: str, told: str) -> None:
    assert _outcome(empty_workspace, f"{above_first},,\n{FIRST},,\n{above_second},,\n{SECOND}") == (
        "held",
        f"other_time: Two tables of Training compliance stand in the file, and {told} is above one. "
        "Please put a row 'Reporting period' above each, or send the figures of the return's own period alone.",
    )
    assert _loaded(empty_workspace) == []


@pytest.mark.parametrize(
    ("above_first", "above_second", "ends"),
    [
        ("Doctors", "Nurses", ("2019-03-31", "2019-03-31")),
        ("This month", "Nurses", ("2019-03-31", "2019-03-31")),
        ("February 2019", "March 2019", ("2019-02-28", "2019-03-31")),
        ("This month", "Last month\nReporting period,February 2019", ("2019-03-31", "2019-02-28")),
    ],
)
def test_a_title_that_says_more_does_not(empty_workspace: Path, above_first: str, above_second: str, ends: tuple[str, str]) -> None:
    assert _outcome(empty_workspace, f"{above_first},,\n{FIRST},,\n{above_second},,\n{SECOND}")[0] == "accepted"
    assert _loaded(empty_workspace) == [("mental_capacity_act", ends[0], 10), ("safeguarding_adults", ends[1], 11)]


def test_one_table_alone_is_read(empty_workspace: Path) -> None:
    assert _outcome(empty_workspace, f"Current position,,\n{FIRST}")[0] == "accepted"
    assert _loaded(empty_workspace) == [("mental_capacity_act", "2019-03-31", 10)]
