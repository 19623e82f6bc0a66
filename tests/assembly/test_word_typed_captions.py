"""A caption whose number a contributor typed is counted by the paper, and the text of the same file that names it follows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.assembly.ooxml import Element, find_all, text_of, value
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
TITLE = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Third</w:t></w:r></w:p>'
HEAD, ROW = (
    f"<w:tr>{marks}{''.join(f'<w:tc><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc>' for word in words)}</w:tr>"
    for marks, words in (("<w:trPr><w:tblHeader/></w:trPr>", "AB"), ("", "12"))
)
TABLE = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{HEAD}{ROW}</w:tbl>"
Lines = Callable[[str], tuple[list[tuple[str, str, list[str]]], list[str]]]


@pytest.fixture
def lines(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], word: Callable[..., Path]) -> Lines:
    """Return style, text and field codes of each paragraph of a section outside its tables, and what the notes say of it."""

    def read(body: str) -> tuple[list[tuple[str, str, list[str]]], list[str]]:
        word(TITLE + body)
        paper = assemble(workspace, catalogue)
        found = [
            (value(line, "w:pPr/w:pStyle") or "", text_of(line), [" ".join((code.text or "").split()) for code in find_all(line, ".//w:instrText")])
            for line in find_all(part(paper.path), "//w:body//w:p[not(ancestor::w:tbl)]")
        ]
        begin = next(number for number, line in enumerate(found) if line[:2] == ("Heading1", "Third"))
        end = next(number for number, line in enumerate(found) if number > begin and line[0] == "HeadingUnnumbered")
        return [line for line in found[begin + 1 : end] if line[1]], [note for note in paper.notes if note.startswith("narrative/")]

    return read


def _p(text: str, style: str = "") -> str:
    settings = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{settings}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def test_caption_in_its_style_and_what_names_it(lines: Lines) -> None:
    found, notes = lines(_p("See Table 1 and Table 9.") + _p("Table 1: What we found", "Caption") + TABLE)
    assert found == [
        ("Normal", "See Table 2 and Table 9.", ["REF _RefTable1 \\h"]),
        ("Caption", "Table 2: What we found", ["SEQ Table \\* ARABIC"]),
    ]
    assert notes == ["narrative/03-third.docx, changed: typed numbers of captions counted by the paper 1."]


@pytest.mark.parametrize("typed", ["Table 1 Mine", "Table 1 - Mine", "Table 1. Mine", "Table 1:Mine"])
def test_number_and_words_are_parted_as_in_the_papers_own(lines: Lines, typed: str) -> None:
    found, _ = lines(_p(typed, "Caption") + TABLE)
    assert [text for style, text, _ in found if style == "Caption"] == ["Table 2: Mine"]


@pytest.mark.parametrize("typed", ["Table 1: Mine", "Table 1. Mine", "Table\N{NO-BREAK SPACE}1 \N{EN DASH} Mine"])
def test_line_above_a_table(lines: Lines, typed: str) -> None:
    (caption,) = lines(_p(typed) + TABLE)[0]
    assert caption == ("Caption", "Table 2: Mine", ["SEQ Table \\* ARABIC"])


@pytest.mark.parametrize(
    "body",
    [
        _p("Table 1 shows what we found.") + TABLE,
        _p("Table 1: far from it") + _p("Text.") + TABLE,
    ],
)
def test_line_that_is_no_caption_stays(lines: Lines, body: str) -> None:
    found, notes = lines(body)
    assert ([code for _, _, codes in found for code in codes], notes) == ([], [])


def test_number_that_two_captions_have_leads_to_neither(lines: Lines) -> None:
    found, _ = lines(_p("See Table 1.") + 2 * (_p("Table 1: Mine", "Caption") + TABLE))
    assert [text for _, text, _ in found] == ["See Table 1.", "Table 2: Mine", "Table 3: Mine"]
    assert [codes for _, _, codes in found] == [[], ["SEQ Table \\* ARABIC"], ["SEQ Table \\* ARABIC"]]


def test_format_of_the_rest_stays_and_a_place_is_whole(lines: Lines) -> None:
    bold = '<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t>Tab</w:t></w:r><w:r><w:t xml:space="preserve">le 1: at {{ children.</w:t></w:r>'
    found, _ = lines(
        bold
        + "<w:r><w:t>snapshot }}</w:t></w:r></w:p>"
        + TABLE
        + _p("Table 1 notes", "Heading2")
        + _p("As {{ ref: Table 1 notes }} and Table 1 say.")
    )
    assert [text for _, text, _ in found] == ["Table 2: at 355", "Table 1 notes", "As section 3.1 and Table 2 say."]
