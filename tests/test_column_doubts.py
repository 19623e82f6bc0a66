"""What only a whole column shows: ratings on two scales, and a reference that Excel kept as a shorter number."""

import sqlite3
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace


def _ingest(folder: Path, rows: list[tuple]) -> tuple[list[tuple[str, str, str]], list[str]]:
    book = Book()
    head = [("Organisation", "Moorside"), ("Reporting period", "2018/19"), (), ("Ref", "Standard", "RAG", "Gaps", "Due date")]
    for row in [*head, *rows]:
        book.active.append(row)
    book.save(folder / "returns" / "audit.xlsx")
    ingest(Workspace(folder))
    with sqlite3.connect(folder / "warehouse.db") as connection:
        asked = connection.execute(
            "SELECT cell, code, found FROM issue WHERE code IN ('two_scales', 'reference_shortened', 'repeated_record') ORDER BY id"
        ).fetchall()
        return asked, [value for (value,) in connection.execute("SELECT standard_ref FROM provider_audit ORDER BY row")]


def _rated(*ratings: object) -> list[tuple]:
    return [(f"S{number}", "A standard", rating, "None yet", "31/05/2019") for number, rating in enumerate(ratings, start=1)]


@pytest.mark.parametrize(
    ("ratings", "asked"),
    [
        (("Green", "A", "Red", "N/A", "Grey", "green*"), []),
        (("Met", "Partially met", "No", "Yes", "N/A", "TBC"), []),
        ((3, 2, 0, "1", "Not applicable"), []),
        ((3, 2, "Met", 0, "Green"), [("C7", "two_scales", "Met: words, where the column has numbers 0 to 3")]),
        (("Yes", "Green", "Red", "No", "Amber"), [("C5", "two_scales", "Yes: words, where the column has colours")]),
        (("Met", "Met", 4), []),
    ],
)
def test_a_column_of_ratings_on_two_scales(empty_workspace: Path, ratings: tuple, asked: list[tuple]) -> None:
    assert _ingest(empty_workspace, _rated(*ratings))[0] == asked


def _referred(*references: object) -> list[tuple]:
    return [(reference, "A standard", "Met") for reference in references]


NINE = [1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9]
TEXTS = ["1", *(f"1.{number}" for number in range(1, 10))]


@pytest.mark.parametrize(
    ("references", "asked", "kept"),
    [
        ([1.0, *NINE], [], TEXTS),
        ([1.0, *NINE, "1.10", 1.11], [], [*TEXTS, "1.10", "1.11"]),
        ([1.0, *NINE, 1.11], [("A15", "reference_shortened", "1.11, and no 1.10 after 1.9")], [*TEXTS, "1.11"]),
        (
            [1.0, *NINE, 1.1, 1.11],
            [("A15", "reference_shortened", "1.1, and no 1.10 after 1.9"), ("A15", "repeated_record", "a record that stands already in row 6")],
            [*TEXTS, "1.1", "1.11"],
        ),
        ([*TEXTS, "1.11"], [], [*TEXTS, "1.11"]),
    ],
)
def test_a_reference_that_excel_kept_as_a_number(empty_workspace: Path, references: list, asked: list[tuple], kept: list[str]) -> None:
    assert _ingest(empty_workspace, _referred(*references)) == (asked, kept)
