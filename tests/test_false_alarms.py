"""What reads like a total, a repeat or a fault and is none raises no alarm; what is one still does."""

from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows: TypeAlias = list[list[object]]
LABELS: Rows = [["Organisation", "Moorside"], ["Reporting period", "March 2019"], []]
EVENTS: list[object] = ["Date", "Title", "Audience", "Booked", "Attended"]
CHECKS: list[object] = ["Staff group", "Required", "In date", "Outstanding", "In progress"]
ACTIONS: list[object] = ["Ref", "Action", "Source", "Due", "Status"]
DUE = "31/03/2019"


def _take(folder: Path, rows: Rows, *merged: str) -> tuple[tuple[int, int], list[tuple[str, str]]]:
    """Take in rows; return how many were loaded and set aside, and the issues."""
    write_book(folder / "returns" / "a.xlsx", [*LABELS, *rows], merged)
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(Workspace(folder).warehouse) as connection:
        issues = connection.execute("SELECT code, cell FROM issue ORDER BY id").fetchall()
    return (outcome.rows_loaded, outcome.rows_set_aside), [tuple(issue) for issue in issues]


@pytest.mark.parametrize("title", ["Total safeguarding: an overview", "Total respect", "Including everyone"])
def test_an_event_of_a_day_is_no_total(empty_workspace: Path, title: str) -> None:
    events: Rows = [EVENTS, [date(2019, 3, 1), "MCA", "GPs", 10, 8], [date(2019, 3, 2), title, "GPs", 20, 18]]
    assert _take(empty_workspace, events) == ((2, 0), [])


@pytest.mark.parametrize("day", [None, date(2019, 3, 31)])
def test_the_total_of_events_is_one(empty_workspace: Path, day: date | None) -> None:
    events: Rows = [
        EVENTS,
        [date(2019, 3, 1), "MCA", "GPs", 10, 8],
        [date(2019, 3, 2), "Prevent", "GPs", 20, 18],
        [day, "Total to date", None, 30, 26],
    ]
    assert _take(empty_workspace, events)[0] == (2, 1)


def test_a_row_like_the_only_other_one_with_figures_is_no_total(empty_workspace: Path) -> None:
    assert _take(empty_workspace, [CHECKS, ["Porters", 0, 0, 0, 0], ["Nurses", 10, 8, 1, 1], ["Medical", 10, 8, 1, 1]]) == ((3, 0), [])


@pytest.mark.parametrize(
    ("last", "code"), [("The whole trust", "total_row"), (None, "total_by_sum"), ("Everyone", "total_by_sum"), ("All staff", "total_row")]
)
def test_what_adds_up_the_others_is_a_total(empty_workspace: Path, last: str | None, code: str) -> None:
    first: list[object] = ["Porters", 2, 2, 0, 0] if last == "Everyone" else ["Porters", 0, 0, 0, 0]
    total: list[object] = [last, 12, 10, 1, 1] if last == "Everyone" else [last, 10, 8, 1, 1]
    assert _take(empty_workspace, [CHECKS, first, ["Nurses", 10, 8, 1, 1], total]) == ((2, 1), [(code, "B7" if last is None else "A7")])


@pytest.mark.parametrize(("total", "asked"), [([30, 26, 2, 2], ""), ([34, 29, 3, 2], "CBD")])
def test_a_part_of_a_row_is_not_counted_beside_it(empty_workspace: Path, total: list[object], asked: str) -> None:
    rows: Rows = [CHECKS, ["Nurses", 10, 8, 1, 1], ["of which bank", 4, 3, 1, 0], ["Medical", 20, 18, 1, 1], ["Total", *total]]
    issues = [("part_row", "A6"), ("total_row", "A8"), *(("total_differs", f"{column}8") for column in asked)]
    assert _take(empty_workspace, rows) == ((2, 2), issues)


@pytest.mark.parametrize(("total", "codes"), [(150, ["total_row"]), (170, ["total_row"]), (160, ["total_row", "total_differs"])])
def test_a_part_that_is_a_record_of_its_own_may_be_in_the_total(empty_workspace: Path, total: int, codes: list[str]) -> None:
    rows: Rows = [["Population", "Number at period end"], ["Own LAC", 100], ["of which out of area", 20], ["Placed in area", 50], ["Total", total]]
    counts, issues = _take(empty_workspace, [["Looked after children"], *rows])
    assert (counts, [code for code, _ in issues]) == ((3, 1), codes)


def test_rows_below_one_merged_reference_are_one_records(empty_workspace: Path) -> None:
    rows: Rows = [ACTIONS, ["1", "Write it", "audit", DUE, "On track"], [None, "Publish it", None, DUE, "On track"]]
    assert _take(empty_workspace, rows, "A5:A6", "C5:C6") == ((2, 0), [])


def test_a_reference_typed_twice_below_a_merged_source_is_asked_about(empty_workspace: Path) -> None:
    rows: Rows = [ACTIONS, ["1", "Write it", "audit", DUE, "On track"], ["1", "Publish it", None, DUE, "On track"]]
    assert _take(empty_workspace, rows, "C5:C6")[1] == [("repeated_record", "C5")]


def test_figures_below_one_merged_group_are_asked_about(empty_workspace: Path) -> None:
    rows: Rows = [CHECKS, ["Nurses", 10, 8, 1, 1], [None, 5, 4, 1, 0]]
    assert _take(empty_workspace, rows, "A5:A6") == ((2, 0), [("repeated_record", "A5")])


def test_a_heading_that_stands_twice_is_not_suggested_for_itself(empty_workspace: Path) -> None:
    _take(empty_workspace, [["Ref", "Action", "Due", "Status", "Status"], ["1", "Write it", DUE, "On track", "late"]])
    with reader(empty_workspace / "warehouse.db") as connection:
        issues = [tuple(row) for row in connection.execute("SELECT cell, found, expected FROM issue")]
    assert issues == [("E4", "Status", "one column for it in Action plans: another was read")]
