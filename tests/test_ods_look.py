"""What is told of an .ods sheet beside its values: runs written once for many cells, styles that come from a parent, a column or a row."""

import io
import zipfile
from pathlib import Path

from boardpaper.etl.guard import read_all
from boardpaper.etl.reader import read_file
from boardpaper.etl.workbook import Comment, Sheet, Workbook

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"))
)
OTHERS = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc"'
STYLES = """
<number:percentage-style style:name="N1"><number:number number:decimal-places="1"/><number:text>%</number:text></number:percentage-style>
<number:text-style style:name="N2"><number:text>-</number:text>
  <style:map style:condition="value()&gt;=0" style:apply-style-name="N1"/></number:text-style>
<style:style style:name="Good" style:family="table-cell"><style:table-cell-properties fo:background-color="#00b050"/></style:style>
<style:style style:name="green" style:family="table-cell" style:parent-style-name="Good"/>
<style:style style:name="clear" style:family="table-cell" style:parent-style-name="Good">
  <style:table-cell-properties fo:background-color="transparent"/></style:style>
<style:style style:name="percent" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="sections" style:family="table-cell" style:data-style-name="N2"/>
"""
NUMBER = '<table:table-cell {} office:value-type="{}" office:value="0.5"><text:p>0.5</text:p></table:table-cell>'


def _book(table: str, settings: str = "") -> bytes:
    body = f'<office:body><office:spreadsheet>{settings}<table:table table:name="S">{table}</table:table></office:spreadsheet></office:body>'
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        "content.xml": f"<office:document-content {NAMESPACES} {OTHERS}>"
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>{body}</office:document-content>",
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def _row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def _read(folder: Path, data: bytes) -> Workbook:
    (folder / "a.ods").write_bytes(data)
    return read_file(folder / "a.ods")


def _sheet(folder: Path, table: str, settings: str = "") -> Sheet:
    return _read(folder, _book(table, settings)).sheets[0]


def test_a_run_is_spread_as_far_as_the_sheet_holds_something(tmp_path: Path) -> None:
    first = _row(NUMBER.format('table:style-name="percent" table:number-columns-repeated="2"', "percentage"), 'table:number-rows-repeated="2"')
    rest = _row('<table:table-cell table:style-name="green" table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="1048573"')
    sheet = _sheet(tmp_path, first + _row(NUMBER.format("", "float"), 'table:visibility="filter"') + rest)
    assert sheet.rows == [[0.5, 0.5], [0.5, 0.5], [0.5, ""]]
    assert sheet.percent == {(0, 0): 1, (0, 1): 1, (1, 0): 1, (1, 1): 1}
    assert (sheet.fills, sheet.hidden_rows) == ({}, {2})


def test_a_style_comes_from_the_cell_else_its_row_else_its_column(tmp_path: Path) -> None:
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="green" table:visibility="collapse"/>'
    blank, given = "<table:table-cell/>", NUMBER.format("", "float")
    own = '<table:table-cell table:style-name="clear"/>'
    rows = _row(given + blank) + _row(given + own) + _row(given + blank, 'table:default-cell-style-name="percent"')
    sheet = _sheet(tmp_path, columns + rows)
    assert (sheet.fills, sheet.percent, sheet.hidden_columns) == ({(0, 1): "00B050"}, {(2, 0): 1, (2, 1): 1}, {1})


def test_the_section_for_positive_values_says_whether_it_is_a_percentage(tmp_path: Path) -> None:
    unstyled = NUMBER.format("", "percentage")
    sheet = _sheet(tmp_path, _row(NUMBER.format('table:style-name="sections"', "float") + unstyled))
    assert sheet.percent == {(0, 0): 1, (0, 1): 2}


def test_errors_unsaved_formulas_and_truths(tmp_path: Path) -> None:
    cells = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=X()" office:value-type="string" office:string-value=""><text:p>Err:508</text:p></table:table-cell>'
        '<table:table-cell calcext:value-type="error" office:value-type="string" office:string-value=""><text:p>#NV</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=[.A1]"/>'
        '<table:table-cell table:formula="of:=TRUE()" office:value-type="float" office:value="1"><text:p>TRUE</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""/>'
    )
    sheet = _sheet(tmp_path, _row(cells))
    assert sheet.errors == {(0, 0): "#DIV/0!", (0, 1): "Err:508", (0, 2): "#NV"}
    assert (sheet.uncached, sheet.rows) == ({(0, 3)}, [["", "", "", "", True, ""]])


def test_a_comment_is_no_part_of_the_value_and_a_covered_cell_has_its_column(tmp_path: Path) -> None:
    comment = "<office:annotation><text:p>one<text:s/>two</text:p><text:p>three</text:p></office:annotation>"
    spanned = f'<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1" office:value-type="string">{comment}'
    book = _read(tmp_path, _book(_row(f"{spanned}<text:p>a</text:p></table:table-cell><table:covered-table-cell/>" + NUMBER.format("", "float"))))
    assert (book.comments, book.sheets[0].merged) == ([Comment("S", "A1", "one two\nthree")], [(0, 0, 0, 1)])
    assert book.sheets[0].rows == [["a", "", 0.5]]


def test_days_count_from_1904_where_the_file_says_so(tmp_path: Path) -> None:
    settings = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    row = _row(NUMBER.format("", "float"))
    assert [_sheet(tmp_path, row, given).days_from_1904 for given in ("", settings)] == [False, True]


def test_a_value_in_the_last_cell_costs_no_more_than_another(tmp_path: Path) -> None:
    first = _row(NUMBER.format('table:style-name="percent"', "percentage"))
    between = _row('<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="1048574"')
    last = _row('<table:table-cell table:number-columns-repeated="16383"/>' + NUMBER.format('table:style-name="green"', "float"))
    sheet = _sheet(tmp_path, first + between + last)
    found = {sheet.address(row, column): value for row, values in enumerate(sheet.rows) for column, value in enumerate(values) if value != ""}
    assert found == {"A1": 0.5, "XFD1048576": 0.5}
    assert [sheet.address(*place) for place in (*sheet.percent, *sheet.fills)] == ["A1", "XFD1048576"]


def test_a_cell_whose_type_is_not_said_is_its_words(tmp_path: Path) -> None:
    untyped, marked = "<table:table-cell><text:p>one</text:p></table:table-cell>", "<text:p><![CDATA[two]]></text:p><text:p>three</text:p>"
    sheet = _sheet(tmp_path, _row(untyped + f'<table:table-cell office:value-type="string">{marked}</table:table-cell>'))
    assert sheet.rows == [["one", "two\nthree"]]


def test_a_text_that_only_holds_an_error_is_a_text(tmp_path: Path) -> None:
    cell = '<table:table-cell table:formula="of:=X()" office:value-type="string"><text:p>we saw #REF! here</text:p></table:table-cell>'
    assert _sheet(tmp_path, _row(cell)).errors == {}


def test_a_formula_without_its_value_is_told_from_one_that_gave_an_empty_text(tmp_path: Path) -> None:
    formula = '<table:table-cell table:formula="of:=A1" {}>{}</table:table-cell>'
    cells = [("", ""), ("", "<text:p/>"), ('office:value-type="string"', ""), ('office:value-type="string" office:string-value=""', "<text:p/>")]
    sheet = _sheet(tmp_path, _row("".join(formula.format(*cell) for cell in cells) + NUMBER.format("", "float")))
    assert (sheet.uncached, sheet.rows) == ({(0, 0)}, [["", "", "", "", 0.5]])


def test_a_picture_of_many_megabytes_in_an_attribute_is_read_once(tmp_path: Path) -> None:
    """Read a little at a time, it is begun again with each piece, which takes longer than a file may."""
    picture = f'<table:table-cell table:style-name="{"A" * 16_000_000}"/>'
    (tmp_path / "a.ods").write_bytes(_book(_row(NUMBER.format("", "float") + picture)))
    ((_, read),) = read_all([tmp_path / "a.ods"])
    assert isinstance(read, Workbook) and [row[0] for row in read.sheets[0].rows] == [0.5]
