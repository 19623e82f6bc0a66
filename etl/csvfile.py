"""Delimited text: UTF-8 with or without a mark, UTF-16, or Windows-1252; parted by comma, semicolon, tab or bar."""

import csv
from io import StringIO

from .workbook import Sheet, Unreadable, Value, Workbook

_DELIMITERS = ",;\t|"


def read_text(data: bytes) -> Workbook:
    """Return the one sheet of a delimited file; its name is "", as a delimited file has no sheets."""
    text = _decode(data)
    try:
        rows: list[list[Value]] = [list(row) for row in csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))]
    except csv.Error:
        raise Unreadable(
            "not_a_spreadsheet", "The text file is not laid out in columns. Please save the return as an Excel workbook (.xlsx)."
        ) from None
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return Workbook("csv", [Sheet("", rows, delimited=True)])


def _decode(data: bytes) -> str:
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _delimiter(text: str) -> str:
    """Return the delimiter that parts most lines into the same number of columns, the most columns where several do."""

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in text.splitlines()[:50] if line.strip()]
        usual = max(set(counts), key=lambda count: (count > 0, counts.count(count)), default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_DELIMITERS, key=evenness)
