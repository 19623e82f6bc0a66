"""The scale of a score is no part of its heading: "Moderated Score (0-3)" is the moderated one, beside "Self Assessment Score (0-3)"."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD: list[list[object]] = [["Organisation", "Moorside"], ["Reporting period", "2018/19"], []]


@pytest.mark.parametrize("scale", ["(0-3)", "(0 - 3)", "(0 to 3)", "(0\u20133)"])
def test_both_scores_are_read(empty_workspace: Path, scale: str) -> None:
    heads = ["Ref", "Standard", f"Self Assessment Score {scale}", f"Moderated Score {scale}"]
    write_book(empty_workspace / "returns" / "a.xlsx", [*HEAD, heads, ["1.1", "Policy", 3, 0], ["1.2", "Training", 3, 3]])
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        found = connection.execute("SELECT cell, field, value FROM fact WHERE field LIKE '%rating' ORDER BY cell").fetchall()
    assert [tuple(row) for row in found] == [
        ("C5", "self_rating", "met"),
        ("C6", "self_rating", "met"),
        ("D5", "moderated_rating", "not_met"),
        ("D6", "moderated_rating", "met"),
    ]
