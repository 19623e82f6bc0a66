"""The contents show the page on which each section really begins."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from boardpaper.assembly.ooxml import Element, find_all, text_of
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.ruler import soffice
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace


def _rows(root: Element) -> list[tuple[str, ...]]:
    table = find_all(root, "//w:tbl[w:tblPr/w:tblCaption/@w:val='Contents']")[0]
    return [tuple(text_of(cell) for cell in find_all(row, "w:tc")) for row in find_all(table, "w:tr")]


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_pages_are_those_of_the_finished_paper(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    long = "A paragraph that fills the page. " * 40
    Path(workspace.narrative, "01-introduction.md").write_text("# Introduction\n\n" + f"{long}\n\n" * 12, encoding="utf-8")
    paper = assemble(workspace, catalogue, pdf=True)
    reader = PdfReader(BytesIO(paper.path.with_suffix(".pdf").read_bytes()))
    texts = ["".join(page.extract_text().split()) for page in reader.pages]
    words = ("1.Introduction", "2.Children", "2.1Numbers", "2.2Posts", "Documentation", "Notesofavisit")
    starts = [next(number for number, text in enumerate(texts[2:], start=3) if word in text) for word in words]
    rows = _rows(part(paper.path))
    assert rows == [
        ("Section", "Title", "Page"),
        ("1", "Introduction", str(starts[0])),
        ("2", "Children", str(starts[1])),
        ("2.1", "Numbers", str(starts[2])),
        ("2.2", "Posts", str(starts[3])),
        ("", "Compliance Checklist", str(starts[4])),
        ("Appendix 1", "Notes of a visit", str(starts[5])),
    ]
    assert (starts[0], paper.pages, paper.notes) == (3, len(texts), ())
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.usefixtures("no_ruler")
def test_without_libreoffice_word_is_asked(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    root = part(assemble(workspace, catalogue).path)
    assert [row[2] for row in _rows(root)] == ["Page", "", "", "", "", "", ""]
    assert len(find_all(root, "//w:fldChar[@w:dirty='true']")) == 6
