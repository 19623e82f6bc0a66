"""A table is as wide as the place that it stands in, is set off from the next one, and leaves nothing that the check would find fault with."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from boardpaper.assembly.check.run import check
from boardpaper.assembly.ooxml import Element, find_all, name, text_of, value
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.errors import TemplateError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
PLACE = "<w:p><w:r><w:t>{{ sections }}</w:t></w:r></w:p>"
MARKDOWN = "| A | B |\n| - | - |\n| 1 | 2 |\n"


def _cell(width: str, text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{width}{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def _with_table(edited_template: Callable[[str, str], None], row: str, properties: str = "") -> None:
    """Put a table of two columns, of 3000 and 6000 twips, before the address of the template."""
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6000"/></w:tblGrid>'
    before = '<w:p><w:pPr><w:pStyle w:val="Address"/></w:pPr>'
    made = f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/>{properties}</w:tblPr>{grid}<w:tr>{row}</w:tr></w:tbl>'
    edited_template(before, made + before)


def _width(root: Element) -> int:
    (control,) = find_all(root, "//w:tc//w:sdt[w:sdtPr/w:tag/@w:val='table: children']")
    (table,) = find_all(control, ".//w:tbl")
    columns = [int(column.get(name("w:w"), "0")) for column in find_all(table, "w:tblGrid/w:gridCol")]
    assert sum(columns) == int(value(table, "w:tblPr/w:tblW", "w:w") or 0)
    return sum(columns)


@pytest.mark.parametrize(
    ("row", "properties", "width"),
    [
        (_cell('<w:tcW w:w="3000" w:type="dxa"/>', "{{ table: children }}") + _cell("", "B"), "", 3000 - 2 * 108),
        (_cell("", "A") + _cell('<w:tcW w:w="0" w:type="auto"/>', "{{ table: children }}"), "", 6000 - 2 * 108),
        (_cell("", "{{ table: children }}", '<w:gridSpan w:val="2"/>'), "", 9000 - 2 * 108),
        (
            _cell("", "{{ table: children }}") + _cell("", "B"),
            '<w:tblCellMar><w:left w:w="50" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>',
            3000 - 120,
        ),
    ],
)
def test_table_is_as_wide_as_its_cell(
    workspace: Workspace,
    catalogue: Catalogue,
    edited_template: Callable[[str, str], None],
    part: Callable[..., Element],
    row: str,
    properties: str,
    width: int,
) -> None:
    _with_table(edited_template, row, properties)
    paper = assemble(workspace, catalogue)
    assert _width(part(paper.path)) == width
    table = catalogue.tables["children"]
    longer = replace(catalogue, tables={"children": replace(table, rows=(*table.rows, ("More", "1", "2", "met")))})
    refresh(workspace, longer, paper.path, dry_run=False, overrule=False, pages=False)
    assert _width(part(paper.path)) == width


def test_chart_in_a_narrow_cell_is_told(workspace: Workspace, catalogue: Catalogue, edited_template: Callable[[str, str], None]) -> None:
    _with_table(edited_template, _cell("", "{{ chart: team }}") + _cell("", "B"))
    with pytest.raises(TemplateError, match=r"has \{\{ chart: team \}\} in a cell that is too narrow for a chart \(body, table, .*\): move it out"):
        assemble(workspace, catalogue)


def test_tables_one_after_another(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    blocks = ["{{ table: children }}", "{{ table: children }}", MARKDOWN, MARKDOWN, "{{ table: children }}"]
    (workspace.narrative / "03-third.md").write_text("# Third\n\n" + "\n\n".join(blocks) + "\n", encoding="utf-8")
    paper = assemble(workspace, catalogue)
    report = check(workspace, catalogue, paper.path, pages=False)
    assert [finding for finding in report.findings if finding.rule.code == "empty_paragraph"] == []
    body = find_all(part(paper.path), "w:body")[0]
    kinds = [_kind(block) for block in body]
    assert "table table" not in " ".join(kinds)
    heading = next(number for number, block in enumerate(body) if text_of(block) == "Compliance Checklist")
    assert kinds[heading - 1] == "table"  # nothing empty where a heading follows


def test_empty_paragraph_elsewhere_is_still_found(workspace: Workspace, catalogue: Catalogue, edited_template: Callable[[str, str], None]) -> None:
    before = '<w:p><w:pPr><w:pStyle w:val="Address"/></w:pPr>'
    edited_template(before, f"<w:p/>{before}")
    report = check(workspace, catalogue, assemble(workspace, catalogue).path, pages=False)
    assert len([finding for finding in report.findings if finding.rule.code == "empty_paragraph"]) == 1


def _kind(block: Element) -> str:
    inner = find_all(block, "w:sdtContent/*")[-1] if block.tag == name("w:sdt") else block
    return "table" if inner.tag == name("w:tbl") else "other"


def test_a_table_of_the_template_is_set_off_from_the_contents(
    workspace: Workspace, catalogue: Catalogue, edited_template: Callable[[str, str], None], part: Callable[..., Element]
) -> None:
    contents = '<w:t xml:space="preserve">{{ contents }}</w:t></w:r></w:p>'
    row = "".join(_cell('<w:tcW w:w="4500" w:type="dxa"/>', text) for text in ("One", "Two"))
    grid = '<w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>'
    edited_template(contents, f'{contents}<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>{grid}<w:tr>{row}</w:tr></w:tbl>')
    path = assemble(workspace, catalogue).path
    (own,) = [found for found in find_all(part(path), "//w:body/w:tbl") if text_of(found) == "OneTwo"]
    above = own.getprevious()
    assert above is not None
    assert (above.tag, text_of(above)) == (name("w:p"), "")
    assert [each.rule.code for each in check(workspace, catalogue, path, pages=False).findings if each.rule.code == "empty_paragraph"] == []
