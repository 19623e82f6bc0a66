"""A workbook with a password is read with the password file, or where it is Excel's own; else it is held with the cure."""

from io import BytesIO
from pathlib import Path

import msoffcrypto
import pytest
from click.testing import CliRunner
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook as Book

from boardpaper.cli import main
from boardpaper.etl.reader import read_file
from boardpaper.etl.workbook import Unreadable
from boardpaper.warehouse.connection import reader

ROWS = [["Organisation", "Moorside"], ["Reporting period", "March 2019"], [], ["Subject", "Required", "Compliant"], ["MCA", 10, 9]]


@pytest.fixture
def locked(empty_workspace: Path) -> Path:
    """A workspace with one return, whose password is "Spring 2019"."""
    _lock(empty_workspace, "Spring 2019")
    return empty_workspace


def _lock(folder: Path, password: str) -> None:
    book, plain = Book(), BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(plain)
    file = msoffcrypto.OfficeFile(plain)
    assert isinstance(file, OOXMLFile)
    with (folder / "returns" / "return.xlsx").open("wb") as out:
        file.encrypt(password, out)


def _ingest(folder: Path, *options: str) -> tuple[int, str, list[tuple]]:
    result = CliRunner().invoke(main, ["ingest", "-w", str(folder), *options])
    with reader(folder / "warehouse.db") as connection:
        facts = [tuple(row) for row in connection.execute("SELECT cell, value FROM fact WHERE field = 'compliant'")]
    return result.exit_code, result.output, facts


def test_it_is_held_without_one(locked: Path) -> None:
    code, output, facts = _ingest(locked)
    assert (code, facts) == (1, [])
    assert "protected with a password" in output


def test_it_is_read_with_the_right_one(locked: Path) -> None:
    (locked / "passwords.txt").write_text("another\nSpring 2019\n", encoding="utf-8")
    code, output, facts = _ingest(locked, "--password-file", str(locked / "passwords.txt"))
    assert (code, facts) == (0, [("C5", 9)])
    assert "Spring 2019" not in output


def test_it_is_held_with_the_wrong_ones(locked: Path) -> None:
    (locked / "passwords.txt").write_text("another\n", encoding="utf-8")
    code, output, facts = _ingest(locked, "--password-file", str(locked / "passwords.txt"))
    assert (code, facts) == (1, [])
    assert "no password in the password file opens it" in output


def test_what_excel_opens_without_asking_is_opened(empty_workspace: Path) -> None:
    _lock(empty_workspace, "VelvetSweatshop")
    assert _ingest(empty_workspace)[::2] == (0, [("C5", 9)])


@pytest.mark.parametrize(("content", "cure"), [(b"\n \n", "write one password a line"), (b"\xff\xfe\x00", "save it as plain text")])
def test_a_password_file_that_is_none_is_one_sentence(locked: Path, content: bytes, cure: str) -> None:
    (locked / "passwords.txt").write_bytes(content)
    result = CliRunner().invoke(main, ["ingest", "-w", str(locked), "--password-file", str(locked / "passwords.txt")])
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert cure in result.output


def test_one_locked_in_the_way_of_excel_95_is_told_to_have_a_password(tmp_path: Path) -> None:
    """The record that says so (FILEPASS, of the kind XOR) is put in the place of the first after the workbook's beginning."""
    data = bytearray((Path(__file__).parent / "formats" / "returns.xls").read_bytes())
    second = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    length = int.from_bytes(data[second + 2 : second + 4], "little")
    data[second : second + 2] = b"\x2f\x00"
    data[second + 4 : second + 4 + length] = bytes(length)
    (tmp_path / "locked.xls").write_bytes(data)
    with pytest.raises(Unreadable, match=r"protected with a password|has a password") as error:
        read_file(tmp_path / "locked.xls")
    assert error.value.code == "password"
