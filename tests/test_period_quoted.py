"""A return held for its period says what stands where the period belongs."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def test_what_stands_there_is_quoted(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nReporting period,the winter\n\nStaff group,Required,In date,Outstanding\nNurses,10,8,2\n"
    (empty_workspace / "returns" / "dbs.csv").write_text(text, encoding="utf-8")
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    said = "The return is for 'the winter' (cell B2), which is no period that can be read: write it as in 'March 2019'."
    assert (outcome.status, outcome.reason) == ("held", f"no_period: {said}")
    with reader(empty_workspace / "warehouse.db") as connection:
        issues = [tuple(row) for row in connection.execute("SELECT cell, severity, code, found FROM issue")]
    assert issues == [("B2", "block", "no_period", "the winter")]
