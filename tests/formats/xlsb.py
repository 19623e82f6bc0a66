"""A small writer of .xlsb ([MS-XLSB]), for the cells, formats and comments that the workbooks beside it hold."""

import struct
import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel
from openpyxl.worksheet.worksheet import Worksheet

_ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A}
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FIRST_OWN_FORMAT = 164


def write_xlsb(book: Workbook, path: Path) -> None:
    """Write the workbook's values, percentages, fills, merges, hidden parts, comments and title."""
    styles = _Styles()
    targets = [("styles", "styles.bin")]
    parts: dict[str, bytes] = {}
    types = {"xl/workbook.bin": "sheet.binary.macroEnabled.main", "xl/styles.bin": "styles"}
    bundle = b""
    for number, sheet in enumerate(book.worksheets, 1):
        part = f"worksheets/sheet{number}.bin"
        targets.append(("worksheet", part))
        hidden = int(sheet.sheet_state != "visible")
        bundle += _record(156, struct.pack("<II", hidden, number) + _text(f"rId{number + 1}") + _text(sheet.title))
        parts[f"xl/{part}"] = _sheet(sheet, styles)
        types[f"xl/{part}"] = "worksheet"
        if comments := [cell for row in sheet.iter_rows() for cell in row if cell.comment]:
            parts[f"xl/comments{number}.bin"] = _comments(comments)
            parts[f"xl/worksheets/_rels/sheet{number}.bin.rels"] = _relations([("comments", f"../comments{number}.bin")])
            types[f"xl/comments{number}.bin"] = "comments"
    workbook = (
        _record(131)
        + _record(153, struct.pack("<II", book.epoch == CALENDAR_MAC_1904, 0) + _text(""))
        + _record(143)
        + bundle
        + _record(144)
        + _record(132)
    )
    parts |= {"xl/workbook.bin": workbook, "xl/styles.bin": styles.part(), "xl/_rels/workbook.bin.rels": _relations(targets)}
    parts |= {"_rels/.rels": _relations([("officeDocument", "xl/workbook.bin")]), "docProps/core.xml": _core(book.properties.title or "")}
    overrides = "".join(f'<Override PartName="/{name}" ContentType="application/vnd.ms-excel.{kind}"/>' for name, kind in types.items())
    defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    parts["[Content_Types].xml"] = f'<Types xmlns="{_PACKAGE}/content-types">{defaults}ContentType="application/xml"/>{overrides}</Types>'.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)


class _Styles:
    """The cell formats met so far, each a number format and a fill."""

    def __init__(self) -> None:
        self.formats: dict[str, int] = {}
        self.fills: list[bytes] = [_fill(0, ""), _fill(17, "")]
        self.cells: dict[tuple[int, int], int] = {(0, 0): 0}

    def number(self, cell: Cell) -> int:
        code = 0
        if cell.number_format != "General":
            code = self.formats.setdefault(cell.number_format, _FIRST_OWN_FORMAT + len(self.formats))
        fill = 0
        if cell.fill.patternType == "solid":
            packed = _fill(1, cell.fill.fgColor.rgb)
            if packed not in self.fills:
                self.fills.append(packed)
            fill = self.fills.index(packed)
        return self.cells.setdefault((code, fill), len(self.cells))

    def part(self) -> bytes:
        formats = [_record(44, struct.pack("<H", number) + _text(code)) for code, number in self.formats.items()]
        font = _record(43, struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 2, 0, 0) + struct.pack("<BBhI", 0, 0, 0, 0) + b"\0" + _text("Calibri"))
        borders = _record(46, b"\0" * 51)
        named = _record(47, struct.pack("<HHHHHBBHBB", 0xFFFF, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        cells = [_record(47, struct.pack("<HHHHHBBHBB", 0, code, 0, fill, 0, 0, 0, 0, 9, 0)) for code, fill in self.cells]
        groups = [(615, formats), (611, [font]), (603, [_record(45, fill) for fill in self.fills]), (613, [borders]), (626, [named]), (617, cells)]
        lists = b"".join(_record(begin, struct.pack("<I", len(items))) + b"".join(items) + _record(begin + 1) for begin, items in groups)
        return _record(278) + lists + _record(279)


def _fill(pattern: int, rgb: str) -> bytes:
    colour = struct.pack("<BBh", 2 << 1 | 1, 0, 0) + bytes.fromhex(rgb[2:] + rgb[:2]) if rgb else struct.pack("<BBhI", 0, 0, 0, 0)
    return struct.pack("<I", pattern) + colour * 2 + b"\0" * 48


def _sheet(sheet: Worksheet, styles: _Styles) -> bytes:
    data = _record(129) + _record(148, struct.pack("<IIII", 0, sheet.max_row - 1, 0, sheet.max_column - 1))
    hidden = [number for number in range(sheet.max_column) if sheet.column_dimensions[chr(65 + number)].hidden]
    if hidden:
        data += _record(390) + b"".join(_record(60, struct.pack("<IIIIH", number, number, 2304, 0, 1)) for number in hidden) + _record(391)
    data += _record(145)
    for row in sheet.iter_rows():
        number = row[0].row
        flags = 0x10 if sheet.row_dimensions[number].hidden else 0
        data += _record(0, struct.pack("<IIHBBBI", number - 1, 0, 300, 0, flags, 0, 0))
        data += b"".join(_cell(cell, styles) for cell in row)
    data += _record(146)
    if sheet.merged_cells.ranges:
        merges = [struct.pack("<IIII", each.min_row - 1, each.max_row - 1, each.min_col - 1, each.max_col - 1) for each in sheet.merged_cells.ranges]
        data += _record(177, struct.pack("<I", len(merges))) + b"".join(_record(176, each) for each in merges) + _record(178)
    return data + _record(130)


def _cell(cell: Cell, styles: _Styles) -> bytes:
    style, value = styles.number(cell), cell.value
    head = struct.pack("<II", cell.column - 1, style)
    if value is None:
        return _record(1, head) if style else b""
    if isinstance(value, str):
        return _record(3, head + bytes([_ERRORS[value]])) if value in _ERRORS else _record(6, head + _text(value))
    if isinstance(value, bool):
        return _record(4, head + bytes([value]))
    return _record(5, head + struct.pack("<d", to_excel(value) if isinstance(value, date) else value))


def _comments(cells: list[Cell]) -> bytes:
    data = _record(628) + _record(630) + _record(632, _text(cells[0].comment.author)) + _record(631) + _record(633)
    for cell in cells:
        row, column = cell.row - 1, cell.column - 1
        data += _record(635, struct.pack("<IIIII", 0, row, row, column, column) + b"\0" * 16)
        data += _record(637, b"\0" + _text(cell.comment.text)) + _record(636)
    return data + _record(634) + _record(629)


def _record(number: int, data: bytes = b"") -> bytes:
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    length = len(data)
    while True:
        head += bytes([length & 0x7F | (0x80 if length > 127 else 0)])
        length >>= 7
        if not length:
            return head + data


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _relations(targets: list[tuple[str, str]]) -> bytes:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'.encode()


def _core(title: str) -> bytes:
    names = f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"<cp:coreProperties {names}><dc:title>{escape(title)}</dc:title></cp:coreProperties>".encode()
