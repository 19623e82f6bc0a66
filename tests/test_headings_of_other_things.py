"""A heading of words that goes on to name another thing is asked about: a "Lead agency" is no lead, and "Evidence required" no evidence."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

TOP = "Organisation,Moorside\nReporting period,March 2019\n\n"
YEAR = "Organisation,Moorside\nYear,2018/19\n\n"


def _asked(folder: Path, text: str) -> list[tuple[str, str, str, str]]:
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        return [tuple(row) for row in connection.execute("SELECT cell, code, found, cure FROM issue ORDER BY id")]


@pytest.mark.parametrize(
    ("heading", "read_as", "more"),
    [
        ("Lead agency", "Owner", "agency"),
        ("Evidence required", "Evidence", "required"),
        ("Evidence deadline (agreed)", "Evidence", "deadline"),
        ("Recommendation date", "Recommendation", "date"),
        ("Source system", "Source", "system"),
    ],
)
def test_what_stands_behind_a_heading_of_an_action(empty_workspace: Path, heading: str, read_as: str, more: str) -> None:
    text = f"{TOP}Ref,Action,Due,Status,{heading}\n1,Train,30/04/2019,On track,Council\n"
    cure = f"It was read as {read_as!r}: please say if {more!r} makes it something else."
    assert _asked(empty_workspace, text) == [("E4", "heading_says_more", heading, cure)]


@pytest.mark.parametrize("nurse", ["Practice nurse", "Practice nurses trained?"])
def test_one_of_a_practice(empty_workspace: Path, nurse: str) -> None:
    asked = _asked(empty_workspace, f"{YEAR}Practice code,{nurse},Lead GP?,Deputy?\nP88001,Yes,Yes,No\n")
    assert [(cell, found) for cell, _, found, _ in asked] == [("B4", nurse)]


@pytest.mark.parametrize(
    "heading",
    [
        *("Lead nurse", "Lead (initials)", "Lead & deadline", "Evidence provided", "Evidence seen on site", "Evidence - please attach"),
        *("Evidence of completion", "Source document", "Recommendation text", "Trust lead", "Evidence / comments"),
    ],
)
def test_what_says_no_more_is_not(empty_workspace: Path, heading: str) -> None:
    assert _asked(empty_workspace, f"{TOP}Ref,Action,Due,Status,{heading}\n1,Train,30/04/2019,On track,Council\n") == []


@pytest.mark.parametrize("heading", ["Action required", "Actions required to meet the standard", "Action agreed", "Key action"])
def test_an_action_is_what_is_required(empty_workspace: Path, heading: str) -> None:
    assert _asked(empty_workspace, f"{TOP}Ref,Source,{heading},Owner,Due,Status\n1,SAR 4,Train,Head,30/04/2019,On track\n") == []


def test_a_source_of_data_is_no_source_of_an_action(empty_workspace: Path) -> None:
    text = f"{TOP}Ref,Action,Due,Status,Data source\n1,Train,30/04/2019,On track,Payroll\n"
    assert [(cell, code) for cell, code, _, _ in _asked(empty_workspace, text)] == [("E4", "unmapped_heading")]
