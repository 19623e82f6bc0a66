"""Headings in other words than a layout's own: "U5" for "under 5", "within timescale" for "on time", "No. of staff trained"."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.layouts.alike import alike
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _fields(folder: Path, head: str, headings: str, values: str) -> dict[str, object]:
    (folder / "returns" / "return.csv").write_text(f"{head}\n\n{headings}\n{values}\n", encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        assert [tuple(row) for row in connection.execute("SELECT code, found FROM issue")] == []
        return dict(connection.execute("SELECT field, value FROM fact").fetchall())


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("IHA within timescales", "iha on time"),
        ("Review Health\nAssessments U5", "rha under 5"),
        ("Nos. of staff", "number of staff"),
        ("RHA 5 and over", "rha 5+"),
        ("Timescale", "timescale"),
        ("Score (0-4)", "score (0-4)"),
    ],
)
def test_one_wording_stands_for_the_others(text: str, plain: str) -> None:
    assert alike(text) == plain


@pytest.mark.parametrize(
    ("due", "done"),
    [
        ("RHA U5 due,RHA 5-18 due", "RHA U5 in timescale,RHA 5-18 within timescales"),
        (
            "Review health assessments (under 5s) due,Review health assessments (5 and over) due",
            "Review health assessments (under 5s) on time,Review health assessments (5 and over) within timescale",
        ),
    ],
)
def test_health_assessments(empty_workspace: Path, due: str, done: str) -> None:
    head = "Organisation,SMBC\nQuarter,Q4 2018/19"
    found = _fields(empty_workspace, head, f"Population,Snapshot,Flow,{due},{done}", "Own LAC,100,120,10,20,9,18")
    assert found == {
        "population": "own",
        "snapshot": 100,
        "flow": 120,
        "rha_under5_due": 10,
        "rha_5plus_due": 20,
        "rha_under5_on_time": 9,
        "rha_5plus_on_time": 18,
    }


@pytest.mark.parametrize(
    "headings",
    [
        "No. of staff,No. of staff trained",
        "Number of staff required,Number of staff compliant",
        "Total staff,Staff up to date (n)",
        "Headcount,Headcount trained",
        "Staff in post,Staff in date",
    ],
)
def test_a_count_of_staff_is_of_those_that_it_names(empty_workspace: Path, headings: str) -> None:
    found = _fields(empty_workspace, "Organisation,Moorside\nMonth,March 2019", f"Subject,Level,{headings}", "MCA,2,10,9")
    assert found == {"subject": "mental_capacity_act", "level": "2", "required": 10, "compliant": 9}


def test_a_target_number_of_staff_is_no_target_percentage(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nMonth,March 2019\n\nSubject,Level,Target no. of staff,No. of staff trained\nMCA,2,10,9\n"
    (empty_workspace / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        found = connection.execute("SELECT field, value FROM fact WHERE cell IN ('C5', 'D5') ORDER BY cell").fetchall()
        asked = connection.execute("SELECT cell, code FROM issue").fetchall()
    assert ([tuple(row) for row in found], [tuple(row) for row in asked]) == ([("required", 10), ("compliant", 9)], [("C4", "heading_says_more")])


def test_many_columns_of_the_sender_s_own_leave_a_return_what_it_is(empty_workspace: Path) -> None:
    text = (
        "Organisation,Moorside\nMonth,March 2019\n\nUnit,Cost centre,Site,Subject,Level,Bank hours,Agency hours,Sickness,Required,Trained,Turnover\n"
        "U1,C1,North,MCA,2,3h,4h,5%,10,9,2%\n"
    )
    (empty_workspace / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        found = dict(connection.execute("SELECT field, value FROM fact").fetchall())
    assert found == {"subject": "mental_capacity_act", "level": "2", "required": 10, "compliant": 9}


def test_nearly_all_headings_of_a_short_return_are_enough(empty_workspace: Path) -> None:
    headings = "Deaths notified,of which expected,of which unexpected,Deaths reviewed,of which within 6 months,Modifiable factors,as a share"
    text = f"Organisation,NHS Stockport CCG\nQuarter,Q4 2018/19\n\n{headings}\n7,3,4,6,5,2,28.6%\n"
    (empty_workspace / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        assert dict(connection.execute("SELECT field, value FROM fact").fetchall()) == {"notified": 7, "reviewed": 6, "modifiable_factors": 2}
