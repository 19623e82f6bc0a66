"""Today's figures put into an edited paper: the same as a fresh paper where nobody edited it, and nothing but figures moved where somebody did."""

import os
from contextlib import nullcontext
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from boardpaper.assembly.check.run import check
from boardpaper.assembly.ooxml import control_key, find_all, paragraph, run, text_of
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.assembly.soundness import faults
from boardpaper.cli import main
from boardpaper.errors import PaperError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")


def _later(catalogue: Catalogue, **texts: str) -> Catalogue:
    figures = {key.replace("__", "."): text for key, text in texts.items()}
    return replace(
        catalogue, figures=catalogue.figures | {key: replace(catalogue.figures[key], text=text, value=text) for key, text in figures.items()}
    )


def _edit(path: Path, old: str, new: str, part: str = "word/document.xml") -> None:
    with ZipFile(path) as archive:
        parts = {item: archive.read(item) for item in archive.infolist()}
    with ZipFile(path, "w") as archive:
        for item, data in parts.items():
            assert item.filename != part or old in data.decode()
            archive.writestr(item, data.decode().replace(old, new).encode() if item.filename == part else data)


def test_an_unedited_paper_becomes_the_fresh_one_to_the_byte(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    later = _later(catalogue, children__snapshot="1,356", training__percent="88%")
    done = refresh(workspace, later, path)
    assert [(move.key, move.before, move.after, move.places) for move in done.moved] == [
        ("children.snapshot", "355", "1,356", 2),
        ("training.percent", "87.79%", "88%", 1),
    ]
    assert path.read_bytes() == assemble(workspace, later, workspace.papers / "fresh.docx").path.read_bytes()
    assert done.copy is not None
    assert done.copy.read_bytes() == assemble(workspace, catalogue, workspace.papers / "before.docx").path.read_bytes()


def test_every_part_but_the_figures_is_as_the_authors_left_it(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    _edit(path, "Of staff, ", "<!-- kept --> Of all  staff, ")
    before = ZipFile(path)
    texts = {name: before.read(name) for name in before.namelist()}
    refresh(workspace, _later(catalogue, training__percent="88%"), path)
    after = ZipFile(path)
    changed = {name for name in after.namelist() if after.read(name) != texts[name]}
    assert (after.namelist(), changed) == (before.namelist(), {"word/document.xml", "customXml/item1.xml"})
    assert after.read("word/document.xml") == texts["word/document.xml"].replace(b"87.79%", b"88%")


def test_what_was_typed_by_hand_is_left_and_told_unless_overruled(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    _edit(path, ">87.79%<", ">90%<")
    done = refresh(workspace, catalogue, path)
    assert ([(move.key, move.before, move.after) for move in done.left], done.moved, done.copy) == ([("training.percent", "90%", "87.79%")], (), None)
    done = refresh(workspace, catalogue, path, overrule=True)
    assert ([(move.key, move.before, move.after) for move in done.moved], done.left) == ([("training.percent", "90%", "87.79%")], ())
    assert path.read_bytes() == assemble(workspace, catalogue, workspace.papers / "fresh.docx").path.read_bytes()


def test_a_dry_run_writes_nothing(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    before = {file.name: file.read_bytes() for file in workspace.papers.iterdir()}
    done = refresh(workspace, _later(catalogue, training__percent="88%"), path, dry_run=True)
    assert [move.after for move in done.moved] == ["88%"]
    assert {file.name: file.read_bytes() for file in workspace.papers.iterdir()} == before


def test_what_cannot_be_refreshed_is_one_sentence_each(workspace: Workspace, catalogue: Catalogue) -> None:
    made = assemble(workspace, catalogue, workspace.papers / "paper.docx").path.read_bytes()

    def paper(name: str, old: str = "", new: str = "") -> Path:
        path = workspace.papers / name
        path.write_bytes(made)
        if old:
            _edit(path, old, new, "customXml/item1.xml")
        return path

    opened = paper("report.docx")
    (workspace.papers / "~$port.docx").write_bytes(b"")
    cases = {
        opened: "report.docx is open in Word or LibreOffice: close it there",
        paper("other.docx", 'organisation="XZ1"', 'organisation="XZ2"'): "is a paper of XZ2 for",
        paper("bare.docx", "urn:boardpaper:ledger:1", "urn:somebody:1"): "holds no ledger",
        paper("newer.docx", "urn:boardpaper:ledger:1", "urn:boardpaper:ledger:2"): "was made by a later version of boardpaper: update boardpaper",
        paper("changed.docx", ">87.79%<", ">87%<"): "its ledger was changed",
        workspace.papers / "none.docx": "cannot be read (No such file or directory)",
    }
    for path, said in cases.items():
        with pytest.raises(Exception, match=said.replace("(", r"\(").replace(")", r"\)")) as told:
            refresh(workspace, catalogue, path)
        assert str(told.value).count("\n") == 0


def test_the_command_says_old_and_new_with_the_cells(workspace: Workspace, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    monkeypatch.setattr("boardpaper.cli_papers.measured_for", lambda *_: nullcontext(_later(catalogue, training__percent="88%")))
    result = CliRunner().invoke(main, ["-w", str(workspace.root), "refresh", str(path)])
    assert (result.exit_code, result.output) == (
        0,
        "  training.percent: 87.79% -> 88%\n    section 1 Introduction, paragraph 2\n    a.xlsx  Sheet1  B4\n1 figure moved, 0 figures left.\n"
        "The paper as it was is kept as paper (before refresh 1).docx.\n",
    )


def test_a_table_with_more_rows_is_made_anew(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    table = catalogue.tables["children"]
    later = replace(catalogue, tables={"children": replace(table, rows=(*table.rows, ("Others", "{{ training.percent }}", "4", "partial")))})
    done = refresh(workspace, later, path)
    assert (done.moved, done.blocks) == ((), ("table: children",))
    assert _cells(path) == [["Group", "March 2018", "Now", "Rating"], ["All", "363", "355", "met"], ["Others", "87.79%", "4", "partial"]]
    assert (refresh(workspace, later, path).copy, faults(Package(path.read_bytes(), "paper.docx"))) == (None, [])


def test_a_table_that_word_only_saved_is_not_made_anew(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    _edit(path, "<w:tr>", '<w:tr w:rsidR="00A77B3E" w:rsidTr="00A77B3E">')
    _edit(path, "<w:p>", '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E">')
    saved = path.read_bytes()
    assert (refresh(workspace, catalogue, path).blocks, path.read_bytes()) == ((), saved)
    done = refresh(workspace, _later(catalogue, children__previous="364"), path)
    assert ([move.key for move in done.moved], done.blocks) == (["children.previous"], ())
    assert _cells(path)[1:] == [["All", "364", "355", "met"]]


def test_a_figure_that_word_cut_in_two_at_a_spelling_was_edited_by_nobody(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    _edit(path, "363</w:t></w:r>", '36</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:t>3</w:t></w:r>')
    found = check(workspace, catalogue, path, pages=False).findings
    assert [finding for finding in found if finding.rule.code.startswith(("block_", "figure_"))] == []
    table = catalogue.tables["children"]
    later = replace(catalogue, tables={"children": replace(table, rows=(*table.rows, ("Others", "1", "4", "met")))})
    assert refresh(workspace, later, path).notes == ()
    assert _cells(path)[1:] == [["All", "363", "355", "met"], ["Others", "1", "4", "met"]]


def test_a_table_that_an_author_has_edited_keeps_the_words_and_says_so(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    _edit(path, ">All<", ">Everybody<")
    table = catalogue.tables["children"]
    later = replace(_later(catalogue, children__previous="364"), tables={"children": replace(table, rows=(*table.rows, ("Others", "1", "4", "met")))})
    done = refresh(workspace, later, path)
    placed = "Children, 2018/19 (table: children) in section 2 Children"
    said = f"{placed} has other rows today, and was edited by hand: it was left as it is (--overrule makes it anew)."
    assert (done.blocks, done.notes) == ((), (said,))
    assert _cells(path)[1:] == [["Everybody", "364", "355", "met"]]
    assert refresh(workspace, later, path, overrule=True).blocks == ("table: children",)
    assert _cells(path)[1:] == [["All", "364", "355", "met"], ["Others", "1", "4", "met"]]


def test_contents_follow_the_headings_and_their_order(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    package = Package(path.read_bytes(), "paper.docx")
    late = paragraph("Heading1", run("A late section"))
    heading = next(found for found in find_all(package.document, "//w:body/w:p") if text_of(found) == "Children")
    heading.addprevious(late)
    path.write_bytes(package.data())
    refresh(workspace, catalogue, path)
    listed = [row[:2] for row in _cells(path, "contents")]
    assert listed[:4] == [["Section", "Title"], ["1", "Introduction"], ["2", "A late section"], ["3", "Children"]]
    assert "contents_differ" not in {finding.rule.code for finding in check(workspace, catalogue, path, pages=False).findings}


def test_contents_that_a_save_by_libreoffice_took_out_of_their_control_are_left_and_told(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    package = Package(path.read_bytes(), "paper.docx")
    (control,) = [found for found in find_all(package.document, "//w:sdt") if control_key(found) == "contents"]
    control.addprevious(find_all(control, "w:sdtContent/w:tbl")[0])
    control.getparent().remove(control)  # type: ignore[union-attr]
    path.write_bytes(package.data())
    said = "The contents stand in no control any more, as after a save by LibreOffice: they were left as they are, so see that they still hold."
    assert refresh(workspace, catalogue, path).notes == (said,)


def test_the_checklist_follows_what_the_document_became(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    _edit(path, '<w:r><w:t xml:space="preserve">Of staff, </w:t></w:r>', '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>Of staff, </w:t></w:r>')
    refresh(workspace, catalogue, path)
    codes = {finding.rule.code for finding in check(workspace, catalogue, path, pages=False).findings}
    assert ("style_underline" in codes, "checklist_answer" in codes) == (True, False)


def _cells(path: Path, key: str = "table: children") -> list[list[str]]:
    document = Package(path.read_bytes(), path.name).document
    (control,) = [found for found in find_all(document, "//w:sdt") if control_key(found) == key]
    return [[text_of(cell) for cell in find_all(row, "w:tc")] for row in find_all(control, ".//w:tr")]


def test_a_figure_typed_into_a_table_is_left_in_it(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    _edit(path, ">363<", ">360<")
    done = refresh(workspace, _later(catalogue, children__snapshot="1,356"), path)
    assert [(move.key, move.before) for move in done.left] == [("children.previous", "360")]
    assert _cells(path)[1:] == [["All", "360", "1,356", "met"]]


def test_a_letter_that_does_not_say_to_whom_is_refused(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    _edit(path, 'key="training.percent"', 'key="provider.name"', "customXml/item1.xml")
    with pytest.raises(PaperError, match="is a letter of an earlier boardpaper, and does not say to whom: assemble it anew with --provider CODE"):
        refresh(workspace, catalogue, path)


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps no such bits")
def test_who_may_read_the_paper_stays(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    path.chmod(0o640)
    refresh(workspace, _later(catalogue, training__percent="88%"), path)
    assert path.stat().st_mode & 0o777 == 0o640
