"""A heading that skips a level, in Markdown or a Word file, is brought up to the next and told: a paper has no gap in its outline."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
CURE = "put in the headings that are missing, if some are."


def _p(text: str, style: str = "Normal") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def _made(workspace: Workspace, catalogue: Catalogue) -> tuple[list[str], list[tuple[int, str]]]:
    """Return the notes about the narrative, and the headings of the third section with their levels."""
    from docx import Document

    paper = assemble(workspace, catalogue)
    notes = [note for note in paper.notes if "narrative/03" in note]
    headings = [
        (int(each.style.name[-1]), each.text)
        for each in Document(str(paper.path)).paragraphs
        if each.style.name[:8] in ("Heading ", "heading ") and each.style.name[8:].isdecimal()
    ]
    begin = next(place for place, (_, text) in enumerate(headings) if text == "Third")
    return notes, headings[begin : begin + 5]


def test_in_markdown(workspace: Workspace, catalogue: Catalogue) -> None:
    text = "# Third\n\n### Deep\n\nWords.\n\n### Also deep\n\nWords.\n\n#### Deepest\n\nWords.\n\n## Two\n\nWords.\n"
    (workspace.narrative / "03-third.md").write_text(text, encoding="utf-8")
    told = "line 3 (level 3 to 2); line 7 (level 3 to 2); line 11 (level 4 to 3)"
    notes, headings = _made(workspace, catalogue)
    assert notes == [f"narrative/03-third.md, headings that skipped a level, brought up to the next: {told}; {CURE}"]
    assert headings == [(1, "Third"), (2, "Deep"), (2, "Also deep"), (3, "Deepest"), (2, "Two")]


def test_in_a_word_file(workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path]) -> None:
    deep = _p("Deep", "Heading3") + _p("Also deep", "Heading3")
    word(_p("Third", "Heading1") + deep + _p("Two", "Heading2") + _p("Three", "Heading3"))
    notes, headings = _made(workspace, catalogue)
    told = "under 'Third', at 'Deep' (level 3 to 2); under 'Deep', at 'Also deep' (level 3 to 2)"
    assert notes == [f"narrative/03-third.docx, headings that skipped a level, brought up to the next: {told}; {CURE}"]
    assert headings == [(1, "Third"), (2, "Deep"), (2, "Also deep"), (2, "Two"), (3, "Three")]


def test_an_outline_without_a_gap_is_left(workspace: Workspace, catalogue: Catalogue) -> None:
    (workspace.narrative / "03-third.md").write_text("# Third\n\n## A\n\n### B\n\n## C\n\n### D\n", encoding="utf-8")
    assert _made(workspace, catalogue) == ([], [(1, "Third"), (2, "A"), (3, "B"), (2, "C"), (3, "D")])
