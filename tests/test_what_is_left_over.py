"""What a file holds beside its returns is told, cell by cell: under no heading, beside a form's answers, in comments, on sheets of another kind."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows = list[list[object]]
LABELS: Rows = [["Organisation", "Lakeview"], ["Period", "March 2019"], []]
TABLE: Rows = [*LABELS, ["Subject", "Level", "Required", "Compliant"], ["MCA", 1, 10, 9], ["Safeguarding Adults", 1, 20, 15]]
FORM: Rows = [["Organisation", "Lakeview"], ["Quarter", "Q4 2018/19"], ["Prevent lead", "Yes"], ["Policy", "Yes"], ["Prevent referrals", 3]]


def _told(folder: Path, sheets: dict[str, Rows], comments: dict[str, str] | None = None) -> list[tuple[object, ...]]:
    """Return each issue of an accepted file: severity, code, sheet, cell and what was found."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    for cell, text in (comments or {}).items():
        book.worksheets[0][cell].comment = Comment(text, "A sender")
    book.save(folder / "returns" / "a.xlsx")
    workspace = Workspace(folder)
    (outcome,) = ingest(workspace).outcomes
    assert outcome.status == "accepted"
    with reader(workspace.warehouse) as connection:
        return [tuple(row) for row in connection.execute("SELECT severity, code, sheet, cell, found FROM issue ORDER BY id")]


def test_values_under_no_heading(empty_workspace: Path) -> None:
    rows = [row + more for row, more in zip(TABLE, ([], [], [], [], [None, "see note"], [5]), strict=True)]
    assert _told(empty_workspace, {"T": rows}) == [
        ("info", "unheaded_column", "T", "E6", "5"),
        ("info", "unheaded_column", "T", "F5", "see note"),
    ]


def test_words_beside_the_answers_of_a_form(empty_workspace: Path) -> None:
    rows = [row + more for row, more in zip(FORM, ([], [], ["but leaving in May"], [], ["two declined"]), strict=True)]
    assert _told(empty_workspace, {"F": rows}) == [("info", "beside_answer", "F", "C3", "but leaving in May")]


def test_a_sheet_with_figures_and_no_return(empty_workspace: Path) -> None:
    others: dict[str, Rows] = {
        "Falls": [["Ward", "Falls"], ["A", 3], ["B", 4]],
        "Notes": [["Please send by the 15th"], ["Call", 1]],
        "Lists": [["Yes"], ["No"]],
    }
    assert _told(empty_workspace, {"T": TABLE} | others) == [("info", "sheet_not_read", "Falls", "B2", "3")]


@pytest.mark.parametrize(
    ("cell", "text", "told"),
    [
        ("D5", "actually 45, see e-mail", [("query", "comment_beside_value", "T", "D5", "9, with the comment 'actually 45, see e-mail'")]),
        ("D5", "as agreed", [("info", "comment_beside_value", "T", "D5", "9, with the comment 'as agreed'")]),
        (
            "D6",
            "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment.\n\nComment:\n    16 now",
            [("query", "comment_beside_value", "T", "D6", "15, with the comment '16 now'")],
        ),
        ("A4", "Choose 1 of 7", []),
        ("D5", "Found: 9\nExpected: a date\nTo do: Please correct the cell.", []),
    ],
)
def test_a_comment_at_a_value(empty_workspace: Path, cell: str, text: str, told: list[tuple[object, ...]]) -> None:
    assert _told(empty_workspace, {"T": TABLE}, {cell: text}) == told


def test_a_comment_at_an_answer_of_a_form(empty_workspace: Path) -> None:
    assert _told(empty_workspace, {"F": FORM}, {"B5": "or 4?"}) == [("query", "comment_beside_value", "F", "B5", "3, with the comment 'or 4?'")]
