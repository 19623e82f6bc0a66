"""A section that begins with a header of its own begins with that of the section before: its figures are no copies, and those of a new one are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.assembly.check.run import check
from boardpaper.assembly.ooxml import serialise
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")


@pytest.fixture
def path(workspace: Workspace, catalogue: Catalogue) -> Path:
    return assemble(workspace, catalogue, workspace.papers / "paper.docx").path


def _add_copies(path: Path, kind: str, change: Callable[[bytes], bytes]) -> None:
    """Give further sections the headers or footers of a paper, changed."""
    package = Package(path.read_bytes(), path.name)
    for part in [part for part in package.stories() if f"/{kind}" in part]:
        copy = package.add(part, change(serialise(package.tree(part))), package.content_type(part))
        package.relate(package.main, kind, copy)
    path.write_bytes(package.data())


def _duplicated(workspace: Workspace, catalogue: Catalogue, path: Path) -> set[tuple[str, str]]:
    found = [each.found for each in check(workspace, catalogue, path, pages=False).findings if each.rule.code == "figure_duplicated"]
    return {(each.where, each.key) for each in found}


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_the_same_on_further_pages(workspace: Workspace, catalogue: Catalogue, path: Path, kind: str) -> None:
    _add_copies(path, kind, lambda data: data.replace(b">2<", b">14<"))
    assert _duplicated(workspace, catalogue, path) == set()


def test_another_of_its_own_words(workspace: Workspace, catalogue: Catalogue, path: Path) -> None:
    _add_copies(path, "header", lambda data: data.replace(b"<w:sdt>", b"<w:r><w:t>Of all but </w:t></w:r><w:sdt>"))
    assert _duplicated(workspace, catalogue, path) == {("header", "organisation.name"), ("header", "report.title")}
