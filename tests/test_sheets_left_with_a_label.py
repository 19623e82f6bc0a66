"""A sheet copied for the next month that keeps the label of the last: the sheet's own name is its month, and the label is asked about."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _take(
    folder: Path, label: str, *sheets: str, title: str = "", file: str = "return.xlsx"
) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Take in one table on each sheet, all under the same label; return each sheet's period and what is asked."""
    book = Workbook()
    book.remove(book.active)
    for number, name in enumerate(sheets):
        for row in ([title], ["Organisation", "Lakeview"], ["Reporting period", label], ["Subject", "Required", "Compliant"], ["MCA", 10, number]):
            (book[name] if name in book.sheetnames else book.create_sheet(name)).append(row)
    book.save(folder / "returns" / file)
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        periods = connection.execute(
            "SELECT sheet, period_start, period_end FROM fact WHERE field = 'required' ORDER BY period_start, sheet"
        ).fetchall()
        asked = connection.execute("SELECT sheet, cell, code, found FROM issue WHERE severity = 'query' ORDER BY id").fetchall()
    return [tuple(row) for row in periods], [tuple(row) for row in asked]


@pytest.mark.parametrize("names", [("January", "February", "March"), ("Jan", "Feb", "Mar")])
def test_a_month_of_the_label_s_own_year(empty_workspace: Path, names: tuple[str, ...]) -> None:
    spans = [("2019-01-01", "2019-01-31"), ("2019-02-01", "2019-02-28"), ("2019-03-01", "2019-03-31")]
    periods, asked = _take(empty_workspace, "January 2019", *names)
    assert periods == [(name, *span) for name, span in zip(names, spans, strict=True)]
    assert asked == [
        (name, "B3", "period_clash", f"January 2019, but {start} to {end}") for name, (start, end) in zip(names[1:], spans[1:], strict=True)
    ]


def test_a_quarter(empty_workspace: Path) -> None:
    periods, asked = _take(empty_workspace, "Q1 2018/19", "Q1", "Q2")
    assert periods == [("Q1", "2018-04-01", "2018-06-30"), ("Q2", "2018-07-01", "2018-09-30")]
    assert [code for _, _, code, _ in asked] == ["period_clash"]


def test_the_year_turns_in_april(empty_workspace: Path) -> None:
    assert [start for _, start, _ in _take(empty_workspace, "December 2018", "December", "January")[0]] == ["2018-12-01", "2019-01-01"]


def test_a_title_that_ends_in_another_month(empty_workspace: Path) -> None:
    periods, asked = _take(empty_workspace, "January 2019", "Sheet1", title="Training return, February")
    assert (periods, [code for _, _, code, _ in asked]) == ([("Sheet1", "2019-02-01", "2019-02-28")], ["period_clash"])


@pytest.mark.parametrize("name", ["March House", "May Ward", "Sheet1", "January", "Q4"])
def test_a_name_that_is_no_other_month_leaves_the_label(empty_workspace: Path, name: str) -> None:
    assert _take(empty_workspace, "January 2019", name) == ([(name, "2019-01-01", "2019-01-31")], [])


def test_the_months_of_one_year_need_no_question(empty_workspace: Path) -> None:
    periods, asked = _take(empty_workspace, "2018/19", "Apr", "Dec", "Mar")
    assert ([start for _, start, _ in periods], asked) == (["2018-04-01", "2018-12-01", "2019-03-01"], [])


def test_the_same_record_on_two_sheets_names_the_other_sheet(empty_workspace: Path) -> None:
    _, asked = _take(empty_workspace, "January 2019", "North", "South")
    assert asked == [("South", "A5", "repeated_record", "a record that stands already in row 5 of the sheet 'North'")]


def test_a_file_named_for_its_last_month(empty_workspace: Path) -> None:
    periods, asked = _take(empty_workspace, "", "Jan", "Feb", "Mar", file="training March 2019.xlsx")
    assert [start for _, start, _ in periods] == ["2019-01-01", "2019-02-01", "2019-03-01"]
    assert [(sheet, code) for sheet, _, code, _ in asked] == [("Jan", "file_name_period"), ("Feb", "file_name_period")]
