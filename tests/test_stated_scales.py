"""Numbers that rate on another scale than 0 to 3 are read as the sheet says, and not at all where it does not say."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _ratings(folder: Path, title: str, heading: str, given: list[object], note: str = "", formats: str = "General") -> list[tuple[object, str]]:
    """Return what is stored of a column of ratings, each with its state or the doubt about it."""
    book = Workbook()
    rows: list[list[object]] = [["Organisation", "Lakeview"], ["Reporting period", "2018/19"], [title], ["Ref", "Standard", heading, "Evidence"]]
    rows += [[f"1.{number}", "A standard", value, "Minutes"] for number, value in enumerate(given, start=1)]
    for row in [*rows, [], [note]]:
        book.active.append(row)  # type: ignore[union-attr]
    for number in range(len(given)):
        book.active.cell(5 + number, 3).number_format = formats  # type: ignore[union-attr]
    book.save(folder / "returns" / "a.xlsx")
    ingest(Workspace(folder))
    with reader(Workspace(folder).warehouse) as connection:
        facts = connection.execute("SELECT cell, value, state FROM fact WHERE field = 'self_rating' ORDER BY cell").fetchall()
        asked = dict(connection.execute("SELECT cell, code FROM issue WHERE code = 'not_a_rating'").fetchall())
    return [(row["value"], asked.get(row["cell"], row["state"])) for row in facts]


TURNED = [("met", "given"), ("partial", "given"), ("not_met", "given")]


@pytest.mark.parametrize(
    ("title", "heading", "note"),
    [
        ("Score: 1 = fully met, 2 = partially met, 3 = not met", "Score (0-3)", ""),
        ("Safeguarding audit", "RAG (1 = Green, 2 = Amber, 3 = Red)", ""),
        ("Fully met (1), Partially met (2), Not met (3)", "RAG", ""),
        ("Please score 1 (fully met), 2 (partially met) or 3 (not met)", "RAG", ""),
        ("1. Fully met 2. Partially met 3. Not met", "RAG", ""),
        ("1 = met, 2 = Partially met and 3 = Not met", "RAG", ""),
        ("Safeguarding audit", "RAG", "Key: Met = 1; Partially met = 2; Not met = 3"),
    ],
)
def test_a_scale_that_is_turned_about(empty_workspace: Path, title: str, heading: str, note: str) -> None:
    assert _ratings(empty_workspace, title, heading, [1, "2", 3], note) == TURNED


def test_a_longer_scale(empty_workspace: Path) -> None:
    found = _ratings(empty_workspace, "5 = Fully met, 3 = Partially met, 1 = Not met", "RAG", [5, 3, 1, 4])
    assert found == [*TURNED, (None, "not_a_rating")]


def test_a_longer_scale_that_is_not_said(empty_workspace: Path) -> None:
    assert _ratings(empty_workspace, "Audit", "RAG", [5, 3, "Green"]) == [(None, "not_a_rating"), (None, "not_a_rating"), ("met", "given")]


@pytest.mark.parametrize(
    "title", ["1 = Excellent, 2 = Good, 3 = Poor", "1 = fully in place; 2 = partly in place; 3 = not in place", "Scale 1 to 3 where 1 is best"]
)
def test_a_scale_in_words_that_are_not_known(empty_workspace: Path, title: str) -> None:
    assert _ratings(empty_workspace, title, "RAG", [1, 3, "Green"]) == [(None, "not_a_rating"), (None, "not_a_rating"), ("met", "given")]


@pytest.mark.parametrize(
    "title",
    [
        "Standard 1: Met by all. Part 3 - Not met",
        "Safeguarding audit",
        "0 = not met, 3 = fully met",
        "Standards 1 - Leadership",
        "Section 1: Policies",
    ],
)
def test_the_usual_scale(empty_workspace: Path, title: str) -> None:
    assert _ratings(empty_workspace, title, "RAG", [3, 2, 0]) == TURNED


def test_a_percentage_is_no_score(empty_workspace: Path) -> None:
    assert _ratings(empty_workspace, "Audit", "RAG", [1, 0.5], formats="0%") == [(None, "not_a_rating")] * 2
