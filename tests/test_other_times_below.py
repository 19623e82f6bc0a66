"""A table that a title says is of another time: of two of a return it holds the file, alone it is asked about; by its period it is that period's."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.etl.register import Outcome
from boardpaper.workspace import Workspace

from .books import write_book

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
        ("Target,90%", "Nurses", ("2019-03-31", "2019-03-31")),
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


def _asked(folder: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        return connection.execute("SELECT cell, cure FROM issue WHERE code = 'other_time'").fetchall()


@pytest.mark.parametrize("title", ["Last month", "Previous quarter", "Target", "Year to date", "Cumulative figures"])
def test_one_table_alone_under_such_a_title_is_asked_about(empty_workspace: Path, title: str) -> None:
    assert _outcome(empty_workspace, f"{title},,\n{FIRST}")[0] == "accepted"
    assert _loaded(empty_workspace) == [("mental_capacity_act", "2019-03-31", 10)]
    cure = "The figures below were taken to be those of March 2019: please say if they are of another time."
    assert _asked(empty_workspace) == [("A4", cure)]


@pytest.mark.parametrize(
    ("above", "cells"),
    [
        ("This month", []),
        ("Date", []),
        ("Target,90%", []),
        ("Last month\nReporting period,February 2019", []),
        ("Target\nReporting period,February 2019", ["A4"]),
        ("Year to date\nReporting period,February 2019", ["A4"]),
    ],
)
def test_what_more_is_said_may_explain_it(empty_workspace: Path, above: str, cells: list[str]) -> None:
    _outcome(empty_workspace, f"{above}\n{FIRST}")
    assert [cell for cell, _ in _asked(empty_workspace)] == cells


def test_figures_that_run_on_are_of_the_year_to_date(empty_workspace: Path) -> None:
    _outcome(empty_workspace, "Year to date,,\nDeaths notified,Deaths reviewed,Modifiable factors\n3,2,1\n")
    assert _asked(empty_workspace) == []


def _of_sheets(folder: Path, sheets: dict[str, str]) -> Outcome:
    """Take in a workbook with the lines of each sheet; return what became of it."""
    book = Workbook()
    for name, lines in sheets.items():
        rows = book.create_sheet(name)
        for line in lines.splitlines():
            rows.append(line.split(","))
    book.save(folder / "returns" / "return.xlsx")
    [outcome] = ingest(Workspace(folder)).outcomes
    return outcome


@pytest.mark.parametrize(("name", "status"), [("Last month", "held"), ("Target", "held"), ("Nurses", "accepted")])
def test_a_sheet_called_so_beside_another_of_the_return(empty_workspace: Path, name: str, status: str) -> None:
    outcome = _of_sheets(empty_workspace, {"Cover": TOP, "This month": FIRST, name: SECOND})
    assert (outcome.status, "other_time" in outcome.reason) == (status, status == "held")


def test_a_sheet_called_so_alone_is_asked_about(empty_workspace: Path) -> None:
    write_book(empty_workspace / "returns" / "return.xlsx", [line.split(",") for line in f"{TOP}{FIRST}".splitlines()], sheet="Year to date")
    assert [outcome.status for outcome in ingest(Workspace(empty_workspace)).outcomes] == ["accepted"]
    assert [cell for cell, _ in _asked(empty_workspace)] == [""]


@pytest.mark.parametrize("name", ["Last month", "Prior month", "Previous quarter"])
@pytest.mark.parametrize(
    ("said", "status"), [("March 2019", "held"), ("Mar-19", "held"), ("February 2019", "accepted"), ("2018/19", "held"), ("2017/18", "accepted")]
)
@pytest.mark.parametrize("on_cover", [False, True])
def test_a_label_that_was_copied_does_not_say_for_when_such_a_sheet_is(
    empty_workspace: Path, name: str, said: str, status: str, on_cover: bool
) -> None:
    own = f"Organisation,Moorside\nReporting period,{said}\n\n"
    sheets = {"Cover": TOP, "Current": FIRST} if on_cover else {"Current": TOP + FIRST}
    outcome = _of_sheets(empty_workspace, {**sheets, name: own + SECOND})
    assert (outcome.status, "other_time" in outcome.reason) == (status, status == "held")
    if status == "held":
        assert f"{name!r}" in outcome.reason and "which says that it is for" in outcome.reason


@pytest.mark.parametrize(("sheet", "asked"), [("Plan", 0), ("Action plan", 0), ("Target", 1), ("Last month's plan", 1)])
def test_the_return_s_own_name_is_of_no_other_time(empty_workspace: Path, sheet: str, asked: int) -> None:
    rows = [
        ["Organisation", "Moorside"],
        ["Reporting period", "March 2019"],
        [],
        ["Ref", "Source", "Action", "Status"],
        ["1", "SAR 4", "Ask", "Open"],
    ]
    write_book(empty_workspace / "returns" / "a.xlsx", rows, sheet=sheet)
    ingest(Workspace(empty_workspace))
    with closing(sqlite3.connect(empty_workspace / "warehouse.db")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM issue WHERE code = 'other_time'").fetchone()
    assert count == asked
