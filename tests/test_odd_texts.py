"""A delimited file in any encoding is read, and one that breaks off, or holds more than any return, is held with its reason."""

from pathlib import Path

import pytest

from boardpaper.etl.reader import read_file
from boardpaper.etl.workbook import Unreadable, column_letters

TABLE = "Subject,Required\nMCA é,10\n"
ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
HELD = {
    "a quotation mark that is not closed": (b'a,b\n"x,1\ny,2\n', "damaged_file", "after line 1"),
    "zeros in it": (b"a,b\n" * 2000 + b"\0", "not_a_spreadsheet", "no spreadsheet"),
    "a cell longer than any": (b'a,b\n"' + b"y" * 200_000 + b'",1\n', "not_a_spreadsheet", "not laid out in columns"),
    "a line longer than any": (b"x," * 1_500_000, "too_large", "a line of more than"),
    "more bytes than any": (b"\n" * 20_000_001, "empty_file", "empty"),
    "more than any with something in it": (b"x" + b"\n" * 20_000_001, "too_large", "larger than 20 MB"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_it_is_read_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes(TABLE.encode(encoding))
    assert read_file(tmp_path / "a.csv").sheets[0].rows == [["Subject", "Required"], ["MCA é", "10"]]


@pytest.mark.parametrize(("data", "code", "said"), HELD.values(), ids=list(HELD))
def test_it_is_held(tmp_path: Path, data: bytes, code: str, said: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(Unreadable) as held:
        read_file(tmp_path / "a.csv")
    assert (held.value.code, said in held.value.sentence) == (code, True)


def test_a_line_break_within_quotation_marks_is_part_of_its_cell(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'a,b\n"x\ny",1')
    assert read_file(tmp_path / "a.csv").sheets[0].rows == [["a", "b"], ["x\ny", "1"]]


def test_a_wide_line_above_a_long_table_costs_what_they_hold(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"," * 500_000 + b"end\n" + b"1,2\n" * 1000)
    sheet = read_file(tmp_path / "a.csv").sheets[0]
    assert len(sheet.rows[0]) < 10
    assert [sheet.address(0, len(sheet.rows[0]) - 1), sheet.address(1000, 1)] == [f"{column_letters(500_000)}1", "B1001"]
