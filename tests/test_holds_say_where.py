"""The issue of a held file carries the sheet, the cell and the text that it is about, and says in plain words what was found."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

HEAD = "Organisation,{who}\nReporting period,March 2019\n\n"
TABLE = "Subject,Level,Required,Compliant\nSafeguarding Adults,1,10,8\n"

ROWS = "Provider,Subject,Required,Compliant\nLakeview,Prevent Basic,2,1\n{},Mental Capacity Act,2,1\nLakeview,Mental Capacity Act,2,1\n"


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        (HEAD.format(who="Moorsyde") + TABLE, ("B1", "unknown_provider", "Moorsyde")),
        (HEAD.format(who="Moorside").replace("March 2019", "soon") + TABLE, ("B2", "no_period", "soon")),
        (HEAD.format(who="Moorside") + "Subject,Compliant,Compliant\nSafeguarding Adults,10,8\n", ("C4", "column_twice", None)),
        (HEAD.format(who="Moorside") + ROWS.format("Moorsyde"), ("A6", "unknown_provider", "Moorsyde")),
        (HEAD.format(who="Moorside") + ROWS.format(""), ("A6", "no_provider", None)),
        ("", ("", "empty_file", "The file is empty")),
        ("%PDF-1.4", ("", "not_a_spreadsheet", "The file is a PDF, whatever its name says")),
    ],
)
def test_what_is_told(empty_workspace: Path, text: str, issue: tuple[str, str, str | None]) -> None:
    (empty_workspace / "returns" / "a.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with closing(sqlite3.connect(empty_workspace / "warehouse.db")) as connection:
        ((cell, code, found),) = connection.execute("SELECT cell, code, found FROM issue WHERE severity = 'block'").fetchall()
    assert (cell, code, found if issue[2] else None) == issue
    assert found != ".csv"


@pytest.mark.parametrize(
    ("head", "lacks"), [("Reporting period,March 2019\n\n", "which organisation it is from"), ("Organisation,Moorside\n\n", "which period it is for")]
)
def test_a_text_file_has_no_sheet_to_name(empty_workspace: Path, head: str, lacks: str) -> None:
    (empty_workspace / "returns" / "a.csv").write_text(head + TABLE, encoding="utf-8")
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    assert f": The file does not say {lacks}: add a row" in outcome.reason
