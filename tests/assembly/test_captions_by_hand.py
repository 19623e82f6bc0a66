"""The caption of a table stands outside its control, and says what its figures are: one that was reworded is told, wherever it was moved to."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from boardpaper.assembly.check.run import check
from boardpaper.assembly.made import caption_above
from boardpaper.assembly.ooxml import Element, control_key, find_all, paragraph, run, text_of
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
SAYS = "the caption of Children, 2018/19 (table: children) is not the one that it was made with"


def _caption(package: Package) -> Element:
    (table,) = [found for found in find_all(package.document, "//w:sdt") if control_key(found) == "table: children"]
    above = caption_above(table)
    assert above is not None
    return above


def _edited(workspace: Workspace, catalogue: Catalogue, edit: Callable[[Package], None]) -> Path:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    package = Package(path.read_bytes(), path.name)
    edit(package)
    path.write_bytes(package.data())
    return path


def _told(workspace: Workspace, catalogue: Catalogue, path: Path) -> list[tuple[str, str]]:
    found = [each.found for each in check(workspace, catalogue, path, pages=False).findings if each.rule.code == "block_words"]
    return [(each.says, each.words) for each in found]


def _reword(package: Package) -> None:
    next(piece for piece in find_all(_caption(package), ".//w:t") if piece.text == ": Children, ").text = ": Adults, "


def _delete(package: Package) -> None:
    caption = _caption(package)
    caption.getparent().remove(caption)  # type: ignore[union-attr]


def _type_out(package: Package) -> None:
    """Type a caption whose number nothing counts."""
    caption = _caption(package)
    caption.addprevious(paragraph("Caption", run("Table 1: Children, 2018/19")))
    _delete(package)


def _count_anew(package: Package) -> None:
    next(piece for piece in find_all(_caption(package), ".//w:t") if piece.text == "1").text = "7"


def _say_more(package: Package) -> None:
    _caption(package).addnext(paragraph("Normal", run("As returned.")))


def _forget(package: Package) -> None:
    _reword(package)
    part = "customXml/item1.xml"
    package.parts[part] = re.sub(rb' caption="[^"]*"', b"", package.parts[part])


@pytest.mark.parametrize(("edit", "words"), [(_reword, "Table 1: Adults, 2018/19"), (_delete, "Group"), (_type_out, "Group")])
def test_one_that_is_another_is_told(workspace: Workspace, catalogue: Catalogue, edit: Callable[[Package], None], words: str) -> None:
    assert _told(workspace, catalogue, _edited(workspace, catalogue, edit)) == [(SAYS, words)]


@pytest.mark.parametrize("edit", [_count_anew, _say_more, _forget, lambda package: None])
def test_one_that_says_the_same_is_not(workspace: Workspace, catalogue: Catalogue, edit: Callable[[Package], None]) -> None:
    assert _told(workspace, catalogue, _edited(workspace, catalogue, edit)) == []


def test_a_refresh_that_makes_the_table_anew_does_not_forget_it(workspace: Workspace, catalogue: Catalogue) -> None:
    path = _edited(workspace, catalogue, _reword)
    table = catalogue.tables["children"]
    later = replace(catalogue, tables={"children": replace(table, rows=(*table.rows, ("Others", "1", "4", "met")))})
    assert refresh(workspace, later, path).blocks == ("table: children",)
    assert _told(workspace, later, path) == [(SAYS, "Table 1: Adults, 2018/19")]
    assert "Others" in "".join(map(text_of, find_all(Package(path.read_bytes(), path.name).document, "//w:tc")))
