"""A training return with two wrong rows, made by openpyxl with all that a sender's workbook may hold, and what tests ask of a zip."""

import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

# what openpyxl cannot write: a formula's saved value, and rules of the newer kind
_NEWER_RULES = (
    b'<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}">'
    b'<x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    b'<x14:cfRule type="expression" priority="9" id="{A98FF5F8-AE60-43B5-8001-AD89004F45D3}"><xm:f>1&gt;2</xm:f><x14:dxf/></x14:cfRule>'
    b"<xm:sqref>D8:D20</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
)


@pytest.fixture
def parts_of() -> Callable[[bytes], dict[str, tuple[tuple[int, ...], bytes]]]:
    """Return the date and the compressed bytes of each part of a zip, in its order."""

    def read(data: bytes) -> dict[str, tuple[tuple[int, ...], bytes]]:
        found = {}
        for item in zipfile.ZipFile(BytesIO(data)).infolist():
            begin = item.header_offset + 30 + sum(struct.unpack_from("<2H", data, item.header_offset + 26))
            found[item.filename] = (item.date_time, data[begin : begin + item.compress_size])
        return found

    return read


@pytest.fixture
def with_part() -> Callable[[bytes, str, Callable[[bytes], bytes]], bytes]:
    """Return a workbook with one part changed, or added where it was not there."""

    def change(data: bytes, part: str, edit: Callable[[bytes], bytes]) -> bytes:
        buffer = BytesIO()
        with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, edit(old.read(name)) if name == part else old.read(name))
            if part not in old.namelist():
                new.writestr(part, edit(b""))
        return buffer.getvalue()

    return change


@pytest.fixture
def sent(with_part: Callable[[bytes, str, Callable[[bytes], bytes]], bytes]) -> bytes:
    """A training return with a wrong count in D8 (which has a comment) and in D9, and a title merged over A1:F1."""
    book = Workbook()
    sheet = book.active
    rows = [["Training return"], ["Organisation", "Northmoor Hospital"], ["Reporting period", "March 2019"], ["Completed by", "A Person"], [], []]
    rows += [
        ["Subject", "Level", "Required", "Compliant", "Compliance %"],
        ["Safeguarding Adults", 2, 40, 44, 1.1],
        ["Safeguarding Children", 2, 50, 51, 1.02],
    ]
    for row in rows:
        sheet.append(row)
    sheet.title = "Our 'own' & sheet"
    sheet["E8"] = "=D8/C8"
    sheet["E8"].number_format = sheet["E9"].number_format = "0%"
    sheet["D8"].comment = Comment("Counted twice?", "Sender")
    sheet.merge_cells("A1:F1")
    checks = DataValidation(type="list", formula1='"1,2,3"')
    checks.add("B8:B20")
    sheet.add_data_validation(checks)
    sheet.conditional_formatting.add("C8:C20", CellIsRule(operator="greaterThan", formula=["45"], fill=PatternFill("solid", bgColor="FFB81C")))
    book.defined_names["figures"] = DefinedName("figures", attr_text="'Our ''own'' & sheet'!$C$8:$D$9")
    book.create_sheet("Notes").append(["nothing here"])
    book.active = 1
    buffer = BytesIO()
    book.save(buffer)
    saved = with_part(
        buffer.getvalue(), "xl/worksheets/sheet1.xml", lambda part: re.sub(rb"(<f>D8/C8</f>)<v ?/>|(<f>D8/C8</f>)<v></v>", rb"\1\2<v>1.1</v>", part)
    )
    return with_part(saved, "xl/worksheets/sheet1.xml", lambda part: part.replace(b"</worksheet>", _NEWER_RULES + b"</worksheet>"))


@pytest.fixture
def returned(empty_workspace: Path, sent: bytes) -> Path:
    """A workspace into which that return has come."""
    (empty_workspace / "returns" / "training March.xlsx").write_bytes(sent)
    return empty_workspace
