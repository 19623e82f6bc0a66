"""A figure copied out of an earlier paper into a contributor's Word file is filled anew: what it showed was of another day, or of other readers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.assembly.ooxml import Element
from boardpaper.assembly.paper import assemble
from boardpaper.errors import NarrativeError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
TITLE = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Third</w:t></w:r></w:p>'


def _control(tag: str, content: str, alias: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def _run(text: str) -> str:
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(("tag", "alias"), [("report.version", ""), ("", "report.version")])
@pytest.mark.parametrize("content", [_run("9.9"), _run("9") + _run(".9")])
def test_it_is_filled_by_its_key(
    workspace: Workspace,
    catalogue: Catalogue,
    word: Callable[..., Path],
    part: Callable[..., Element],
    texts: Callable[[Element], list[str]],
    tag: str,
    alias: str,
    content: str,
) -> None:
    control = _control(tag, content, alias) if tag else _control("", content, alias).replace('<w:tag w:val=""/>', "")
    word(f"{TITLE}<w:p>{_run('Version ')}{control}{_run(' now')}</w:p>")
    assert "Version 1.0 now" in texts(part(assemble(workspace, catalogue).path))


def test_one_whose_key_is_not_on_offer_is_told(workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path]) -> None:
    word(f"{TITLE}<w:p>{_run('Of ')}{_control('children.snapshoot', _run('999'))}</w:p>")
    with pytest.raises(NarrativeError, match=r"under 'Third', at 'Of {{ children.snapshoot }}': 'children.snapshoot' \(nearest: "):
        assemble(workspace, catalogue)


def test_a_control_of_the_contributor_s_own_keeps_its_words(
    workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path], part: Callable[..., Element], texts: Callable[[Element], list[str]]
) -> None:
    word(f"{TITLE}<w:p>{_run('Of ')}{_control('Text1', _run('999'))}</w:p>")
    assert "Of 999" in texts(part(assemble(workspace, catalogue).path))


def test_a_table_of_an_earlier_paper_is_refused(workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path]) -> None:
    table = f"<w:tbl><w:tr><w:tc><w:p>{_run('A')}</w:p></w:tc></w:tr></w:tbl>"
    word(f"{TITLE}{_control('table: children', table)}")
    with pytest.raises(
        NarrativeError, match=r"holds the table children of an earlier paper; delete it, and type {{ table: children }} on a line of its own\."
    ):
        assemble(workspace, catalogue)
