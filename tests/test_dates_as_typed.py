"""Dates as people type them: with the day of the week, or month first, where the others of the column are asked about."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.days import is_month_first, parse_date
from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


@pytest.mark.parametrize("text", ["Tuesday 26 June 2018", "Tue 26/06/2018", "tues, 26th June 2018", "Tue. 26-Jun-18"])
def test_a_day_of_the_week_is_set_aside(text: str) -> None:
    assert parse_date(text) == date(2018, 6, 26)


def test_a_day_of_the_week_that_is_another_is_no_date() -> None:
    assert parse_date("Monday 26 June 2018") is None


def _dates(folder: Path, *days: object) -> tuple[list[tuple], list[tuple]]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Organisation", "Adults Board"], ["Year", "2018/19"], ["SAR no.", "Referred", "Outcome"]):
        sheet.append(row)
    for number, day in enumerate(days):
        sheet.append([f"SAR{number}", day, "DHR"])
    book.save(folder / "returns" / "register.xlsx")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT cell, value FROM fact WHERE field = 'referred_on' ORDER BY cell").fetchall()
        asked = connection.execute("SELECT cell, severity, code, found FROM issue WHERE cell LIKE 'B%' ORDER BY cell").fetchall()
    return [tuple(row) for row in facts], [tuple(row) for row in asked]


def test_what_stands_beside_a_month_first_is_asked_about(empty_workspace: Path) -> None:
    facts, asked = _dates(empty_workspace, "06/22/2018", "06/07/2018", date(2018, 5, 4), date(2018, 5, 14), date(2018, 5, 5), "8 May 2018")
    assert facts == [
        ("B4", None),
        ("B5", "2018-07-06"),
        ("B6", "2018-05-04"),
        ("B7", "2018-05-14"),
        ("B8", "2018-05-05"),
        ("B9", "2018-05-08"),
    ]
    assert asked == [
        ("B4", "query", "not_a_date", "06/22/2018"),
        ("B5", "query", "day_or_month_first", "06/07/2018"),
        ("B6", "query", "day_or_month_first", "2018-05-04"),
    ]


def test_a_column_with_its_day_first_is_not_asked_about(empty_workspace: Path) -> None:
    assert _dates(empty_workspace, "22/06/2018", "06/07/2018", date(2018, 5, 4)) == (
        [("B4", "2018-06-22"), ("B5", "2018-07-06"), ("B6", "2018-05-04")],
        [],
    )


@pytest.mark.parametrize("text", ["06/22/2018", "06-22-2018", "06.22.18", "6/22/2018 9:30:00 AM", "Fri 06/22/2018"])
def test_a_month_first(text: str) -> None:
    assert is_month_first(text)


@pytest.mark.parametrize("text", ["22/06/2018", "2018-06-22", "06/07/2018", "1.2.13.4"])
def test_no_month_first(text: str) -> None:
    assert not is_month_first(text)


def test_a_month_first_in_another_column_of_the_table_is_enough(empty_workspace: Path) -> None:
    rows = (
        ["Organisation", "Adults Board"],
        ["Year", "2018/19"],
        ["SAR no.", "Referred", "Decided", "Outcome"],
        ["SAR1", "05/06/2018", "06/22/2018", "DHR"],
    )
    write_book(empty_workspace / "returns" / "register.xlsx", rows)
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        asked = connection.execute("SELECT cell, code FROM issue WHERE severity = 'query' ORDER BY cell").fetchall()
    assert [tuple(row) for row in asked] == [("B4", "day_or_month_first"), ("C4", "not_a_date")]


def test_a_reference_that_excel_made_a_date_of_is_asked_about(empty_workspace: Path) -> None:
    write_book(
        empty_workspace / "returns" / "register.xlsx",
        [["Organisation", "Adults Board"], ["Year", "2018/19"], ["SAR no.", "Referred", "Outcome"], [date(2019, 3, 1), "05/06/2018", "DHR"]],
    )
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        asked = connection.execute("SELECT cell, code, found FROM issue WHERE severity = 'query' ORDER BY cell").fetchall()
    assert [tuple(row) for row in asked] == [("A4", "reference_made_date", "2019-03-01")]


def test_words_that_excel_made_a_date_of(empty_workspace: Path) -> None:
    head = [["Organisation", "Moorside"], ["Reporting period", "March 2019"], []]
    rows = [["Staff group", "Course", "Required", "Compliant"], ["Band 4", "MCA", 9, 8], [date(2019, 9, 5), "MCA", 7, 6]]
    write_book(empty_workspace / "returns" / "a.xlsx", [*head, *rows])
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        asked = connection.execute("SELECT cell, code, found FROM issue WHERE severity = 'query'").fetchall()
    assert [tuple(row) for row in asked] == [("A6", "words_made_date", "2019-09-05")]
