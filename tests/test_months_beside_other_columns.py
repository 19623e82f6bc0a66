"""Months across the page beside columns that are no months, or that name their figure: each value is its own period's, and none is left out."""

from pathlib import Path
from typing import TypeAlias

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows: TypeAlias = list[list[object]]
HEAD: Rows = [["Training compliance"], ["Organisation", "Lakeview"], ["Reporting period", "Q1 2018/19"], []]
PERIODS = {
    "2018-04-01 2018-04-30": "April",
    "2018-05-01 2018-05-31": "May",
    "2018-06-01 2018-06-30": "June",
    "2018-07-01 2018-07-31": "July",
    "2018-04-01 2018-06-30": "Q1",
    "2018-07-01 2018-09-30": "Q2",
    "2018-10-01 2018-12-31": "Q3",
    "2019-01-01 2019-03-31": "Q4",
}


def _take(workspace: Path, rows: Rows, *merged: str) -> tuple[list[tuple[str, str, str, float]], list[tuple[str, str, str]]]:
    """Take in rows; return the figures with their period, and the issues."""
    write_book(workspace / "returns" / "a.xlsx", rows, merged)
    ingest(Workspace(workspace))
    with reader(Workspace(workspace).warehouse) as connection:
        facts = connection.execute(
            "SELECT period_start || ' ' || period_end, cell, field, value FROM fact WHERE typeof(value) <> 'text' AND value IS NOT NULL "
            "ORDER BY CAST(substr(cell, 2) AS INTEGER), cell"
        ).fetchall()
        issues = connection.execute("SELECT code, cell, found FROM issue ORDER BY id").fetchall()
    return [(PERIODS[period], *rest) for period, *rest in map(tuple, facts)], [tuple(issue) for issue in issues]


@pytest.mark.parametrize(
    ("heading", "row", "expected"),
    [
        (
            ["Subject", "Apr-18", "May-18", "Trained Jun-18"],
            ["MCA", 0.9, 0.91, 96],
            [("April", "B6", "percent", 0.9), ("May", "C6", "percent", 0.91), ("June", "D6", "compliant", 96)],
        ),
        (
            ["Subject", "Eligible Apr-18", "Apr-18", "May-18"],
            ["MCA", 100, "90%", "91%"],
            [("April", "B6", "required", 100), ("April", "C6", "percent", 0.9), ("May", "D6", "percent", 0.91)],
        ),
        (
            ["Subject", "Compliance", "Apr", "May", "Jun"],
            ["MCA", "93%", "90%", "91%", "92%"],
            [("Q1", "B6", "percent", 0.93), ("April", "C6", "percent", 0.9), ("May", "D6", "percent", 0.91), ("June", "E6", "percent", 0.92)],
        ),
        (
            ["Subject", "Compliance", "Apr", "May", "Jun"],
            ["MCA", None, "90%", "91%", "92%"],
            [("April", "C6", "percent", 0.9), ("May", "D6", "percent", 0.91), ("June", "E6", "percent", 0.92)],
        ),
    ],
)
def test_a_column_that_names_its_figure(empty_workspace: Path, heading: list[object], row: list[object], expected: list[tuple]) -> None:
    facts, issues = _take(empty_workspace, [*HEAD, heading, row])
    assert facts == expected
    assert {code for code, _, _ in issues} <= {"periods_overlap"}


def test_a_quarter_and_its_months_are_asked_about(empty_workspace: Path) -> None:
    _, issues = _take(empty_workspace, [*HEAD, ["Subject", "Compliance", "Apr", "May", "Jun"], ["MCA", "93%", "90%", "91%", "92%"]])
    assert [code for code, _, _ in issues] == ["periods_overlap"] * 3


def test_one_different_heading_below_each_month(empty_workspace: Path) -> None:
    rows = [*HEAD, ["Subject", "Apr", "May", "Jun"], ["", "Eligible", "Trained", "Trained"], ["Prevent Basic", 100, 90, 96]]
    assert _take(empty_workspace, rows) == ([("April", "B7", "required", 100), ("May", "C7", "compliant", 90), ("June", "D7", "compliant", 96)], [])


@pytest.mark.parametrize("merged", [(), ("B5:C5", "E5:F5")])
def test_a_blank_column_between_the_months(empty_workspace: Path, merged: tuple[str, ...]) -> None:
    pair = ["Eligible", "Trained"]
    rows = [*HEAD, [None, "April 2018", None, None, "May 2018", None], ["Subject", *pair, None, *pair], ["MCA", 50, 40, None, 60, 45]]
    facts = [("April", "B7", "required", 50), ("April", "C7", "compliant", 40), ("May", "E7", "required", 60), ("May", "F7", "compliant", 45)]
    assert _take(empty_workspace, rows, *merged) == (facts, [])


@pytest.mark.parametrize("over", ["Total", "YTD", "Q1 2018/19"])
@pytest.mark.parametrize("is_merged", [True, False])
def test_what_sums_up_the_months_is_not_loaded_beside_them(empty_workspace: Path, over: str, is_merged: bool) -> None:
    upper = [None, "April 2018", None, "May 2018", None, "June 2018", None, over, None]
    rows = [*HEAD, upper, ["Subject", *["No. eligible", "No. trained"] * 4], ["MCA", 50, 40, 60, 45, 70, 49, 70, 49]]
    facts, issues = _take(empty_workspace, rows, *(("B5:C5", "D5:E5", "F5:G5", "H5:I5") if is_merged else ()))
    assert [(month, cell, value) for month, cell, _, value in facts] == [
        (month, f"{column}7", value)
        for month, columns, values in zip(("April", "May", "June"), ("BC", "DE", "FG"), ((50, 40), (60, 45), (70, 49)), strict=True)
        for column, value in zip(columns, values, strict=True)
    ]
    assert issues == [("summary_column", "H6", f"{over} No. eligible"), ("summary_column", "I6", f"{over} No. trained")]


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        ([[None, "June 2018", None], ["Cohort", "IHAs due", "IHA in timescale"], ["Adopted", 10, 9]], ("B5:C5",)),
        ([[], ["Cohort", "IHAs due June 2018", "IHA in timescale June 2018"], ["Adopted", 10, 9]], ()),
    ],
)
def test_what_is_counted_over_the_last_month_is_not_the_quarters(empty_workspace: Path, rows: Rows, merged: tuple[str, ...]) -> None:
    facts, _ = _take(empty_workspace, [["Looked after children"], *HEAD[1:], *rows], *merged)
    assert facts == [("June", "B7", "iha_due", 10), ("June", "C7", "iha_on_time", 9)]


def test_the_last_month_of_the_quarter_is_a_month_beside_the_next_quarters(empty_workspace: Path) -> None:
    upper, pair = [None, "June 2018", None, "July 2018", None], ["Eligible", "Trained"]
    book = [*HEAD, [None, "April 2018", None, "May 2018", None], ["Subject", *pair * 2], ["MCA", 50, 40, 60, 45], upper, ["Subject", *pair * 2]]
    facts, issues = _take(empty_workspace, [*book, ["MCA", 70, 49, 80, 50]])
    months = ["April", "April", "May", "May", "June", "June", "July", "July"]
    assert [(month, value) for month, _, _, value in facts] == list(zip(months, (50, 40, 60, 45, 70, 49, 80, 50), strict=True))
    clashes = [
        ("period_clash", f"{column}9", f"July 2018 {what}, but the return is for 2018-04-01 to 2018-06-30")
        for column, what in zip("DE", pair, strict=True)
    ]
    assert issues == [("label_row", "B8", "June 2018"), *clashes]


def test_a_year_beside_its_quarters_sums_them_up(empty_workspace: Path) -> None:
    upper = [None, *(each for period in ("Q1", "Q2", "Q3", "Q4", "2018/19") for each in (period, None))]
    labels = [["Training compliance"], HEAD[1], ["Reporting period", "2018/19"], []]
    facts, issues = _take(empty_workspace, [*labels, upper, ["Subject", *["Eligible", "Trained"] * 5], ["MCA", *range(50, 40, -1)]])
    quarters = ["Q1", "Q1", "Q2", "Q2", "Q3", "Q3", "Q4", "Q4"]
    assert [(period, cell) for period, cell, _, _ in facts] == [(name, f"{column}7") for name, column in zip(quarters, "BCDEFGHI", strict=True)]
    assert issues == [("summary_column", "J6", "2018/19 Eligible"), ("summary_column", "K6", "2018/19 Trained")]
