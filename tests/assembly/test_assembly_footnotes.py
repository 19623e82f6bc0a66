"""A footnote of the narrative is a footnote of Word's own, numbered by Word, wherever the text refers to it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from boardpaper.assembly.check.run import check
from boardpaper.assembly.fields import fields
from boardpaper.assembly.ooxml import Element, find_all, name, text_of, value
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.ruler import soffice
from boardpaper.errors import NarrativeError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

FIRST = """# Third

Ages are at the year's end.[^1] Checks are by **law**[^law].

- A point[^1]

| Name |
| ---- |
| A[^2] |

[^1]: Those of {{ children.snapshot }} children, see
    [the guide](https://example.org/guide).

    A second paragraph.
[^law]: The *Act* of 2017.
[^2]: In a table.
"""
SECOND = "# Fourth\n\nAnother.[^1]\n\n[^1]: The other one.\n"


def _write(workspace: Workspace, text: str, title: str = "03-third.md") -> None:
    (workspace.narrative / title).write_text(text, encoding="utf-8")


def _notes(root: Element) -> dict[str | None, list[str]]:
    return {found.get(name("w:id")): [text_of(line) for line in find_all(found, "w:p")] for found in find_all(root, "w:footnote")}


@pytest.mark.usefixtures("no_ruler")
def test_each_note_is_printed_once_and_its_number_shown_again(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    _write(workspace, FIRST)
    _write(workspace, SECOND, "04-fourth.md")
    path = assemble(workspace, catalogue).path
    ages = [" Those of 355 children, see the guide.", "A second paragraph."]
    assert _notes(part(path, "word/footnotes.xml")) == {
        "-1": [""],
        "0": [""],
        "1": ages,
        "2": [" The Act of 2017."],
        "3": [" In a table."],
        "4": [" The other one."],
    }
    referring = find_all(part(path), "//w:r[w:footnoteReference]")
    assert [value(run, "w:footnoteReference", "w:id") for run in referring] == ["1", "2", "3", "4"]
    assert {value(run, "w:rPr/w:rStyle") for run in referring} == {"FootnoteReference"}
    assert [text_of(next(run.iterancestors(name("w:p")))) for run in referring] == [
        *["Ages are at the year's end. Checks are by law."] * 2,
        "A",
        "Another.",
    ]
    (again,) = [found for found in fields(part(path)) if found.kind == "NOTEREF"]
    assert (again.text, text_of(next(again.shown[0].iterancestors(name("w:p"))))) == ("1", "A point1")
    assert not [each for each in check(workspace, catalogue, path, pages=False).findings if each.rule.code == "reference_stale"]


@pytest.mark.usefixtures("no_ruler")
def test_word_finds_the_notes_their_separators_and_their_links(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    _write(workspace, FIRST)
    path = assemble(workspace, catalogue).path
    package = Package(path.read_bytes(), path.name)
    assert package.related("footnotes") == "word/footnotes.xml"
    types = {item.get("PartName"): item.get("ContentType") for item in part(path, "[Content_Types].xml")}
    assert types["/word/footnotes.xml"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    notes = part(path, "word/footnotes.xml")
    separators = {found.get(name("w:id")) for found in find_all(notes, "w:footnote[@w:type]")}
    settings = part(path, "word/settings.xml")
    assert separators == {found.get(name("w:id")) for found in find_all(settings, "w:footnotePr/w:footnote")} == {"-1", "0"}
    order = [str(child.tag).rpartition("}")[2] for child in settings]
    assert order.index("footnotePr") + 1 == order.index("compat")
    links = [item.get("Target") for item in part(path, "word/_rels/footnotes.xml.rels")]
    assert links == ["https://example.org/guide"]
    assert [value(control, "w:tag") for control in find_all(notes, "//w:sdt/w:sdtPr")] == ["children.snapshot"]


@pytest.mark.usefixtures("no_ruler")
def test_places_behind_a_note_are_filled(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    _write(workspace, "# Third\n\nOf all[^1] {{ children.snapshot }}, **{{ training.percent }}**.\n\n[^1]: Of {{ children.previous }} before.\n")
    path = assemble(workspace, catalogue).path
    assert "Of all 355, 87.79%." in [text_of(line) for line in find_all(part(path), "//w:body//w:p")]


@pytest.mark.usefixtures("no_ruler")
def test_a_paper_without_notes_has_no_part_for_them(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue).path
    package = Package(path.read_bytes(), path.name)
    assert (package.related("footnotes"), find_all(package.tree("word/settings.xml"), "w:footnotePr")) == ("", [])


@pytest.mark.usefixtures("no_ruler")
def test_notes_join_those_of_the_template(
    workspace: Workspace, catalogue: Catalogue, edited_template: Callable[..., None], part: Callable[..., Element]
) -> None:
    _write(workspace, SECOND)
    first = assemble(workspace, catalogue).path
    # a paper that has a note, with its places typed again, is such a template
    edited_template("Prepared by", "Prepared by")
    package = Package(workspace.template.read_bytes(), "template.docx")
    package.relate(package.main, "footnotes", package.add("word/footnotes.xml", Package(first.read_bytes(), "").parts["word/footnotes.xml"], "x"))
    workspace.template.write_bytes(package.data())
    assert _notes(part(assemble(workspace, catalogue).path, "word/footnotes.xml")) == {
        "-1": [""],
        "0": [""],
        "1": [" The other one."],
        "2": [" The other one."],
    }


@pytest.mark.usefixtures("no_ruler")
def test_all_faults_of_footnotes_come_at_once_with_unknown_keys(workspace: Workspace, catalogue: Catalogue) -> None:
    _write(workspace, "# Third[^h]\n\nOne\ntwo[^1] and {{ zzz }} ![map[^m]](x.png)\n\n[^h]: H[^h]\n[^m]: - list\n[^n]: Never.\n[^h]: Again.\n")
    _write(workspace, "# Fourth\n\n\\[^1] and `[^1]` are no footnotes.\n\n[^1]: Lost.\n\n[^2]:\n", "04-fourth.md")
    with pytest.raises(NarrativeError) as caught:
        assemble(workspace, catalogue)
    assert str(caught.value).split("\n") == [
        "One key is not on offer: narrative/03-third.md, line 4: 'zzz'. "
        "Write a key that 'boardpaper figures' lists; what a return names is there once it is in.",
        "narrative/03-third.md, line 1: the footnote [^h] stands in a heading; put it into the text below.",
        "narrative/03-third.md, line 4: the footnote [^1] is not defined; write '[^1]: ' and its words on a line of their own.",
        "narrative/03-third.md, line 4: the footnote [^m] stands in the words of a picture; put it into the text.",
        "narrative/03-third.md, line 6: the footnote [^h] stands in another footnote; put it into the text.",
        "narrative/03-third.md, line 7: the footnote [^m] holds more than text; put lists, tables, charts and pictures outside it.",
        "narrative/03-third.md, line 8: the footnote [^n] is never referred to; write [^n] where it belongs, or delete it.",
        "narrative/03-third.md, line 9: the footnote [^h] is defined a second time; give each a label of its own.",
        "narrative/04-fourth.md, line 5: the footnote [^1] is never referred to; write [^1] where it belongs, or delete it.",
        "narrative/04-fourth.md, line 7: the footnote [^2] has no words; write them behind its label.",
        "narrative/04-fourth.md, line 7: the footnote [^2] is never referred to; write [^2] where it belongs, or delete it.",
        "narrative/03-third.md, line 3: the paragraph holds a picture in the middle of text; "
        "put it on a line of its own, with an empty line around it.",
    ]
    assert not workspace.papers.exists()


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_notes_stand_at_the_foot_and_the_contents_stay_right(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    notes = "".join(f"[^{number}]: Note {number}. {'It takes room. ' * 20}\n" for number in range(12))
    _write(workspace, "# Third\n\n" + "".join(f"Line {number}.[^{number}]\n\n" for number in range(12)) + notes)
    paper = assemble(workspace, catalogue, pdf=True)
    reader = PdfReader(BytesIO(paper.path.with_suffix(".pdf").read_bytes()))
    texts = [page.extract_text() for page in reader.pages]
    start = next(number for number, text in enumerate(texts, start=1) if "Notes of a visit" in text and number > 3)
    contents = find_all(part(paper.path), "//w:tbl[w:tblPr/w:tblCaption/@w:val='Contents']/w:tr")
    assert text_of(find_all(contents[-1], "w:tc")[2]) == str(start)
    pages = [[page for page, text in enumerate(texts) if f"{word} {number}." in text] for word in ("Line", "Note") for number in range(12)]
    assert pages[:12] == pages[12:]
    assert len({tuple(page) for page in pages}) > 1
    assert paper.notes == ()
