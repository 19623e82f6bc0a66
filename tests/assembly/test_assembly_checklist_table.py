"""The checklist is one table of four columns, and a screen reader meets no empty cell in it."""

from collections.abc import Callable

import pytest

from boardpaper.assembly.ooxml import Element, find_all, text_of, value
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")


@pytest.fixture
def checklist(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> list[list[Element]]:
    (found,) = find_all(part(assemble(workspace, catalogue).path), "//w:tbl[contains(., 'Cover sheet completed')]")
    return [find_all(row, "w:tc") for row in find_all(found, "w:tr")]


def test_eight_rows_of_four_columns_under_marked_headings(checklist: list[list[Element]]) -> None:
    assert [text_of(cell) for cell in checklist[0]] == ["Documentation", "Answer", "Statutory and Local Policy Requirement", "Answer"]
    assert [len(row) for row in checklist] == [4] * 8
    assert [[text_of(row[1]), text_of(row[3])] for row in checklist[1:]] == [["Y", "N/A"]] * 3 + [["N", "N/A"], ["Y", "N/A"]] + [["", "N/A"]] * 2


def test_spare_cells_belong_to_the_last_rule(checklist: list[list[Element]]) -> None:
    merged = [
        [None if cell.find("w:tcPr/w:vMerge", cell.nsmap) is None else value(cell, "w:tcPr/w:vMerge") or "goes on" for cell in row]
        for row in checklist
    ]
    assert merged == [[None] * 4] * 5 + [["restart", "restart", None, None]] + [["goes on", "goes on", None, None]] * 2
    assert [
        text_of(cell) for row, marks in zip(checklist, merged, strict=True) for cell, mark in zip(row, marks, strict=True) if mark != "goes on"
    ].count("") == 0


def test_it_stays_on_one_page(checklist: list[list[Element]]) -> None:
    kept = [all(find_all(cell, "w:p/w:pPr/w:keepNext") for cell in row) for row in checklist]
    assert kept == [True] * 7 + [False]
