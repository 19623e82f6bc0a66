"""LeDeR and child death returns with months or quarters across or down, with sums, shares and "Last month" beside them: each is of its own period."""

from pathlib import Path
from typing import TypeAlias

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows: TypeAlias = list[list[object]]
YEAR: Rows = [["Organisation", "Moorside"], ["Year", "2018/19"], [], ["LeDeR reviews"]]
JUNE: Rows = [["Organisation", "Moorside"], ["Month", "June 2018"], [], ["LeDeR reviews"]]
MONTHS = {"2018-04-30": "April", "2018-05-31": "May", "2018-06-30": "June"}


def _take(folder: Path, rows: Rows, percents: str = "") -> tuple[str, list[tuple], list[tuple]]:
    """Take in rows, with the columns `percents` formatted as such; return the outcome, the figures with their month, and the issues."""
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    for column in percents:
        for cell in book.active[column][5:]:  # type: ignore[index]
            cell.number_format = "0%"
    book.save(folder / "returns" / "a.xlsx")
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(Workspace(folder).warehouse) as connection:
        facts = connection.execute("SELECT period_end, cell, value FROM fact ORDER BY CAST(substr(cell, 2) AS INTEGER), cell").fetchall()
        issues = connection.execute("SELECT code, cell, found FROM issue ORDER BY id").fetchall()
    return outcome.reason.partition(":")[0], [(MONTHS.get(end, end), *rest) for end, *rest in map(tuple, facts)], [tuple(issue) for issue in issues]


@pytest.mark.parametrize("last", ["YTD", "Total", "Year to date", "Average"])
def test_a_sum_beside_the_months_is_set_aside(empty_workspace: Path, last: str) -> None:
    rows: Rows = [["Measure", "Apr-18", "May-18", last], ["Notified", 5, 6, 11], ["Completed", 1, 2, 3]]
    facts = [("April", "B6", 5), ("May", "C6", 6), ("April", "B7", 1), ("May", "C7", 2)]
    assert _take(empty_workspace, [*YEAR, *rows]) == ("taken_in", facts, [("summary_column", "D5", last)])


def test_last_month_and_this_month(empty_workspace: Path) -> None:
    rows: Rows = [["Measure", "Last month", "This month"], ["Notified", 5, 6], ["Completed", 1, 2]]
    facts = [("May", "B6", 5), ("June", "C6", 6), ("May", "B7", 1), ("June", "C7", 2)]
    assert _take(empty_workspace, [*JUNE, *rows]) == ("taken_in", facts, [("period_by_word", "B5", "Last month")])


def test_this_month_and_the_year_so_far(empty_workspace: Path) -> None:
    rows: Rows = [["Measure", "This month", "YTD"], ["Notified", 5, 11], ["Completed", 1, 3]]
    assert _take(empty_workspace, [*JUNE, *rows]) == ("taken_in", [("June", "B6", 5), ("June", "B7", 1)], [("summary_column", "C5", "YTD")])


def test_last_quarter_of_a_return_for_a_month_is_held(empty_workspace: Path) -> None:
    assert _take(empty_workspace, [*JUNE, ["Measure", "Last quarter", "This quarter"], ["Notified", 5, 6], ["Completed", 1, 2]])[0] == "which_answer"


@pytest.mark.parametrize(("share", "percents"), [([0.8, 0.2], "C"), (["80%", "20%"], ""), ([80, 20], "")])
def test_a_share_beside_the_answers_is_told(empty_workspace: Path, share: list[object], percents: str) -> None:
    rows: Rows = [["Measure", "Number", "%"], ["Notified", 5, share[0]], ["Completed", 1, share[1]]]
    reason, facts, issues = _take(empty_workspace, [*JUNE, *rows], percents)
    assert (reason, facts) == ("taken_in", [("June", "B6", 5), ("June", "B7", 1)])
    assert [issue[:2] for issue in issues] == [("beside_answer", "C6")]


def test_a_share_beside_each_month_is_told(empty_workspace: Path) -> None:
    rows: Rows = [["Measure", "Apr-18", "%", "May-18", "%"], ["Notified", 5, 0.8, 6, 0.9], ["Completed", 1, 0.2, 2, 0.1]]
    facts = [("April", "B6", 5), ("May", "D6", 6), ("April", "B7", 1), ("May", "D7", 2)]
    assert _take(empty_workspace, [*YEAR, *rows], "CE") == ("taken_in", facts, [("beside_answer", "C6", "0.8")])


def test_a_number_left_of_the_answer_is_told(empty_workspace: Path) -> None:
    rows: Rows = [["Measure", "Target", "Actual"], ["Notified", 5, 6], ["Completed", 1, 2]]
    assert _take(empty_workspace, [*JUNE, *rows]) == ("taken_in", [("June", "C6", 6), ("June", "C7", 2)], [("beside_answer", "B6", "5")])


@pytest.mark.parametrize("heading", ["Month", "Date", None])
@pytest.mark.parametrize("last", ["YTD", "Year to date", "Total"])
def test_a_sum_below_the_months_is_no_month(empty_workspace: Path, heading: str | None, last: str) -> None:
    rows: Rows = [[heading, "Notified", "Completed"], ["April 2018", 5, 1], ["May 2018", 6, 2], [last, 7, 2]]
    facts = [("April", "B6", 5), ("April", "C6", 1), ("May", "B7", 6), ("May", "C7", 2)]
    assert _take(empty_workspace, [*YEAR, *rows]) == ("taken_in", facts, [("total_row", "A8", last)])


def test_what_happens_in_a_quarter_adds_up(empty_workspace: Path) -> None:
    rows: Rows = [["Quarter", "Deaths notified", "Deaths reviewed"], ["Q1", 5, 4], ["Q2", 6, 5], ["YTD", 12, 9]]
    found = "12, where the rows above it add up to 11"
    assert _take(empty_workspace, [*YEAR[:3], ["CDOP"], *rows])[2] == [("total_row", "A8", "YTD"), ("total_differs", "B8", found)]


def test_the_year_so_far_beside_dated_columns_is_set_aside(empty_workspace: Path) -> None:
    rows: Rows = [
        ["Notified Apr-18", "Completed Apr-18", "Notified May-18", "Completed May-18", "Notified YTD", "Completed YTD"],
        [5, 4, 6, 5, 11, 9],
    ]
    facts = [("April", "A6", 5), ("April", "B6", 4), ("May", "C6", 6), ("May", "D6", 5)]
    issues = [("summary_column", "F5", "Completed YTD"), ("summary_column", "E5", "Notified YTD")]
    assert _take(empty_workspace, [*YEAR, *rows]) == ("taken_in", facts, issues)


def test_checks_in_date_by_month_are_checks(empty_workspace: Path) -> None:
    rows: Rows = [["Organisation", "Moorside"], ["DBS checks in date 2018/19"], ["Staff group", "April", "May"], ["Nurses", 5, 6]]
    facts = [("April", "A4", "Nurses"), ("May", "A4", "Nurses"), ("April", "B4", 5), ("May", "C4", 6)]
    assert _take(empty_workspace, rows) == ("taken_in", facts, [])
