"""A heading that holds those of two fields equally well is the one that no other column is; where both are free it is told, never guessed."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _read(folder: Path, headings: str, row: str) -> tuple[list[tuple], list[tuple]]:
    text = f"Organisation,Moorside\nMonth,March 2019\n\n{headings}\n{row}\n"
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT field, cell FROM fact ORDER BY cell").fetchall()
        issues = connection.execute("SELECT cell, code, found FROM issue").fetchall()
    return [tuple(row) for row in facts], [tuple(row) for row in issues]


@pytest.mark.parametrize("heading", ["Trained of those eligible", "Trained / Required"])
def test_both_free(empty_workspace: Path, heading: str) -> None:
    facts, issues = _read(empty_workspace, f"Subject,Level,%,{heading}", "Safeguarding Adults,2,90%,9")
    assert (facts, issues) == ([("subject", "A5"), ("level", "B5"), ("percent", "C5")], [("D4", "unmapped_heading", heading)])


@pytest.mark.parametrize("headings", ["Subject,Trained headcount,Eligible", "Training course,Trained headcount,Eligible headcount"])
def test_one_free(empty_workspace: Path, headings: str) -> None:
    assert _read(empty_workspace, headings, "Safeguarding Adults,9,10") == ([("subject", "A5"), ("compliant", "B5"), ("required", "C5")], [])
