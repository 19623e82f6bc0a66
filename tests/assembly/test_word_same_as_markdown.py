"""A section in Word makes the very paper that the same section in Markdown makes."""

from collections.abc import Callable

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from boardpaper.assembly.ooxml import Element, find_all, serialise, text_of
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")

MARKDOWN = """# Third

A & B < C, **bold {{ children.snapshot }}** and *soft* {{ children.previous }}, see [the report](https://example.org/r).

## Lists

We rely on:

- One
    - Inner
    - Inner two
        - Deepest
- Two

1. First
2. Second

Between

1. First again

> Quoted

### Deep

| Name | Count |
| ---- | ----: |
| **A** | {{ children.snapshot }} |

{{ table: children }}

{{ chart: team }}
"""


def _runs(paragraph: Paragraph, *pieces: tuple[str, str]) -> Paragraph:
    for text, mark in pieces:
        run = paragraph.add_run(text)
        run.bold, run.italic = mark == "b" or None, mark == "i" or None
    return paragraph


def _in_word() -> Document:
    made = Document()
    made.add_heading("Third", 1)
    text = _runs(made.add_paragraph("A & B < C, "), ("bold {{ chil", "b"), ("dren.snapshot }}", "b"), (" and ", ""), ("soft", "i"))
    text = _runs(text, (" {", ""), ("{ children", "i"), (".previous }}", "b"), (", see ", ""))
    link = text._p.makeelement(qn("w:hyperlink"))
    link.set(qn("r:id"), made.part.relate_to("https://example.org/r", _HYPERLINK, is_external=True))
    text._p.append(link)
    link.append(text.add_run("the report")._r)
    text.add_run(".")
    made.add_heading("Lists", 2)
    made.add_paragraph("We rely on:")
    for words, style in (("One", ""), ("Inner", " 2"), ("Inner two", " 2"), ("Deepest", " 3"), ("Two", "")):
        made.add_paragraph(words, style=f"List Bullet{style}")
    for words in ("First", "Second"):
        made.add_paragraph(words, style="List Number")
    made.add_paragraph("Between")
    again = made.add_paragraph("First again", style="List Number")
    again._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = _restarted(made)
    made.add_paragraph("Quoted", style="Quote")
    made.add_heading("Deep", 3)
    table = made.add_table(2, 2, style="Table Grid")
    for cell, words in zip(table._cells, ("Name", "Count", "", "{{ children.snapshot }}"), strict=True):
        cell.paragraphs[0].add_run(words)
    _runs(table.cell(1, 0).paragraphs[0], ("A", "b"))
    table.cell(1, 1).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made.add_paragraph("{{ table: children }}")
    made.add_paragraph("{{ chart: team }}")
    return made


def _lines(root: Element) -> list[str]:
    return serialise(root).decode().replace("><", ">\n<").split("\n")


_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _restarted(made: Document) -> int:
    """Return a list of the form of the style List Number that begins at 1 again."""
    style = made.styles["List Number"].element.pPr.numPr.numId.val
    numbering = made.part.numbering_part.element
    fresh = numbering.add_num(numbering.num_having_numId(style).abstractNumId.val)
    fresh.add_lvlOverride(0).add_startOverride(1)
    return int(fresh.numId)


def test_the_papers_are_the_same(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    path = workspace.narrative / "03-third.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    parts = ("word/document.xml", "word/numbering.xml", "word/_rels/document.xml.rels")
    paper = assemble(workspace, catalogue)
    wanted = [_lines(part(paper.path, name)) for name in parts]
    path.unlink()
    _in_word().save(str(path.with_suffix(".docx")))
    again = assemble(workspace, catalogue)
    assert [_lines(part(again.path, name)) for name in parts] == wanted
    assert again.doubts == paper.doubts


def test_the_same_file_makes_the_same_bytes(workspace: Workspace, catalogue: Catalogue) -> None:
    _in_word().save(str(workspace.narrative / "03-third.docx"))
    assert assemble(workspace, catalogue).path.read_bytes() == assemble(workspace, catalogue).path.read_bytes()


def test_an_appendix_may_be_a_word_file(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    (workspace.narrative / "appendix-1-visit.md").unlink()
    _in_word().save(str(workspace.narrative / "appendix-1-visit.docx"))
    headings = find_all(part(assemble(workspace, catalogue).path), "//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'AppendixHeading')]")
    assert [text_of(heading) for heading in headings] == ["Third", "Lists", "Deep"]
