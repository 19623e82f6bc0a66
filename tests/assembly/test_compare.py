"""Two versions of a paper compared: figures with their reasons, words, and what became of each section."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from boardpaper.assembly.compare import FigureChange, SectionChange, WordChange, compare_papers, lineage_of
from boardpaper.assembly.paper import assemble
from boardpaper.cli import main
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
SECTION = "# {title}\n\n{text}\n"


def _assemble(workspace: Workspace, catalogue: Catalogue, name: str) -> Path:
    return assemble(workspace, catalogue, workspace.papers / name).path


def _write(workspace: Workspace, **sections: str) -> None:
    for path in workspace.narrative.glob("*"):
        path.unlink()
    for number, (title, text) in enumerate(sections.items(), start=1):
        heading = title.replace("_", " ").capitalize()
        (workspace.narrative / f"{number:02}-{title}.md").write_text(SECTION.format(title=heading, text=text), encoding="utf-8")


def test_nothing_changed(workspace: Workspace, catalogue: Catalogue) -> None:
    old, new = (_assemble(workspace, catalogue, name) for name in ("old.docx", "new.docx"))
    assert compare_papers(workspace, catalogue, old, new) == []


def test_a_figure_names_the_return_that_moved_it(workspace: Workspace, catalogue: Catalogue) -> None:
    _write(workspace, children="There are {{ children.snapshot }} children.")
    old = _assemble(workspace, catalogue, "old.docx")
    figure = catalogue.figures["children.snapshot"]
    cells = (replace(figure.cells[0], value=356), replace(figure.cells[0], filename="late.xlsx"))
    later = replace(catalogue, figures=catalogue.figures | {figure.key: replace(figure, text="356", value=356, cells=cells)})
    new = _assemble(workspace, later, "new.docx")
    change = FigureChange("children.snapshot", "355", "356", ("late.xlsx came in", "a.xlsx was corrected"))
    assert compare_papers(workspace, later, old, new) == [
        SectionChange("Executive Summary", (), (change,), ()),
        SectionChange("section 1 Children", (), (change,), ()),
    ]


def test_sections_that_came_went_and_moved(workspace: Workspace, catalogue: Catalogue) -> None:
    _write(workspace, purpose="Why we write.", children="{{ children.snapshot }} children in care.", thanks="Thank you.")
    old = _assemble(workspace, catalogue, "old.docx")
    _write(workspace, thanks="Thank you.", purpose="Why we wrote it.", visits="A visit.")
    new = _assemble(workspace, catalogue, "new.docx")
    changes = {change.section: change for change in compare_papers(workspace, catalogue, old, new)}
    del changes["Contents"]
    assert changes == {
        "section 1 Thanks": SectionChange("section 1 Thanks", ("it was 'section 3 Thanks'",), (), ()),
        "section 2 Purpose": SectionChange(
            "section 2 Purpose", ("the section was moved", "it was 'section 1 Purpose'"), (), (WordChange("Why we write.", "Why we wrote it."),)
        ),
        "section 3 Visits": SectionChange("section 3 Visits", ("the section is new",), (), ()),
        "section 2 Children": SectionChange("section 2 Children", ("the section is gone",), (FigureChange("children.snapshot", "355", "", ()),), ()),
    }


def test_the_command_says_it_in_a_screen(workspace: Workspace, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boardpaper.cli_papers.measure", lambda _: catalogue)
    old = _assemble(workspace, catalogue, "old.docx")
    (workspace.narrative / "01-introduction.md").write_text(
        "# Introduction\n\nOf our staff, {{ training.percent }} are well trained.\n", encoding="utf-8"
    )
    new = _assemble(workspace, catalogue, "new.docx")
    assert lineage_of(old).is_file()
    result = CliRunner().invoke(main, ["-w", str(workspace.root), "compare", str(old), str(new)])
    assert (result.exit_code, result.output) == (
        0,
        "Section 1 Introduction\n  - Of staff, 87.79% are trained.\n  + Of our staff, 87.79% are well trained.\n\n"
        "1 section changed: 0 figures, 1 passage.\n",
    )
    told = json.loads(CliRunner().invoke(main, ["-w", str(workspace.root), "compare", str(old), str(new), "--json"]).output)
    assert [change["section"] for change in told] == ["section 1 Introduction"]
