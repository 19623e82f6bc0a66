"""A return that comes after the paper was made: tables and charts that had nothing to show are put in their places, under their numbers."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from boardpaper.assembly.check.run import check
from boardpaper.assembly.ooxml import find_all, text_of
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.assembly.soundness import faults
from boardpaper.warehouse.figures.model import Catalogue, Chart, Node, Plot, Series
from boardpaper.workspace import Workspace

SECTION = """# Children

{{ Ref: table: children }}, {{ ref: chart: team }} and {{ ref: chart: ratings }} show it; {{ Ref: table: others }} more.

{{ table: children }}

{{ chart: team }}

{{ chart: ratings }}

{{ table: others }}
"""

pytestmark = pytest.mark.usefixtures("no_ruler")


@pytest.fixture
def whole(workspace: Workspace, catalogue: Catalogue) -> Catalogue:
    """Everything that the section shows, once the return is in."""
    (workspace.narrative / "02-children.md").write_text(SECTION, encoding="utf-8")
    number = replace(catalogue.figures["children.snapshot"], key="ratings.met", value=12, text="12")
    plot = Plot("ratings", "Ratings", "column", "count", "Provider", "Standards", ("North",), (Series("Met", "met", ("ratings.met",)),))
    others = replace(catalogue.tables["children"], key="others", title="Others")
    return replace(
        catalogue,
        figures=catalogue.figures | {number.key: number},
        tables=catalogue.tables | {others.key: others},
        charts=catalogue.charts | {plot.key: plot},
    )


def _nothing_in(whole: Catalogue) -> Catalogue:
    number = replace(whole.figures["ratings.met"], value=None, text="not measured", cells=())
    tables = {key: replace(table, rows=()) for key, table in whole.tables.items()}
    charts = whole.charts | {"team": replace(whole.charts["team"], nodes=())}
    return replace(whole, figures=whole.figures | {number.key: number}, tables=tables, charts=charts)


def _lines(path: Path) -> list[str]:
    """Return the lines of section 2, those of text boxes left out."""
    paragraphs = find_all(Package(path.read_bytes(), path.name).document, "//w:body//w:p[not(ancestor::w:txbxContent)]")
    lines = [line for line in map(text_of, paragraphs) if line]
    begin = lines.index("Table 1, Figure 1 and Figure 2 show it; Table 2 more.")
    return lines[begin : lines.index("Compliance Checklist", begin)]


def _written(path: Path) -> bytes:
    """Return the document as it is written, but for its numbers of controls, drawings and relations: what comes in later has later ones."""
    return re.sub(rb' (?:r:)?id="[^"]*"|<w:id w:val="[^"]*"/>', b"", Package(path.read_bytes(), path.name).parts["word/document.xml"])


def test_each_keeps_its_number_and_its_place(workspace: Workspace, whole: Catalogue) -> None:
    path = assemble(workspace, _nothing_in(whole), workspace.papers / "paper.docx").path
    assert _lines(path) == [
        "Table 1, Figure 1 and Figure 2 show it; Table 2 more.",
        "Table 1: Children, 2018/19",
        "Not measured.",
        "Not measured.",
        "Figure 1: Posts",
        "Not measured.",
        "Figure 2: Ratings",
        "Table 2: Others",
        "Not measured.",
    ]


def test_a_refresh_makes_the_fresh_paper_to_the_byte(workspace: Workspace, whole: Catalogue) -> None:
    path = assemble(workspace, _nothing_in(whole), workspace.papers / "paper.docx").path
    stale = {finding.found.key for finding in check(workspace, whole, path, pages=False).findings if finding.rule.code == "block_stale"}
    assert stale == {"table: children", "table: others", "chart: team", "chart: ratings"}
    done = refresh(workspace, whole, path)
    assert (set(done.blocks), done.notes) == (stale, ())
    fresh = assemble(workspace, whole, workspace.papers / "fresh.docx").path
    assert _lines(path) == _lines(fresh)
    assert _written(path) == _written(fresh)


def test_and_a_return_that_is_withdrawn_leaves_them_empty(workspace: Workspace, whole: Catalogue) -> None:
    path = assemble(workspace, whole, workspace.papers / "paper.docx").path
    refresh(workspace, _nothing_in(whole), path)
    assert _lines(path) == _lines(assemble(workspace, _nothing_in(whole), workspace.papers / "fresh.docx").path)
    assert faults(Package(path.read_bytes(), path.name)) == []


def test_a_table_that_says_nothing_has_no_place(workspace: Workspace, whole: Catalogue) -> None:
    silent = replace(whole, tables=whole.tables | {"others": replace(whole.tables["others"], rows=(), empty="")})
    path = assemble(workspace, silent, workspace.papers / "paper.docx").path
    said = "Others (table: others) had nothing to show when this was made, and has something today: to put it in, assemble anew."
    told = [finding.found.says for finding in check(workspace, whole, path, pages=False).findings if finding.rule.code == "block_stale"]
    assert told == [said]
    assert refresh(workspace, whole, path).notes == (said,)
    assert refresh(workspace, silent, path).notes == ()


@pytest.mark.parametrize("first", ["assurance.1", "assurance.2"], ids=["none was in", "one more"])
def test_duties_that_come_late_are_told(workspace: Workspace, whole: Catalogue, first: str) -> None:
    before = replace(whole, figures={key: figure for key, figure in whole.figures.items() if not key.startswith((first, "assurance.2"))})
    path = assemble(workspace, before, workspace.papers / "paper.docx").path
    said = "The front sheet lacks a duty of the assurance return that has come in since: to put it in, assemble the paper anew."
    told = [finding.found.says for finding in check(workspace, whole, path, pages=False).findings if finding.rule.code == "block_stale"]
    assert (told, refresh(workspace, whole, path).notes) == ([said], (said,))
    assert refresh(workspace, before, path).notes == ()


def _posts(whole: Catalogue, number: int) -> Catalogue:
    nodes = tuple(Node(f"Post {each}", "") for each in range(number))
    return replace(whole, charts=whole.charts | {"team": Chart("team", "Posts", nodes)})


def _shown(path: Path) -> list[str]:
    return [text_of(box) for box in find_all(Package(path.read_bytes(), path.name).document, "//wps:txbx//w:p")]


@pytest.mark.parametrize(("before", "after"), [(2, 3), (0, 3), (3, 0), (28, 30)])
def test_an_accountability_chart_of_as_many_drawings_is_made_anew(workspace: Workspace, whole: Catalogue, before: int, after: int) -> None:
    path = assemble(workspace, _posts(whole, before), workspace.papers / "paper.docx").path
    assert refresh(workspace, _posts(whole, after), path).blocks == ("chart: team",)
    assert _shown(path) == [f"Post {each}" for each in range(after)]


@pytest.mark.parametrize(("before", "after"), [(2, 30), (30, 2), (30, 0), (0, 30)])
def test_one_of_more_or_fewer_drawings_is_left_whole_and_told(workspace: Workspace, whole: Catalogue, before: int, after: int) -> None:
    path = assemble(workspace, _posts(whole, before), workspace.papers / "paper.docx").path
    done = refresh(workspace, _posts(whole, after), path)
    told = "Posts (chart: team) in section 2 Children would be another today, "
    told += "and cannot be made anew where it stands: take it from a paper that is assembled anew."
    assert (done.blocks, done.notes, _shown(path)) == ((), (told,), [f"Post {each}" for each in range(before)])
    codes = [finding.rule.code for finding in check(workspace, _posts(whole, after), path, pages=False).findings]
    assert "block_stale" in codes


def test_one_of_several_drawings_is_as_it_was_made(workspace: Workspace, whole: Catalogue) -> None:
    path = assemble(workspace, _posts(whole, 30), workspace.papers / "paper.docx").path
    told = [finding.rule.code for finding in check(workspace, _posts(whole, 30), path, pages=False).findings]
    assert [code for code in told if code.startswith("block_")] == []
