"""The workbook inside a chart: one sheet of what the chart shows, with which Word and Excel let it be edited."""

from html import escape
from string import ascii_uppercase

from ...warehouse.figures.printed import Printed
from ..package import RELATION, zipped
from .numbers import number_format
from .shown import Shown

SHEET = "Sheet1"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_PARTS = {"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml", "sharedStrings": "sharedStrings.xml"}
_OWN_FORMATS = 164
"""Numbers of formats below this are Excel's own."""


def workbook(drawn: Shown) -> bytes:
    """Return the .xlsx: names down the first column, each series in a column beside it, no cell where a value is missing."""
    formats = list(dict.fromkeys(number_format(point, drawn.unit) for one in drawn.series for point in one.points if point))
    texts = list(dict.fromkeys([drawn.category_title, *(one.name for one in drawn.series), *drawn.categories]))
    sheet = f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/>'
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{RELATION[:-1]}"><sheets>{sheet}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(_PARTS),
        "xl/worksheets/sheet1.xml": _sheet(drawn, formats, texts),
        "xl/styles.xml": _styles(formats),
        "xl/sharedStrings.xml": _strings(texts),
    }
    return zipped({part: (_HEAD + text).encode() for part, text in parts.items()})


def cell(column: int, row: int) -> str:
    """Return the address of a cell, both counted from 0: (26, 0) is "AA1"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, len(ascii_uppercase))
        letters = ascii_uppercase[rest] + letters
    return f"{letters}{row + 1}"


def _sheet(drawn: Shown, formats: list[str], texts: list[str]) -> str:
    def text(column: int, row: int, words: str) -> str:
        return f'<c r="{cell(column, row)}" t="s"><v>{texts.index(words)}</v></c>' if words else ""

    def number(column: int, row: int, point: Printed | None) -> str:
        style = formats.index(number_format(point, drawn.unit)) + 1 if point else 0
        return f'<c r="{cell(column, row)}" s="{style}"><v>{point.value!r}</v></c>' if point else ""

    names = [drawn.category_title, *(one.name for one in drawn.series)]
    rows = ["".join(text(column, 0, words) for column, words in enumerate(names))]
    for row, category in enumerate(drawn.categories, start=1):
        rows.append(text(0, row, category) + "".join(number(column, row, one.points[row - 1]) for column, one in enumerate(drawn.series, start=1)))
    lines = "".join(f'<row r="{count}">{cells}</row>' for count, cells in enumerate(rows, start=1))
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _strings(texts: list[str]) -> str:
    items = "".join(f'<si><t xml:space="preserve">{escape(words, quote=False)}</t></si>' for words in texts)
    return f'<sst xmlns="{_MAIN}" uniqueCount="{len(texts)}">{items}</sst>'


def _styles(formats: list[str]) -> str:
    own = "".join(f'<numFmt numFmtId="{number}" formatCode="{escape(code)}"/>' for number, code in enumerate(formats, start=_OWN_FORMATS))
    numbers = [_OWN_FORMATS + number for number in range(len(formats))]
    used = "".join(f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for number in numbers)
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(formats)}">{own}</numFmts>'
        '<fonts count="1"><font><sz val="12"/><name val="Arial"/><family val="2"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(formats) + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{used}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _content_types() -> str:
    usual = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    made = [f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in usual.items()]
    parts = {"sheet.main": "workbook.xml", **_PARTS}
    made += [f'<Override PartName="/xl/{part}" ContentType="{_TYPE}{kind}+xml"/>' for kind, part in parts.items()]
    return f'<Types xmlns="{_PACKAGE}content-types">{"".join(made)}</Types>'


def _relations(targets: dict[str, str]) -> str:
    numbered = enumerate(targets.items(), start=1)
    made = [f'<Relationship Id="rId{number}" Type="{RELATION}{kind}" Target="{target}"/>' for number, (kind, target) in numbered]
    return f'<Relationships xmlns="{_PACKAGE}relationships">{"".join(made)}</Relationships>'
