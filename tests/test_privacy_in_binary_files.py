"""Person identifiers in the texts of .xls and .xlsb files that stand in no cell, as their records hold them."""

import struct

import pytest

from boardpaper.etl.privacy import find_identifiers
from boardpaper.etl.raw_texts import raw_asides
from boardpaper.etl.workbook import Sheet, Workbook


def _record(number: int, text: str, *, wide: bool) -> bytes:
    body = struct.pack("<HB", len(text), wide) + text.encode("utf-16-le" if wide else "latin-1")
    return struct.pack("<HH", number, len(body)) + body


def _found(records: list[bytes], rows: list[list[str]] | None = None) -> list[tuple[str, str]]:
    workbook = Workbook("xls", [Sheet("S", [list(row) for row in rows or [["Team"]]])], asides=raw_asides([b"".join(records)]))
    return [(item.cell, item.kind) for item in find_identifiers(workbook, "a.xls")]


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("&CNHS number 9990000018", "an NHS number"),
        ("https://records.example/patient/9990000018", "an NHS number"),
        ("999 000 0018", "an NHS number"),
        ("DOB 12/03/2011", "a date of birth"),
        ("Child: Ada Invented, case 123456", "a person's name"),
    ],
)
def test_a_text_of_a_record(text: str, kind: str, *, wide: bool) -> None:
    assert _found([_record(0x14, text, wide=wide)]) == [("", f"{kind} in a header, a link, help, a name or a formula")]


@pytest.mark.parametrize("wide", [True, False])
def test_records_of_a_plain_file_hold_none(*, wide: bool) -> None:
    texts = ["NHS number", "9990000018", "Page &P of &N, 31/03/2019", "0161 496 0018", "https://www.england.nhs.uk/1234567890", "Contract 9990000018"]
    assert _found([_record(0x14, text, wide=wide) for text in texts]) == []


def test_the_texts_of_cells_are_told_of_once() -> None:
    text = "NHS number 9990000018"
    assert _found([_record(0x14, text, wide=True)], [["Team"], [text]]) == [("A2", "an NHS number")]
