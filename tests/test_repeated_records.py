"""A record that stands twice in one return is asked about: pooled figures would count it twice."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def test_a_record_given_twice(empty_workspace: Path) -> None:
    rows = "Organisation,Moorside\nReporting period,March 2019\n\nSubject,Level,Required,Compliant\nMCA,1,10,9\nPrevent Basic,,5,5\nMCA,1,10,9\n"
    (empty_workspace / "returns" / "training.csv").write_text(rows, encoding="utf-8")
    workspace = Workspace(empty_workspace)
    ingest(workspace)
    with reader(workspace.warehouse) as connection:
        found = [tuple(row) for row in connection.execute("SELECT cell, code, found FROM issue")]
    assert found == [("A7", "repeated_record", "a record that stands already in row 5")]
