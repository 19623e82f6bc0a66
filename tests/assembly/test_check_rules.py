"""Every rule of the check has a paper that breaks it and one that does not: the paper as it was assembled."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

import boardpaper
from boardpaper.assembly.check.page import write_page
from boardpaper.assembly.check.run import check, rules
from boardpaper.assembly.ooxml import NAMESPACES, VML
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.ruler import Layout
from boardpaper.warehouse.figures.model import Catalogue, Figure
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")

_MAIN = "word/document.xml"
_INTRODUCTION = "Of staff, "
_WORDS = '<w:t xml:space="preserve">Of staff, </w:t>'
_RUN = f"<w:r>{_WORDS}</w:r>"
_CONTROL = '<w:tag w:val="training.percent"/>'
Edit = tuple[str, str, str]
"""The part, what stands there, and what an author makes of it."""
_GLOSSARY = '[glossary]\n"Safeguarding Children Partnership" = ["LSCB"]\n'


def _run(properties: str = "", text: str = _INTRODUCTION) -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _more(xml: str) -> Edit:
    """Put XML behind the paragraph of the introduction."""
    return (_MAIN, " are trained.</w:t></w:r></w:p>", f" are trained.</w:t></w:r></w:p>{xml}")


def _paragraph(text: str, settings: str = "", properties: str = "") -> Edit:
    return _more(f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{settings}</w:pPr>{_run(properties, text)}</w:p>')


_TABLE = '<w:tbl><w:tblPr><w:tblLook w:val="{look}"/></w:tblPr><w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>{rows}</w:tbl>'


def _table(*rows: tuple[str, ...], look: str = "0020", header: str = "<w:tblHeader/>", first: str = "") -> Edit:
    def cell(text: str, more: str) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="900"/>{more}</w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>{_run(text=text)}</w:p></w:tc>'

    made = ""
    for number, row in enumerate(rows):
        cells = "".join(cell(text, "" if number or place else first) for place, text in enumerate(row))
        made += f"<w:tr><w:trPr>{'' if number else header}</w:trPr>{cells}</w:tr>"
    return _more(_TABLE.format(look=look, rows=made))


BROKEN: dict[str, list[Edit]] = {
    "figure_by_hand": [(_MAIN, f"{_CONTROL}", _CONTROL), (_MAIN, ">87.79%<", ">88%<")],
    "figure_beside": [(_MAIN, _WORDS, '<w:t xml:space="preserve">Of staff, 1</w:t>')],
    "figure_words": [(_MAIN, _WORDS, '<w:t xml:space="preserve">Our budget is </w:t>'), (_MAIN, "> are trained.<", "> above plan.<")],
    "figure_removed": [(_MAIN, _CONTROL, '<w:tag w:val="other"/>'), (_MAIN, '<w:alias w:val="training.percent"/>', "")],
    "figure_duplicated": [
        _more(
            '<w:p><w:sdt><w:sdtPr><w:alias w:val="training.percent"/></w:sdtPr>'
            "<w:sdtContent><w:r><w:t>87.79%</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        )
    ],
    "ledger_missing": [("customXml/item1.xml", "urn:boardpaper:ledger:1", "urn:other")],
    "ledger_changed": [("customXml/item1.xml", ">87.79%<", ">87.8%<")],
    "draft_mark_gone": [(_MAIN, "DRAFT: this paper", "This paper")],
    "block_removed": [
        (_MAIN, '<w:alias w:val="chart: team"/><w:tag w:val="chart: team"/>', '<w:alias w:val=""/>'),
        (_MAIN, ">Executive Nurse<", ">Chief Nurse<"),
    ],
    "block_duplicated": [_more('<w:sdt><w:sdtPr><w:alias w:val="table: children"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>')],
    "block_words": [(_MAIN, ">All<", ">Everybody<")],
    "number_by_hand": [_paragraph("Another 41 are to be trained.")],
    "style_font": [(_MAIN, _RUN, _run('<w:rFonts w:ascii="Calibri"/>'))],
    "style_size": [(_MAIN, _RUN, _run('<w:sz w:val="20"/>'))],
    "style_heading": [("word/styles.xml", '<w:outlineLvl w:val="0"/></w:pPr><w:rPr>', '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b w:val="0"/>')],
    "style_underline": [(_MAIN, _RUN, _run('<w:u w:val="single"/>'))],
    "style_spacing": [_paragraph("Wide lines.", '<w:spacing w:line="360"/>')],
    "style_alignment": [_paragraph("In the middle.", '<w:jc w:val="center"/>')],
    "style_list_mark": [
        ("word/numbering.xml", '<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:rPr><w:rFonts w:ascii="Georgia"/></w:rPr>'),
        _paragraph("One", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    ],
    "fake_heading": [_paragraph("What we did next", properties="<w:b/>")],
    "empty_paragraph": [_more("<w:p><w:r><w:t>One</w:t><w:br/><w:br/><w:t>Two</w:t></w:r></w:p>")],
    "typed_list": [_paragraph("- visit the ward")],
    "reference_stale": [
        _more(
            '<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r>'
            '<w:fldSimple w:instr=" REF _RefNowhere \\h "><w:r><w:t>Table 9</w:t></w:r></w:fldSimple></w:p>'
        )
    ],
    "caption_number": [
        _more(
            '<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t xml:space="preserve">Table </w:t></w:r>'
            '<w:fldSimple w:instr=" SEQ Table \\* ARABIC "><w:r><w:t>9</w:t></w:r></w:fldSimple><w:r><w:t>: Visits</w:t></w:r></w:p>'
        )
    ],
    "heading_order": [_more(f'<w:p><w:pPr><w:pStyle w:val="Heading3"/></w:pPr>{_run(text="Deep")}</w:p>')],
    "table_without_heading_row": [_table(("Name", "Count"), ("A", "B"), header="")],
    "table_heading_cells": [_table(("", "Count"), ("A", "B"))],
    "no_alt_text": [(_MAIN, 'descr="', 'other="')],
    "link_text": [_more(f'<w:p><w:hyperlink r:id="rIdLink">{_run(text="click here")}</w:hyperlink></w:p>')],
    "contrast": [(_MAIN, _RUN, _run('<w:color w:val="FFB81C"/>'))],
    "language": [(_MAIN, _RUN, _run('<w:lang w:val="fr-FR"/>'))],
    "placeholder": [_paragraph("The date is TBC.")],
    "front_sheet_empty": [(_MAIN, ">Quality Committee<", "><")],
    "dead_link": [_more(f'<w:p><w:hyperlink w:anchor="nowhere">{_run(text="our last report")}</w:hyperlink></w:p>')],
    "comment_left": [(_MAIN, _RUN, f'{_RUN}<w:r><w:commentReference w:id="0"/></w:r>')],
    "tracked_change": [(_MAIN, _RUN, f'<w:ins w:id="900" w:author="A contributor">{_RUN}</w:ins>')],
    "highlighted": [(_MAIN, _RUN, _run('<w:highlight w:val="yellow"/>'))],
    "struck_out": [(_MAIN, _RUN, _run("<w:strike/>"))],
    "contents_differ": [_more(f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{_run(text="A late section")}</w:p>')],
    "date_ahead": [_paragraph("It was done on 3 March 2021.")],
    "second_name": [_paragraph("The LSCB met.")],
    "assurance_above_audit": [_paragraph("The internal audit gave limited assurance.")],
    "table_total_differs": [_table(("Name", "Count"), ("A", "2"), ("B", "3"), ("All", "6"))],
    "checklist_answer": [(_MAIN, '<w:t xml:space="preserve">Y</w:t>', "<w:t>N</w:t>")],
}
_STYLES = ("style_font", "style_size", "style_heading", "style_underline", "style_spacing")
ALSO: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_STYLES, ("checklist_answer",)),
    "block_duplicated": ("block_words", "empty_paragraph"),
    "block_removed": ("number_by_hand",),
    "link_text": ("dead_link",),
    "figure_beside": ("number_by_hand",),
    "front_sheet_empty": ("checklist_answer", "figure_by_hand"),
    "table_total_differs": ("number_by_hand",),
}
"""What else a paper breaks that breaks a rule, as the one comes of the other."""
ELSEWHERE = {
    "final_too_early",
    "table_cells",
    "chart_by_hand",
    "chart_drawn_otherwise",
    "block_stale",
    "figure_stale",
    "figure_moved",
    "taken_out",
    "contents_page",
    "sum_differs",
    "checklist_overruled",
    "promise_not_kept",
    "private_mark_gone",
}
"""The rules that need more than an edit: tried below, in files of their own, or with the figures of a warehouse."""


@pytest.fixture
def edited(workspace: Workspace, catalogue: Catalogue) -> Callable[..., Path]:
    """Assemble the paper, and change some of its XML as an author's Word would."""

    settings = workspace.settings_path.read_text(encoding="utf-8")
    workspace.settings_path.write_text(settings + _GLOSSARY, encoding="utf-8")

    def edit(edits: list[Edit]) -> Path:
        made = assemble(workspace, catalogue).path
        with ZipFile(made) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        for part, old, new in edits:
            text = parts[part].decode()
            assert old in text, old
            parts[part] = text.replace(old, new, 1).encode()
        path = made.with_name("edited.docx")
        with ZipFile(path, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return path

    return edit


def _codes(workspace: Workspace, catalogue: Catalogue, path: Path) -> list[str]:
    return [finding.rule.code for finding in check(workspace, catalogue, path, pages=False).findings]


def test_each_rule_is_tried() -> None:
    assert {rule.code for rule in rules()} == BROKEN.keys() | ELSEWHERE


def test_the_page_of_the_docs_is_up_to_date() -> None:
    page = Path(boardpaper.__file__).parent / "docs" / "checks.md"
    assert page.read_text(encoding="utf-8") == write_page(), "run 'make docs'"


def test_the_paper_as_assembled_breaks_none(workspace: Workspace, catalogue: Catalogue, edited: Callable[..., Path]) -> None:
    assert _codes(workspace, catalogue, edited([])) == []


@pytest.mark.parametrize("code", BROKEN)
def test_a_paper_that_breaks_it(workspace: Workspace, catalogue: Catalogue, edited: Callable[..., Path], code: str) -> None:
    assert sorted(set(_codes(workspace, catalogue, edited(BROKEN[code])))) == sorted({code, *ALSO.get(code, ())})


@pytest.mark.parametrize(("alt", "codes"), [("", ["no_alt_text"]), ('alt="A map"', [])])
def test_a_picture_of_an_older_word_needs_words_too(
    workspace: Workspace, catalogue: Catalogue, edited: Callable[..., Path], alt: str, codes: list[str]
) -> None:
    shape = f'<v:shape xmlns:v="{VML}" {alt}><v:imagedata/></v:shape>'
    assert _codes(workspace, catalogue, edited([_more(f"<w:p><w:r><w:t>A map: </w:t><w:pict>{shape}</w:pict></w:r></w:p>")])) == codes


def _box(text: str, inside: str = "") -> Edit:
    words = f"<w:txbxContent><w:p>{_run(text=text) if text else ''}{inside}</w:p></w:txbxContent>"
    shape = f'<wps:wsp xmlns:wps="{NAMESPACES["wps"]}"><wps:txbx>{words}</wps:txbx></wps:wsp>'
    return _more(
        f'<w:p><w:r><w:t>A box: </w:t><w:drawing><wp:inline xmlns:wp="{NAMESPACES["wp"]}"><wp:docPr id="990" name="Text Box 2"/>{shape}</wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


@pytest.mark.parametrize(
    ("edit", "codes"),
    [
        (_box("Read this first."), []),
        (_box(""), ["no_alt_text"]),
        (_box("Read this first.", '<w:r><w:drawing><pic xmlns=""/></w:drawing></w:r>'), ["no_alt_text"]),
    ],
)
def test_the_words_of_a_text_box_are_read_out_themselves(
    workspace: Workspace, catalogue: Catalogue, edited: Callable[..., Path], edit: Edit, codes: list[str]
) -> None:
    assert _codes(workspace, catalogue, edited([edit])) == codes


DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"


def test_a_place_left_for_later_in_smart_art(workspace: Workspace, catalogue: Catalogue, edited: Callable[..., Path]) -> None:
    path = edited([])
    said = "<a:p><a:r><a:t>Lead: TB</a:t></a:r><a:r><a:t>C</a:t></a:r></a:p>"
    with ZipFile(path, "a") as archive:
        archive.writestr("word/diagrams/data1.xml", f'<dgm:dataModel xmlns:dgm="{DRAWN}/diagram" xmlns:a="{DRAWN}/main">{said}</dgm:dataModel>')
    (found,) = check(workspace, catalogue, path, pages=False).findings
    assert (found.rule.code, found.found.says, found.found.words) == ("placeholder", "'TBC' is still there, in SmartArt", "Lead: TBC")


def test_what_word_says_of_an_empty_list_of_tables(workspace: Workspace, catalogue: Catalogue, edited: Callable[..., Path]) -> None:
    assert _codes(workspace, catalogue, edited([_paragraph("No table of figures entries found.")])) == ["placeholder"]


def test_a_figure_that_moved_on_is_stale(workspace: Workspace, catalogue: Catalogue, edited: Callable[..., Path]) -> None:
    path = edited([])
    moved = replace(catalogue.figures["training.percent"], text="87.80%")
    later = replace(catalogue, figures=catalogue.figures | {"training.percent": moved})
    assert _codes(workspace, later, path) == ["figure_stale"]


def test_a_table_that_would_have_other_rows_is_stale(workspace: Workspace, catalogue: Catalogue, edited: Callable[..., Path]) -> None:
    path = edited([])
    table = catalogue.tables["children"]
    later = replace(catalogue, tables={"children": replace(table, rows=(*table.rows, ("Others", "1", "4", "met")))})
    assert _codes(workspace, later, path) == ["block_stale"]
    assert _codes(workspace, replace(catalogue, tables={}), path) == ["block_stale"]


def test_the_pages_of_the_contents_are_the_measured_ones(
    workspace: Workspace, catalogue: Catalogue, edited: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = edited(
        [
            (
                _MAIN,
                '<w:t xml:space="preserve"></w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>',
                '<w:t>9</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>',
            )
        ]
    )
    monkeypatch.setattr("boardpaper.assembly.check.run.measured", lambda *_: Layout(5, (("1 Introduction", 4), ("2 Children", 5))))
    found = [finding.found.says for finding in check(workspace, catalogue, path).findings if finding.rule.code == "contents_page"]
    assert found == ["the contents say page 9, and the section begins on page 4"]


def test_sums_that_the_paper_shows_are_held_against_each_other(workspace: Workspace, catalogue: Catalogue, edited: Callable[..., Path]) -> None:
    year = (date(2018, 4, 1), date(2019, 3, 31))
    parts = {"notified": "10", "full_review": "2", "local_learning": "3", "no_further_review": "4", "reviewed": "11"}
    figures = {f"rapid_review.{name}": Figure(f"rapid_review.{name}", name, "count", int(text), text, "r", *year) for name, text in parts.items()}
    keys = ", ".join(f"{{{{ {key} }}}}" for key in figures)
    (workspace.narrative / "01-introduction.md").write_text(f"# Introduction\n\nCases: {keys}.\n", encoding="utf-8")
    with_cases = replace(catalogue, figures=catalogue.figures | figures)
    path = assemble(workspace, with_cases).path
    assert [finding.found.says for finding in check(workspace, with_cases, path, pages=False).findings] == [
        "cases notified, and what was decided on them: 10, where the parts add up to 9",
        "cases reviewed, and cases notified: 11 of 10",
    ]


def test_an_overruled_answer_is_shown_with_the_document_s_own(workspace: Workspace, catalogue: Catalogue, edited: Callable[..., Path]) -> None:
    more = '[checklist.overrule]\nexecutive_summary = { answer = "Y", reason = "Measured in Word." }\n[checklist]\nrisk_assessment = "Y"\n'
    settings = workspace.settings_path.read_text(encoding="utf-8")
    workspace.settings_path.write_text(settings + more, encoding="utf-8")
    path = edited([])
    report = check(Workspace(workspace.root), catalogue, path, pages=False)
    assert [(finding.rule.code, finding.found.says) for finding in report.findings] == [
        (
            "promise_not_kept",
            "Checklist, Any form of change: Risk Assessment Completed and included: Y is declared, but no heading of a section or an appendix says "
            "'risk assessment'; write that section or appendix, or change checklist.risk_assessment in boardpaper.toml.",
        ),
        ("checklist_overruled", "Y as declared (Measured in Word.); the document shows N: Not measured: pages are measured with LibreOffice."),
    ]
