"""A footnote below a register is a note, by whatever mark it begins with, and no record."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


@pytest.mark.parametrize("mark", ["¹ ", "²", "* ", "§ "])
def test_below_a_register(empty_workspace: Path, mark: str) -> None:
    text = f"Organisation,Adults Board\nYear,2018/19\n\nSAR no.,Referred,Outcome\nSAR1,11/05/2018,DHR\n{mark}As validated by HR,,\n"
    (empty_workspace / "returns" / "register.csv").write_text(text, encoding="utf-8")
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    with reader(empty_workspace / "warehouse.db") as connection:
        issues = connection.execute("SELECT cell, code FROM issue WHERE severity = 'info'").fetchall()
    assert (outcome.rows_read, outcome.rows_loaded, [tuple(row) for row in issues]) == (2, 1, [("A6", "note_row")])


@pytest.mark.parametrize("note", ["Data extracted 5 April 2019", "Figures exclude bank staff", "Report run on 5 April"])
def test_right_below_groups_of_staff(empty_workspace: Path, note: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nStaff group,Required,In date,Outstanding,In progress\nNursing,9,7,1,1\n{note},,,,\n"
    (empty_workspace / "returns" / "checks.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        issues = connection.execute("SELECT cell, code FROM issue").fetchall()
    assert [tuple(row) for row in issues] == [("A6", "note_row")]
