"""Files that break readers are held with a reason of their own, and the files after them go in."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from boardpaper.etl.guard import read_all
from boardpaper.etl.workbook import Unreadable, Workbook

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def _package(sheet: str) -> bytes:
    main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="r"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


HOSTILE = {
    "a empty.xlsx": (b"", "empty_file"),
    "b half.xlsx": (_package(SHEET.format(""))[:300], "damaged_file"),
    "d broken.xlsx": (_package(SHEET.format("<row><c>")), "damaged_file"),
    "e noise.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(range(256)) * 8, "damaged_file"),
    "e lock.xlsx": (b"\x03Ann" + b" " * 51 + b"\x03\0A\0n\0n\0" + b" \0" * 51, "not_a_spreadsheet"),
    "f noise.xlsx": (bytes(range(256)) * 16, "not_a_spreadsheet"),
}


def test_each_is_held_for_its_own_reason_and_the_next_file_is_read(tmp_path: Path) -> None:
    for name, (data, _) in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "z good.csv").write_text("a,b\n1,2\n")
    read = {path.name: outcome for path, outcome in read_all(sorted(tmp_path.iterdir()))}
    codes = {name: outcome.code for name, outcome in read.items() if isinstance(outcome, Unreadable)}
    assert codes == {name: code for name, (_, code) in HOSTILE.items()}
    good = read["z good.csv"]
    assert isinstance(good, Workbook) and good.sheets[0].rows == [["a", "b"], ["1", "2"]]


def test_formatting_down_to_the_last_row_costs_what_the_values_cost(tmp_path: Path) -> None:
    styled = "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(1_040_000, 1_048_577))
    (tmp_path / "a.xlsx").write_bytes(_package(SHEET.format(f'<row r="1"><c r="A1"><v>7</v></c></row>{styled}')))
    ((_, read),) = read_all([tmp_path / "a.xlsx"])
    assert isinstance(read, Workbook) and read.sheets[0].rows == [[7.0]]


def test_a_heading_that_begins_as_a_zip_does_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("PK,due\n1,2\n")
    ((_, read),) = read_all([tmp_path / "a.csv"])
    assert isinstance(read, Workbook) and read.sheets[0].rows == [["PK", "due"], ["1", "2"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [("a,b\n" + "1,2\n" * 100_000, "200,002 filled cells"), (("x" * 100_000 + "\n") * 101, "10,000,000 characters")],
    ids=["cells", "characters"],
)
def test_more_than_any_return_holds(tmp_path: Path, text: str, found: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    ((_, read),) = read_all([tmp_path / "a.csv"])
    assert isinstance(read, Unreadable) and (read.code, found in read.sentence) == ("too_large", True)


def test_blank_rows_below_the_last_value_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n\n1,2\n" + ",,\n" * 1_000_000)
    ((_, read),) = read_all([tmp_path / "a.csv"])
    assert isinstance(read, Workbook) and read.sheets[0].rows == [["a", "b", ""], ["", "", ""], ["1", "2", ""]]


# a folder of other projects' files, which are not this project's to copy; nothing is collected where none is named
FOREIGN = Path(os.environ.get("BOARDPAPER_FOREIGN", "-"))
if FOREIGN.is_dir():

    @pytest.mark.parametrize("path", sorted(FOREIGN.iterdir()), ids=lambda path: path.name)
    def test_a_file_made_by_others_to_break_readers(path: Path) -> None:
        ((_, read),) = read_all([path])
        assert isinstance(read, Workbook | Unreadable)
