"""The basis of a figure is its layout's, unless a heading or the period's label says another."""

import sqlite3
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

CONFERENCES = "Conference,Reports requested,Reports returned{}\nInitial,20,18\n"


def _bases(folder: Path, period: str, table: str) -> dict[str, str]:
    text = f"Organisation,Moorside\nReporting period,{period}\n\n{table}"
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(folder))
    with sqlite3.connect(folder / "warehouse.db") as connection:
        return dict(connection.execute("SELECT DISTINCT field, basis FROM fact WHERE typeof(value) <> 'text'"))


@pytest.mark.parametrize(
    ("period", "heading", "expected"),
    [
        ("Q4 2018/19", "", {"requested": "during", "received": "during"}),
        ("YTD to Feb 2019", "", {"requested": "year_to_date", "received": "year_to_date"}),
        ("Q4 2018/19", " (year to date)", {"requested": "during", "received": "year_to_date"}),
        ("YTD to Feb 2019", " in month", {"requested": "year_to_date", "received": "during"}),
        ('"Since April 2017, data as at 31/03/2019"', "", {"requested": "since_inception", "received": "since_inception"}),
    ],
)
def test_the_basis_that_a_return_says(empty_workspace: Path, period: str, heading: str, expected: dict[str, str]) -> None:
    assert _bases(empty_workspace, period, CONFERENCES.format(heading)) == expected


def test_a_question_of_a_form_says_its_own(empty_workspace: Path) -> None:
    form = "Question,Answer\nNotified year to date,12\nCompleted,9\n"
    assert _bases(empty_workspace, "March 2019", form) == {"notified": "year_to_date", "completed": "since_inception"}


def test_a_count_on_a_day_stays_one(empty_workspace: Path) -> None:
    table = "Subject,Level,Required,Compliant\nMCA,1,10,9\n"
    assert _bases(empty_workspace, "YTD to Feb 2019", table) == {"required": "as_at", "compliant": "as_at"}
