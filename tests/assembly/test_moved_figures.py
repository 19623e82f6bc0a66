"""Figures put in each other's places are told, each still with its right value; whoever moves or rewrites a passage is told nothing."""

import random
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from boardpaper.assembly.check.document import Document
from boardpaper.assembly.check.register import RULES, Subject
from boardpaper.assembly.check.run import check
from boardpaper.assembly.keys import offered
from boardpaper.assembly.ooxml import Element, control_key, find_all, name, paragraph, run, text_of
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.tests.measuring import measure
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
SECTION = """# Numbers

There were {{ children.previous }} in 2018 and {{ children.snapshot }} in 2019.

Of staff, {{ training.percent }} are trained.

{{ table: children }}
"""
A, B, C = "children.previous", "children.snapshot", "training.percent"


@pytest.fixture
def path(workspace: Workspace, catalogue: Catalogue) -> Path:
    for file in workspace.narrative.glob("0*"):
        file.unlink()
    (workspace.narrative / "01-numbers.md").write_text(SECTION, encoding="utf-8")
    return assemble(workspace, catalogue, workspace.papers / "paper.docx").path


def _swap(one: Element, other: Element) -> None:
    mark = one.makeelement("mark")
    one.addprevious(mark)
    other.addprevious(one)
    mark.addprevious(other)
    mark.getparent().remove(mark)  # type: ignore[union-attr]


def _edit(path: Path, edit: Callable[[Package], None]) -> None:
    package = Package(path.read_bytes(), path.name)
    edit(package)
    path.write_bytes(package.data())


def _controls(package: Package, key: str) -> list[Element]:
    """Return the places of a figure in section 1: the first in its text, the next in its table."""
    (heading,) = [found for found in find_all(package.document, "//w:body/w:p") if text_of(found) == "Numbers"]
    return [found for each in heading.itersiblings() for found in find_all(each, "descendant-or-self::w:sdt") if control_key(found) == key]


def _told(workspace: Workspace, catalogue: Catalogue, path: Path) -> list[tuple[str, str, str]]:
    found = [each.found for each in check(workspace, catalogue, path, pages=False).findings if each.rule.code == "figure_moved"]
    return [(each.where, each.says, each.words) for each in found]


@pytest.mark.parametrize("is_refreshed", [False, True])
def test_two_in_one_sentence(workspace: Workspace, catalogue: Catalogue, path: Path, is_refreshed: bool) -> None:
    _edit(path, lambda package: _swap(_controls(package, A)[0], _controls(package, B)[0]))
    if is_refreshed:
        refresh(workspace, catalogue, path)
    assert _told(workspace, catalogue, path) == [
        ("section 1 Numbers, paragraph 2", f"{B} stands where {A} stood", "There were 355 in 2018 and 363 in 2019."),
        ("section 1 Numbers, paragraph 2", f"{A} stands where {B} stood", "There were 355 in 2018 and 363 in 2019."),
    ]


def test_two_in_one_row(workspace: Workspace, catalogue: Catalogue, path: Path) -> None:
    _edit(path, lambda package: _swap(_controls(package, A)[1], _controls(package, B)[1]))
    assert [says for _, says, _ in _told(workspace, catalogue, path)] == [f"{B} stands where {A} stood", f"{A} stands where {B} stood"]


def test_one_of_a_sentence_and_one_of_a_table(workspace: Workspace, catalogue: Catalogue, path: Path) -> None:
    _edit(path, lambda package: _swap(_controls(package, A)[1], _controls(package, C)[0]))
    assert {says for _, says, _ in _told(workspace, catalogue, path)} == {f"{C} stands where {A} stood", f"{A} stands where {C} stood"}


def _move(package: Package) -> None:
    sentence = next(_controls(package, A)[0].iterancestors(name("w:p")))
    next(find_all(package.document, "//w:body/w:sectPr")[0].itersiblings(preceding=True)).addprevious(sentence)


def _rewrite(package: Package) -> None:
    sentence = next(_controls(package, A)[0].iterancestors(name("w:p")))
    controls = find_all(sentence, "w:sdt")
    now = paragraph("Normal", run("At the end, "), controls[1], run(" were looked after, and "), controls[0], run(" the year before."))
    sentence.addprevious(now)
    sentence.getparent().remove(sentence)  # type: ignore[union-attr]


def _say_more(package: Package) -> None:
    sentence = next(_controls(package, A)[0].iterancestors(name("w:p")))
    sentence.append(run(" This is fewer than in 2017; 12 moved away."))


def _say_again(package: Package) -> None:
    """Copy a sentence, and put another figure into the copy: the first stands where it stood."""
    sentence = next(_controls(package, C)[0].iterancestors(name("w:p")))
    sentence.addnext(copy := deepcopy(sentence))
    other = find_all(copy, "w:sdt")[0]
    other.addnext(deepcopy(_controls(package, A)[0]))
    copy.remove(other)


@pytest.mark.parametrize("edit", [_move, _rewrite, _say_more, _say_again])
def test_editing_is_none(workspace: Workspace, catalogue: Catalogue, path: Path, edit: Callable[[Package], None]) -> None:
    _edit(path, edit)
    assert _told(workspace, catalogue, path) == []


def test_a_ledger_that_does_not_say_where_they_stood_tells_nothing(workspace: Workspace, catalogue: Catalogue, path: Path) -> None:
    def forget(package: Package) -> None:
        _swap(_controls(package, A)[0], _controls(package, B)[0])
        part = "customXml/item1.xml"
        package.parts[part] = re.sub(rb' (?:among|figures)="[^"]*"', b"", package.parts[part])

    _edit(path, forget)
    assert _told(workspace, catalogue, path) == []


def test_whatever_is_swapped_in_the_sample_is_told_and_nothing_else(ingested: Path, tmp_path: Path) -> None:
    workspace = Workspace(ingested)
    catalogue = measure(workspace)
    made = assemble(workspace, catalogue, tmp_path / "paper.docx").path.read_bytes()
    chance = random.Random(1)
    for _ in range(60):
        package = Package(made, "paper.docx")
        one, other = chance.sample([found for found in find_all(package.document, "//w:body//w:sdt") if control_key(found) in catalogue.figures], 2)
        _swap(one, other)
        document = Document(Package(package.data(), "edited.docx"))
        subject = Subject(document, offered(workspace.settings, catalogue), catalogue, workspace.settings)
        assert {found.key for found in RULES["figure_moved"].find(subject)} >= {control_key(one), control_key(other)}
