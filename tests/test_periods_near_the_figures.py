"""The period nearest to a figure is its own: a month without its year, a column of months, a heading with a date."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

TABLE = "Subject,Required,Compliant\nMCA,10,9\n"


def _ingest(folder: Path, text: str, field: str) -> tuple[str, list[tuple], list[tuple]]:
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(folder / "warehouse.db") as connection:
        query = "SELECT provider, period_start, period_end, cell, value FROM fact WHERE field = ? ORDER BY cell"
        facts = [tuple(row) for row in connection.execute(query, [field])]
        asked = [tuple(row) for row in connection.execute("SELECT code, cell FROM issue WHERE severity = 'query' ORDER BY id")]
    return outcome.reason.partition(":")[0], facts, asked


@pytest.mark.parametrize(
    ("labels", "start", "end", "asked"),
    [
        ("Training return 2018/19\nOrganisation,Moorside\nQuarter,Q4\n\n", "2019-01-01", "2019-03-31", []),
        ("Training return 2018/19\nOrganisation,Moorside\nQuarter,4\n\n", "2019-01-01", "2019-03-31", []),
        ("Training return Quarter 4\nOrganisation,Moorside\nYear,2018/19\n\n", "2019-01-01", "2019-03-31", []),
        ("Training return March\nOrganisation,Moorside\nYear,2018/19\n\n", "2019-03-01", "2019-03-31", []),
        ("Organisation,Moorside\nMonth,March\nQuarter,Q4\nYear,2018/19\n\n", "2019-03-01", "2019-03-31", []),
        ("To be completed 10/04/2019\nOrganisation,Moorside\nReporting period,March 2019\n\n", "2019-03-01", "2019-03-31", []),
        ("Training 10/04/2019\nOrganisation,Moorside\nReporting period,March 2019\n\n", "2019-03-01", "2019-03-31", [("period_clash", "A1")]),
        ("Training to 31/03/2019\nOrganisation,Moorside\n\n", "2019-03-01", "2019-03-31", []),
        ("Training 2018/19\nOrganisation,Moorside\nMonth,Marhc\n\n", "2018-04-01", "2019-03-31", [("period_not_read", "B3")]),
    ],
)
def test_labels_and_titles(empty_workspace: Path, labels: str, start: str, end: str, asked: list[tuple]) -> None:
    cell = f"C{labels.count(chr(10)) + 2}"
    assert _ingest(empty_workspace, labels + TABLE, "compliant") == ("taken_in", [("XA4", start, end, cell, 9)], asked)


def test_a_column_of_months(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nYear,2018/19\n\nMonth,Subject,Required,Compliant\nApr-18,MCA,10,9\nMay,MCA,10,8\nTotal,,20,17\n"
    facts = [("XA4", "2018-04-01", "2018-04-30", "D5", 9), ("XA4", "2018-05-01", "2018-05-31", "D6", 8)]
    assert _ingest(empty_workspace, text, "compliant") == ("taken_in", facts, [])


def test_a_column_of_periods_and_one_of_providers(empty_workspace: Path) -> None:
    text = "Provider,Reporting period,Subject,Required,Compliant\nMoorside,March 2019,MCA,10,9\nNorthmoor FT,Feb 2019,MCA,10,8\n"
    facts = [("XA4", "2019-03-01", "2019-03-31", "E2", 9), ("XA1", "2019-02-01", "2019-02-28", "E3", 8)]
    assert _ingest(empty_workspace, text, "compliant") == ("taken_in", facts, [])


@pytest.mark.parametrize(("month", "code"), [("sometime", "period_not_read"), ("", "no_period")])
def test_a_record_whose_month_cannot_be_told_holds_the_file(empty_workspace: Path, month: str, code: str) -> None:
    text = f"Organisation,Moorside\nYear,2018/19\n\nMonth,Subject,Required,Compliant\nApr-18,MCA,10,9\n{month},MCA,10,8\n"
    assert _ingest(empty_workspace, text, "compliant")[:2] == (code, [])


def test_columns_for_a_day_of_their_own(empty_workspace: Path) -> None:
    head = "Organisation,SMBC\nReporting period,2018/19\n\n"
    text = head + "Population,As at 31 March 2018,As at 31 March 2019,Flow 2018-19\nStockport LAC,363,355,585\n"
    snapshots = [("XB1", "2018-01-01", "2018-03-31", "B5", 363), ("XB1", "2018-04-01", "2019-03-31", "C5", 355)]
    assert _ingest(empty_workspace, text, "snapshot") == ("taken_in", snapshots, [("period_clash", "B4")])
    flows = [("XB1", "2018-04-01", "2019-03-31", "D5", 585)]
    assert _ingest(empty_workspace, text, "flow")[1] == flows


def test_columns_for_the_return_s_own_month_are_the_return_s(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nReporting period,March 2019\n\nSubject,In scope Mar-19,Trained Mar-19,% (target 90% by March 2020)\nMCA,10,9,90\n"
    assert _ingest(empty_workspace, text, "percent") == ("taken_in", [("XA4", "2019-03-01", "2019-03-31", "D5", 0.9)], [])


def test_two_columns_for_one_day_hold_the_file(empty_workspace: Path) -> None:
    text = "Organisation,SMBC\nReporting period,2018/19\n\nPopulation,As at 31 March 2019,Snapshot 31/03/2019\nStockport LAC,363,355\n"
    assert _ingest(empty_workspace, text, "snapshot")[:2] == ("column_twice", [])


def test_months_across_without_their_year(empty_workspace: Path) -> None:
    text = "Organisation,SMBC\n{year}\nSnapshot\nPopulation,Jan,Feb\nStockport LAC,363,355\n"
    facts = [("XB1", "2019-01-01", "2019-01-31", "B5", 363), ("XB1", "2019-02-01", "2019-02-28", "C5", 355)]
    assert _ingest(empty_workspace, text.format(year="Year,2018/19"), "snapshot") == ("taken_in", facts, [])


def test_months_across_of_no_year_hold_the_file(empty_workspace: Path) -> None:
    text = "Organisation,SMBC\n\nSnapshot\nPopulation,Jan,Feb\nStockport LAC,363,355\n"
    assert _ingest(empty_workspace, text, "snapshot")[:2] == ("no_period", [])


@pytest.mark.parametrize("title", ["Rapid review return 2018/19", "Safeguarding Adult Review register, April 2018 - March 2019"])
def test_a_title_that_names_a_review_may_name_its_period(empty_workspace: Path, title: str) -> None:
    text = f"{title}\nOrganisation,Adults Board\n\nRef,Referred,Outcome,Learning events\nSAR1,3/4/2018,SAR,2\n"
    asked = [("title_of_another_return", "A1")] if title.startswith("Rapid") else []
    assert _ingest(empty_workspace, text, "learning_events") == ("taken_in", [("XB3", "2018-04-01", "2019-03-31", "D5", 2)], asked)


def test_a_beginning_and_a_day_under_two_labels(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nData as at,31/03/2019\nPeriod,Since April 2017\n\nNotified,30\nCompleted,19\n"
    assert _ingest(empty_workspace, text, "completed") == ("taken_in", [("XA4", "2017-04-01", "2019-03-31", "B6", 19)], [])
