"""Whose names may stand in a return is said by its layout: employees' are private on the DBS return, the team's own are not on its register."""

import sqlite3
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

DBS = "Organisation,NHS Stockport CCG\nReporting period,March 2019\nCompleted by,Ada Invented\nName,Ada Invented\n\n"
TEAM = "Organisation,NHS Stockport CCG\nReporting period,2018/19\n\n"


def _outcome(workspace: Path, text: str) -> tuple[str, str, list[str]]:
    (workspace / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(workspace))
    with sqlite3.connect(workspace / "warehouse.db") as connection:
        status, reason = connection.execute("SELECT status, reason FROM source").fetchone()
        hits = connection.execute("SELECT cell || ' ' || expected FROM issue WHERE code = 'person_identifier'").fetchall()
    return status, reason.partition(":")[0], [hit for (hit,) in hits]


@pytest.mark.parametrize("heading", ["Name", "Employee", "Staff name", "Name of employee", "Surname", "Staff"])
def test_an_employee_on_the_dbs_return_holds_it(empty_workspace: Path, heading: str) -> None:
    text = f"{DBS}Staff group,{heading},Required,In date,Outstanding,In progress\nNursing,A Invented,1,1,0,0\n"
    assert _outcome(empty_workspace, text) == ("held", "person_identifiers", ["B7 counts alone, not a person's name"])
    assert [path.name for path in (empty_workspace / "archive").iterdir()] == ["manifest.jsonl"]
    assert b"A Invented" not in (empty_workspace / "warehouse.db").read_bytes()


@pytest.mark.parametrize(
    "heading",
    [
        "Name",
        "Young person",
        "Young people",
        "YP",
        "Person",
        "Learner",
        "Subject of report",
        "Initials of child",
        "Adult at risk",
        "Deceased",
        "Sibling",
        "Alleged victim",
    ],
)
def test_whom_a_case_is_about_holds_its_register(empty_workspace: Path, heading: str) -> None:
    text = f"{TEAM}Ref,{heading},Referred,Decision\nSAR 1,Ada Invented,04/06/2018,Not met\n"
    assert _outcome(empty_workspace, text) == ("held", "person_identifiers", ["B5 counts alone, not a person's name"])


@pytest.mark.parametrize(
    ("heading", "said"), [("Deceased", "Yes"), ("Person", "Named Nurse"), ("Name of lead agency", "Adult Social Care"), ("Reviewer", "Ada Invented")]
)
def test_who_looks_into_a_case_may_be_named(empty_workspace: Path, heading: str, said: str) -> None:
    text = f"{TEAM}Ref,{heading},Referred,Decision\nSAR 1,{said},04/06/2018,Not met\n"
    assert _outcome(empty_workspace, text) == ("accepted", "taken_in", [])


def test_who_completed_the_dbs_return_may_be_named(empty_workspace: Path) -> None:
    text = f"{DBS}Staff group,Required,In date,Outstanding,In progress,Lead\nNursing,1,1,0,0,Ada Invented\n"
    assert _outcome(empty_workspace, text) == ("accepted", "taken_in", [])


@pytest.mark.parametrize("heading", ["Name", "Staff name", "Surname"])
def test_the_team_may_be_named_on_its_register(empty_workspace: Path, heading: str) -> None:
    text = f"{TEAM}Role,Reports to,{heading},WTE,Vacant?\nNamed Nurse,Head of Safeguarding,Ada Invented,1,No\n"
    assert _outcome(empty_workspace, text) == ("accepted", "taken_in", [])


def test_a_file_that_holds_no_return_is_looked_at_before_it_is_archived(empty_workspace: Path) -> None:
    assert _outcome(empty_workspace, "Employee name,Checked\nAda Invented,Yes\n") == (
        "held",
        "person_identifiers",
        ["A2 counts alone, not a person's name"],
    )
    assert [path.name for path in (empty_workspace / "archive").iterdir()] == ["manifest.jsonl"]


@pytest.mark.parametrize("under", ["Percentage Compliant", "Total Eligible", "Prevent Basic", "Ada Invented"])
@pytest.mark.parametrize("group", ["Adults", "Children", "Service users"])
def test_a_heading_over_other_headings_names_nobody(empty_workspace: Path, group: str, under: str) -> None:
    text = f"Organisation,Moorside\nReporting period,March 2019\n\n,,{group},\nSubject,Level,Required,{under}\nMCA,1,200,180\n"
    (empty_workspace / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with sqlite3.connect(empty_workspace / "warehouse.db") as connection:
        assert connection.execute("SELECT code FROM issue WHERE code = 'person_identifier'").fetchall() == []


@pytest.mark.parametrize("theme", ["Modern Slavery", "Early Help", "Emotional Harm", "Looked After", "Police Custody"])
def test_a_theme_is_no_name(empty_workspace: Path, theme: str) -> None:
    text = f"{TEAM}Ref,Child,Referred,Decision\nSAR 1,{theme},04/06/2018,Not met\n"
    assert _outcome(empty_workspace, text) == ("accepted", "taken_in", [])


def test_a_part_of_a_table_is_titled_by_whom_it_is_of(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nReporting period,March 2019\n\nSubject,Required,Compliant\nMCA,200,180\nChildren,,\nGroup Sessions,20,18\n"
    (empty_workspace / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with sqlite3.connect(empty_workspace / "warehouse.db") as connection:
        assert connection.execute("SELECT code FROM issue WHERE code = 'person_identifier'").fetchall() == []


TRAINING = "Organisation,NHS Stockport CCG\nReporting period,March 2019\n{label},Ada Invented\n\nSubject,Required,Compliant\nMCA,10,9\n"


@pytest.mark.parametrize("label", ["Name of person completing", "Name of person submitting the return"])
def test_who_sends_a_return_may_stand_in_it(empty_workspace: Path, label: str) -> None:
    assert _outcome(empty_workspace, TRAINING.format(label=label))[0] == "accepted"


@pytest.mark.parametrize("label", ["Name of person", "Name of child completing", "Person's name"])
def test_whoever_else_is_named_holds_it(empty_workspace: Path, label: str) -> None:
    assert _outcome(empty_workspace, TRAINING.format(label=label))[:2] == ("held", "person_identifiers")
