"""Two hundred edits of an assembled paper, by hand as authors make them: what the check says of each, and what a refresh mends."""

import random
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from boardpaper.assembly.check import blocks, figures, seal, standing
from boardpaper.assembly.check.document import Document
from boardpaper.assembly.check.register import Subject
from boardpaper.assembly.check.run import rules
from boardpaper.assembly.keys import offered
from boardpaper.assembly.made import chart_in
from boardpaper.assembly.ooxml import Element, control_key, find_all, name, parse, run, text_of, w
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.plots.drawingml import CHART
from boardpaper.assembly.refresh.run import refresh
from boardpaper.tests.measuring import measure
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

ROOMS = (seal.__name__, blocks.__name__, figures.__name__, standing.__name__)
_C = f"{{{CHART}}}"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
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
    return [control for control in find_all(package.document, "//w:body//w:sdt") if control_key(control) in keys and text_of(control)]


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


def _empty(chance: random.Random, package: Package, keys: set[str]) -> Told:
    """Delete what a control shows, and leave the control."""
    control = chance.choice(_figures(package, keys))
    content = control.find(name("w:sdtContent"))
    assert content is not None
    content[:] = []
    return {("figure_by_hand", control_key(control))}


def _put_sign(chance: random.Random, package: Package, keys: set[str]) -> Told:
    """Put a hyphen that does not break (Ctrl+Shift+_) or a symbol behind a figure, within its control."""
    control = chance.choice(_figures(package, keys))
    holder = next(control.iter(name("w:t"))).getparent()
    assert holder is not None
    holder.append(chance.choice((w("noBreakHyphen"), w("sym", font="Symbol", char="F035"))))
    return {("figure_by_hand", control_key(control))}


def _put_elsewhere(chance: random.Random, package: Package, keys: set[str]) -> Told:
    """Cut a figure out of its sentence, and paste it into one that has none."""
    control = chance.choice([found for found in _figures(package, keys) if next(found.iterancestors(name("w:tbl")), None) is None])
    others = [found for found in find_all(package.document, "//w:body/w:p[not(.//w:sdt)]") if len(text_of(found)) > 60]
    other = chance.choice(others)
    other.append(run(" and "))
    other.append(control)
    return {("figure_words", control_key(control))}


def _charts(package: Package) -> list[Element]:
    return [control for control in find_all(package.document, "//w:body//w:sdt") if chart_in(package, control)]


def _retype_in_a_chart(chance: random.Random, package: Package, keys: set[str]) -> Told:
    control = chance.choice(_charts(package))
    numbers = [found for found in package.tree(chart_in(package, control)).iter(f"{_C}v") if _is_number(found)]
    chance.choice(numbers).text = "0.123"
    return {("chart_by_hand", control_key(control))}


def _retype_in_a_workbook(chance: random.Random, package: Package, keys: set[str]) -> Told:
    """Change a number of the workbook alone, as happens where somebody closes Excel before the chart has followed."""
    control = chance.choice(_charts(package))
    part = package.related_from(chart_in(package, control), "package")
    book = load_workbook(BytesIO(package.parts[part]))
    cells = [cell for row in book.active.iter_rows(min_row=2, min_col=2) for cell in row if cell.value is not None]  # type: ignore[union-attr]
    chance.choice(cells).value = 0.123
    made = BytesIO()
    book.save(made)
    package.parts[part] = made.getvalue()
    return {("chart_by_hand", control_key(control))}


def _type_over_a_label(chance: random.Random, package: Package, keys: set[str]) -> Told:
    control = chance.choice(_charts(package))
    series = next(package.tree(chart_in(package, control)).iter(f"{_C}ser"))
    text = f'<c:tx xmlns:c="{CHART}" xmlns:a="{_A}"><c:rich><a:p><a:r><a:t>99%</a:t></a:r></a:p></c:rich></c:tx>'
    label = series.makeelement(f"{_C}dLbl")
    label.append(series.makeelement(f"{_C}idx", val="0"))
    label.append(parse(text.encode()))
    series.insert(3, label)
    return {("chart_by_hand", control_key(control))}


def _delete_a_chart(chance: random.Random, package: Package, keys: set[str]) -> Told:
    control = chance.choice(_charts(package))
    control.getparent().remove(control)  # type: ignore[union-attr]
    return {("block_removed", control_key(control)), *(("figure_removed", control_key(inner)) for inner in find_all(control, ".//w:sdt"))}


def _delete_a_drawing(chance: random.Random, package: Package, keys: set[str]) -> Told:
    control = chance.choice(_charts(package))
    drawing = next(control.iter(name("w:drawing")))
    drawing.getparent().remove(drawing)  # type: ignore[union-attr]
    return {("block_removed", control_key(control))}


def _copy_a_chart(chance: random.Random, package: Package, keys: set[str]) -> Told:
    control = chance.choice(_charts(package))
    control.addnext(deepcopy(control))
    return {("block_duplicated", control_key(control)), *(("figure_duplicated", control_key(inner)) for inner in find_all(control, ".//w:sdt"))}


def _is_number(found: Element) -> bool:
    return any(True for _ in found.iterancestors(f"{_C}numCache"))


OF_FIGURES = (_retype, _retype_in_pieces, _delete, _strike_out, _copy, _split, _move, _empty, _put_sign)
OF_CHARTS = (_retype_in_a_chart, _retype_in_a_workbook, _type_over_a_label, _delete_a_chart, _delete_a_drawing, _copy_a_chart)
EDITS = (*OF_FIGURES, *OF_CHARTS, _put_elsewhere)


@pytest.mark.parametrize("seed", range(200))
def test_each_edit_is_told_for_what_it_is(paper: tuple[Workspace, Catalogue, bytes], seed: int) -> None:
    workspace, catalogue, made = paper
    package = Package(made, "paper.docx")
    wanted = EDITS[seed % len(EDITS)](random.Random(seed), package, set(catalogue.figures))
    assert _faults(workspace, catalogue, package.data()) == wanted


def _faults(workspace: Workspace, catalogue: Catalogue, data: bytes) -> Told:
    document = Document(Package(data, "edited.docx"))
    subject = Subject(document, offered(workspace.settings, catalogue), catalogue, workspace.settings)
    found = [(rule.code, found.key) for rule in rules() if rule.find.__module__ in ROOMS for found in rule.find(subject)]
    return {each for each in found if each[0] not in ("number_by_hand", "block_words")}


@pytest.mark.parametrize("seed", range(40))
def test_a_refresh_leaves_no_figure_at_fault_whatever_was_edited(paper: tuple[Workspace, Catalogue, bytes], tmp_path: Path, seed: int) -> None:
    workspace, catalogue, made = paper
    chance = random.Random(seed)
    package = Package(made, "paper.docx")
    # a chart that is gone has no more to be edited
    for edit in [*chance.choices(OF_FIGURES, k=chance.randrange(1, 6)), *chance.choices(OF_CHARTS, k=chance.randrange(3))]:
        edit(chance, package, set(catalogue.figures))
    path = tmp_path / "edited.docx"
    path.write_bytes(package.data())
    moved = {key: replace(figure, text="12,345") for key, figure in catalogue.figures.items() if chance.random() < 0.2}
    later = replace(catalogue, figures=catalogue.figures | moved)
    pages = seed % 8 == 0  # what LibreOffice measures has no part in which figures are right
    refresh(workspace, later, path, overrule=True, pages=pages)
    once = path.read_bytes()
    assert _faults(workspace, later, once) == set()
    assert refresh(workspace, later, path, overrule=True, pages=pages).copy is None
    assert path.read_bytes() == once
