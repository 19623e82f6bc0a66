"""A month across the page with nothing in it is no submission, and hides no month before it; one that stands twice holds the file."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Organisation,Lakeview\nReporting period,2018/19\nCompliance by month\n\n"


def _ingest(folder: Path, *rows: str) -> tuple[str, list[tuple], list[int]]:
    (folder / "returns" / "trend.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(folder / "warehouse.db") as connection:
        found = connection.execute("SELECT period_end, cell, value FROM fact WHERE field = 'percent' ORDER BY period_end, cell").fetchall()
    return outcome.reason.partition(":")[0], [tuple(row) for row in found], [outcome.rows_read, outcome.rows_loaded, outcome.rows_set_aside]


def test_months_without_figures(empty_workspace: Path) -> None:
    rows = ("Subject,Level,Nov-18,Dec-18,Jan-19", "MCA,,70%,,", "Prevent Basic,,80%,81%,", "Prevent L3,3,,,")
    facts = [("2018-11-30", "C6", 0.7), ("2018-11-30", "C7", 0.8), ("2018-12-31", "D7", 0.81)]
    assert _ingest(empty_workspace, *rows) == ("taken_in", facts, [4, 3, 1])


def test_a_month_that_stands_twice(empty_workspace: Path) -> None:
    assert _ingest(empty_workspace, "Subject,Nov-18,Nov-18", "MCA,70%,71%") == ("month_twice", [], [0, 0, 0])
