"""A contributor's own cover is left out and said to be; what only looks like one is not lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.assembly.ooxml import Element
from boardpaper.assembly.paper import assemble
from boardpaper.errors import NarrativeError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
BREAK = "<w:p><w:r><w:br w:type='page'/></w:r></w:p>"
SECTION = "<w:p><w:pPr><w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr></w:pPr></w:p>"


def _p(text: str, style: str = "Normal", more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


COVER = _p("My section", "Title") + _p("Written by me, for the board", "Subtitle") + _p("May 2019")
NOTE = "narrative/03-third.docx, left out, for the paper has its own: cover page (words) {}"


@pytest.mark.parametrize(
    ("body", "shown", "words"),
    [
        (COVER + BREAK + _p("Third", "Heading1") + _p("Text."), ["Third", "Text."], "10."),
        (COVER + SECTION + _p("Third", "Heading1") + _p("Text."), ["Third", "Text."], "10."),
        (COVER + _p("Third", "Heading1", "<w:pageBreakBefore/>") + _p("Text."), ["Third", "Text."], "10, page breaks 1."),
        (COVER + _p("Third", "Heading1") + _p("Text."), ["Third", "Text."], "10."),
        (COVER + _p("One", "Heading1") + _p("Text.") + _p("Two", "Heading1"), ["My section", "One", "Text.", "Two"], "8."),
        (COVER + BREAK + _p("One", "Heading1") + _p("Text.") + _p("Two", "Heading1"), ["My section", "One", "Text.", "Two"], "8."),
    ],
)
def test_cover_is_left_out_and_counted(
    workspace: Workspace,
    catalogue: Catalogue,
    word: Callable[..., Path],
    part: Callable[..., Element],
    texts: Callable[[Element], list[str]],
    body: str,
    shown: list[str],
    words: str,
) -> None:
    word(body)
    paper = assemble(workspace, catalogue)
    lines = texts(part(paper.path))
    begin = len(lines) - lines[::-1].index(shown[0]) - 1
    assert lines[begin : begin + len(shown) + 1] == [*shown, "Compliance Checklist"]
    assert [note for note in paper.notes if "cover" in note] == [NOTE.format(words)]


@pytest.mark.parametrize(
    "body",
    [
        _p("Words that matter. " * 20) + BREAK + _p("Third", "Heading1"),
        _p("{{ children.snapshot }} children") + BREAK + _p("Third", "Heading1"),
        _p("Third") + _p("Text.") + BREAK + _p("More.") + _p("Third", "Heading1"),
        _p("One line") + BREAK + _p("One", "Heading1") + _p("Two", "Heading1"),
    ],
)
def test_what_is_no_cover_is_told(workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path], body: str) -> None:
    word(body)
    with pytest.raises(NarrativeError, match="something comes before the title; make the title the first line"):
        assemble(workspace, catalogue)


@pytest.mark.parametrize(
    "lines",
    [
        _p("Third", "Title") + _p("A line without a break behind it"),
        _p("Third", "Title") + _p("Below it", "Subtitle") + _p("The year was one of change."),
    ],
)
def test_lines_below_a_title_that_may_be_text_are_kept(
    workspace: Workspace,
    catalogue: Catalogue,
    word: Callable[..., Path],
    part: Callable[..., Element],
    texts: Callable[[Element], list[str]],
    lines: str,
) -> None:
    word(lines + _p("One", "Heading1") + _p("Text."))
    paper = assemble(workspace, catalogue)
    assert not [note for note in paper.notes if "cover" in note]
    shown = texts(part(paper.path))
    assert "A line without a break behind it" in shown or "The year was one of change." in shown
