"""A table that names its provider row by row is a submission for each of them; an unknown name holds the file."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Reporting period,March 2019\nProvider,Subject,Level,Required,Compliant\n"


def _ingest(folder: Path, *rows: str) -> tuple[str, list[tuple]]:
    (folder / "returns" / "all.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    workspace = Workspace(folder)
    (outcome,) = ingest(workspace).outcomes
    with reader(workspace.warehouse) as connection:
        facts = connection.execute("SELECT provider, cell, value FROM fact WHERE field = 'compliant' ORDER BY cell").fetchall()
    return outcome.reason.partition(":")[0], [tuple(row) for row in facts]


def test_each_row_is_its_provider_s(empty_workspace: Path) -> None:
    rows = ("Moorside,Safeguarding Adults,1,10,9", "Lakeview,Safeguarding Adults,1,20,15", "MUC,Safeguarding Adults,2,5,5")
    assert _ingest(empty_workspace, *rows) == ("taken_in", [("XA4", "E3", 9), ("XA6", "E4", 15), ("XA4", "E5", 5)])


def test_an_unknown_name_among_them_holds_the_file(empty_workspace: Path) -> None:
    assert _ingest(empty_workspace, "Moorside,MCA,1,10,9", "Elsewhere,MCA,1,20,15") == ("unknown_provider", [])


def test_a_row_that_names_no_provider_among_them_is_never_another_s(empty_workspace: Path) -> None:
    text = HEAD.replace("Reporting", "Organisation,Stockport CCG\nReporting")
    path = empty_workspace / "returns" / "all.csv"
    path.write_text(text + "Moorside,MCA,1,10,9\n,Prevent Basic,,20,15\n", encoding="utf-8")
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    assert (outcome.status, outcome.reason.partition(":")[0]) == ("held", "no_provider")
