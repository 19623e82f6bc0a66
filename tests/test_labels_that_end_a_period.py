"""A label that says what its month ends: "Quarter ending" beside "June 2018" is the quarter, never the month alone."""

import sqlite3
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

ROWS = "\nConference,Reports requested,Reports returned\nInitial,10,8\n"


@pytest.mark.parametrize(
    ("label", "said", "found"),
    [
        ("Quarter ending", "June 2018", [("2018-04-01", "2018-06-30")]),
        ("Year ended", "March 2019", [("2018-04-01", "2019-03-31")]),
        ("Period", "Quarter ending Dec 2018", [("2018-10-01", "2018-12-31")]),
        ("Period ending", "June 2018", [("2018-06-01", "2018-06-30")]),
        ("Quarter ending", "May 2018", []),
    ],
)
def test_it(empty_workspace: Path, label: str, said: str, found: list[tuple[str, str]]) -> None:
    (empty_workspace / "returns" / "reports.csv").write_text(f"Organisation,Moorside\n{label},{said}\n{ROWS}", encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with sqlite3.connect(empty_workspace / "warehouse.db") as connection:
        assert connection.execute("SELECT period_start, period_end FROM submission").fetchall() == found
