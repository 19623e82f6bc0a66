"""Cells of a table that were merged, put in or taken out by hand stand under the headings of others: the check tells it, with its place."""

from collections.abc import Callable
from copy import deepcopy
from typing import TypeAlias

import pytest

from boardpaper.assembly.check.run import check
from boardpaper.assembly.grid import cells_of, rows_of
from boardpaper.assembly.ooxml import Element, control_key, find_all, w
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
TITLE = "Children, 2018/19 (table: children)"
Edit: TypeAlias = Callable[[list[list[Element]]], None]


def _merge_across(rows: list[list[Element]]) -> None:
    """Merge as Word does: the words of the second cell come below those of the first, and the cell goes."""
    one, other = rows[1][:2]
    find_all(one, "w:tcPr/w:tcW")[0].addnext(w("gridSpan", val=2))
    one.extend(find_all(other, "w:p"))
    next(other.iterancestors()).remove(other)


def _merge_down(rows: list[list[Element]]) -> None:
    below = deepcopy(next(rows[1][0].iterancestors()))
    next(rows[1][0].iterancestors()).addnext(below)
    for cell, merge in ((rows[1][1], w("vMerge", val="restart")), (cells_of(below)[1], w("vMerge"))):
        find_all(cell, "w:tcPr/w:tcW")[0].addnext(merge)


def _take_out(rows: list[list[Element]]) -> None:
    next(rows[1][0].iterancestors()).remove(rows[1][0])


def _put_in(rows: list[list[Element]]) -> None:
    rows[1][1].addprevious(deepcopy(rows[1][3]))


def _span_of_one(rows: list[list[Element]]) -> None:
    find_all(rows[1][1], "w:tcPr/w:tcW")[0].addnext(w("gridSpan", val=1))


def _told(workspace: Workspace, catalogue: Catalogue, edit: Edit) -> list[tuple[str, str]]:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    package = Package(path.read_bytes(), path.name)
    (control,) = [found for found in find_all(package.document, "//w:sdt") if control_key(found) == "table: children"]
    edit([cells_of(row) for row in rows_of(find_all(control, ".//w:tbl")[0])])
    path.write_bytes(package.data())
    found = [each for each in check(workspace, catalogue, path, pages=False).findings if each.rule.code == "table_cells"]
    return [(each.found.where, each.found.says) for each in found]


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        (_merge_across, "one row, the first at 'All 363'"),
        (_merge_down, "2 rows, the first at 'All'"),
        (_take_out, "one row, the first at '363'"),
        (_put_in, "one row, the first at 'All'"),
    ],
)
def test_cells_that_stand_elsewhere(workspace: Workspace, catalogue: Catalogue, edit: Edit, where: str) -> None:
    says = f"cells of {TITLE} were merged, put in or taken out in {where}"
    assert _told(workspace, catalogue, edit) == [("section 2 Children, paragraph 4", says)]


@pytest.mark.parametrize("edit", [_span_of_one, lambda rows: None])
def test_cells_in_their_places(workspace: Workspace, catalogue: Catalogue, edit: Edit) -> None:
    assert _told(workspace, catalogue, edit) == []
