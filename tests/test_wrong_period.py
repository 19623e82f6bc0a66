"""A return that cannot be for the period that it names is asked about, and is taken in for that period all the same."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from boardpaper.etl.file_names import period_of_file
from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

NEXT_YEAR = date.today().year + 1


def _asked(folder: Path, name: str, period: str, day: str) -> tuple[list[tuple[str, str]], str]:
    text = f"Organisation,Moorside\nReporting period,{period}\nDate of return,{day}\n\nSubject,Level,Required,Compliant\nMCA,1,10,9\n"
    (folder / "returns" / name).write_text(text, encoding="utf-8")
    ingest(Workspace(folder))
    with sqlite3.connect(folder / "warehouse.db") as connection:
        (start,) = connection.execute("SELECT period_start FROM submission").fetchone()
        return connection.execute("SELECT cell, code FROM issue WHERE severity = 'query' ORDER BY id").fetchall(), start


@pytest.mark.parametrize(
    ("name", "period", "day", "expected"),
    [
        ("return.csv", "March 2019", "05/04/2019", []),
        ("return.csv", "March 2019", "28/03/2019", []),
        ("return.csv", "March 2019", "28/02/2019", [("B3", "returned_before_period")]),
        ("return.csv", "March 2018", "05/04/2019", []),
        ("return.csv", "March 2019", "", []),
        ("training March 2019.csv", "March 2019", "", []),
        ("training Q4 18-19.csv", "March 2019", "", []),
        ("training 2018-19 v2 FINAL.csv", "March 2019", "", []),
        ("training Mar 19.csv", "February 2019", "", [("", "file_name_period")]),
        ("training sent 2019-04-05.csv", "March 2019", "", []),
        ("return.csv", f"March {NEXT_YEAR}", "", [("", "period_to_come")]),
    ],
)
def test_a_return_for_the_wrong_period(empty_workspace: Path, name: str, period: str, day: str, expected: list[tuple[str, str]]) -> None:
    assert _asked(empty_workspace, name, period, day) == (expected, f"{period[-4:]}-{'02' if 'Feb' in period else '03'}-01")


@pytest.mark.parametrize(
    ("name", "start"), [("training 20190331.csv", "2019-03-01"), ("training_20190228.csv", "2019-02-01"), ("training 20190405.csv", None)]
)
def test_a_day_written_as_a_whole_number_in_a_file_name(name: str, start: str | None) -> None:
    period = period_of_file(name, "month")
    assert (period and period.start.isoformat()) == start
