"""Which period counts where a file names several, and what is asked then."""

from datetime import date
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.periods import Period, name_period
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

from .books import write_book


@pytest.mark.parametrize(
    ("title", "label", "filename", "period", "codes"),
    [
        ("Training return 2018/19", "March 2019", "a.csv", "2019-03-01 2019-03-31", []),
        ("Position at end of January 2019", "2018/19", "a.csv", "2019-01-01 2019-01-31", []),
        ("Position at end of January 2019", "March 2019", "a.csv", "2019-01-01 2019-01-31", ["period_clash"]),
        ("Training return, version of 01/04/2017", "March 2019", "a.csv", "2019-03-01 2019-03-31", []),
        ("Please send by 15 April 2019", "March 2019", "a.csv", "2019-03-01 2019-03-31", []),
        ("Training return", "", "Moorside Feb 19 v2 FINAL.csv", "2019-02-01 2019-02-28", []),
        ("Training return", "", "Moorside Feb 19 sent 12-04-2019.csv", "2019-02-01 2019-02-28", []),
        ("Training return", "", "Moorside training 31.03.19.csv", "2019-03-01 2019-03-31", []),
        ("Training return", "", "Moorside training 01-03-2019 to 31-03-2019.csv", "2019-03-01 2019-03-31", []),
    ],
)
def test_the_period(empty_workspace: Path, title: str, label: str, filename: str, period: str, codes: list[str]) -> None:
    labelled = f"Reporting period,{label}\n" if label else ""
    text = f'"{title}"\nOrganisation,Moorside\n{labelled}\nSubject,Level,Required,Compliant\nMCA,1,10,9\n'
    (empty_workspace / "returns" / filename).write_text(text, encoding="utf-8")
    workspace = Workspace(empty_workspace)
    ingest(workspace)
    with reader(workspace.warehouse) as connection:
        found = [f"{row['period_start']} {row['period_end']}" for row in connection.execute("SELECT * FROM submission")]
        asked = [row["code"] for row in connection.execute("SELECT code FROM issue")]
    assert (found, asked) == ([period], codes)


def test_a_return_without_a_record_is_held(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nReporting period,March 2019\n\nSubject,Level,Required,Compliant\nNil return,,,\n"
    (empty_workspace / "returns" / "a.csv").write_text(text, encoding="utf-8")
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    assert (outcome.status, outcome.reason.partition(":")[0]) == ("held", "no_records")


@pytest.mark.parametrize(
    "name",
    [
        "training sent 12-04-2019",
        "training received 12.04.19",
        "2019-04-10 training return",
        "training dated 31-03-2019",
        "training (emailed 30 April 2019)",
        "due 30.04.2019",
    ],
)
def test_a_day_in_a_file_s_name_is_no_period(empty_workspace: Path, name: str) -> None:
    text = "Organisation,Moorside\n\nSubject,Level,Required,Compliant\nMCA,1,10,9\n"
    (empty_workspace / "returns" / f"{name}.csv").write_text(text, encoding="utf-8")
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    assert (outcome.status, outcome.reason.partition(":")[0]) == ("held", "no_period")


RECORDS = [["Subject", "Level", "Required", "Compliant"], ["MCA", 1, 10, 9]]
MOORSIDE = ["Organisation", "Moorside"]


@pytest.mark.parametrize(
    ("sheet", "above", "month", "asked"),
    [
        ("Sheet", [MOORSIDE, ["Reporting period", "February 2019"], ["Period", "March 2019"]], "March 2019", ["B2"]),
        ("Sheet", [MOORSIDE, ["Period", "March 2019"], ["Next return for", "April 2019"]], "March 2019", ["B3"]),
        ("Sheet", [["Year", "2018/19"], ["Period", "Month 11"], ["Month", "March"], MOORSIDE], "March 2019", ["B2"]),
        ("Sheet", [["Return for February 2019"], MOORSIDE, ["Data for March 2019"]], "March 2019", ["A1"]),
        ("Feb 2019", [["Training March 2019"], MOORSIDE], "March 2019", [""]),
        ("Mar 2019", [["Training March 2019"], MOORSIDE], "March 2019", []),
        ("Sheet", [["Safeguarding return 2018/19"], MOORSIDE, ["Data for March 2019"]], "March 2019", []),
        ("Sheet", [["Committee of 12 April 2019"], MOORSIDE, ["Period", "March 2019"]], "March 2019", ["A1"]),
        ("Sheet", [MOORSIDE, ["Period", "March 2019"], ["Date", "12/04/2019"]], "March 2019", []),
        ("Sheet", [MOORSIDE, ["Period", "March 2019"], ["Date: 12/04/2019"]], "March 2019", []),
        ("Sheet", [MOORSIDE, ["Period", "March 2019"], ["Date completed", "12 April 2019"]], "March 2019", []),
        ("Sheet", [["Provider", "Period", "Date completed"], ["Moorside", "March 2019", "12/04/2019"]], "March 2019", []),
        ("Sheet", [MOORSIDE, ["Period", "March 2019"], ["Position at", "30 April 2019"]], "March 2019", ["B3"]),
        ("Sheet", [["Committee of 12 April 2019"], MOORSIDE, ["Data for March 2019"]], "March 2019", []),
    ],
)
def test_the_nearest_of_several_is_used_and_each_other_asked_about(
    empty_workspace: Path, sheet: str, above: list[list[object]], month: str, asked: list[str]
) -> None:
    write_book(empty_workspace / "returns" / "return.xlsx", [*above, [], *RECORDS], sheet=sheet)
    workspace = Workspace(empty_workspace)
    ingest(workspace)
    with reader(workspace.warehouse) as connection:
        found = [name_period(Period(*map(date.fromisoformat, row))) for row in connection.execute("SELECT period_start, period_end FROM submission")]
        issues = [tuple(row) for row in connection.execute("SELECT cell, code, cure FROM issue")]
    cure = f"The figures were taken to be for {month}: please say if they are of the other."
    assert (found, issues) == ([month], [(cell, "period_clash", cure) for cell in asked])
