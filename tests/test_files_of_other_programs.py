"""A return that was saved by another program than Excel says what it said before.

`programs/` holds one of the sample's workbooks as Gnumeric 1.12, ExcelJS 4.4 and SheetJS 0.18 save it. Gnumeric's .xls has the format 0.0% under a
number that stands for a date where a file does not define it; SheetJS's .xlsb leaves the column out of each cell that follows another.
"""

import re
import shutil
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.etl.kind import tell_kind
from boardpaper.etl.workbook import Unreadable
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

PROGRAMS = sorted((Path(__file__).parent / "programs").iterdir())
RETURN = Path(__file__).parents[1] / "sample" / "returns" / "Northmoor Jan 19 training and DBS.xlsx"
TOLD = [
    "SELECT sheet, cell, return, provider, period_start, period_end, field, value, state, qualifier, text, decimals FROM fact ORDER BY 1, 2, 7",
    "SELECT sheet, cell, before, after, rule FROM repair ORDER BY 1, 2, 5",
    "SELECT sheet, cell, severity, code, found, cure FROM issue ORDER BY 1, 2, 4",
]


def _told(folder: Path, file: Path) -> list[list[tuple]]:
    for name in ("boardpaper.toml", "providers.csv"):
        shutil.copyfile(RETURN.parents[1] / name, folder / name)
    (folder / "returns").mkdir()
    shutil.copyfile(file, folder / "returns" / f"{RETURN.stem}{file.suffix}")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        return [[tuple(row) for row in connection.execute(query)] for query in TOLD]


@pytest.mark.parametrize("file", PROGRAMS, ids=lambda file: file.name)
def test_it_says_the_same(tmp_path_factory: pytest.TempPathFactory, file: Path) -> None:
    expected = _told(tmp_path_factory.mktemp("excel"), RETURN)
    assert len(expected[0]) == 17
    assert _told(tmp_path_factory.mktemp("other"), file) == expected


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x09\x04\x06\x00\x04\x00\x10\x00", "a workbook of Excel 4"),
        (b"\x00\x00\x1a\x00\x00\x10\x04\x00", "a Lotus 1-2-3 worksheet"),
        (b"ID;PWXL;N;E\r\nC;Y1;X1;K1\r\nE\r\n", "a table in the SYLK format"),
        (b"TABLE\r\n0,1\r\n", "a table in the DIF format"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", "a web page (MHTML)"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "2003"),
        (b'<?xml version="1.0"?><Report/>', "an XML file"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, what: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(what)) as error:
        tell_kind(data)
    assert error.value.code == "not_a_spreadsheet"


def test_a_text_that_begins_like_another_format_is_a_text() -> None:
    assert tell_kind(b"ID;Provider;Period\r\n1;Moorside;2018/19\r\n") == "text"
    assert tell_kind(b"Table\tRequired\r\n0,1\t2\r\n") == "text"
