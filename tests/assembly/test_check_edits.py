"""Two hundred edits of an assembled paper, by hand as authors make them: what the check says of each, and what a refresh mends."""

import random
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest

from boardpaper.assembly.check import figures
from boardpaper.assembly.check.document import Document
from boardpaper.assembly.check.register import Subject
from boardpaper.assembly.check.run import rules
from boardpaper.assembly.keys import offered
from boardpaper.assembly.ooxml import Element, control_key, find_all, name, run, text_of
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.cli_workspace import measure
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

Told = set[tuple[str, str]]
"""The codes and keys that the check has to name; none where nothing of an edit is a fault."""


@pytest.fixture(scope="module")
def paper(ingested: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Catalogue, bytes]:
    """The sample's paper, made without its pages measured."""
    workspace = Workspace(ingested)
    catalogue = measure(workspace)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("boardpaper.assembly.paper.soffice", lambda: None)
        made = assemble(workspace, catalogue, tmp_path_factory.mktemp("papers") / "paper.docx")
    return workspace, catalogue, made.path.read_bytes()


def _figures(package: Package, keys: set[str]) -> list[Element]:
    return [control for control in find_all(package.document, "//w:body//w:sdt") if control_key(control) in keys]


def _retype(chance: random.Random, package: Package, keys: set[str]) -> Told:
    control = chance.choice(_figures(package, keys))
    texts = list(control.iter(name("w:t")))
    texts[0].text = f"{chance.randrange(1000, 9000)}"
    return {("figure_by_hand", control_key(control))}


def _split(chance: random.Random, package: Package, keys: set[str]) -> Told:
    """Cut the text of a figure into runs, as Word does at a spelling mark; it reads as before."""
    control = chance.choice([found for found in _figures(package, keys) if len(text_of(found)) > 1])
    piece = next(control.iter(name("w:t")))
    shown, holder = piece.text or "", piece.getparent()
    assert holder is not None
    piece.text = shown[:1]
    holder.addnext(run(shown[1:]))
    return set()


def _retype_in_pieces(chance: random.Random, package: Package, keys: set[str]) -> Told:
    """Retype a figure with changes tracked: the old text deleted, the new one inserted."""
    control = chance.choice(_figures(package, keys))
    piece = next(control.iter(name("w:t")))
    old = piece.getparent()
    assert old is not None
    new = run("77777")
    piece.tag = name("w:delText")
    deleted, inserted = old.makeelement(name("w:del")), old.makeelement(name("w:ins"))
    old.addprevious(deleted)
    deleted.append(old)
    deleted.addnext(inserted)
    inserted.append(new)
    return {("figure_by_hand", control_key(control))}


def _delete(chance: random.Random, package: Package, keys: set[str]) -> Told:
    """Take a control away and leave its text as typed, as "Remove Content Control" does."""
    control = chance.choice(_figures(package, keys))
    content = control.find(name("w:sdtContent"))
    assert content is not None
    for child in list(content):
        control.addprevious(child)
    parent = control.getparent()
    assert parent is not None
    parent.remove(control)
    return {("figure_removed", control_key(control))}


def _copy(chance: random.Random, package: Package, keys: set[str]) -> Told:
    control = chance.choice([found for found in _figures(package, keys) if next(found.iterancestors(name("w:tbl")), None) is None])
    paragraph = next(control.iterancestors(name("w:p")))
    paragraph.addnext(deepcopy(paragraph))
    return {("figure_duplicated", control_key(found)) for found in find_all(paragraph, ".//w:sdt")}


def _move(chance: random.Random, package: Package, keys: set[str]) -> Told:
    """Move a paragraph with figures to another place: every figure is still there, once."""
    control = chance.choice([found for found in _figures(package, keys) if next(found.iterancestors(name("w:tbl")), None) is None])
    paragraph = next(control.iterancestors(name("w:p")))
    others = [found for found in find_all(package.document, "//w:body/w:p") if found is not paragraph]
    chance.choice(others).addnext(paragraph)
    return set()


def _strike_out(chance: random.Random, package: Package, keys: set[str]) -> Told:
    """Delete a control with changes tracked: it is gone, though it can still be seen."""
    control = chance.choice(_figures(package, keys))
    deleted = control.makeelement(name("w:del"))
    control.addprevious(deleted)
    deleted.append(control)
    return {("figure_removed", control_key(control))}


EDITS = (_retype, _retype_in_pieces, _delete, _strike_out, _copy, _split, _move)


@pytest.mark.parametrize("seed", range(200))
def test_each_edit_is_told_for_what_it_is(paper: tuple[Workspace, Catalogue, bytes], seed: int) -> None:
    workspace, catalogue, made = paper
    package = Package(made, "paper.docx")
    wanted = EDITS[seed % len(EDITS)](random.Random(seed), package, set(catalogue.figures))
    assert _faults(workspace, catalogue, package.data()) == wanted


def _faults(workspace: Workspace, catalogue: Catalogue, data: bytes) -> Told:
    document = Document(Package(data, "edited.docx"))
    subject = Subject(document, offered(workspace.settings, catalogue), catalogue, workspace.settings)
    found = [(rule.code, found.key) for rule in rules() if rule.find.__module__ == figures.__name__ for found in rule.find(subject)]
    return {each for each in found if each[0] != "number_by_hand"}


@pytest.mark.parametrize("seed", range(40))
def test_a_refresh_leaves_no_figure_at_fault_whatever_was_edited(paper: tuple[Workspace, Catalogue, bytes], tmp_path: Path, seed: int) -> None:
    workspace, catalogue, made = paper
    chance = random.Random(seed)
    package = Package(made, "paper.docx")
    for edit in chance.choices(EDITS, k=chance.randrange(1, 6)):
        edit(chance, package, set(catalogue.figures))
    path = tmp_path / "edited.docx"
    path.write_bytes(package.data())
    moved = {key: replace(figure, text="12,345") for key, figure in catalogue.figures.items() if chance.random() < 0.2}
    later = replace(catalogue, figures=catalogue.figures | moved)
    refresh(workspace, later, path, overrule=True)
    once = path.read_bytes()
    assert _faults(workspace, later, once) == set()
    assert refresh(workspace, later, path, overrule=True).copy is None
    assert path.read_bytes() == once
