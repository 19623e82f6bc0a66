"""A table is laid out anew where a figure in it moved, as another may want other columns: not by a later boardpaper, or where nothing moved."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from boardpaper.assembly import columns
from boardpaper.assembly.ooxml import find_all, name
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")


@pytest.fixture
def path(workspace: Workspace, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a paper of an earlier boardpaper, which gave the cells of a table less room."""
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    monkeypatch.setattr(columns, "CELL_PADDING", 30.0)
    return path


def _columns(path: Path) -> list[str]:
    return [size.get(name("w:w"), "") for size in find_all(Package(path.read_bytes(), path.name).document, "//w:sdt//w:tbl[1]/w:tblGrid/w:gridCol")]


def test_nothing_moved(workspace: Workspace, catalogue: Catalogue, path: Path) -> None:
    before = path.read_bytes()
    assert refresh(workspace, catalogue, path).copy is None
    assert path.read_bytes() == before


def test_a_figure_beside_it_moved(workspace: Workspace, catalogue: Catalogue, path: Path) -> None:
    before = _columns(path)
    moved = {"training.percent": replace(catalogue.figures["training.percent"], text="8.7%")}
    assert refresh(workspace, replace(catalogue, figures=catalogue.figures | moved), path).copy is not None
    assert _columns(path) == before


def test_a_figure_in_it_moved(workspace: Workspace, catalogue: Catalogue, path: Path) -> None:
    before = _columns(path)
    moved = {"children.snapshot": replace(catalogue.figures["children.snapshot"], text="123,456")}
    refresh(workspace, replace(catalogue, figures=catalogue.figures | moved), path)
    assert _columns(path) != before
