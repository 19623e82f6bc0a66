"""An .xlsx as other programs package it is read whole: none of its values is lost, though the quick reader refuses it or leaves some out."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from boardpaper.etl.reader import read_file
from boardpaper.etl.workbook import Unreadable

Parts = dict[str, bytes]
SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["Subject", "Required"], ["MCA é", 10.0], ["Prevent", True]]
MAIN, RELATIONS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _parts() -> Parts:
    book, data = Book(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(data)
    with zipfile.ZipFile(data) as archive:
        return {name: archive.read(name).replace(b"&#233;", "é".encode()) for name in archive.namelist()}


def _renamed(change: Callable[[str], str]) -> Callable[[Parts], Parts]:
    return lambda parts: {change(name): data for name, data in parts.items()}


def _rewritten(pattern: str, text: str, only: str = "") -> Callable[[Parts], Parts]:
    return lambda parts: {name: re.sub(pattern.encode(), text.encode(), data) if only in name else data for name, data in parts.items()}


def _without(name: str) -> Callable[[Parts], Parts]:
    return lambda parts: {part: data for part, data in parts.items() if part != name}


def _prefixed(parts: Parts) -> Parts:
    tagged = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", parts[SHEET]).replace(b"xmlns=", b"xmlns:x=")
    return {**parts, SHEET: tagged}


def _in(encoding: str) -> Callable[[Parts], Parts]:
    return lambda parts: {**parts, SHEET: f'<?xml version="1.0" encoding="{encoding}"?>{parts[SHEET].decode()}'.encode(encoding)}


ODD: dict[str, Callable[[Parts], Parts]] = {
    "strict": lambda parts: _rewritten(re.escape(MAIN), "http://purl.oclc.org/ooxml/spreadsheetml/main")(
        _rewritten(re.escape(RELATIONS), "http://purl.oclc.org/ooxml/officeDocument/relationships")(parts)
    ),
    "backslashes in the names of parts": _renamed(lambda name: name.replace("/", "\\")),
    "a slash before them": _renamed(lambda name: f"/{name}"),
    "capitals in them": _renamed(lambda name: name.upper() if name.startswith("xl/") else name),
    "another folder": lambda parts: _rewritten("/xl/", "/book/")(
        _rewritten('Target="xl/', 'Target="book/')(_renamed(lambda n: n.replace("xl/", "book/"))(parts))
    ),
    "no relations of the package": _without("_rels/.rels"),
    "no list of types": _without("[Content_Types].xml"),
    "a prefix on every tag": _prefixed,
    "UTF-16": _in("utf-16"),
    "Latin-1": _in("iso-8859-1"),
    "CDATA": _rewritten("<t>([^<]*)</t>", r"<t><![CDATA[\1]]></t>", SHEET),
    "an entity of its own": lambda parts: {
        **parts,
        SHEET: b'<!DOCTYPE x [<!ENTITY ten "10">]>' + parts[SHEET].replace(b"<v>10</v>", b"<v>&ten;</v>"),
    },
    "no references": _rewritten(' r="[A-Z]+[0-9]+"', "", SHEET),
    "references in small letters": lambda parts: {**parts, SHEET: re.sub(rb'<c r="[A-Z]+', lambda found: found[0].lower(), parts[SHEET])},
    "a wrong dimension": _rewritten('<dimension ref="[^"]*"', '<dimension ref="A1"', SHEET),
    "a dimension of the whole sheet": _rewritten('<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', SHEET),
    "a truth in words": _rewritten('t="b"><v>1', 't="b"><v>TRUE', SHEET),
}


def _save(path: Path, parts: Parts) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("change", ODD.values(), ids=list(ODD))
def test_every_value_is_read(tmp_path: Path, change: Callable[[Parts], Parts]) -> None:
    (sheet,) = read_file(_save(tmp_path / "a.xlsx", change(_parts()))).sheets
    assert sheet.rows == ROWS


def test_two_sheets_of_one_name_are_held(tmp_path: Path) -> None:
    parts = _parts()
    parts["xl/workbook.xml"] = re.sub(rb"(<sheet [^>]*/>)", rb"\1\1", parts["xl/workbook.xml"])
    with pytest.raises(Unreadable) as held:
        read_file(_save(tmp_path / "a.xlsx", parts))
    assert (held.value.code, "'Sheet'" in held.value.sentence) == ("damaged_file", True)
