"""One file named twice in a run is taken in once."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace


def test_the_second_naming_is_passed_over(empty_workspace: Path, ingested: Path) -> None:
    path = empty_workspace / "returns" / "Team.xlsx"
    path.write_bytes((ingested / "returns" / "Team.xlsx").read_bytes())
    report = ingest(Workspace(empty_workspace), [path.parent, path])
    assert [(outcome.filename, outcome.status) for outcome in report.outcomes] == [("Team.xlsx", "accepted")]
    assert report.passed_over == [("Team.xlsx", "the same file was named twice in this run")]
