"""Person identifiers in the texts of an .ods file that stand in no cell."""

import io
import zipfile
from pathlib import Path

import pytest

from boardpaper.etl.privacy import find_identifiers
from boardpaper.etl.reader import read_file

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing"), ("svg", "svg"))
)
LINKS = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
CELL = '<table:table-row><table:table-cell office:value-type="string">{}</table:table-cell></table:table-row>'
NUMBER = "NHS number 9990000018"


def _found(folder: Path, *, rows: str = "", before: str = "", styles: str = "", others: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    table = f'<table:table table:name="S">{CELL.format("<text:p>Staff group</text:p>")}{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{before}{table}</office:spreadsheet></office:body>"
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        "content.xml": f"<office:document-content {NAMESPACES} {LINKS}>{body}</office:document-content>",
        "styles.xml": f"<office:document-styles {NAMESPACES}>{styles}</office:document-styles>",
        **(others or {}),
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    (folder / "a.ods").write_bytes(data.getvalue())
    return [(item.sheet, item.cell, item.kind) for item in find_identifiers(read_file(folder / "a.ods"), "a.ods")]


def test_a_plain_sheet_holds_none(tmp_path: Path) -> None:
    header = "<style:master-page><style:header><text:p>Safeguarding return, page 1 of 2</text:p></style:header></style:master-page>"
    link = CELL.format('<text:p><text:a xlink:href="https://www.england.nhs.uk/page/1234567890">see</text:a></text:p>')
    assert _found(tmp_path, rows=link, styles=header) == []


@pytest.mark.parametrize("tag", ["style:header", "style:footer", "style:header-left", "style:footer-first"])
def test_headers_and_footers(tmp_path: Path, tag: str) -> None:
    header = f"<style:master-page><style:region-left/><{tag}><text:p>{NUMBER}</text:p></{tag}></style:master-page>"
    assert _found(tmp_path, styles=header) == [("", "", "an NHS number in a header or footer")]


def test_a_shape(tmp_path: Path) -> None:
    shape = f"<table:shapes><draw:custom-shape><text:p>Note</text:p><text:p>{NUMBER}</text:p></draw:custom-shape></table:shapes>"
    assert _found(tmp_path, rows=shape) == [("", "", "an NHS number in a text box")]


def test_the_description_of_a_picture(tmp_path: Path) -> None:
    frame = f"<table:shapes><draw:frame><draw:image/><svg:desc>{NUMBER}</svg:desc></draw:frame></table:shapes>"
    assert _found(tmp_path, rows=frame) == [("", "", "an NHS number in a text box")]


def test_the_help_of_a_drop_down_list(tmp_path: Path) -> None:
    rule = f'<table:content-validation table:name="v"><table:help-message><text:p>{NUMBER}</text:p></table:help-message></table:content-validation>'
    before = f"<table:content-validations>{rule}</table:content-validations>"
    assert _found(tmp_path, before=before) == [("", "", "an NHS number in a drop-down list or its help")]


def test_the_address_of_a_link(tmp_path: Path) -> None:
    link = CELL.format('<text:p><text:a xlink:href="https://records.example/patient/9990000018">see</text:a></text:p>')
    assert _found(tmp_path, rows=link) == [("", "", "an NHS number in the address of a link")]


def test_a_formula(tmp_path: Path) -> None:
    formula = '<table:table-cell table:formula="of:=&quot;999 000 &quot;&amp;&quot;0018&quot;"/>'
    assert _found(tmp_path, rows=f"<table:table-row>{formula}</table:table-row>") == [("S", "A2", "an NHS number in a formula")]


def test_what_a_chart_keeps(tmp_path: Path) -> None:
    chart = {"Object 1/content.xml": f"<chart {NAMESPACES}><text:p>{NUMBER}</text:p></chart>"}
    assert _found(tmp_path, others=chart) == [("", "", "an NHS number in a chart")]
