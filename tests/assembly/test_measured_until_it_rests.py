"""What a layout writes into the paper may move what follows: it is laid out again until nothing changes, and told where it never does."""

from io import BytesIO

import pytest
from pypdf import PdfWriter

from boardpaper.assembly import paper as whole
from boardpaper.assembly import ruler
from boardpaper.assembly.ooxml import find_all, text_of
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import UNSETTLED, assemble
from boardpaper.assembly.ruler import Layout
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

HEADINGS = ("Contents", "1. Introduction", "2. Children", "2.1 Numbers", "2.2 Posts", "Compliance Checklist", "Appendix 1 Notes of a visit")


@pytest.mark.parametrize(
    ("pages", "shown", "passes"),
    [((9, 9), "9", 2), ((9, 10, 10), "10", 3), ((9, 10, 9, 10), "10", 4)],
)
def test_passes(workspace: Workspace, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, pages: tuple[int, ...], shown: str, passes: int) -> None:
    rest = list(pages)
    monkeypatch.setattr(whole, "soffice", lambda: "soffice")
    monkeypatch.setattr(ruler, "pdf_of", lambda *_: _blank_pdf())
    monkeypatch.setattr(ruler, "layout_of", lambda _: Layout(12, tuple((heading, rest[0]) for heading in HEADINGS if rest) + _next(rest)))
    paper = assemble(workspace, catalogue, pdf=True)
    package = Package(paper.path.read_bytes(), "paper")
    entries = find_all(package.document, "//w:tbl[w:tblPr/w:tblCaption/@w:val='Contents']/w:tr[position() > 1]")
    assert {text_of(find_all(row, "w:tc")[2]) for row in entries} == {shown}
    assert len(pages) - len(rest) == passes
    settled = passes < 4
    assert (UNSETTLED in paper.notes, paper.path.with_suffix(".pdf").exists()) == (not settled, settled)


def _blank_pdf() -> bytes:
    file = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(file)
    return file.getvalue()


def _next(rest: list[int]) -> tuple[tuple[str, int], ...]:
    rest.pop(0)
    return ()
