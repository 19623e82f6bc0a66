"""A register that says that there is nothing to list is in, with no record: its cases are 0 and not missing."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.status import read_status
from boardpaper.workspace import Workspace

RAPID = "Case,Date of incident,Date aware,Notified to panel,Decision,Status\n"
CASE = "RR1,01/02/2019,02/02/2019,05/02/2019,LCSPR,Open\n"


def _head(period: str, who: str = "Stockport Council") -> str:
    return f"Organisation,{who}\nReporting period,{period}\n\n"


def _take(folder: Path, **files: str) -> tuple[list[tuple[str, str]], object, object]:
    """Take in files; return their outcomes, and the figures of the cases and of those done in time."""
    for name, text in files.items():
        (folder / "returns" / f"{name}.csv").write_text(text, encoding="utf-8")
    workspace = Workspace(folder)
    report = ingest(workspace)
    with reader(workspace.warehouse) as connection:
        figures = measure_all(connection, workspace, load_layouts()).figures
    cases, in_time = (figures[f"rapid_review.{name}"].value for name in ("cases", "notified_in_time.percent"))
    return [(each.status, each.reason.partition(":")[0]) for each in report.outcomes], cases, in_time


@pytest.mark.parametrize(
    "row",
    [
        "No rapid reviews this quarter",
        "Nil return",
        "None",
        "No cases received in the year",
        "Nil return,Northmoor",
        "Nil,N/A,-,N/A,N/A,N/A",
        "0,0,0,0,0,0",
        "There were no cases in the period",
    ],
)
def test_its_cases_are_none(empty_workspace: Path, row: str) -> None:
    found = _take(empty_workspace, a=_head("2018/19") + RAPID + row + "\n")
    assert found == ([("accepted", "taken_in")], 0, None)
    with reader(empty_workspace / "warehouse.db") as connection:
        assert connection.execute("SELECT rows_read, rows_loaded, rows_set_aside FROM source").fetchone()[:] == (1, 0, 1)
        assert [tuple(row) for row in connection.execute("SELECT code, severity, cell FROM issue")] == [("none_row", "info", "A5")]
        status = read_status(connection, Workspace(empty_workspace).settings, None)
    assert not [item for item in status.missing if (item.return_name, item.code) == ("rapid_review", "XB1")]


def test_a_case_after_a_nil_return_counts(empty_workspace: Path) -> None:
    found = _take(empty_workspace, a=_head("2018/19") + RAPID + "Nil return\n", b=_head("2018/19") + RAPID + CASE)
    assert found == ([("accepted", "taken_in")] * 2, 1, 1.0)


def test_a_nil_return_after_a_case_leaves_it_and_asks(empty_workspace: Path) -> None:
    found = _take(empty_workspace, a=_head("2018/19") + RAPID + CASE, b=_head("2018/19") + RAPID + "Nil return\n")
    assert found == ([("accepted", "taken_in")] * 2, 1, 1.0)
    with reader(empty_workspace / "warehouse.db") as connection:
        asked = connection.execute("SELECT DISTINCT code, found FROM issue WHERE severity = 'query'").fetchall()
    assert [tuple(row) for row in asked] == [("records_missing", "1 of 1 records of a.csv are not in the later b.csv")]


def test_a_table_of_figures_has_to_say_0(empty_workspace: Path) -> None:
    found = _take(empty_workspace, a=_head("March 2019") + "Subject,Level,Required,Compliant\nNil return\n")
    assert found[0] == [("held", "no_records")]


@pytest.mark.parametrize(
    "row",
    [
        "No data received",
        "No return this quarter",
        "N/A",
        "N/A,N/A,N/A,N/A,N/A,N/A",
        "No cases to report yet - panel meets in May",
        "0 of 3 cases published",
    ],
)
def test_what_does_not_say_that_there_was_none_is_no_nil_return(empty_workspace: Path, row: str) -> None:
    assert _take(empty_workspace, a=_head("2018/19") + RAPID + row + "\n")[:2] == ([("held", "no_records")], None)
