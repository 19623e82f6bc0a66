"""A text that holds two listed words of different meanings is neither; a status may stand in a colour; some counts are out of reason."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _ingest(folder: Path, book: Workbook, field: str) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return what is stored of a field, and what is asked."""
    book.save(folder / "returns" / "a.xlsx")
    workspace = Workspace(folder)
    ingest(workspace)
    with reader(workspace.warehouse) as connection:
        facts = connection.execute("SELECT cell, value, state FROM fact WHERE field = ? ORDER BY cell", [field]).fetchall()
        asked = connection.execute("SELECT cell, code FROM issue WHERE severity = 'query' ORDER BY cell").fetchall()
    return [tuple(row) for row in facts], [tuple(row) for row in asked]


def _book(heading: list[str], *rows: list[object]) -> Workbook:
    book = Workbook()
    for row in (["Organisation", "Lakeview"], ["Period", "March 2019"], [], heading, *rows):
        book.active.append(row)  # type: ignore[union-attr]
    return book


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Safeguarding Children Level 3 (Prevent L3)", None),
        ("Safeguarding Adults & Children", None),
        ("NHS CSTF Safeguarding Adults - Level 2 - 3 Years", "safeguarding_adults"),
        ("Prevent Level 3 (WRAP)", "prevent_l3"),
        ("Mental Capacity Act and DoLS", "mental_capacity_act"),
    ],
)
def test_a_subject(empty_workspace: Path, text: str, stored: str | None) -> None:
    facts, asked = _ingest(empty_workspace, _book(["Subject", "Required", "Compliant"], [text, 10, 9]), "subject")
    assert facts == [("A5", stored, "given" if stored else "missing")]
    assert asked == ([] if stored else [("A5", "unknown_word")])


@pytest.mark.parametrize(
    ("text", "stored"),
    [("In progress - overdue", None), ("Open (overdue)", None), ("Complete - closed", "complete"), ("Not started", "not_started")],
)
def test_a_status(empty_workspace: Path, text: str, stored: str | None) -> None:
    book = _book(["Action no.", "Action", "Status", "Due", "Completed"], ["1", "Train the staff", text, "01/04/2019", "01/03/2019"])
    facts, asked = _ingest(empty_workspace, book, "status")
    assert (facts, asked) == ([("C5", stored, "given" if stored else "missing")], [] if stored else [("C5", "unknown_word")])


def test_a_status_by_colour_alone(empty_workspace: Path) -> None:
    rows: list[list[object]] = [[str(number), "Train the staff", None, "01/04/2019", "01/03/2019"] for number in range(1, 6)]
    book = _book(["Action no.", "Action", "Status", "Due", "Completed"], *rows)
    for row, colour in enumerate(("00B050", "FFC000", "FF0000", "0070C0", "808080"), start=5):
        book.active.cell(row, 3).fill = PatternFill("solid", fgColor=f"FF{colour}")  # type: ignore[union-attr]
    facts, asked = _ingest(empty_workspace, book, "status")
    assert facts == [("C5", "on_track", "given"), ("C6", "at_risk", "given"), ("C7", "overdue", "given"), ("C8", "complete", "given")]
    assert asked == [(f"C{row}", "rating_by_colour") for row in range(5, 9)]


def test_a_count_out_of_reason(empty_workspace: Path) -> None:
    facts, asked = _ingest(empty_workspace, _book(["Subject", "Required", "Compliant"], ["MCA", 9_999_999, 900_000]), "required")
    assert (facts, asked) == ([("B5", 9_999_999, "given")], [("B5", "count_out_of_reason")])


def test_words_for_few_are_suppressed(empty_workspace: Path) -> None:
    book = _book(["Subject", "Required", "Compliant"], ["MCA", "Under 5", "Less than 5"], ["Safeguarding Adults", "<5", "below 5"])
    assert _ingest(empty_workspace, book, "required")[0] == [("B5", None, "suppressed"), ("B6", None, "suppressed")]
    assert _ingest(empty_workspace, book, "compliant")[0] == [("C5", None, "suppressed"), ("C6", None, "suppressed")]
