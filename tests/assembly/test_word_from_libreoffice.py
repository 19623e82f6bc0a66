"""A section saved as .docx by LibreOffice, which writes Word's forms in its own way, and the pages of a paper with such sections."""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from boardpaper.assembly.ooxml import Element, find_all, text_of, value
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.ruler import soffice
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix if kind is None else kind}:1.0"'
    for prefix, kind in (("office", None), ("text", None), ("draw", "drawing"), ("svg", "svg-compatible"))
)
_FLAT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_SPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:table-of-content text:name="c"><text:table-of-content-source/><text:index-body>
<text:p>Third 1</text:p></text:index-body></text:table-of-content>
<text:h text:outline-level="1">Third</text:h>
<text:p>Ages<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>Of {{{{ children.snapshot }}}} children.</text:p></text:note-body></text:note> at
the end<text:note text:id="n2" text:note-class="endnote"><text:note-citation>i</text:note-citation>
<text:note-body><text:p>An endnote.</text:p></text:note-body></text:note>.</text:p>
<text:p>Box<draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm"><draw:text-box>
<text:p>Inside the box.</text:p></draw:text-box></draw:frame> after.</text:p>
<text:list><text:list-item><text:p>One</text:p>
<text:list><text:list-item><text:p>Inner</text:p></text:list-item></text:list></text:list-item></text:list>
<text:h text:outline-level="2">Sub</text:h>
<text:p><text:bookmark text:name="b"/>Soft\N{SOFT HYPHEN}hyphen,
<text:bookmark-ref text:reference-format="text" text:ref-name="b">see this</text:bookmark-ref>.</text:p>
</office:text></office:body></office:document>
"""
_PAGE = """<html><body><h1>Third</h1>
<p>Of staff, <b>{{ training</b>.percent }} are <i>trained</i>, see <a href="https://example.org/r">the report</a>.<br>H<sub>2</sub>O.</p>
<ul><li>One</li><li>Two<ol><li>Inner</li></ol></li></ul><p>Between</p><ol start="3"><li>Third point</li></ol>
<table><thead><tr><th>Name</th><th>Count</th></tr></thead><tr><td>A</td><td align="right">{{ children.snapshot }}</td></tr></table>
<p><font color="red" face="Courier">Red</font> <u>under</u></p></body></html>
"""


@pytest.fixture
def converted(workspace: Workspace, tmp_path: Path) -> Callable[..., None]:
    """Write a section in a form of LibreOffice's and have it saved as .docx."""

    def convert(text: str, ending: str, *settings: str) -> None:
        source = tmp_path / f"03-third.{ending}"
        source.write_text(text, encoding="utf-8")
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [str(soffice()), profile, "--headless", *settings, "--convert-to", "docx", "--outdir", str(workspace.narrative), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)

    return convert


def _section(root: Element) -> list[tuple[str | None, str]]:
    lines = [(value(line, "w:pPr/w:pStyle"), text_of(line)) for line in find_all(root, "//w:body//w:p")]
    begin = lines.index(("Heading1", "Third"))
    return [line for line in lines[begin : lines.index(("HeadingUnnumbered", "Compliance Checklist"))] if line[1]]


@pytest.mark.usefixtures("no_ruler")
def test_from_a_text_document(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], converted: Callable[..., None]) -> None:
    converted(_FLAT, "fodt")
    paper = assemble(workspace, catalogue)
    assert _section(part(paper.path)) == [
        ("Heading1", "Third"),
        ("Normal", "Ages at the end."),
        ("Normal", "Box after."),
        ("Normal", "Inside the box."),
        ("ListBullet", "One"),
        ("ListBullet2", "Inner"),
        ("Heading2", "Sub"),
        ("Normal", "Softhyphen, see this."),
    ]
    notes = find_all(part(paper.path, "word/footnotes.xml"), "w:footnote[not(@w:type)]")
    assert [text_of(note) for note in notes] == [" Of 355 children.", " An endnote."]
    assert [note for note in paper.notes if "narrative/" in note] == [
        "narrative/03-third.docx, set in the house style: soft hyphens 1.",
        "narrative/03-third.docx, left out, for the paper has its own: contents (words) 2.",
        "narrative/03-third.docx, changed: endnotes into footnotes 1, text boxes put behind their paragraph 1.",
        "narrative/03-third.docx, made plain words, so look whether they are right in the paper: 'see this'.",
    ]


@pytest.mark.usefixtures("no_ruler")
def test_from_a_page_of_the_web(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], converted: Callable[..., None]) -> None:
    converted(_PAGE, "html", "--infilter=HTML (StarWriter)")
    paper = assemble(workspace, catalogue)
    assert _section(part(paper.path)) == [
        ("Heading1", "Third"),
        ("Normal", "Of staff, 87.79% are trained, see the report.H2O."),
        ("ListBullet", "One"),
        ("ListBullet", "Two"),
        ("ListNumber2", "Inner"),
        ("Normal", "Between"),
        ("ListNumber", "Third point"),
        ("TableHeading", "Name"),
        ("TableHeading", "Count"),
        ("TableText", "A"),
        ("TableText", "355"),
        ("Normal", "Red under"),
    ]


def test_the_contents_and_the_checklist_hold(
    workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], word: Callable[..., Path]
) -> None:
    long = "".join(f"<w:p><w:r><w:rPr><w:u w:val='single'/><w:sz w:val='40'/></w:rPr><w:t>Line {number}.</w:t></w:r></w:p>" for number in range(90))
    for number, title in ((3, "Third"), (4, "Fourth")):
        word(f"<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>{title}</w:t></w:r></w:p>{long}", f"0{number}-{title.casefold()}.docx")
    paper = assemble(workspace, catalogue, pdf=True)
    texts = [page.extract_text() for page in PdfReader(BytesIO(paper.path.with_suffix(".pdf").read_bytes())).pages]
    rows = find_all(part(paper.path), "//w:tbl[w:tblPr/w:tblCaption/@w:val='Contents']/w:tr")
    shown = {text_of(cells[1]): int(text_of(cells[2])) for row in rows[1:] if (cells := find_all(row, "w:tc"))}
    found = {
        title: next(page for page, text in enumerate(texts, start=1) if page > 2 and title in text)
        for title in ("Third", "Fourth", "Notes of a visit")
    }
    assert {title: shown[title] for title in found} == found
    assert found["Fourth"] - found["Third"] in (2, 3)
    checklist = find_all(part(paper.path), "//w:tbl[w:tblPr/w:tblCaption/@w:val='Compliance Checklist']/w:tr")
    answers = [text_of(find_all(row, "w:tc")[1]) for row in checklist[1:6]]
    assert answers == ["Y", "Y", "Y", "Y", "Y"]
