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
