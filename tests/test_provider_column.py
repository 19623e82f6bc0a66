"""A table that names its provider row by row is a submission for each of them; an unknown name holds the file."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
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


def test_a_column_of_providers_below_a_heading_of_two_rows(empty_workspace: Path) -> None:
    """Its heading stands in the upper row: unread, all figures were taken to be of the provider that the form names."""
    heads: list[list[object]] = [["Provider", "Subject", "Staff numbers", None, "%"], [None, None, "Required", "Trained", None]]
    rows: list[list[object]] = [
        ["Organisation", "NHS Stockport CCG"],
        ["Month", "March 2019"],
        [],
        *heads,
        ["Moorside", "MCA", 10, 9, 0.9],
        ["Lakeview", "MCA", 5, 4, 0.8],
    ]
    for name, merged in (("merged", ("A4:A5", "B4:B5", "C4:D4", "E4:E5")), ("plain", ())):
        folder = empty_workspace / name
        (folder / "returns").mkdir(parents=True)
        for each in ("boardpaper.toml", "providers.csv"):
            (folder / each).write_bytes((empty_workspace / each).read_bytes())
        write_book(folder / "returns" / "a.xlsx", rows, merged)
        ingest(Workspace(folder))
        with reader(folder / "warehouse.db") as connection:
            facts = connection.execute("SELECT provider, cell, value FROM fact WHERE field IN ('compliant', 'percent') ORDER BY cell").fetchall()
            issues = connection.execute("SELECT cell, code FROM issue").fetchall()
        assert [tuple(row) for row in facts] == [("XA4", "D6", 9), ("XA6", "D7", 4), ("XA4", "E6", 0.9), ("XA6", "E7", 0.8)]
        assert [tuple(row) for row in issues] == []
