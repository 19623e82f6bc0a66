"""A drop cap, which Word keeps as a paragraph of its own, is the first letter of the paragraph below it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.assembly.ooxml import Element
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")

TITLE = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Third</w:t></w:r></w:p>'
LETTER = (
    '<w:p><w:pPr><w:keepNext/><w:framePr w:dropCap="{kind}" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/></w:pPr>'
    '<w:r><w:rPr><w:b/><w:position w:val="-10"/><w:sz w:val="98"/></w:rPr><w:t>W</w:t></w:r></w:p>'
)
REST = "<w:p><w:r><w:t>e looked after {{ children.snapshot }} children.</w:t></w:r></w:p>"


@pytest.mark.parametrize("kind", ["drop", "margin"])
def test_its_word_is_whole(
    workspace: Workspace,
    catalogue: Catalogue,
    word: Callable[..., Path],
    part: Callable[..., Element],
    texts: Callable[[Element], list[str]],
    kind: str,
) -> None:
    word(TITLE + LETTER.format(kind=kind) + REST)
    paper = assemble(workspace, catalogue)
    lines = texts(part(paper.path))
    assert lines[lines.index("Third", lines.index("Third") + 1) + 1] == "We looked after 355 children."
    assert [note for note in paper.notes if "drop caps 1" in note] != []


def test_one_that_nothing_follows_is_a_paragraph(
    workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path], part: Callable[..., Element], texts: Callable[[Element], list[str]]
) -> None:
    word(TITLE + REST + LETTER.format(kind="drop") + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")
    lines = texts(part(assemble(workspace, catalogue).path))
    assert lines[lines.index("W") : lines.index("W") + 2] == ["W", "Box"]
