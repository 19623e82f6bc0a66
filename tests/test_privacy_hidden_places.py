"""Person identifiers are looked for wherever a workbook can carry a text, and what is found leaves nothing behind."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from boardpaper.cli import main

NUMBER = "999 000 0018"
ROWS = [
    ["Organisation", "NHS Stockport CCG"],
    ["Reporting period", "March 2019"],
    ["Staff group", "Required", "In date", "Outstanding", "In progress"],
    ["Nursing", 20, 18, 1, 1],
]


def _book() -> Book:
    book = Book()
    for row in ROWS:
        book.active.append(row)
    book.active.title = "DBS"
    return book


def _other_sheet(state: str) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        sheet = book.create_sheet("Working")
        sheet["B2"] = f"check {NUMBER}"
        sheet.sheet_state = state

    return change


def _hidden_row(book: Book) -> None:
    book.active["F4"] = NUMBER
    book.active.row_dimensions[4].hidden = True


def _hidden_column(book: Book) -> None:
    book.active["F4"] = NUMBER
    book.active.column_dimensions["F"].hidden = True


def _comment(book: Book) -> None:
    book.active["B4"].comment = Comment(f"ask about {NUMBER}", "A Person")


def _header(book: Book) -> None:
    book.active.oddFooter.left.text = f"for {NUMBER}"


def _centred_header(book: Book) -> None:
    book.active.oddHeader.center.text = "NHS number 9990000018"


def _link(book: Book) -> None:
    book.active["A4"].hyperlink = "https://records.example/patient?nhs=9990000018&tab=1"


def _formula(book: Book) -> None:
    book.active["F4"] = '=IF(A4="","","NHS number 9990000018")'


def _tooltip(book: Book) -> None:
    book.active["A4"].hyperlink = "https://records.example/"
    book.active["A4"].hyperlink.tooltip = "NHS number 9990000018"


def _conditional_format(book: Book) -> None:
    book.active.conditional_formatting.add("A4:A9", FormulaRule(formula=[f'A4="{NUMBER}"']))


def _filter(book: Book) -> None:
    book.active.auto_filter.ref = "A3:E4"
    book.active.auto_filter.add_filter_column(0, [NUMBER])


def _drop_down(book: Book) -> None:
    rule = DataValidation(type="list", formula1=f'"{NUMBER},None"')
    rule.add("F4")
    book.active.add_data_validation(rule)


def _drop_down_of_bare_numbers(book: Book) -> None:
    rule = DataValidation(type="list", formula1='"9990001006,9990000980"')
    book.active.add_data_validation(rule)
    rule.add("F4")


def _help_text(book: Book) -> None:
    rule = DataValidation(type="whole", formula1="0", prompt="DOB 12/03/2011", promptTitle="Ask", showInputMessage=True)
    rule.add("F4")
    book.active.add_data_validation(rule)


def _defined_name(book: Book) -> None:
    book.defined_names["Note"] = DefinedName("Note", attr_text=f'"{NUMBER}"')


def _property(book: Book) -> None:
    book.properties.subject = f"about {NUMBER}"


def _sheet_name(book: Book) -> None:
    book.create_sheet(f"Case {NUMBER}")["A1"] = "DOB 12/03/2011"


def _embedded() -> bytes:
    inner = BytesIO()
    book = Book()
    book.active["A1"] = f"case {NUMBER}"
    book.save(inner)
    return inner.getvalue()


def _leads_to(address: str) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    return f'<Relationships xmlns="urn:r"><Relationship Id="rId1" Type="{kind}" Target="{address}" TargetMode="External"/></Relationships>'


_PARTS = {
    "xl/drawings/drawing9.xml": (
        '<d:wsDr xmlns:d="urn:d" xmlns:a="urn:a"><d:sp><a:p><a:r><a:t>born on 3rd </a:t></a:r><a:r><a:t>May 2012</a:t></a:r></a:p></d:sp></d:wsDr>',
        "a date of birth in a text box",
    ),
    "xl/pivotCache/pivotCacheDefinition1.xml": (
        '<p xmlns="urn:p"><cacheFields><cacheField name="DOB"><sharedItems><d v="2011-03-12T00:00:00"/></sharedItems></cacheField></cacheFields></p>',
        "a date of birth in what a pivot table keeps",
    ),
    "xl/pivotCache/pivotCacheRecords1.xml": (
        '<r xmlns="urn:p"><r><x v="0"/><n v="9990000018"/></r></r>',
        "an NHS number in what a pivot table keeps",
    ),
    "xl/externalLinks/externalLink1.xml": (
        f'<e xmlns="urn:e"><sheetData><row r="1"><cell r="A1"><v>{NUMBER}</v></cell></row></sheetData></e>',
        "an NHS number in what is kept of another workbook",
    ),
    "xl/charts/chart9.xml": (f'<c xmlns="urn:c"><pt idx="0"><v>{NUMBER}</v></pt></c>', "an NHS number in a chart"),
    "xl/embeddings/list.xlsx": (_embedded(), "an NHS number in an embedded file"),
    "customXml/item1.xml": (f"<note>{NUMBER}</note>", "an NHS number in the custom data"),
    "xl/drawings/drawing8.xml": ('<d:pic xmlns:d="urn:d"><d:cNvPr id="2" descr="NHS number 9990000018"/></d:pic>', "an NHS number in a text box"),
    "xl/drawings/_rels/drawing8.xml.rels": (_leads_to("https://records.example/patient/9990000018"), "an NHS number in the address of a link"),
    "xl/externalLinks/_rels/externalLink1.xml.rels": (_leads_to("file:///C:/patient%209990000018.xlsx"), "an NHS number in the address of a link"),
    "xl/threadedComments/threadedComment9.xml": (
        f'<t:ThreadedComments xmlns:t="urn:t"><t:threadedComment ref="C4"><t:text>{NUMBER}</t:text></t:threadedComment></t:ThreadedComments>',
        "an NHS number in a comment",
    ),
    "xl/comments9.xml": (
        f'<comments xmlns="urn:t"><comment ref="C4"><text><t>{NUMBER}</t></text></comment></comments>',
        "an NHS number in a comment",
    ),
    "xl/tables/table9.xml": ('<table xmlns="urn:t"><tableColumn name="NHS number 9990000018"/></table>', "an NHS number in the headings of a table"),
    "xl/slicers/slicer1.xml": ('<slicers xmlns="urn:t"><slicer caption="NHS number 9990000018"/></slicers>', "an NHS number in a slicer"),
    "xl/revisions/revisionLog1.xml": (
        f'<rcc xmlns="urn:t"><nc r="A1"><is><t>{NUMBER}</t></is></nc></rcc>',
        "an NHS number in the history of changes",
    ),
    "xl/connections.xml": (
        "<connections xmlns='urn:t'><dbPr command=\"select * from x where nhs = '9990000018'\"/></connections>",
        "an NHS number in a connection to data",
    ),
}


def _ingest(workspace: Path, data: bytes, name: str = "DBS return.xlsx") -> tuple[str, list[tuple[str, str, str]]]:
    """Return the reason and the issues of the one file; nothing of its identifiers may be left anywhere."""
    (workspace / "returns" / name).write_bytes(data)
    runner = CliRunner()
    shown = runner.invoke(main, ["-w", str(workspace), "ingest", "--json"]).output
    shown += runner.invoke(main, ["-w", str(workspace), "issues", "--json"]).output
    shown += runner.invoke(main, ["-w", str(workspace), "status"]).output
    kept = shown.encode() + (workspace / "warehouse.db").read_bytes()
    assert [needle for needle in (NUMBER, "9990000018", "12/03/2011", "2011-03-12", "May 2012") if needle.encode() in kept] == []
    with sqlite3.connect(workspace / "warehouse.db") as connection:
        (reason,) = connection.execute("SELECT reason FROM source").fetchone()
        return reason, connection.execute("SELECT sheet, cell, expected FROM issue").fetchall()


def _saved(book: Book) -> bytes:
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _with_part(part: str, content: str | bytes) -> bytes:
    data = BytesIO(_saved(_book()))
    with zipfile.ZipFile(data, "a") as package:
        package.writestr(part, content)
        if "Records" in part:
            fields = '<cacheField name="Case"/><cacheField name="NHS number"/>'
            package.writestr("xl/pivotCache/pivotCacheDefinition1.xml", f'<p xmlns="urn:p"><cacheFields>{fields}</cacheFields></p>')
    return data.getvalue()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_other_sheet("hidden"), [("Working", "B2", "an NHS number")]),
        (_other_sheet("veryHidden"), [("Working", "B2", "an NHS number")]),
        (_hidden_row, [("DBS", "F4", "an NHS number")]),
        (_hidden_column, [("DBS", "F4", "an NHS number")]),
        (_comment, [("DBS", "B4", "an NHS number in a comment")]),
        (_header, [("", "", "an NHS number in a header or footer")]),
        (_centred_header, [("", "", "an NHS number in a header or footer")]),
        (_link, [("", "", "an NHS number in the address of a link")]),
        (_formula, [("DBS", "F4", "an NHS number in a formula")]),
        (_tooltip, [("", "", "an NHS number in a link")]),
        (_conditional_format, [("", "", "an NHS number in a conditional format")]),
        (_filter, [("", "", "an NHS number in a filter")]),
        (_drop_down, [("", "", "an NHS number in a drop-down list or its help")]),
        (_drop_down_of_bare_numbers, [("", "", "an NHS number in a drop-down list or its help")]),
        (_help_text, [("", "", "a date of birth in a drop-down list or its help")]),
        (_defined_name, [("", "", "an NHS number in a defined name")]),
        (_property, [("", "", "an NHS number in the document properties")]),
        (_sheet_name, [("", "", "an NHS number in the name of sheet 2"), ("(sheet 2, name withheld)", "A1", "a date of birth")]),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_hidden_place_is_looked_at(empty_workspace: Path, change: Callable[[Book], None], expected: list[tuple[str, str, str]]) -> None:
    book = _book()
    change(book)
    reason, issues = _ingest(empty_workspace, _saved(book))
    assert (reason.partition(":")[0], issues, [path.name for path in (empty_workspace / "archive").iterdir()]) == (
        "person_identifiers",
        [(sheet, cell, f"counts alone, not {kind}") for sheet, cell, kind in expected],
        ["manifest.jsonl"],
    )


@pytest.mark.parametrize("part", _PARTS)
def test_a_part_beside_the_sheets_is_looked_at(empty_workspace: Path, part: str) -> None:
    content, kind = _PARTS[part]
    reason, issues = _ingest(empty_workspace, _with_part(part, content))
    assert (reason.partition(":")[0], issues) == ("person_identifiers", [("", "", f"counts alone, not {kind}")])


def test_a_threaded_comment_is_a_comment(empty_workspace: Path) -> None:
    data = BytesIO(_saved(_book()))
    with zipfile.ZipFile(data, "a") as package:
        rel = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
        package.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            f'<Relationships xmlns="urn:r"><Relationship Id="rId1" Type="{rel}" Target="../threadedComments/threadedComment1.xml"/></Relationships>',
        )
        package.writestr(
            "xl/threadedComments/threadedComment1.xml",
            f'<ThreadedComments xmlns="urn:t"><threadedComment ref="C4"><text>{NUMBER}</text></threadedComment></ThreadedComments>',
        )
    _, issues = _ingest(empty_workspace, data.getvalue())
    assert issues == [("DBS", "C4", "counts alone, not an NHS number in a comment")]


def test_who_made_or_commented_on_the_file_is_no_hit(empty_workspace: Path) -> None:
    book = _book()
    book.properties.creator = book.properties.lastModifiedBy = "Ada Invented"
    book.active["B4"].comment = Comment("checked with HR on 0161 426 9900", "Ada Invented")
    reason, _ = _ingest(empty_workspace, _saved(book))
    assert reason.partition(":")[0] == "taken_in"


def test_a_file_that_is_no_spreadsheet_is_looked_at_too(empty_workspace: Path) -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document><w:p><w:t>{NUMBER[:5]}</w:t><w:t>{NUMBER[5:]}</w:t></w:p></w:document>")
    reason, issues = _ingest(empty_workspace, data.getvalue(), "list.xlsx")
    assert (reason, issues) == (
        "person_identifiers: The file holds person identifiers: an NHS number in the text of the file. Nothing of it was kept. "
        "Please ask for the return again with counts alone. "
        "The file is a Word document. Please send the return as an Excel workbook (.xlsx).",
        [("", "", "counts alone, not an NHS number in the text of the file")],
    )
    assert [path.name for path in (empty_workspace / "archive").iterdir()] == ["manifest.jsonl"]


def test_the_report_is_the_same_json_for_every_reader(empty_workspace: Path) -> None:
    book = load_workbook(BytesIO(_saved(_book())))
    _comment(book)
    (empty_workspace / "returns" / "a.xlsx").write_bytes(_saved(book))
    shown = json.loads(CliRunner().invoke(main, ["-w", str(empty_workspace), "ingest", "--json"]).output)
    assert shown["files"][0] == {
        "filename": "a.xlsx",
        "status": "held",
        "reason": "person_identifiers: The file holds person identifiers: an NHS number in a comment (DBS B4). Nothing of it was kept. "
        "Please ask for the return again with counts alone.",
        "rows_read": 0,
        "rows_loaded": 0,
        "rows_set_aside": 0,
        "queries": 0,
    }


def test_addresses_and_formulas_of_a_plain_return_are_no_hits(empty_workspace: Path) -> None:
    book = _book()
    book.active["A4"].hyperlink = "https://www.england.nhs.uk/page/1234567890?id=9876543210"
    book.active["F4"] = '=IF(B4=0,"",TEXT(C4/B4,"0.0%"))'
    book.active["G4"] = '=HYPERLINK("mailto:safeguarding@moorside.example","Ring 0161 496 0018")'
    book.active.oddFooter.left.text = "Page 1 of 2, form 12"
    assert _ingest(empty_workspace, _saved(book))[0].startswith("taken_in")
