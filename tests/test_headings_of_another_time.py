"""A column of another time ("Target for next year", "Previous RAG") is no column of this return, even where it has none of its own."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


@pytest.mark.parametrize(
    "heading", ["Compliance last month", "Previous compliance", "% (prior quarter)", "Target for next year", "Forecast compliance"]
)
def test_it_is_told_and_not_read(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nSubject,{heading},Required,Compliant\nMCA,50%,10,9\n"
    (empty_workspace / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        facts = connection.execute("SELECT field, cell FROM fact ORDER BY cell").fetchall()
        issues = connection.execute("SELECT cell, code, found FROM issue").fetchall()
    assert [tuple(row) for row in facts] == [("subject", "A5"), ("required", "C5"), ("compliant", "D5")]
    assert [tuple(row) for row in issues] == [("B4", "unmapped_heading", heading)]


def test_a_span_up_to_this_day_is_of_this_time(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nMonth,March 2019\n\nSubject,Required,Trained in last 3 years\nMCA,10,9\n"
    (empty_workspace / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        facts = connection.execute("SELECT field, cell FROM fact ORDER BY cell").fetchall()
    assert [tuple(row) for row in facts] == [("subject", "A5"), ("required", "B5"), ("compliant", "C5")]
