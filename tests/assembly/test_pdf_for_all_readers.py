"""The PDF is one that a screen reader can use: PDF/UA, with title, language, bookmarks, headings, heading cells and words for what is drawn."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from boardpaper.assembly import ruler
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.ruler import layout_of, soffice
from boardpaper.assembly.spoken import with_words
from boardpaper.warehouse.figures.model import Catalogue, Plot, Series
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
HEAD = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (20).to_bytes(4) + (10).to_bytes(4) + b"\x08\x02\x00\x00\x00IEND\xaeB`\x82"


def _elements(node: Any) -> Iterator[Any]:
    found = node.get_object()
    if isinstance(found, list):
        for child in found:
            yield from _elements(child)
    elif hasattr(found, "keys"):
        if "/S" in found:
            yield found
        if "/K" in found and not isinstance(found["/K"], int):
            yield from _elements(found["/K"])


def test_pdf_is_tagged_named_and_spoken(workspace: Workspace, catalogue: Catalogue) -> None:
    (workspace.narrative / "03-third.md").write_text("# Third\n\nTable: Ours\n\n| A | B |\n| - | -: |\n| One | 2 |\n", encoding="utf-8")
    paper = assemble(workspace, catalogue, pdf=True)
    reader = PdfReader(BytesIO(paper.path.with_suffix(".pdf").read_bytes()))
    root = reader.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (True, "en-GB", True)
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert reader.metadata and reader.metadata.title == "Annual Report 2018/19"
    titles = [title for title, _ in layout_of(paper.path.with_suffix(".pdf").read_bytes()).headings]
    assert [title.split()[-1] for title in titles] == [
        *("Summary", "Contents", "Introduction", "Children", "Numbers", "Posts", "Third", "Checklist", "visit")
    ]
    elements = list(_elements(root["/StructTreeRoot"]))
    counts = Counter(element["/S"] for element in elements)
    drawn = [str(element.get("/Alt")) for element in elements if element["/S"] == "/Figure"]
    assert drawn == [
        "Lines from each post to the one that it reports to.",
        "Executive Nurse stands at the top.",
        "Head of Safeguarding (2 days a week) reports to Executive Nurse.",
    ]
    assert (counts["/H1"], counts["/H2"], counts["/TH"]) == (7, 2, 3 + 4 + 2 + 4)
    with_links = [page for page in reader.pages if page.get("/Annots")]
    assert with_links and all(page.get("/Tabs") == "/S" for page in with_links)


def test_pdf_is_of_the_very_bytes_that_are_written(workspace: Workspace, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[bytes] = []
    whole = ruler.pdf_of

    def watched(command: str, document: bytes) -> bytes | None:
        laid_out.append(document)
        return whole(command, document)

    monkeypatch.setattr(ruler, "pdf_of", watched)
    paper = assemble(workspace, catalogue, pdf=True)
    assert (laid_out[-1], len(laid_out)) == (paper.path.read_bytes(), 2)


def test_charts_have_their_words_in_the_pdf(workspace: Workspace, catalogue: Catalogue) -> None:
    figures = {key: replace(catalogue.figures["children.snapshot"], key=key, value=number, text=str(number)) for key, number in (("n", 12), ("s", 5))}
    plot = Plot("own", "Own", "stacked_bar", "count", "", "Standards", ("North", "South"), (Series("Met", "met", ("n", "s")),))
    (workspace.narrative / "03-third.md").write_text("# Third\n\n{{ chart: own }}\n\n{{ chart: team }}\n", encoding="utf-8")
    whole = replace(catalogue, figures=catalogue.figures | figures, charts=catalogue.charts | {"own": plot})
    pdf = assemble(workspace, whole, pdf=True).path.with_suffix(".pdf").read_bytes()
    root = PdfReader(BytesIO(pdf)).trailer["/Root"]
    drawn = [str(element.get("/Alt")) for element in _elements(root["/StructTreeRoot"]) if element["/S"] == "/Figure"]
    assert (drawn.count("Stacked bar chart: Own. Met: North 12, South 5."), drawn.count("None"), len(drawn)) == (1, 0, 7)
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()


def test_words_that_are_not_as_many_are_left_out(workspace: Workspace, catalogue: Catalogue) -> None:
    pdf = assemble(workspace, catalogue, pdf=True).path.with_suffix(".pdf").read_bytes()
    root = PdfReader(BytesIO(with_words(pdf, ["Of no chart."]))).trailer["/Root"]
    assert "Of no chart." not in {str(element.get("/Alt")) for element in _elements(root["/StructTreeRoot"])}
