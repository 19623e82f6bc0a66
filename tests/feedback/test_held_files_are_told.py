"""Whatever a file is held for, its sender is told why and what to do, in words for the sender."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from boardpaper.etl import run
from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

HEAD = "Organisation,{who}\nReporting period,March 2019\n\nSubject,Level,Required,Compliant\n"


def _letter(folder: Path, text: str | bytes) -> str:
    (folder / "returns" / "a.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    (outcome,) = ingest(Workspace(folder)).outcomes
    assert outcome.status == "held"
    return (folder / "feedback" / "a - e-mail.txt").read_text(encoding="utf-8")


def test_a_return_that_says_nil_return_alone(empty_workspace: Path) -> None:
    letter = _letter(empty_workspace, HEAD.format(who="Moorside") + "Nil return\n")
    assert (
        "1. Cell A5\n   Found: Nil return\n   Expected: a record\n   What to do: Please fill in the return, with 0 where there was none.\n"
    ) in letter
    with closing(sqlite3.connect(empty_workspace / "warehouse.db")) as connection:
        assert connection.execute("SELECT cell, severity, code, found FROM issue").fetchall() == [("A5", "block", "no_records", "Nil return")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nil return for March\n", "no row of headings, and no form. Please send the return on its usual form"),
        (b"%PDF-1.4", "The file is a PDF, whatever its name says. Please send the return itself, as an Excel workbook (.xlsx)."),
        ("", "The file is empty. Please send it again."),
        (HEAD.format(who="Moorside"), "Please fill in the return and send it again."),
        (HEAD.format(who="") + "Safeguarding Adults,1,10,8\n", "add a row 'Organisation' above the table. Please put this right and send it again."),
    ],
)
def test_any_other(empty_workspace: Path, text: str | bytes, told: str) -> None:
    letter = _letter(empty_workspace, text)
    assert (told in letter, "boardpaper " in letter.replace("'boardpaper issues'", "")) == (True, False)


def test_a_file_that_brought_out_a_fault_of_ours(empty_workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(run, "find_identifiers", fail)
    letter = _letter(empty_workspace, HEAD.format(who="Moorside") + "Safeguarding Adults,1,10,8\n")
    assert "What to do: Our program could not work through it, a fault of ours and not of yours. Please put the figures into a new form" in letter
