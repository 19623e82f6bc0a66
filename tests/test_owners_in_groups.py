"""A provider that is named in the first row of its group alone: the rows below it are its own, and that is asked about."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Reporting period,March 2019\nProvider,Subject,Level,Required,Compliant\n"


def _ingest(folder: Path, *rows: str, head: str = HEAD) -> tuple[str, list[tuple], list[tuple]]:
    (folder / "returns" / "all.csv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    workspace = Workspace(folder)
    (outcome,) = ingest(workspace).outcomes
    with reader(workspace.warehouse) as connection:
        facts = connection.execute("SELECT provider, period_end, cell, value FROM fact WHERE field = 'compliant' ORDER BY cell").fetchall()
        issues = connection.execute("SELECT code, cell FROM issue WHERE severity = 'query'").fetchall()
    return outcome.reason.partition(":")[0], [tuple(row) for row in facts], [tuple(row) for row in issues]


def test_the_rows_of_a_group_are_its_provider_s(empty_workspace: Path) -> None:
    rows = ("Moorside,MCA,1,10,9", ",Safeguarding Adults,1,20,15", "Lakeview,MCA,2,5,5", ",Safeguarding Adults,1,8,7", "Total,,,43,36")
    facts = [("XA4", "2019-03-31", "E3", 9), ("XA4", "2019-03-31", "E4", 15), ("XA6", "2019-03-31", "E5", 5), ("XA6", "2019-03-31", "E6", 7)]
    assert _ingest(empty_workspace, *rows) == ("taken_in", facts, [("owner_above", "A4")])


def test_the_rows_of_a_group_are_its_month_s(empty_workspace: Path) -> None:
    head = "Organisation,Moorside\nMonth,Subject,Level,Required,Compliant\n"
    rows = ("Jan-19,MCA,1,10,9", ",Safeguarding Adults,1,20,15", "Feb-19,MCA,1,10,8", ",Safeguarding Adults,1,20,16")
    facts = [("XA4", "2019-01-31", "E3", 9), ("XA4", "2019-01-31", "E4", 15), ("XA4", "2019-02-28", "E5", 8), ("XA4", "2019-02-28", "E6", 16)]
    assert _ingest(empty_workspace, *rows, head=head) == ("taken_in", facts, [("owner_above", "A4")])


def test_a_blank_among_rows_that_each_name_theirs_holds_the_file(empty_workspace: Path) -> None:
    rows = ("Moorside,MCA,1,10,9", "Moorside,Safeguarding Adults,1,20,15", ",Prevent Basic,,5,5", "Lakeview,MCA,1,8,7")
    assert _ingest(empty_workspace, *rows) == ("no_provider", [], [])
