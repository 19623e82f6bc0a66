"""What Word has and Markdown has not: each form becomes the paper's own, and the notes say what was done."""

from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx.document import Document as Read
from lxml.etree import Comment, ProcessingInstruction

from boardpaper.assembly.ooxml import Element, find_all, text_of, value
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")

DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
TITLE = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Third</w:t></w:r></w:p>'
Shown = Callable[..., tuple[list[tuple[str | None, str]], tuple[str, ...]]]


@pytest.fixture
def shown(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], word: Callable[..., Path]) -> Shown:
    """Return the style and text of each paragraph of a section made from a body, and the notes of its paper."""

    def show(body: str, edit: Callable[[Read], None] | None = None) -> tuple[list[tuple[str | None, str]], tuple[str, ...]]:
        word(body, edit=edit)
        paper = assemble(workspace, catalogue)
        lines = [(value(line, "w:pPr/w:pStyle"), text_of(line)) for line in find_all(part(paper.path), "//w:body//w:p")]
        begin = lines.index(("Heading1", "Third"))
        end = next(number for number, (style, _) in enumerate(lines) if number > begin and style == "HeadingUnnumbered")
        notes = tuple(note for note in paper.notes if note.startswith("narrative/"))
        return [line for line in lines[begin + 1 : end] if line[1]], notes

    return show


def _p(text: str, settings: str = "", run: str = "") -> str:
    return f'<w:p><w:pPr>{settings}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _field(code: str, text: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{text}{marks[2]}"


def test_a_key_is_one_however_word_has_cut_it(shown: Shown) -> None:
    pieces = (
        "<w:r><w:rPr><w:b/></w:rPr><w:t>{{ chil</w:t></w:r><w:proofErr w:type='spellStart'/>",
        "<w:sdt><w:sdtContent><w:r><w:t>dren.snap</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:smartTag w:uri='x' w:element='y'><w:r><w:t>shot }</w:t></w:r></w:smartTag>",
        "<w:bookmarkStart w:id='1' w:name='b'/><w:r><w:t>} live</w:t></w:r>",
    )
    assert shown(f"{TITLE}<w:p>{''.join(pieces)}</w:p>") == ([("Normal", "355 live")], ())


def test_the_house_style_takes_the_place_of_formatting_by_hand(shown: Shown) -> None:
    loud = '<w:rFonts w:ascii="Comic Sans MS"/><w:caps/><w:color w:val="FF0000"/><w:sz w:val="40"/><w:u w:val="single"/>'
    body = (
        TITLE
        + _p("Loud", '<w:spacing w:after="0"/><w:jc w:val="center"/>', loud)
        + "<w:p/><w:p/>"
        + _p("Co\N{SOFT HYPHEN}operate\N{NO-BREAK SPACE}now")
    )
    assert shown(body) == (
        [("Normal", "Loud"), ("Normal", "Cooperate\xa0now")],
        (
            "narrative/03-third.docx, set in the house style: alignment 1, capitals 1, colours 1, empty paragraphs 2, fonts 1, sizes 1, "
            "soft hyphens 1, spacing 1, underlining 1.",
        ),
    )


def test_headings_are_known_in_every_language_and_under_a_title(shown: Shown) -> None:
    def rename(document: Read) -> None:
        for english, local in (("Heading 1", "berschrift1"), ("Heading 2", "berschrift2")):
            document.styles[english].element.styleId = local

    title, one, two = (f'<w:pStyle w:val="{style}"/>' for style in ("Title", "berschrift1", "berschrift2"))
    body = _p("Third", title) + _p("A", one) + _p("B", two) + _p("C", '<w:outlineLvl w:val="0"/>')
    assert shown(body, edit=rename)[0] == [("Heading2", "A"), ("Heading3", "B"), ("Heading2", "C")]


def test_cover_contents_headers_and_page_breaks_are_left_out_and_named(shown: Shown) -> None:
    own = "".join(
        f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="{gallery}"/></w:docPartObj></w:sdtPr><w:sdtContent>{_p(text)}</w:sdtContent></w:sdt>'
        for gallery, text in (("Cover Pages", "My own cover"), ("Table of Contents", "Third 1"))
    )
    contents, end = _field("TOC", "<w:r><w:t>Third 2</w:t></w:r>").rsplit("<w:r>", 1)
    bare = f"<w:p>{contents}</w:p><w:p><w:r><w:t>Deep 3</w:t></w:r><w:r>{end}</w:p>"
    breaks = "<w:p><w:r><w:br w:type='page'/></w:r></w:p>" + _p("Text")

    def head(document: Read) -> None:
        document.sections[0].header.paragraphs[0].text = "Draft of mine"

    assert shown(own + bare + TITLE + breaks, edit=head) == (
        [("Normal", "Text")],
        (
            "narrative/03-third.docx, left out, for the paper has its own: contents (words) 6, cover page (words) 3, headers and footers (words) 3, "
            "page breaks 1.",
        ),
    )


def test_captions_are_counted_with_the_paper_and_references_become_words(shown: Shown) -> None:
    number = _field("SEQ Table", "<w:r><w:t>1</w:t></w:r>")
    caption = _p("Table ", '<w:pStyle w:val="Caption"/>').replace("</w:p>", f"{number}<w:r><w:t>: Mine</w:t></w:r></w:p>")
    text = f"<w:p><w:r><w:t xml:space='preserve'>See page </w:t></w:r>{_field('PAGEREF _Ref1', '<w:r><w:t>4</w:t></w:r>')}</w:p>"
    lines, notes = shown(TITLE + caption + text)
    assert lines == [("Caption", "Table 2: Mine"), ("Normal", "See page 4")]
    assert notes == ("narrative/03-third.docx, made plain words, so look whether they are right in the paper: '4'.",)


def test_fields_and_tabs_that_become_text_are_named(shown: Shown) -> None:
    date = _field("DATE", "<w:r><w:t>1 May 2019</w:t></w:r>")
    simple = "<w:fldSimple w:instr=' AUTHOR '><w:r><w:t>A contributor</w:t></w:r></w:fldSimple>"
    tab = "<w:r><w:tab/></w:r>"
    body = f"<w:p>{tab}<w:r><w:t>On</w:t></w:r>{tab}{date}{tab}{simple}</w:p>"
    assert shown(TITLE + body) == (
        [("Normal", "On 1 May 2019 A contributor")],
        (
            "narrative/03-third.docx, changed: tabs into blanks 2.",
            "narrative/03-third.docx, made plain words, so look whether they are right in the paper: '1 May 2019', 'A contributor'.",
        ),
    )


def test_lists_go_on_where_they_were_broken_off(shown: Shown, workspace: Workspace, part: Callable[..., Element]) -> None:
    number = '<w:pStyle w:val="ListNumber"/>'
    lines, _ = shown(TITLE + _p("One", number) + _p("Two", number) + _p("Between") + _p("Three", number))
    assert lines == [("ListNumber", "One"), ("ListNumber", "Two"), ("Normal", "Between"), ("ListNumber", "Three")]
    starts = find_all(part(next(workspace.papers.glob("*.docx")), "word/numbering.xml"), "//w:lvlOverride[@w:ilvl='0']/w:startOverride")
    assert [value(start, ".") for start in starts][-2:] == ["3", "1"] or [value(start, ".") for start in starts][-2:] == ["1", "3"]


@pytest.mark.parametrize(
    ("marks", "raised"),
    [
        ("<w:vertAlign w:val='superscript'/>", ["6"]),
        ("<w:position w:val='7'/><w:sz w:val='16'/>", ["6"]),  # as LibreOffice writes letters raised by hand
        ("<w:position w:val='7'/>", []),
        ("<w:vertAlign w:val='baseline'/><w:position w:val='7'/><w:sz w:val='16'/>", []),
    ],
)
def test_raised_letters_stay_raised(
    workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], word: Callable[..., Path], marks: str, raised: list[str]
) -> None:
    word(f"{TITLE}<w:p><w:r><w:t>10</w:t></w:r><w:r><w:rPr>{marks}</w:rPr><w:t>6</w:t></w:r></w:p>")
    found = find_all(part(assemble(workspace, catalogue).path), "//w:body//w:r[w:rPr/w:vertAlign/@w:val='superscript']")
    assert [text_of(run) for run in found] == raised


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("3.2 Training", "Training"), ("3.2. Training", "Training"), ("3) Training", "Training"), ("3.1.4 {{ report.period }}", "2018/19")],
)
def test_a_number_typed_before_a_heading_goes(shown: Shown, typed: str, printed: str) -> None:
    lines, notes = shown(TITLE + _p(typed, '<w:pStyle w:val="Heading2"/>') + _p("Text."))
    assert (lines, notes) == (
        [("Heading2", printed), ("Normal", "Text.")],
        ("narrative/03-third.docx, changed: typed numbers of headings counted by the paper 1.",),
    )


@pytest.mark.parametrize("heading", ["2018/19 in figures", "16 and 17 year olds", "2.5 million contacts", "3 Counties Trust"])
def test_a_number_that_is_a_heading_s_own_word_stays(shown: Shown, heading: str) -> None:
    assert shown(TITLE + _p(heading, '<w:pStyle w:val="Heading2"/>') + _p("Text.")) == ([("Heading2", heading), ("Normal", "Text.")], ())


def test_pictures_come_with_their_words(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], word: Callable[..., Path]) -> None:
    def draw(document: Read) -> None:
        document.add_paragraph("Before. ").add_run().add_picture(BytesIO(DOT))
        document.inline_shapes[0]._inline.docPr.set("descr", "A dot")

    word(TITLE, edit=draw)
    paper = assemble(workspace, catalogue)
    drawn = find_all(part(paper.path), "//wp:docPr[@descr='A dot']")
    assert [(value(next(found.iterancestors("{*}p")), "w:pPr/w:pStyle")) for found in drawn] == ["Picture"]
    assert [note for note in paper.notes if "narrative/" in note] == ["narrative/03-third.docx, changed: pictures put behind their paragraph 1."]


def test_what_a_program_wrote_into_the_file_for_itself_is_no_word(shown: Shown) -> None:
    """XML comments and instructions, which Word passes over; parse_xml takes them out, so they are put in afterwards."""

    def edit(document: Read) -> None:
        body = document.element.body
        body.insert(0, Comment("made by a program"))
        body.insert(2, ProcessingInstruction("program", "page"))

    assert shown(TITLE + _p("One.") + _p("Two."), edit)[0] == [("Normal", "One."), ("Normal", "Two.")]
