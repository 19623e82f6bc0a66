"""Labels of one table that name two providers or two periods, and days that are none: the nearest counts, and the sender is asked."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows = list[list[object]]
TABLE: Rows = [[], ["Subject", "Level", "Required", "Compliant"], ["MCA", 1, 10, 9]]
Told = tuple[list[str], list[tuple[str, str, str, str]]]


def _ingest(folder: Path, sheets: dict[str, Rows]) -> Told:
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / "returns" / "a.xlsx")
    workspace = Workspace(folder)
    ingest(workspace)
    with reader(workspace.warehouse) as connection:
        found = [f"{row['provider']} {row['period_start']} {row['period_end']}" for row in connection.execute("SELECT * FROM submission ORDER BY id")]
        asked = [tuple(row) for row in connection.execute("SELECT code, sheet, cell, found FROM issue WHERE severity != 'info'")]
    return found, asked


MARCH = "XA6 2019-03-01 2019-03-31"


@pytest.mark.parametrize(
    ("sheets", "asked"),
    [
        (
            {"Cover": [["Organisation", "Moorside"], ["Period", "March 2019"]], "T": [["Organisation", "Lakeview"], *TABLE]},
            [("provider_clash", "Cover", "B1", "Moorside")],
        ),
        (
            {"T": [["Organisation", "Lakeview"], ["Provider name", "Moorside"], ["Period", "March 2019"], *TABLE]},
            [("provider_clash", "T", "B2", "Moorside")],
        ),
        ({"T": [["Organisation", "Lakeview"], ["Provider name", "XA6"], ["Period", "March 2019"], *TABLE]}, []),
        ({"T": [["Organisation", "Lakeview"], ["Completed on behalf of", "the board"], ["Period", "March 2019"], *TABLE]}, []),
    ],
)
def test_two_providers(empty_workspace: Path, sheets: dict[str, Rows], asked: list[tuple[str, str, str, str]]) -> None:
    assert _ingest(empty_workspace, sheets) == ([MARCH], asked)


def test_a_second_table_with_labels_of_its_own_clashes_with_none(empty_workspace: Path) -> None:
    labels = [["Organisation", "Lakeview"], ["Period", "March 2019"]], [["Organisation", "Moorside"], ["Period", "March 2019"]]
    assert _ingest(empty_workspace, {"T": [*labels[0], *TABLE, [], *labels[1], *TABLE]}) == ([MARCH, MARCH.replace("XA6", "XA4")], [])


@pytest.mark.parametrize(
    ("labels", "period", "asked"),
    [
        (
            [["Quarter", "Q1 2018/19"], ["Month", "Mar 2017"]],
            "2017-03-01 2017-03-31",
            [("period_clash", "B2", "Q1 2018/19, but 2017-03-01 to 2017-03-31")],
        ),
        (
            [["Period", "March 2019"], ["Data as at", "28/02/2018"]],
            "2019-03-01 2019-03-31",
            [("period_clash", "B3", "28/02/2018, but 2019-03-01 to 2019-03-31")],
        ),
        (
            [["Data as at", "28/02/2018"], ["Period", "March 2019"]],
            "2019-03-01 2019-03-31",
            [("period_clash", "B2", "28/02/2018, but 2019-03-01 to 2019-03-31")],
        ),
        ([["Period", "March 2019"], ["Data as at", "12/04/2019"]], "2019-03-01 2019-03-31", []),
        ([["Period", "2018/19"], ["Data as at", "31/03/2019"]], "2019-03-01 2019-03-31", []),
        ([["Quarter", "Q4"], ["Year", "2018/19"]], "2019-01-01 2019-03-31", []),
        ([["Period ending", "14/03/2019"]], "2019-03-01 2019-03-31", [("day_within_period", "B2", "14/03/2019")]),
        ([["Period ending", "01/03/2019"]], "2019-03-01 2019-03-31", [("day_within_period", "B2", "01/03/2019")]),
        ([["Data as at", "01/03/2019"]], "2019-03-01 2019-03-31", [("day_within_period", "B2", "01/03/2019")]),
        ([["Period ending", date(2019, 3, 1)]], "2019-03-01 2019-03-31", []),
        ([["Data as at", date(2019, 3, 1)]], "2019-03-01 2019-03-31", [("day_within_period", "B2", "2019-03-01")]),
        ([["Month", date(2019, 3, 1)]], "2019-03-01 2019-03-31", []),
        ([["Reporting period", "01-Mar-19"]], "2019-03-01 2019-03-31", []),
        ([["Period ending", "31/03/2019"]], "2019-03-01 2019-03-31", []),
        ([["Period", "March 2019"], ["Date of return", "04/13/2019"]], "2019-03-01 2019-03-31", [("not_a_date", "B3", "04/13/2019")]),
        ([["Period", "March 2019"], ["Date of return", "3 April 2019 at 10:30"]], "2019-03-01 2019-03-31", []),
    ],
)
def test_periods_and_days(empty_workspace: Path, labels: Rows, period: str, asked: list[tuple[str, str, str]]) -> None:
    found = _ingest(empty_workspace, {"T": [["Organisation", "Lakeview"], *labels, *TABLE]})
    assert found == ([f"XA6 {period}"], [(code, "T", cell, text) for code, cell, text in asked])
