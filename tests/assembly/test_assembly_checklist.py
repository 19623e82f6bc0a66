"""The checklist is told from the document: a fault in it turns the answer, with the evidence."""

from collections.abc import Callable

import pytest

from boardpaper.assembly.checklist import Answer, executive_summary, told
from boardpaper.assembly.formatting import Looks
from boardpaper.assembly.ooxml import Element, find_all, text_of
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.ruler import Layout
from boardpaper.errors import SettingsError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
FIRST_PARAGRAPH = '<w:r><w:t xml:space="preserve">Version number: '


def _answers(workspace: Workspace, catalogue: Catalogue) -> dict[str, Answer]:
    path = assemble(workspace, catalogue).path
    package = Package(path.read_bytes(), path.name)
    return told(package, Looks(package), None, "Contents", every_paragraph=False)


@pytest.mark.parametrize(
    ("formatting", "evidence"),
    [
        ("<w:rFonts w:ascii='Calibri'/>", "Not Arial but Calibri: 'Version number: ' in document.xml."),
        ("<w:sz w:val='22'/>", "Not 12 point but 11: 'Version number: ' in document.xml."),
        ("<w:sz w:val='26'/>", "Not 12 point but 13: 'Version number: ' in document.xml."),
        ("<w:u w:val='single'/>", "Underlined: 'Version number: ' in document.xml."),
    ],
)
def test_house_style_sees_direct_formatting(
    workspace: Workspace, catalogue: Catalogue, edited_template: Callable[..., None], formatting: str, evidence: str
) -> None:
    edited_template(FIRST_PARAGRAPH, FIRST_PARAGRAPH.replace("<w:t ", f"<w:rPr>{formatting}</w:rPr><w:t "))
    assert _answers(workspace, catalogue)["house_style"] == Answer("N", evidence)


@pytest.mark.parametrize(
    ("part", "old", "new", "rule", "evidence"),
    [
        ("footer1", " PAGE ", " DATE ", "page_numbers", "Section 1 of the document has no page number in its default footer."),
        ("footer2", " PAGE ", " DATE ", "page_numbers", "Section 1 of the document has no page number in its first footer."),
        ("numbering", '<w:lvlText w:val="%1.%2"/>', '<w:lvlText w:val=""/>', "paragraph_numbers", "Not numbered by Word's list: 'Numbers'."),
        (
            "styles",
            'w:line="240"',
            'w:line="360"',
            "house_style",
            "Not single spaced: 'DRAFT: this paper is not final, and its figures may change.' in document.xml.",
        ),
        (
            "styles",
            '<w:b/><w:bCs/><w:color w:val="003087"/><w:sz w:val="32"/>',
            '<w:sz w:val="32"/>',
            "house_style",
            "A heading that is not bold: 'Executive Summary' in document.xml.",
        ),
    ],
)
def test_fault_of_the_template_turns_the_answer(
    workspace: Workspace, catalogue: Catalogue, edited_template: Callable[..., None], part: str, old: str, new: str, rule: str, evidence: str
) -> None:
    edited_template(old, new, name=f"word/{part}.xml")
    assert _answers(workspace, catalogue)[rule] == Answer("N", evidence)


def test_empty_field_of_the_front_sheet_is_named(workspace: Workspace, catalogue: Catalogue) -> None:
    settings = workspace.settings_path.read_text(encoding="utf-8")
    workspace.settings_path.write_text(settings.replace('agenda_item = "9"', 'agenda_item = ""'), encoding="utf-8")
    assert _answers(workspace, catalogue)["cover_sheet"] == Answer("N", "Not completed: front_sheet.agenda_item.")


@pytest.mark.parametrize(
    ("layout", "answer"),
    [
        (None, "N"),
        (Layout(5, (("Contents", 4),)), "N/A"),
        (Layout(6, (("Contents", 3),)), "Y"),
        (Layout(6, (("Contents", 4),)), "N"),
        (Layout(6, (("1. Introduction", 2),)), "N"),
    ],
)
def test_executive_summary_is_measured(layout: Layout | None, answer: str) -> None:
    assert executive_summary(layout, "Contents").answer == answer


def test_overruled_answer_is_shown_with_a_note(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    with workspace.settings_path.open("a", encoding="utf-8") as file:
        file.write('[checklist.overrule]\nexecutive_summary = { answer = "Y", reason = "measured by hand" }\n')
    paper = assemble(workspace, catalogue)
    checklist = find_all(part(paper.path), "//w:tbl[w:tblPr/w:tblCaption/@w:val='Compliance Checklist']")[0]
    cells = [text_of(cell) for cell in find_all(checklist, "w:tr/w:tc")]
    shown = dict(zip(cells[::2], cells[1::2], strict=True))
    assert shown["2 Page Executive summary in place (Docs 6 pages or more in length)"] == "Y"
    assert paper.notes[1] == (
        "Checklist, 2 Page Executive summary in place (Docs 6 pages or more in length): Y as declared (measured by hand); "
        "the document shows N. Not measured: pages are measured with LibreOffice."
    )


def test_overrule_of_an_unknown_rule_is_refused(workspace: Workspace, catalogue: Catalogue) -> None:
    with workspace.settings_path.open("a", encoding="utf-8") as file:
        file.write('[checklist.overrule]\npage_number = { answer = "Y", reason = "x" }\n')
    with pytest.raises(SettingsError, match=r"^boardpaper\.toml: checklist\.overrule names 'page_number'\. Did you mean 'page_numbers'"):
        assemble(workspace, catalogue)
