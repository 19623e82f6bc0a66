"""A draft says so on every page, whatever headers the template has, in text that Word and a screen reader find."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from boardpaper.assembly.mark import draft, mark
from boardpaper.assembly.ooxml import Element, find_all, name, text_of
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.ruler import soffice
from boardpaper.docx_templates.make import template
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

Change = Callable[[Package, Element], object]


def _headers(package: Package) -> list[tuple[str, str]]:
    """Return the kind and the text of the headers that each section names, in order."""
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    references = find_all(package.document, "//w:sectPr/w:headerReference")
    return [(found.get(name("w:type"), ""), text_of(package.tree(package.part_of(found.get(relation, ""))))) for found in references]


def _marked(change: Change) -> list[tuple[str, str]]:
    package = Package(template(), "template.docx")
    change(package, find_all(package.document, "//w:sectPr")[-1])
    mark(package, draft())
    return sorted(_headers(Package(package.data(), "marked.docx")))


def _drop_headers(package: Package, section: Element) -> None:
    for reference in find_all(section, "w:headerReference"):
        section.remove(reference)


def _drop_title_page(package: Package, section: Element) -> None:
    _drop_headers(package, section)
    section.remove(find_all(section, "w:titlePg")[0])


def _add_even_pages(package: Package, section: Element) -> None:
    settings = package.tree(package.related("settings"))
    settings.insert(0, settings.makeelement(name("w:evenAndOddHeaders")))


def _begin_with_a_tab(package: Package, section: Element) -> None:
    first = find_all(package.tree("word/header1.xml"), "//w:r")[0]
    first.insert(0, first.makeelement(name("w:tab")))


def _empty_header(package: Package, section: Element) -> None:
    for story in ("word/header1.xml", "word/header2.xml"):
        root = package.tree(story)
        root[:] = []


RUNNING = "{{ organisation.name }}{{ report.title }}"


@pytest.mark.parametrize(
    ("change", "headers"),
    [
        (lambda package, section: None, [("default", f"DRAFT – {RUNNING}"), ("first", "DRAFT")]),
        (_drop_headers, [("default", "DRAFT"), ("first", "DRAFT")]),
        (_drop_title_page, [("default", "DRAFT")]),
        (_add_even_pages, [("default", f"DRAFT – {RUNNING}"), ("even", "DRAFT"), ("first", "DRAFT")]),
        (_begin_with_a_tab, [("default", f"DRAFT{RUNNING}"), ("first", "DRAFT")]),
        (_empty_header, [("default", "DRAFT"), ("first", "DRAFT")]),
    ],
)
def test_every_header_is_marked_once(change: Change, headers: list[tuple[str, str]]) -> None:
    assert _marked(change) == headers


def test_header_that_two_sections_share_is_marked_once() -> None:
    def begin_a_section(package: Package, section: Element) -> None:
        paragraph = find_all(package.document, "//w:body/w:p/w:pPr")[3]
        earlier = section.__copy__()
        paragraph.append(earlier)

    running = ("default", f"DRAFT – {RUNNING}")
    assert _marked(begin_a_section) == [running, running, ("first", "DRAFT"), ("first", "DRAFT")]


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_every_page_says_draft_and_keeps_its_number(workspace: Workspace, catalogue: Catalogue) -> None:
    long = "A paragraph that fills the page. " * 40
    (workspace.narrative / "01-introduction.md").write_text("# Introduction\n\n" + f"{long}\n\n" * 12, encoding="utf-8")

    def pages(final: bool) -> list[str]:
        paper = assemble(workspace, catalogue, pdf=True, final=final)
        return [page.extract_text() for page in PdfReader(BytesIO(paper.path.with_suffix(".pdf").read_bytes())).pages]

    drafts, finals = pages(False), pages(True)
    assert [("DRAFT" in page) for page in drafts] == [True] * len(drafts)
    assert [("DRAFT" in page) for page in finals] == [False] * len(drafts)
    assert drafts[0].count("DRAFT") == 2
