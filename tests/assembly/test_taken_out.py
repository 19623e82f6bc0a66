"""What an author took out of a paper is a fault until a refresh takes note of it, and told to whoever checks the paper from then on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from boardpaper.assembly.check.run import check
from boardpaper.assembly.ooxml import Element, control_key, find_all, name, w
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
FIGURE = "training.percent stood in one place of the paper as it was assembled, and was taken out before a refresh"
TABLE = "Children, 2018/19 (table: children) stood in the paper as it was assembled, and was taken out before a refresh"
Refresh = Callable[[str], Path]


@pytest.fixture
def refreshed(workspace: Workspace, catalogue: Catalogue) -> Refresh:
    """Assemble the paper, take the controls of a key out, and refresh it."""

    def made(key: str) -> Path:
        path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
        package = Package(path.read_bytes(), path.name)
        for control in find_all(package.document, "//w:sdt"):
            if control_key(control) == key:
                control.getparent().remove(control)  # type: ignore[union-attr]
        path.write_bytes(package.data())
        refresh(workspace, catalogue, path)
        return path

    return made


def _told(workspace: Workspace, catalogue: Catalogue, path: Path) -> list[tuple[str, str]]:
    codes = ("taken_out", "figure_", "block_")
    return [(each.rule.code, each.found.says) for each in check(workspace, catalogue, path, pages=False).findings if each.rule.code.startswith(codes)]


@pytest.mark.parametrize(("key", "says"), [("training.percent", FIGURE), ("table: children", TABLE)])
def test_a_refresh_does_not_forget_it(workspace: Workspace, catalogue: Catalogue, refreshed: Refresh, key: str, says: str) -> None:
    path = refreshed(key)
    assert _told(workspace, catalogue, path) == [("taken_out", says)]
    assert refresh(workspace, catalogue, path).copy is None
    later = replace(catalogue.figures["assurance.1.duty"], text="Staff are safe")
    moved = replace(catalogue, figures=catalogue.figures | {later.key: later})
    assert refresh(workspace, moved, path).copy
    assert _told(workspace, moved, path) == [("taken_out", says)]


def _strike_out(control: Element) -> None:
    """Delete the text of a control with changes tracked."""
    for piece in list(control.iter(name("w:t"))):
        holder = piece.getparent()
        assert holder is not None
        piece.tag = name("w:delText")
        holder.addprevious(deleted := w("del", id=1, author="Ann"))
        deleted.append(holder)


def _hide(control: Element) -> None:
    for holder in control.iter(name("w:r")):
        holder.insert(0, w("rPr", w("vanish")))


@pytest.mark.parametrize("edit", [_strike_out, _hide])
def test_what_no_reader_sees_is_taken_out(workspace: Workspace, catalogue: Catalogue, edit: Callable[[Element], None]) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    package = Package(path.read_bytes(), path.name)
    (control,) = [found for found in find_all(package.document, "//w:sdt") if control_key(found) == "training.percent"]
    edit(control)
    path.write_bytes(package.data())
    assert [code for code, _ in _told(workspace, catalogue, path)] == ["figure_removed"]
    refresh(workspace, catalogue, path)
    assert _told(workspace, catalogue, path) == [("taken_out", FIGURE)]
    assert refresh(workspace, catalogue, path).copy is None


def test_it_does_not_fail_the_check(workspace: Workspace, catalogue: Catalogue, refreshed: Refresh) -> None:
    found = check(workspace, catalogue, refreshed("training.percent"), pages=False).findings
    assert [each.rule.severity for each in found if each.rule.code == "taken_out"] == ["look"]


def test_what_left_with_a_row_was_not_taken_out(workspace: Workspace, catalogue: Catalogue, refreshed: Refresh) -> None:
    path = refreshed("none")
    later = replace(catalogue, tables={"children": replace(catalogue.tables["children"], rows=())})
    assert refresh(workspace, later, path).blocks == ("table: children",)
    assert _told(workspace, later, path) == []


def test_nor_was_what_is_no_longer_on_offer(workspace: Workspace, catalogue: Catalogue, refreshed: Refresh) -> None:
    path = refreshed("none")
    later = replace(catalogue, figures={key: figure for key, figure in catalogue.figures.items() if key != "training.percent"})
    refresh(workspace, later, path)
    assert _told(workspace, later, path) == [("figure_stale", "the paper says '87.79%'; the figure is no longer on offer")]
