"""A letter that is typed in a symbol font is read as what it shows, not as the letter that lies under it."""

from collections.abc import Callable

import pytest
from docx import Document

from boardpaper.assembly.paper import assemble
from boardpaper.errors import NarrativeError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Third</w:t></w:r></w:p>'


def _typed(font: str, letters: str) -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    return f'{HEADING}<w:p><w:r><w:t xml:space="preserve">Policy: </w:t></w:r><w:r><w:rPr>{fonts}</w:rPr><w:t>{letters}</w:t></w:r></w:p>'


@pytest.mark.parametrize(
    ("font", "letters", "shown"),
    [("Wingdings", "\xfc \xfb", "✓ ✗"), ("Wingdings", "\uf0fc", "✓"), ("Symbol", "\xb3", "≥"), ("Courier New", "\xfc", "\xfc")],
)
def test_letters_are_what_their_font_shows(
    workspace: Workspace, catalogue: Catalogue, word: Callable[..., object], font: str, letters: str, shown: str
) -> None:
    word(_typed(font, letters))
    paper = assemble(workspace, catalogue)
    assert f"Policy: {shown}" in [paragraph.text for paragraph in Document(str(paper.path)).paragraphs]


@pytest.mark.parametrize(("font", "letters"), [("Wingdings 2", "P"), ("Webdings", "a"), ("Arial", "\uf0fc")])
def test_letters_that_no_other_font_has_are_refused(
    workspace: Workspace, catalogue: Catalogue, word: Callable[..., object], font: str, letters: str
) -> None:
    word(_typed(font, letters))
    says = r"03-third\.docx holds a letter of a symbol font that no other font has: under 'Third', at 'Policy: .+'; insert it"
    with pytest.raises(NarrativeError, match=says):
        assemble(workspace, catalogue)
