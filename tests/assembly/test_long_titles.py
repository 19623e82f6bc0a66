"""A title too long for the head of a page is cut there at a word, and there alone."""

from collections.abc import Callable

import pytest

from boardpaper.assembly.check.run import check
from boardpaper.assembly.ooxml import Element, text_of
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
TITLE = "Annual Report on safeguarding children, young people and adults at risk across all of the providers that we commission, " * 2


@pytest.fixture
def titled(workspace: Workspace) -> Workspace:
    settings = workspace.root / "boardpaper.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Annual Report 2018/19", TITLE.strip()), encoding="utf-8")
    return Workspace(workspace.root)


def test_only_the_page_head_cuts_it(titled: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    path = assemble(titled, catalogue).path
    head = "DRAFT – Hillshire Commissioning GroupAnnual Report on safeguarding children, young people and adults at risk across…"
    assert text_of(part(path, "word/header1.xml")) == head
    assert TITLE.strip() in text_of(part(path))


def test_the_cut_title_is_no_finding_and_nothing_to_refresh(titled: Workspace, catalogue: Catalogue) -> None:
    path = assemble(titled, catalogue).path
    assert [found for found in check(titled, catalogue, path, pages=False).findings if "report.title" in str(found)] == []
    done = refresh(titled, catalogue, path, pages=False)
    assert (done.moved, done.left) == ((), ())
