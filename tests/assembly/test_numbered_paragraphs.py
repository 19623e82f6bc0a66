"""Where the settings ask for it every paragraph is numbered, by the headings' own list, as Word counts and LibreOffice prints it."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from boardpaper.assembly.checklist import Answer, told
from boardpaper.assembly.formatting import Looks
from boardpaper.assembly.numbers import Numbers
from boardpaper.assembly.ooxml import Element, find_all, text_of, w
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.ruler import soffice
from boardpaper.docx_templates.make import TEMPLATE
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

TEXT = """# Third

First.

Second:

- A bullet

  that goes on

1. A number

> Quoted.

## Under

Third, of {{ ref: Deep }}.

Table: Ours

| A |
| - |
| 1 |

### Deep

Fourth.

#BREAK

## Again

Fifth.
"""
NUMBERED = {
    "Third": "3",
    "First.": "3.1",
    "Second:": "3.2",
    "Under": "3.3",
    "Third, of section 3.3.2.": "3.3.1",
    "Deep": "3.3.2",
    "Fourth.": "3.3.2.1",
    "Again": "3.4",
    "Fifth.": "3.4.1",
    "Notes of a visit": "Appendix 1",
    "Seen.": "A1.1",
    "Actions": "A1.2",
    "Done.": "A1.2.1",
}


@pytest.fixture(autouse=True)
def every(workspace: Workspace) -> None:
    settings = workspace.settings_path.read_text(encoding="utf-8")
    workspace.settings_path.write_text(settings.replace("[front_sheet]", 'paragraph_numbers = "every"\n[front_sheet]'), encoding="utf-8")
    (workspace.narrative / "03-third.md").write_text(TEXT.replace("#BREAK\n\n", ""), encoding="utf-8")
    (workspace.narrative / "appendix-1-visit.md").write_text("# Notes of a visit\n\nSeen.\n\n## Actions\n\nDone.\n", encoding="utf-8")


def _numbers(package: Package) -> dict[str, str]:
    counting = Numbers(package)
    counted = [(counting.next(found), text_of(found)) for found in find_all(package.document, "//w:body//w:p")]
    return {text: number for number, text in counted if text}


@pytest.mark.usefixtures("no_ruler")
def test_every_paragraph_and_nothing_else_is_numbered(workspace: Workspace, catalogue: Catalogue) -> None:
    package = Package(assemble(workspace, catalogue).path.read_bytes(), "paper")
    numbers = _numbers(package)
    assert {text: numbers[text] for text in NUMBERED} == NUMBERED
    assert {text: numbers[text] for text in ("A bullet", "that goes on", "Quoted.", "Table 2: Ours", "1", "Prepared by")} == dict.fromkeys(
        ("A bullet", "that goes on", "Quoted.", "Table 2: Ours", "1", "Prepared by"), ""
    )
    answer = told(package, Looks(package), None, "Contents", every_paragraph=True)["paragraph_numbers"]
    assert answer == Answer("Y", "All 18 headings and paragraphs are numbered by Word's list.")


@pytest.mark.usefixtures("no_ruler")
def test_the_checklist_says_no_where_a_template_cannot_number_them(
    workspace: Workspace, catalogue: Catalogue, edited_template: Callable[..., None]
) -> None:
    edited_template('<w:lvlText w:val="%1.%2.%3.%4"/>', '<w:lvlText w:val=""/>', name="word/numbering.xml")
    package = Package(assemble(workspace, catalogue).path.read_bytes(), "paper")
    answer = told(package, Looks(package), None, "Contents", every_paragraph=True)["paragraph_numbers"]
    assert answer == Answer("N", "Not numbered by Word's list: 'Fourth.'.")


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_numbers_that_we_count(workspace: Workspace, catalogue: Catalogue) -> None:
    paper = assemble(workspace, catalogue, pdf=True)
    printed = "\n".join(page.extract_text() for page in PdfReader(BytesIO(paper.path.with_suffix(".pdf").read_bytes())).pages[2:])
    pages = "".join(printed.split())
    for text, number in NUMBERED.items():
        assert re.search(rf"{re.escape(number.replace(' ', ''))}\.?{re.escape(''.join(text.split()))}", pages), (number, text)


def _list(levels: str) -> Package:
    package = Package(TEMPLATE.read_bytes(), "template")
    part = package.related("numbering")
    for found in find_all(package.tree(part), "w:abstractNum[@w:abstractNumId='3']/w:lvl"):
        kind, text, start = levels.split(";")[int(found.get("{*}ilvl".replace("{*}", "{" + found.nsmap["w"] + "}"), 0))].split("|")
        for tag, word in (("numFmt", kind), ("lvlText", text), ("start", start)):
            find_all(found, f"w:{tag}")[0].set("{" + found.nsmap["w"] + "}val", word)
    return package


def _item(level: int) -> Element:
    return w("p", w("pPr", w("numPr", w("ilvl", val=level), w("numId", val=3))))


@pytest.mark.parametrize(
    ("levels", "depths", "numbers"),
    [
        ("decimal|%1.|1;lowerLetter|%2)|1;lowerRoman|(%3)|1", [0, 1, 1, 2, 0, 1], ["1", "a)", "b)", "(i)", "2", "a)"]),
        ("upperRoman|%1|4;upperLetter|%1.%2|26;decimalZero|%3|9", [0, 0, 1, 1, 2, 2], ["IV", "V", "V.Z", "V.AA", "09", "10"]),
        ("decimal|%1|1;decimal|%1.%2|1;bullet|•|1", [1, 2, 1], ["1.1", "", "1.2"]),
    ],
)
def test_numbers_of_every_form(levels: str, depths: list[int], numbers: list[str]) -> None:
    counting = Numbers(_list(levels))
    assert [counting.next(_item(depth)) for depth in depths] == numbers
