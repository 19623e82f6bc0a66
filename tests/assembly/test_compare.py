"""Two versions of a paper compared: figures with their reasons, words, and what became of each section."""

import json
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from boardpaper.assembly.check.comments import commented
from boardpaper.assembly.check.register import RULES, Found
from boardpaper.assembly.check.run import check
from boardpaper.assembly.compare import FigureChange, SectionChange, WordChange, compare_papers
from boardpaper.assembly.lineage import lineage_of
from boardpaper.assembly.ooxml import find_all, name, paragraph, run, serialise, w
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
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
    assert changes == {
        "section 1 Thanks": SectionChange("section 1 Thanks", ("it was 'section 3 Thanks'",), (), ()),
        "section 2 Purpose": SectionChange(
            "section 2 Purpose", ("the section was moved", "it was 'section 1 Purpose'"), (), (WordChange("Why we write.", "Why we wrote it."),)
        ),
        "section 3 Visits": SectionChange("section 3 Visits", ("the section is new",), (), (WordChange("", "Visits"), WordChange("", "A visit."))),
        "section 2 Children": SectionChange(
            "section 2 Children",
            ("the section is gone",),
            (FigureChange("children.snapshot", "355", "", ()),),
            (WordChange("Children", ""), WordChange("355 children in care.", "")),
        ),
    }


def test_the_command_says_it_in_a_screen(workspace: Workspace, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boardpaper.cli_papers.measured_for", lambda *_: nullcontext(catalogue))
    old = _assemble(workspace, catalogue, "old.docx")
    (workspace.narrative / "01-introduction.md").write_text(
        "# Introduction\n\nOf our staff, {{ training.percent }} are well trained.\n", encoding="utf-8"
    )
    new = _assemble(workspace, catalogue, "new.docx")
    assert lineage_of(old, workspace.papers) == old.with_name("old.figures.json")
    result = CliRunner().invoke(main, ["-w", str(workspace.root), "compare", str(old), str(new)])
    assert (result.exit_code, result.output) == (
        0,
        "Section 1 Introduction\n  - Of staff, 87.79% are trained.\n  + Of our staff, 87.79% are well trained.\n\n"
        "1 section changed: 0 figures, 1 passage.\n",
    )
    told = json.loads(CliRunner().invoke(main, ["-w", str(workspace.root), "compare", str(old), str(new), "--json"]).output)
    assert [change["section"] for change in told] == ["section 1 Introduction"]


def test_a_refreshed_paper_is_compared_with_what_it_was(workspace: Workspace, catalogue: Catalogue) -> None:
    _write(workspace, children="There are {{ children.snapshot }} children, and {{ training.percent }} of staff are trained.")
    path = _assemble(workspace, catalogue, "paper.docx")
    figure = catalogue.figures["children.snapshot"]
    cells = (replace(figure.cells[0], filename="late.xlsx"),)
    later = replace(catalogue, figures=catalogue.figures | {figure.key: replace(figure, text="356", value=356, cells=cells)})
    copy = refresh(workspace, later, path, pages=False).copy
    assert copy is not None
    change = FigureChange("children.snapshot", "355", "356", ("late.xlsx came in", "a.xlsx is no longer used"))
    assert [(each.section, each.figures, each.words) for each in compare_papers(workspace, later, copy, path)] == [
        ("Executive Summary", (change,), ()),
        ("section 1 Children", (change,), ()),
    ]
    beside = path.with_name("paper.figures.json")
    fresh = _assemble(workspace, later, "fresh.docx").with_name("fresh.figures.json")
    assert beside.read_bytes() == fresh.read_bytes()


def test_a_figure_that_was_not_measured_rests_on_all_its_returns(workspace: Workspace, catalogue: Catalogue) -> None:
    figure = catalogue.figures["children.snapshot"]
    missing = replace(catalogue, figures=catalogue.figures | {figure.key: replace(figure, text="not measured", value=None, cells=())})
    old = _assemble(workspace, missing, "old.docx")
    cells = (figure.cells[0], replace(figure.cells[0], filename="b.xlsx"), replace(figure.cells[0], filename="b.xlsx", cell="B5"))
    later = replace(catalogue, figures=catalogue.figures | {figure.key: replace(figure, cells=cells)})
    change = FigureChange("children.snapshot", "not measured", "355", ("rests on a.xlsx, b.xlsx",))
    told = compare_papers(workspace, later, old, _assemble(workspace, later, "new.docx"))
    assert {each for section in told for each in section.figures} == {change}


def test_an_edited_paper_stays_one_when_it_is_refreshed(workspace: Workspace, catalogue: Catalogue) -> None:
    path = _assemble(workspace, catalogue, "paper.docx")
    package = Package(path.read_bytes(), path.name)
    piece = next(found for found in package.document.iter(name("w:t")) if found.text == "Of staff, ")
    piece.text = "Of all our staff, "
    path.write_bytes(package.data())
    figure = catalogue.figures["children.snapshot"]
    refresh(workspace, replace(catalogue, figures=catalogue.figures | {figure.key: replace(figure, text="356")}), path, pages=False)
    assert _assemble(workspace, catalogue, "paper.docx") == path
    assert (workspace.papers / "paper (edited 1).docx").is_file()


def test_charts_and_running_lines_are_compared_by_their_words(workspace: Workspace, catalogue: Catalogue) -> None:
    old = _assemble(workspace, catalogue, "old.docx")
    package = Package(old.read_bytes(), "new.docx")
    find_all(package.document, "//wp:docPr[@descr]")[0].set("descr", "Posts: one.")
    footer = next(part for part in package.stories() if "footer" in part)
    next(piece for piece in package.tree(footer).iter(name("w:t")) if (piece.text or "").strip()).text = "Edition 2 "
    new = old.with_name("new.docx")
    new.write_bytes(package.data())
    changes = [(change.section, change.words[0].after) for change in compare_papers(workspace, catalogue, old, new)]
    assert changes == [("section 2 Children", "Posts: one."), ("headers and footers", changes[1][1])]
    assert changes[1][1].startswith("Edition 2 ")


def test_a_footnote_stands_among_the_footnotes(workspace: Workspace, catalogue: Catalogue) -> None:
    note = "Some text.[^a]\n\n[^a]: As the {who} told us in the {what} of the year."
    _write(workspace, purpose=note.format(who="trust", what="spring"))
    old = _assemble(workspace, catalogue, "old.docx")
    _write(workspace, purpose=note.format(who="council", what="spring"))
    new = _assemble(workspace, catalogue, "new.docx")
    words = WordChange("As the trust told us in the spring of the year.", "As the council told us in the spring of the year.")
    assert compare_papers(workspace, catalogue, old, new) == [SectionChange("footnotes", (), (), (words,))]


def test_sections_of_one_title_are_told_apart(workspace: Workspace, catalogue: Catalogue) -> None:
    def write(*texts: str) -> None:
        for path in workspace.narrative.glob("*"):
            path.unlink()
        for number, text in enumerate(texts, start=1):
            (workspace.narrative / f"{number:02}-steps.md").write_text(SECTION.format(title="Next steps", text=text), encoding="utf-8")

    write("We shall visit each ward again.", "We shall train the new staff.")
    old = _assemble(workspace, catalogue, "old.docx")
    write("We shall visit each ward again.", "We shall train all the new staff.")
    new = _assemble(workspace, catalogue, "new.docx")
    words = WordChange("We shall train the new staff.", "We shall train all the new staff.")
    assert compare_papers(workspace, catalogue, old, new) == [SectionChange("section 2 Next steps", (), (), (words,))]


def _edited(old: Path, edit: Callable[[Package], None], name: str = "new.docx") -> Path:
    package = Package(old.read_bytes(), name)
    edit(package)
    new = old.with_name(name)
    new.write_bytes(package.data())
    return new


def _end_note(package: Package, text: str) -> None:
    """Put an endnote behind the words of the introduction, as Word does."""
    notes = serialise(w("endnotes", w("endnote", paragraph("Normal", run(text)), id=2)))
    part = package.add("word/endnotes.xml", notes, "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml")
    package.relate(package.main, "endnotes", part)
    (piece,) = [found for found in package.document.iter(name("w:t")) if found.text == " are trained."]
    next(piece.iterancestors(name("w:p"))).append(w("r", w("endnoteReference", id=2)))


def test_an_endnote_stands_among_the_endnotes(workspace: Workspace, catalogue: Catalogue) -> None:
    made = _assemble(workspace, catalogue, "made.docx")
    old = _edited(made, lambda package: _end_note(package, "As the trust told us in the spring."), "old.docx")
    new = _edited(made, lambda package: _end_note(package, "As the council told us in the spring."))
    words = WordChange("As the trust told us in the spring.", "As the council told us in the spring.")
    assert compare_papers(workspace, catalogue, old, new) == [SectionChange("endnotes", (), (), (words,))]
    changes = compare_papers(workspace, catalogue, made, old)
    assert [(change.section, change.words) for change in changes] == [
        ("section 1 Introduction", (WordChange("Of staff, 87.79% are trained.", "Of staff, 87.79% are trained.[endnote]"),)),
        ("endnotes", (WordChange("", "As the trust told us in the spring."),)),
    ]


def test_a_note_that_hangs_on_other_words_is_told(workspace: Workspace, catalogue: Catalogue) -> None:
    text = "The trust told us{} of its plans.\n\nThe council told us{} of its own.\n\n[^a]: In the spring."
    _write(workspace, purpose=text.format("[^a]", ""))
    old = _assemble(workspace, catalogue, "old.docx")
    _write(workspace, purpose=text.format("", "[^a]"))
    (change,) = compare_papers(workspace, catalogue, old, _assemble(workspace, catalogue, "new.docx"))
    assert change.words == (
        WordChange("The trust told us[footnote] of its plans.", "The trust told us of its plans."),
        WordChange("The council told us of its own.", "The council told us[footnote] of its own."),
    )


def test_comments_are_compared_with_what_they_hang_on(workspace: Workspace, catalogue: Catalogue) -> None:
    old = _assemble(workspace, catalogue, "old.docx")
    report = check(workspace, catalogue, old, pages=False)
    new = old.with_name("new.docx")
    new.write_bytes(commented(report.package, [(RULES["link_text"], Found("here", "", "odd"))], date(2019, 4, 1)))
    (change,) = compare_papers(workspace, catalogue, old, new)
    assert (change.section, [words.before for words in change.words]) == ("comments", [""])
    on = "boardpaper on 'DRAFT: this paper is not final, and its figures may change.': "
    assert change.words[0].after.startswith(f"{on}A link whose words do not say where it leads.")
