"""Each thing that a document names is there once: a paper with a fault of its own is not written, and a template's own is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.assembly import paper as whole
from boardpaper.assembly.draft import Draft
from boardpaper.assembly.mark import Mark, mark
from boardpaper.assembly.ooxml import NAMESPACES
from boardpaper.assembly.package import Package, zipped
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.soundness import faults
from boardpaper.docx_templates.make import TEMPLATE
from boardpaper.errors import UnsoundError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
NOTES = "</w:t></w:r><w:r><w:footnoteReference w:id='4'/></w:r>"
DOCUMENT, RELATIONS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"


def _parts(data: bytes) -> dict[str, bytes]:
    return Package(data, "a").parts


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        (DOCUMENT, 'r:id="rId5"', 'r:id="rId99"', "word/document.xml: the relation rId99 is not there"),
        (RELATIONS, 'Target="header1.xml"', 'Target="gone.xml"', "word/_rels/document.xml.rels: rId5 leads to gone.xml, which is not there"),
        (RELATIONS, 'Id="rId9"', 'Id="rId8"', "word/_rels/document.xml.rels: the relation rId8 is there twice"),
        (TYPES, "/word/theme/theme1.xml", "/word/theme/theme2.xml", "a content type is given for word/theme/theme2.xml, which is not there"),
        (TYPES, '<Default Extension="rels"', '<Default Extension="other"', "_rels/.rels has no content type"),
        (DOCUMENT, "{{ address }}", "</w:t></w:r><w:bookmarkStart w:id='1' w:name='a'/><w:r><w:t>", "the bookmark 'a' has no end"),
        (DOCUMENT, 'w:val="Title"', 'w:val="Titel"', "word/document.xml: the style Titel is not there"),
        ("word/styles.xml", 'basedOn w:val="Header"', 'basedOn w:val="Haeder"', "styles: the style Haeder is not there"),
        ("word/styles.xml", 'w:styleId="Quote"', 'w:styleId="Title"', "the style Title is there twice"),
        ("word/styles.xml", '<w:numId w:val="3"/>', '<w:numId w:val="30"/>', "styles: the list 30 is not there"),
        ("word/numbering.xml", '<w:abstractNumId w:val="3"/>', '<w:abstractNumId w:val="33"/>', "the form of list 33 is not there"),
        ("word/numbering.xml", '<w:num w:numId="3"', '<w:num w:numId="2"', "the list 2 is there twice"),
        (DOCUMENT, "Executive Summary</w:t></w:r>", f"Executive Summary{NOTES}", "the footnote 4 is not there"),
        (
            DOCUMENT,
            "<w:r><w:t ",
            "<w:fldSimple w:instr=' REF lost \\h '/><w:r><w:t ",
            "word/document.xml: the bookmark 'lost' is not there",
        ),
        (DOCUMENT, "<w:r><w:t ", "<w:hyperlink w:anchor='lost'/><w:r><w:t ", "word/document.xml: the bookmark 'lost' is not there"),
    ],
)
def test_each_fault_is_found(part: str, old: str, new: str, fault: str) -> None:
    parts = _parts(TEMPLATE.read_bytes())
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    assert fault in faults(Package(zipped(parts), "a"))


def test_ids_that_are_there_twice() -> None:
    parts = _parts(TEMPLATE.read_bytes())
    twice = "<w:sdt><w:sdtPr><w:id w:val='7'/></w:sdtPr></w:sdt><w:bookmarkStart w:id='1' w:name='{}'/>"
    drawn = f"<w:drawing><wp:inline xmlns:wp='{NAMESPACES['wp']}'><wp:docPr id='3'/></wp:inline></w:drawing>"
    text = "".join(twice.format(title) + drawn for title in "ab") + "<w:bookmarkEnd w:id='1'/>"
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:body>", f"<w:body>{text}".encode())
    assert faults(Package(zipped(parts), "a")) == [
        "the bookmark id 1 is there twice",
        "the drawing id 3 is there twice",
        "the content control id 7 is there twice",
    ]


def test_template_and_papers_of_ours_have_none(workspace: Workspace, catalogue: Catalogue) -> None:
    assert faults(Package(TEMPLATE.read_bytes(), "a")) == []
    assert faults(Package(assemble(workspace, catalogue).path.read_bytes(), "a")) == []


def test_paper_with_a_fault_of_its_own_is_not_written(workspace: Workspace, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_it(package: Package, *marks: Mark) -> None:
        mark(package, *marks)
        Draft(package, {}).package.document[0][0][0][0].set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "rId77")

    monkeypatch.setattr(whole, "mark", break_it)
    with pytest.raises(UnsoundError) as caught:
        assemble(workspace, catalogue)
    assert str(caught.value) == (
        "The paper does not hold together (word/document.xml: the relation rId77 is not there), so it was not written: "
        "please report this, with the template and the narrative."
    )
    assert not workspace.papers.exists()


def test_fault_that_the_template_brings_is_told(workspace: Workspace, catalogue: Catalogue, edited_template: Callable[..., Path]) -> None:
    edited_template('<w:pStyle w:val="Strapline"/>', '<w:pStyle w:val="Gone"/>')
    assert (
        "template.docx has faults of its own, which Word may ask about: word/document.xml: the style Gone is not there. Save it again from Word."
        in assemble(workspace, catalogue).notes
    )
