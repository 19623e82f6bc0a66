"""Two sections of one title: each has its own entry and its own page in the contents, as the check reads them and as a refresh keeps them."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from boardpaper.assembly.check.run import check
from boardpaper.assembly.ooxml import find_all, text_of
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.assembly.ruler import Layout
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

SECTIONS = {
    "01-adults.md": "# Adults\n\nText.\n\n## Next steps\n\n{{ training.percent }}\n",
    "02-children.md": "# Children\n\nText.\n\n## Next steps\n\n{{ children.snapshot }}\n",
}
PAGES = (
    ("1 Adults", 4),
    ("1.1 Next steps", 5),
    ("2 Children", 6),
    ("2.1 Next steps", 7),
    ("Compliance Checklist", 8),
    ("Appendix 1 Notes of a visit", 9),
)
_NEW = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Next steps</w:t></w:r></w:p>'


@pytest.fixture(autouse=True)
def repeated(workspace: Workspace, no_ruler: None) -> None:
    for path in workspace.narrative.glob("0*"):
        path.unlink()
    for title, text in SECTIONS.items():
        (workspace.narrative / title).write_text(text, encoding="utf-8")


_PAGE = '<w:t xml:space="preserve">{}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:tc></w:tr>'


def _edit(path: Path, *edits: tuple[str, str]) -> None:
    """Put one text in the place of the first like it that stands in the document, for each edit in turn."""
    with ZipFile(path) as archive:
        parts = {item: archive.read(item).decode() for item in archive.infolist()}
    with ZipFile(path, "w") as archive:
        for item, text in parts.items():
            for old, new in edits if item.filename == "word/document.xml" else ():
                assert old in text
                text = text.replace(old, new, 1)
            archive.writestr(item, text)


@pytest.fixture
def paged(workspace: Workspace, catalogue: Catalogue) -> Path:
    """A paper whose contents show a page of its own for each entry, as Word fills them in."""
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    _edit(path, *((_PAGE.format(""), _PAGE.format(page)) for _, page in PAGES))
    return path


def _pages(path: Path) -> list[tuple[str, str]]:
    document = Package(path.read_bytes(), path.name).document
    rows = find_all(document, "//w:tbl[.//w:hyperlink[starts-with(@w:anchor, '_Toc')]]//w:tr[position() > 1]")
    cells = [[text_of(cell) for cell in find_all(row, "w:tc")] for row in rows]
    return [(f"{number} {title}".strip(), page) for number, title, page in cells]


def _told(workspace: Workspace, catalogue: Catalogue, path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    monkeypatch.setattr("boardpaper.assembly.check.run.measured", lambda *_: Layout(9, PAGES))
    found = [finding for finding in check(workspace, catalogue, path).findings if finding.rule.code.startswith("contents_")]
    return [(finding.rule.code, finding.found.words, finding.found.says) for finding in found]


def test_a_refresh_keeps_the_page_of_each(workspace: Workspace, catalogue: Catalogue, paged: Path) -> None:
    _edit(paged, (">Adults</w:t></w:r><w:bookmarkEnd", ">Adult services</w:t></w:r><w:bookmarkEnd"))
    refresh(workspace, catalogue, paged)
    assert _pages(paged) == [("1 Adult services", ""), *((title, str(page)) for title, page in PAGES[1:])]


def test_no_page_is_kept_where_it_is_not_known_whose_it_was(workspace: Workspace, catalogue: Catalogue, paged: Path) -> None:
    _edit(
        paged,
        (
            '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart',
            f'{_NEW}<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart',
        ),
    )
    refresh(workspace, catalogue, paged)
    assert [page for title, page in _pages(paged) if "Next steps" in title] == ["", "", ""]


def test_the_page_of_each_is_checked(workspace: Workspace, catalogue: Catalogue, paged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _told(workspace, catalogue, paged, monkeypatch) == []
    _edit(paged, (_PAGE.format("7"), _PAGE.format("5")))
    wrong = ("contents_page", "Next steps", "the contents say page 5, and the section begins on page 7")
    assert _told(workspace, catalogue, paged, monkeypatch) == [wrong]


def test_one_more_of_the_title_is_not_in_the_contents(
    workspace: Workspace, catalogue: Catalogue, paged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _edit(paged, ("<w:sectPr", f"{_NEW}<w:sectPr"))
    assert _told(workspace, catalogue, paged, monkeypatch)[0] == ("contents_differ", "Next steps", "the contents do not list this section")
