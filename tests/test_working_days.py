"""Rapid reviews in working days of England and Wales: bank holidays are no working days, and a year that is not known is asked about."""

import sqlite3
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.working_days import WorkingDays
from boardpaper.workspace import Workspace

HEAD = "Organisation,Children Partnership Business Unit\nReporting period,2018/19\n\nCase,Date aware,Notified to panel,Rapid review completed\n"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2019-04-15", "2019-04-23", 4),  # Easter: Good Friday and Easter Monday between
        ("2019-04-19", "2019-04-22", 0),
        ("2019-06-03", "2019-06-10", 5),
        ("2019-06-08", "2019-06-10", 1),
        ("2019-06-03", "2019-06-03", 0),
        ("2019-06-04", "2019-06-03", 0),
        ("2022-09-16", "2022-09-20", 1),  # proclaimed for one year alone
        (None, "2019-06-03", None),
    ],
)
def test_working_days(first: str | None, last: str, expected: int | None) -> None:
    days = WorkingDays()
    assert (days.count(first, last), days.unknown) == (expected, set())


@pytest.mark.parametrize("day", ["1977-12-30", "2029-01-02"])
def test_a_year_whose_holidays_are_not_known_is_not_counted_in(day: str) -> None:
    days = WorkingDays()
    assert (days.count(day, "2019-01-02"), days.unknown) == (None, {day})


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("C1,04/06/2018,11/06/2018,25/06/2018", []),
        ("C1,04/06/2018,12/06/2018,26/06/2018", [("C5", "notified_late"), ("D5", "reviewed_late")]),
        ("C1,26/03/2018,05/04/2018,18/04/2018", [("C5", "notified_late")]),
        ("C1,28/03/2018,06/04/2018,20/04/2018", []),
        (
            "C1,29/12/2093,12/01/2094,",
            [("B5", "date_far_off"), ("B5", "holidays_unknown"), ("C5", "date_far_off"), ("C5", "holidays_unknown")],
        ),
    ],
)
def test_late_by_the_calendar_of_england_and_wales(empty_workspace: Path, row: str, expected: list[tuple[str, str]]) -> None:
    (empty_workspace / "returns" / "reviews.csv").write_text(f"{HEAD}{row}\n", encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with sqlite3.connect(empty_workspace / "warehouse.db") as connection:
        assert connection.execute("SELECT cell, code FROM issue WHERE severity = 'query' ORDER BY cell, code").fetchall() == expected
