"""Labels in one row with their values in the next, and titles that hold a label's word, are read for what they are."""

from datetime import date
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

TABLE = "\nSubject,Required,Compliant\nMCA,10,9\n"
FORM = "\nNotified,12\nCompleted,7\n"


def _submissions(folder: Path, text: str) -> list[tuple]:
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        rows = connection.execute("SELECT return, provider, period_start, completed_by, role FROM submission").fetchall()
    return [tuple(row) for row in rows]


@pytest.mark.parametrize(
    "labels",
    [
        "Name of organisation,Date of return,Reporting period,Role\nMoorside,05/04/2019,March 2019,Nurse\n",
        "Date of return,Provider name,Job title,Month\n05/04/2019,Moorside,Nurse,March 2019\n",
        "Name of organisation,Moorside,Date of return,05/04/2019\nPeriod,March 2019,Role,Nurse\n",
        "Trust,Reporting period,Contact number,Role\nMoorside,March 2019,0161 496 0000,Nurse\n",
        "Completed on behalf of,Reporting period,Role,Date completed,Target\nMoorside,March 2019,Nurse,20/04/2019,90%\n",
    ],
)
@pytest.mark.parametrize(("body", "name"), [(TABLE, "training"), (FORM, "leder")])
def test_a_row_of_labels_is_no_heading(empty_workspace: Path, labels: str, body: str, name: str) -> None:
    assert _submissions(empty_workspace, labels + body) == [(name, "XA4", "2019-03-01", None, "Nurse")]


@pytest.mark.parametrize("more", [["Date", date(2019, 4, 5), "Target", "90%"], ["Contact number", "0161 496 0000", "Date", "5th April 2019"]])
def test_a_row_of_labels_with_others_is_no_heading(empty_workspace: Path, more: list[object]) -> None:
    labels = ["Trust", "MUC", None, "Period", "01/03/2019 - 31/03/2019", None, "Role", "Nurse", None, *more]
    write_book(empty_workspace / "returns" / "return.xlsx", [labels, [], ["Course", "Required", "Compliant", "Tier"], ["MCA", 10, 9, "Level 2"]])
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    assert (outcome.status, outcome.reason) == ("accepted", "taken_in: Training compliance (XA4, 2019-03-01 to 2019-03-31).")


@pytest.mark.parametrize("beside", [["Ward"], []])
def test_a_row_with_months_across_is_one(empty_workspace: Path, beside: list[object]) -> None:
    headings, record = ["Provider", *beside, "Subject", "Month", "Jan-19", "Feb-19"], ["MUC", *beside, "MCA", None, 9, 8]
    write_book(empty_workspace / "returns" / "return.xlsx", [["Number compliant"], headings, record])
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    assert (outcome.status, outcome.rows_loaded) == ("accepted", 2)


def test_labels_over_values_right_above_the_headings(empty_workspace: Path) -> None:
    values = "Northmoor FT,01/10/2018 - 31/12/2018,Nurse,20th April 2019,0161 496 0000\n"
    labels = f"Completed on behalf of,Quarter,Role,Date submitted,Contact number\n{values}"
    table = "Conference,Reports requested,Responses,Returned on time,% returned\nInitial,61,13,1,0.2131\n"
    assert _submissions(empty_workspace, labels + table) == [("conference_report", "XA1", "2018-10-01", None, "Nurse")]


def test_a_row_of_labels_with_two_dates_has_no_months_across(empty_workspace: Path) -> None:
    labels = ["Trust", "Moorside", None, "Return for", date(2019, 3, 31), None, "Role", "Nurse", None, "Date submitted", date(2019, 4, 5)]
    write_book(empty_workspace / "returns" / "return.xlsx", [labels, [], ["Subject", "Required", "Compliant"], ["MCA", 10, 9]])
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    assert (outcome.status, outcome.rows_loaded) == ("accepted", 1)


@pytest.mark.parametrize("title", ["Provider training return", "Provider training return\nPlease fill in every row"])
def test_a_title_with_a_word_of_a_label_names_no_provider(empty_workspace: Path, title: str) -> None:
    text = f"{title}\nOrganisation: Moorside\nReporting period: March 2019\nCompleted by: A Smith\nRole: Nurse\n"
    assert _submissions(empty_workspace, text + TABLE) == [("training", "XA4", "2019-03-01", "A Smith", "Nurse")]


def test_a_label_in_other_words_still_names_it(empty_workspace: Path) -> None:
    text = "Your organisation in full\nMoorside\nReporting period\nMarch 2019\nAuthor\nA Smith\nRole\nNurse\n"
    assert _submissions(empty_workspace, text + TABLE) == [("training", "XA4", "2019-03-01", "A Smith", "Nurse")]


@pytest.mark.parametrize(("title", "field", "value"), [("Number trained by month", "compliant", 9), ("Compliance rate by month", "percent", 0.09)])
def test_a_title_by_month_names_the_figures(empty_workspace: Path, title: str, field: str, value: float) -> None:
    text = f"Organisation,Moorside\n{title}\nSubject,Apr-18,May-18\nMCA,9,81\n"
    (empty_workspace / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        facts = connection.execute("SELECT field, period_start, value FROM fact WHERE cell = 'B4'").fetchall()
    assert [tuple(row) for row in facts] == [(field, "2018-04-01", value)]


@pytest.mark.parametrize("last", [("Organisation", "Moorside"), ("Reporting period", "March 2019")])
def test_merged_labels_with_merged_values_right_above_a_table(empty_workspace: Path, last: tuple[str, str]) -> None:
    labels = sorted([("Organisation", "Moorside"), ("Reporting period", "March 2019")], key=lambda pair: pair == last)
    rows = [*([label, None, value, None] for label, value in labels), ["Staff group", "Course", "Eligible", "Trained"], ["Nurses", "MCA", 10, 9]]
    write_book(empty_workspace / "returns" / "return.xlsx", rows, ["A1:B1", "C1:D1", "A2:B2", "C2:D2"])
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    assert (outcome.status, outcome.rows_loaded) == ("accepted", 1)


def test_a_merged_period_right_above_a_table_is_of_all_of_it(empty_workspace: Path) -> None:
    labels = [["Organisation", None, "Moorside"], ["Reporting period", None, "July to September 2017"]]
    heads = [None, "Trend", "Conference", "Reports requested", "Notes", "Reports returned", "Returned on time"]
    rows = [*labels, heads, [None, None, "Initial", 31, None, 24, 4]]
    write_book(empty_workspace / "returns" / "return.xlsx", rows, ["A1:B1", "C1:F1", "A2:B2", "C2:F2"])
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    assert (outcome.status, outcome.rows_loaded) == ("accepted", 1)
