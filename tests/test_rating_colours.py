"""A rating given by colour alone is read by its hue and queried; shading that is only for looks is not read."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from boardpaper.etl.colours import rating_of
from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

GREEN, AMBER, RED, GREY, BLUE = "FF00B050", "FFFFC000", "FFFF0000", "FFBFBFBF", "FF0070C0"


def _facts(folder: Path, fills: dict[str, str | Color]) -> list[tuple]:
    book = Workbook()
    sheet = book.active
    for row in (["Organisation", "Moorside"], ["Year", "2018/19"], ["Ref", "Standard", "RAG", "Evidence"]):
        sheet.append(row)
    for number in range(1, 6):
        sheet.append([f"1.{number}", "A standard", None, "Policy"])
    for cell, colour in fills.items():
        sheet[cell].fill = PatternFill("solid", start_color=colour, end_color=colour)
    book.save(folder / "returns" / "audit.xlsx")
    workspace = Workspace(folder)
    ingest(workspace)
    with reader(workspace.warehouse) as connection:
        return [tuple(row) for row in connection.execute("SELECT cell, value, state FROM fact WHERE field = 'self_rating' ORDER BY cell")]


def test_each_hue_is_its_rating_and_another_is_missing(empty_workspace: Path) -> None:
    assert _facts(empty_workspace, {"C4": GREEN, "C5": AMBER, "C6": RED, "C7": GREY, "C8": BLUE}) == [
        ("C4", "met", "given"),
        ("C5", "partial", "given"),
        ("C6", "not_met", "given"),
        ("C7", "not_applicable", "not_applicable"),
        ("C8", None, "missing"),
    ]


def test_a_theme_colour_is_read_too(empty_workspace: Path) -> None:
    accent_6 = Color(theme=9)  # orange, in the theme that the workbook is written with
    assert _facts(empty_workspace, {"C4": accent_6, "C5": RED})[:2] == [("C4", "partial", "given"), ("C5", "not_met", "given")]


def test_a_banded_row_and_a_shaded_column_say_nothing(empty_workspace: Path) -> None:
    banded = {f"{column}{row}": GREY for row in (4, 6, 8) for column in "ABCD"}
    assert {row[2] for row in _facts(empty_workspace, banded)} == {"missing"}
    shaded = {f"C{row}": "FFFFFF99" for row in range(4, 9)}
    assert {row[2] for row in _facts(empty_workspace, shaded)} == {"missing"}


@pytest.mark.parametrize(
    ("rgb", "rating"),
    [
        ("92D050", "met"),
        ("C6EFCE", "met"),
        ("FFFF00", "partial"),
        ("ED7D31", "partial"),
        ("C00000", "not_met"),
        ("FFC7CE", "not_met"),
        ("FFFFFF", None),
        ("000000", None),
    ],
)
def test_the_fills_that_spreadsheets_offer(rgb: str, rating: str | None) -> None:
    assert rating_of(rgb) == rating
