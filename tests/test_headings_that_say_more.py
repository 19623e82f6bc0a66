"""A heading with words that the return does not know is asked about: it may be of a part of what is counted, or of something else."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _asked(folder: Path, text: str) -> list[tuple[str, str, str]]:
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        return [tuple(row) for row in connection.execute("SELECT cell, severity, code FROM issue ORDER BY id")]


@pytest.mark.parametrize(
    "heading",
    [
        "Trained (clinical)",
        "Trained bank staff",
        "Band 5 trained",
        "Trained via e-learning",
        "Trained this month",
        "Completed face to face",
        "Trained (GPs)",
    ],
)
def test_words_of_a_part_are_asked_about(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nSubject,Level,Required,{heading}\nSafeguarding Adults,2,10,9\n"
    assert _asked(empty_workspace, text) == [("D4", "query", "heading_says_more")]


@pytest.mark.parametrize(
    "heading",
    [
        "Trained",
        "No. of staff trained",
        "Total number of employees trained",
        "Trained (headcount)",
        "Trained at 31/03/2019",
        "Trained March 2019",
        "Trained within the last 3 years",
        "Trained at month end",
        "Trained Moorside",
        "Trained - please enter number",
    ],
)
def test_words_that_say_nothing_more_are_not(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nSubject,Level,Required,{heading}\nSafeguarding Adults,2,10,9\n"
    assert _asked(empty_workspace, text) == []


def test_what_a_title_says_too_is_no_part(empty_workspace: Path) -> None:
    text = "Training of clinical staff\nOrganisation,Moorside\nMonth,March 2019\n\nSubject,Level,Required,Trained (clinical)\nMCA,2,10,9\n"
    assert _asked(empty_workspace, text) == []


def test_a_running_total_of_this_month_is_asked_about(empty_workspace: Path) -> None:
    text = "Organisation,NHS Stockport CCG\nMonth,March 2019\n\nNotified,Allocated,Completed this month\n30,20,3\n"
    assert _asked(empty_workspace, text) == [("C4", "query", "heading_says_more")]


def test_what_a_heading_of_words_is_about_is_its_own_affair(empty_workspace: Path) -> None:
    head = "Organisation,Moorside\nYear,2018/19\n\nRef,Standard description,RAG,Evidence seen on site,Trust lead nurse\n"
    assert _asked(empty_workspace, head + "1,A policy,Green,Seen,Head\n") == []


@pytest.mark.parametrize("heading", ["Agreed rating (0-3)", "Moderated RAG (R/A/G)", "Final CCG score"])
def test_a_scale_is_no_part(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nYear,2018/19\n\nRef,Standard,RAG,{heading}\n1,A policy,Green,3\n"
    assert _asked(empty_workspace, text) == []


def test_a_column_of_another_time_is_asked_about(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nQuarter,Q4 2018/19\n\nPrevent lead now 2017/18,Policy,Strategy,Prevent referrals\nY,Y,N,2\n"
    assert _asked(empty_workspace, text) == [("A4", "query", "heading_of_another_time")]


def test_a_target_for_a_later_day_is_none(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nMonth,March 2019\n\nSubject,Level,% compliant (target 90% by March 2020)\nMCA,2,90%\n"
    assert _asked(empty_workspace, text) == []


def test_a_question_of_a_part_is_asked_about(empty_workspace: Path) -> None:
    text = (
        "Organisation,NHS Stockport CCG\nQuarter,Q4 2018/19\n\nDeaths notified in the quarter,5\nHow many deaths were reviewed?,4\n"
        "Modifiable factors identified (smoking),2\n"
    )
    assert _asked(empty_workspace, text) == [("A6", "query", "heading_says_more")]


@pytest.mark.parametrize("heading", ["Outstanding (days)", "Risk level", "Date invited"])
def test_units_levels_and_days_of_something_else(empty_workspace: Path, heading: str) -> None:
    heads = {"Outstanding (days)": "Staff group,Required,In date", "Risk level": "Subject,Required,Trained", "Date invited": "Course,Booked,Attended"}
    values = {"Outstanding (days)": "Nurses,10,9,1", "Risk level": "MCA,10,9,2", "Date invited": "MCA,10,9,04/03/2019"}
    text = f"Organisation,NHS Stockport CCG\nMonth,March 2019\n\n{heads[heading]},{heading}\n{values[heading]}\n"
    assert ("D4", "query", "heading_says_more") in _asked(empty_workspace, text)


@pytest.mark.parametrize("heading", ["Target %", "Trust target", "Threshold (%)"])
def test_a_target_is_one(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nSubject,Required,Trained,{heading}\nMCA,10,9,90%\n"
    assert _asked(empty_workspace, text) == []
