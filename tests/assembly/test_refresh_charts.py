"""Charts made anew in the sample's paper: their parts and workbooks are today's, and references still lead to their captions."""

import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from boardpaper.assembly.check.run import check
from boardpaper.assembly.draft import Draft
from boardpaper.assembly.fields import fields
from boardpaper.assembly.made import chart_in, said_today
from boardpaper.assembly.ooxml import NAMESPACES as OFFICE
from boardpaper.assembly.ooxml import Element, control_key, find_all, name, text_of, w
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.plots.drawingml import CHART as SPACE
from boardpaper.assembly.plots.saying import differs, said_by
from boardpaper.assembly.refresh.run import refresh
from boardpaper.assembly.soundness import faults
from boardpaper.tests.measuring import measure
from boardpaper.warehouse.figures.model import Catalogue, Chart, Node
from boardpaper.workspace import Workspace

NAMESPACES = OFFICE | {"c": SPACE}

KEY = "provider_audit.xa1.met"
CHART = "chart: audit_ratings"
TITLE = f"Audit ratings by provider ({CHART})"
PLACED = f"{TITLE} in section 3 Providers Accountability and Assurance"
pytestmark = pytest.mark.usefixtures("no_ruler")


@pytest.fixture
def sample(ingested: Path, tmp_path: Path) -> tuple[Workspace, Catalogue, Catalogue, Path]:
    """The sample, its figures, the same with one of a chart's moved, and the paper as assembled before that."""
    workspace = Workspace(shutil.copytree(ingested, tmp_path / "sample"))
    catalogue = measure(workspace)
    later = replace(catalogue, figures=catalogue.figures | {KEY: replace(catalogue.figures[KEY], value=13, text="13", brief="13")})
    return workspace, catalogue, later, assemble(workspace, catalogue, workspace.papers / "paper.docx").path


def _edit(path: Path, edit: Callable[[Package, Element, str], None]) -> None:
    """Change the paper as Word would: its control of the chart, or the part that the chart is drawn in."""
    package = Package(path.read_bytes(), path.name)
    (control,) = [found for found in find_all(package.document, "//w:sdt") if control_key(found) == CHART]
    edit(package, control, chart_in(package, control))
    path.write_bytes(package.data())


def _blocks_at_fault(workspace: Workspace, catalogue: Catalogue, path: Path) -> list[str]:
    found = [finding.rule.code for finding in check(workspace, catalogue, path, pages=False).findings]
    return [code for code in found if code.startswith(("block_", "chart_", "figure_", "ledger_"))]


def test_a_chart_follows_its_figures_and_keeps_its_place(sample: tuple[Workspace, Catalogue, Catalogue, Path]) -> None:
    workspace, _, later, path = sample
    assert _blocks_at_fault(workspace, later, path) == ["block_stale", "figure_stale"]
    done = refresh(workspace, later, path, pages=False)
    fresh = assemble(workspace, later, workspace.papers / "fresh.docx").path
    with ZipFile(path) as made, ZipFile(fresh) as wanted:
        assert {name for name in wanted.namelist() if made.read(name) != wanted.read(name)} == set()
    assert (done.blocks, faults(Package(path.read_bytes(), "paper.docx"))) == ((CHART,), [])


def test_the_look_that_an_author_gave_a_chart_stays(sample: tuple[Workspace, Catalogue, Catalogue, Path]) -> None:
    workspace, _, later, path = sample

    def colour_and_caption(package: Package, control: Element, part: str) -> None:
        next(package.tree(part).iter(f"{{{NAMESPACES['a']}}}srgbClr")).set("val", "112233")
        find_all(control, ".//w:t")[-1].text = ": How the providers fare"

    _edit(path, colour_and_caption)
    done = refresh(workspace, later, path, pages=False)
    package = Package(path.read_bytes(), "paper.docx")
    (control,) = [found for found in find_all(package.document, "//w:sdt") if control_key(found) == CHART]
    drawn = package.tree(chart_in(package, control))
    assert done.notes == (f"{PLACED} was edited by hand: its numbers are today's, its look and caption were left: see that the words still hold.",)
    assert said_by(drawn) == said_today(Draft(package, {}), later, CHART)
    assert differs(drawn, package.parts[package.related_from(chart_in(package, control), "package")]) == ""
    assert next(drawn.iter(f"{{{NAMESPACES['a']}}}srgbClr")).get("val") == "112233"
    assert text_of(find_all(control, ".//w:p")[-1]).endswith(": How the providers fare")
    assert "Met: Northmoor NHS Foundation Trust 13" in find_all(control, ".//wp:docPr")[0].get("descr", "")
    assert (_blocks_at_fault(workspace, later, path), faults(package)) == (["block_words"], [])
    assert refresh(workspace, later, path, pages=False).copy is None


def test_words_for_who_cannot_see_it_that_an_author_wrote_stay(sample: tuple[Workspace, Catalogue, Catalogue, Path]) -> None:
    workspace, _, later, path = sample
    _edit(path, lambda _, control, __: find_all(control, ".//wp:docPr")[0].set("descr", "Northmoor leads."))
    notes = refresh(workspace, later, path, pages=False).notes
    assert notes == (
        f"{PLACED} was edited by hand: its numbers are today's, its look, caption and alt text were left: see that the words still hold.",
    )
    (control,) = [found for found in find_all(Package(path.read_bytes(), "p").document, "//w:sdt") if control_key(found) == CHART]
    assert find_all(control, ".//wp:docPr")[0].get("descr") == "Northmoor leads."
    told = [finding.found.says for finding in check(workspace, later, path, pages=False).findings if finding.rule.code == "block_words"]
    assert told == [f"the words of {TITLE} for those who cannot see it are not those that it was made with"]


def test_a_number_typed_into_a_chart_is_left_and_told_unless_overruled(sample: tuple[Workspace, Catalogue, Catalogue, Path]) -> None:
    workspace, catalogue, _, path = sample
    cache = f"{{{NAMESPACES['c']}}}numCache"
    _edit(path, lambda package, _, part: setattr(next(next(package.tree(part).iter(cache)).iter(f"{{{NAMESPACES['c']}}}v")), "text", "26"))
    assert _blocks_at_fault(workspace, catalogue, path) == ["chart_by_hand"]
    before = path.read_bytes()
    done = refresh(workspace, catalogue, path, pages=False)
    assert (done.copy, path.read_bytes() == before, len(done.notes)) == (None, True, 1)
    assert done.notes[0].startswith(f"{PLACED} was changed by hand (it shows other numbers than it was made with: Met, ")
    refresh(workspace, catalogue, path, pages=False, overrule=True)
    assert _blocks_at_fault(workspace, catalogue, path) == []


def test_a_chart_taken_out_is_told_once(sample: tuple[Workspace, Catalogue, Catalogue, Path]) -> None:
    workspace, catalogue, _, path = sample
    _edit(path, lambda _, control, __: control.getparent().remove(control))  # type: ignore[union-attr]
    assert _blocks_at_fault(workspace, catalogue, path) == ["block_removed"]
    assert refresh(workspace, catalogue, path, pages=False).notes == (f"{TITLE} was taken out of the paper.",)
    assert _blocks_at_fault(workspace, catalogue, path) == []


def test_an_accountability_chart_follows_its_posts(sample: tuple[Workspace, Catalogue, Catalogue, Path]) -> None:
    workspace, catalogue, _, path = sample
    team = catalogue.charts["team"]
    assert isinstance(team, Chart)
    later = replace(catalogue, charts=catalogue.charts | {"team": replace(team, nodes=(*team.nodes, Node("Named Nurse", team.nodes[0].label)))})
    assert _blocks_at_fault(workspace, later, path) == ["block_stale"]
    assert refresh(workspace, later, path, pages=False).blocks == ("chart: team",)
    package = Package(path.read_bytes(), "paper.docx")
    (control,) = [found for found in find_all(package.document, "//w:sdt") if control_key(found) == "chart: team"]
    assert [text_of(box) for box in find_all(control, ".//w:p")][-1] == "Named Nurse"
    assert (_blocks_at_fault(workspace, later, path), faults(package)) == ([], [])


def _count_anew(package: Package, control: Element) -> None:
    """Have Word count the captions anew (F9): it sets the number in a run of its own make, and marks what it saved."""
    (number,) = [piece for found in fields(control) if found.kind == "SEQ" for piece in found.shown]
    number.text = "7"
    holder = number.getparent()
    assert holder is not None
    holder.insert(0, w("rPr", w("noProof")))
    for paragraph in find_all(control, ".//w:p"):
        paragraph.set(name("w:rsidR"), "00A77B3E")
        paragraph.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", "1A2B3C4D")
        paragraph.append(w("proofErr", type="spellEnd"))


def test_a_caption_that_word_counted_anew_was_edited_by_nobody(sample: tuple[Workspace, Catalogue, Catalogue, Path]) -> None:
    workspace, catalogue, later, path = sample
    _edit(path, lambda package, control, part: _count_anew(package, control))
    assert _blocks_at_fault(workspace, catalogue, path) == []
    done = refresh(workspace, later, path, pages=False)
    assert (done.blocks, done.notes) == ((CHART,), ())
    (control,) = [found for found in find_all(Package(path.read_bytes(), "paper.docx").document, "//w:sdt") if control_key(found) == CHART]
    assert text_of(control).startswith("Figure 7: ")
    assert _blocks_at_fault(workspace, later, path) == []


def _put_control_beside(control: Element) -> None:
    """Put the control of a chart into the line of its drawing, as a save by LibreOffice does."""
    content = control.find(name("w:sdtContent"))
    assert content is not None
    for child in list(content):
        control.addprevious(child)
    line = next(each for each in control.itersiblings(preceding=True) if find_all(each, ".//w:drawing"))
    content.append(w("r"))
    line.append(control)


def test_one_that_cannot_be_made_anew_where_it_stands_is_not_said_to_have_been(sample: tuple[Workspace, Catalogue, Catalogue, Path]) -> None:
    workspace, catalogue, _, path = sample

    def take_a_series_out(package: Package, control: Element, part: str) -> None:
        series = next(package.tree(part).iter(f"{{{NAMESPACES['c']}}}ser"))
        series.getparent().remove(series)  # type: ignore[union-attr]
        _put_control_beside(control)

    _edit(path, take_a_series_out)
    done = refresh(workspace, catalogue, path, pages=False, overrule=True)
    told = f"{PLACED} has other series today, and cannot be made anew where it stands: take it from a paper that is assembled anew."
    assert (done.blocks, done.notes) == ((), (told,))


def test_a_drawing_that_was_deleted_is_told_and_drawn_anew_where_overruled(sample: tuple[Workspace, Catalogue, Catalogue, Path]) -> None:
    workspace, catalogue, _, path = sample

    def delete(package: Package, control: Element, part: str) -> None:
        drawing = next(control.iter(name("w:drawing")))
        drawing.getparent().remove(drawing)  # type: ignore[union-attr]

    _edit(path, delete)
    assert _blocks_at_fault(workspace, catalogue, path) == ["block_removed"]
    told = f"{PLACED} has lost its drawing: it was left as it is (--overrule makes it anew)."
    assert refresh(workspace, catalogue, path, pages=False).notes == (told,)
    done = refresh(workspace, catalogue, path, pages=False, overrule=True)
    assert (done.blocks, done.notes) == ((CHART,), ())
    assert (_blocks_at_fault(workspace, catalogue, path), faults(Package(path.read_bytes(), "paper.docx"))) == ([], [])
    assert refresh(workspace, catalogue, path, pages=False, overrule=True).copy is None
