"""Lists in the cells of a contributor's table stay lists: with the paper's own marks and numbers, and figures in them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document as Read

from boardpaper.assembly.check.run import check
from boardpaper.assembly.ooxml import Element, find_all, text_of, value
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")

Cell = list[tuple[str, str]]
"""The style, as Word names it, and the text of each paragraph."""
ROWS: list[list[Cell]] = [
    [[("Normal", "Theme")], [("List Bullet", "What is planned")]],
    [
        [("Normal", "Neglect")],
        [("Normal", "Two:"), ("List Bullet", "See {{ children.snapshot }}"), ("List Bullet 2", "and carers"), ("Normal", "Then"), ("Normal", "tell")],
    ],
    [[("Normal", "Homes")], [("List Number", "First"), ("List Number", "Second")]],
]


def _write(document: Read) -> None:
    table = document.add_table(rows=len(ROWS), cols=2)
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, lines in zip(row.cells, cells, strict=True):
            for style, text in lines:
                cell.add_paragraph(text, style)
            cell._element.remove(cell.paragraphs[0]._element)  # which python-docx begins a cell with


def _shown(cell: Element) -> list[tuple[str | None, str]]:
    return [(value(line, "w:pPr/w:pStyle"), text_of(line)) for line in find_all(cell, "w:p")]


def test_each_item_is_one_of_the_papers_own(
    workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], word: Callable[..., Path]
) -> None:
    word('<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Third</w:t></w:r></w:p>', edit=_write)
    paper = assemble(workspace, catalogue)
    (table,) = [found for found in find_all(part(paper.path), "//w:body/w:tbl") if "Theme" in text_of(found)]
    rows = [[_shown(cell) for cell in find_all(row, "w:tc")] for row in find_all(table, "w:tr")]
    assert rows == [
        [[("TableHeading", "Theme")], [("TableHeading", "What is planned")]],
        [
            [("TableText", "Neglect")],
            [("TableText", "Two:"), ("ListBullet", "See 355"), ("ListBullet2", "and carers"), ("TableText", "Thentell")],
        ],
        [[("TableText", "Homes")], [("ListNumber", "First"), ("ListNumber", "Second")]],
    ]
    told = [each.found.says for each in check(workspace, catalogue, paper.path, pages=False).findings if each.rule.code == "typed_list"]
    assert told == []
