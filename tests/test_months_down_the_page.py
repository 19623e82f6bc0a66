"""Months down the page: in a column that is not headed as one, or on rows of their own; and on sheets that are called by more than their month."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows = list[list[object]]
LABELS: Rows = [["Training compliance"], ["Organisation", "Lakeview"], ["Reporting period", "Q1 2018/19"], []]
APRIL, MAY, JUNE, QUARTER = ("2018-04-01", "2018-04-30"), ("2018-05-01", "2018-05-31"), ("2018-06-01", "2018-06-30"), ("2018-04-01", "2018-06-30")


def _take(workspace: Path, sheets: dict[str, Rows]) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Take in sheets; return the cells of trained staff with their period, and the codes of what is asked."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(workspace / "returns" / "a.xlsx")
    ingest(Workspace(workspace))
    with reader(Workspace(workspace).warehouse) as connection:
        facts = connection.execute("SELECT period_start, period_end, sheet || '!' || cell FROM fact WHERE field = 'compliant' ORDER BY fact.rowid")
        found = sorted((tuple(row) for row in facts), key=lambda row: row[2])
        return found, [row[0] for row in connection.execute("SELECT code FROM issue ORDER BY id")]


@pytest.mark.parametrize("heading", [None, "Date", "Month/Year", "Month & year", "Month"])
@pytest.mark.parametrize("months", [("Apr-18", "May-18", "Jun-18"), ("April", "May", "June"), ("30/04/2018", "31/05/2018", "30/06/2018")])
def test_a_column_of_months(empty_workspace: Path, heading: str | None, months: tuple[str, str, str]) -> None:
    rows = [*LABELS, [heading, "Subject", "Eligible", "Trained"], *([month, "MCA", 50, 40] for month in months)]
    assert _take(empty_workspace, {"A": rows}) == ([(*APRIL, "A!D6"), (*MAY, "A!D7"), (*JUNE, "A!D8")], [])


@pytest.mark.parametrize("dates", [("12/04/2018", "01/05/2018"), ("Apr-18", "n/a"), ("Apr-18", "Apr-18")])
def test_dates_that_are_no_months_of_the_rows(empty_workspace: Path, dates: tuple[str, str]) -> None:
    rows = [*LABELS, ["Date", "Subject", "Eligible", "Trained"], [dates[0], "MCA", 50, 40], [dates[1], "Prevent Basic", 60, 50]]
    assert _take(empty_workspace, {"A": rows}) == ([(*QUARTER, "A!D6"), (*QUARTER, "A!D7")], ["unmapped_heading"])


@pytest.mark.parametrize("months", [("April 2018", "May 2018"), ("April", "May")])
def test_months_on_rows_of_their_own(empty_workspace: Path, months: tuple[str, str]) -> None:
    table = [[months[0]], ["MCA", 50, 40], ["Prevent Basic", 60, 50], [months[1]], ["MCA", 70, 60]]
    found = [(*APRIL, "A!C7"), (*APRIL, "A!C8"), (*MAY, "A!C10")]
    assert sorted(_take(empty_workspace, {"A": [*LABELS, ["Subject", "Eligible", "Trained"], *table]})[0], key=lambda row: int(row[2][3:])) == found


def test_rows_above_the_first_month_are_of_the_return(empty_workspace: Path) -> None:
    table = [["MCA", 50, 40], ["May 2018"], ["MCA", 70, 60]]
    assert _take(empty_workspace, {"A": [*LABELS, ["Subject", "Eligible", "Trained"], *table]})[0] == [(*QUARTER, "A!C6"), (*MAY, "A!C8")]


def test_a_month_below_the_last_record_is_a_note(empty_workspace: Path) -> None:
    table = [["MCA", 50, 40], ["Prevent Basic", 70, 60], [], ["July 2018"]]
    found = [(*QUARTER, "A!C6"), (*QUARTER, "A!C7")]
    assert _take(empty_workspace, {"A": [*LABELS, ["Subject", "Eligible", "Trained"], *table]}) == (found, ["note_row"])


@pytest.mark.parametrize("names", [("April data", "May data"), ("Training Apr", "Training May"), ("Apr (final)", "May (final)")])
def test_a_sheet_named_after_its_month_and_more(empty_workspace: Path, names: tuple[str, str]) -> None:
    head = [*LABELS[:2], ["Reporting period", "April 2018"], [], ["Subject", "Eligible", "Trained"]]
    sheets = {name: [*head, ["MCA", 50, 40 + number]] for number, name in enumerate(names)}
    found = sorted([(*APRIL, f"{names[0]}!C6"), (*MAY, f"{names[1]}!C6")], key=lambda row: row[2])
    assert _take(empty_workspace, sheets) == (found, ["period_clash"])
