"""One reading of a cell whatever the format: a workbook saved as .xlsx, .xls, .ods and .xlsb gives the same facts, issues and identifiers."""

import shutil
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.etl.privacy import find_identifiers
from boardpaper.etl.reader import read_file
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

FORMATS = Path(__file__).parent / "formats"
SUFFIXES = [".xlsx", ".xls", ".ods", ".xlsb"]
FACTS = (
    "SELECT sheet, cell, return, provider, period_start, period_end, field, value, state, qualifier, text, decimals FROM fact ORDER BY sheet, cell"
)
REPAIRS = "SELECT sheet, cell, before, after, rule FROM repair ORDER BY sheet, cell"
ISSUES = "SELECT sheet, cell, code, found FROM issue ORDER BY sheet, cell"
MARKED = """
    SELECT sheet, cell, value, state, decimals FROM fact
    WHERE state <> 'given' OR decimals IS NOT NULL OR field IN ('self_rating', 'due') OR sheet = 'Prevent' ORDER BY sheet, cell
"""


def _ingested(folder: Path, suffix: str, query: str) -> list[tuple]:
    shutil.copyfile(FORMATS / f"returns{suffix}", folder / "returns" / f"returns{suffix}")
    workspace = Workspace(folder)
    ingest(workspace)
    with reader(workspace.warehouse) as connection:
        return [tuple(row) for row in connection.execute(query)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_error_colour_percentage_and_truth_is_told(empty_workspace: Path, suffix: str) -> None:
    assert _ingested(empty_workspace, suffix, MARKED) == [
        ("Audit", "C4", "met", "given", None),
        ("Audit", "C5", "not_met", "given", None),
        ("Audit", "C6", "partial", "given", None),
        ("Audit", "C7", "not_applicable", "not_applicable", None),
        ("Audit", "C8", "met", "given", None),
        ("Audit", "D5", None, "missing", None),
        ("Audit", "F5", "2019-06-30", "given", None),
        ("Audit", "F6", "2019-06-30", "given", None),
        ("Prevent", "B3", "yes", "given", None),
        ("Prevent", "B4", "no", "given", None),
        ("Prevent", "B5", 120, "given", None),
        ("Prevent", "B6", None, "missing", None),
        ("Training", "D6", None, "missing", None),
        ("Training", "E7", None, "missing", None),
        ("Training", "F5", 0.9, "given", 1),
        ("Training", "F6", 0.8, "given", 1),
        ("Training", "F7", None, "missing", None),
        ("Training", "F8", 0.5, "given", 1),
        ("Training", "F9", None, "missing", None),
        ("Training", "G5", 1.0, "given", 0),
        ("Training", "G6", 0.85, "given", 0),
        ("Training", "G7", 0.85, "given", 0),
        ("Training", "G8", 0.85, "given", 0),
    ]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_doubt_is_told_at_its_cell(empty_workspace: Path, suffix: str) -> None:
    assert _ingested(empty_workspace, suffix, ISSUES) == [
        ("Audit", "C4", "rating_by_colour", "(colour 00B050)"),
        ("Audit", "C5", "rating_by_colour", "(colour FF0000)"),
        ("Audit", "C6", "rating_by_colour", "(colour FFC000)"),
        ("Audit", "C7", "rating_by_colour", "(colour BFBFBF)"),
        ("Audit", "D5", "excel_error", "#VALUE!"),
        ("Prevent", "A1", "hidden_sheet", "a hidden sheet"),
        ("Prevent", "B6", "excel_error", "#NAME?"),
        ("Training", "A8", "hidden_rows", "hidden rows: 8"),
        ("Training", "C1", "hidden_columns", "hidden columns: C"),
        ("Training", "D6", "excel_error", "#DIV/0!"),
        ("Training", "E7", "excel_error", "#N/A"),
        ("Training", "F7", "excel_error", "#DIV/0!"),
        ("Training", "F9", "excel_error", "#REF!"),
    ]


@pytest.mark.parametrize("query", [FACTS, REPAIRS], ids=["facts", "repairs"])
@pytest.mark.parametrize("suffix", SUFFIXES[1:])
def test_all_else_is_as_in_xlsx(empty_workspace: Path, tmp_path_factory: pytest.TempPathFactory, suffix: str, query: str) -> None:
    other = tmp_path_factory.mktemp("xlsx") / "workspace"
    shutil.copytree(empty_workspace, other)
    found = _ingested(empty_workspace, suffix, query)
    assert found and found == _ingested(other, ".xlsx", query)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_identifier_beside_the_values_is_found(suffix: str) -> None:
    found = find_identifiers(read_file(FORMATS / f"named{suffix}"), f"named{suffix}")
    assert [(item.sheet, item.cell, item.kind) for item in found] == [
        ("", "", "an NHS number in the document properties"),
        ("Training", "D5", "an NHS number in a comment"),
    ]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_it_is_known_from_which_day_numbers_count(suffix: str) -> None:
    assert [[sheet.days_from_1904 for sheet in read_file(FORMATS / f"{name}{suffix}").sheets] for name in ("named", "returns")] == [
        [True],
        [False] * 3,
    ]
