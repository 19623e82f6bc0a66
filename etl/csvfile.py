"""Delimited text: UTF-8 with or without a mark, UTF-16, or Windows-1252; parted by comma, semicolon, tab or bar."""

import csv
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from itertools import chain, islice

from . import limits
from .sparse import lay_out
from .workbook import Sheet, Unreadable, Value, Workbook

_DELIMITERS = ",;\t|"
_LINES_TRIED, _TRIED = 50, 4096  # lines, bytes
_END = "\0"  # a line of its own at the end, but for a text that ends within quotation marks
_BLANK = b",;|\t \r\n"
_CURE = "Please send a workbook that holds only the return."


def read_text(data: bytes) -> Workbook:
    """Return the one sheet of a delimited file; its name is "", as a delimited file has no sheets.

    Raises Unreadable where it holds more than any return, is not laid out in columns, or ends within quotation marks.
    """
    if len(data) > limits.TEXT_BYTES:
        raise Unreadable("too_large", f"The text file is larger than {limits.TEXT_BYTES // 1_000_000} MB. {_CURE}")
    data, encoding = _without_blank_end(data), _encoding(data)
    delimiter = _delimiter(list(islice(_lines(data, encoding), _LINES_TRIED)))
    try:
        rows, width = _filled_rows(data, encoding, delimiter)
    except csv.Error:
        raise Unreadable(
            "not_a_spreadsheet", "The text file is not laid out in columns. Please save the return as an Excel workbook (.xlsx)."
        ) from None
    sheet = Sheet("", [], delimited=True)
    height = max(rows, default=-1) + 1
    if height * width > limits.AREA:
        lay_out(sheet, {(row, column): value for row, cells in rows.items() for column, value in enumerate(cells) if value != ""})
    else:
        sheet.rows = [[*(cells := rows.get(row, [])), *[""] * (width - len(cells))] for row in range(height)]
    return Workbook("csv", [sheet])


def _filled_rows(data: bytes, encoding: str, delimiter: str) -> tuple[dict[int, list[Value]], int]:
    """Return the rows that hold something, by index, each as far as it does; and the width of the widest, blank ones included."""
    reader = csv.reader(chain(_lines(data, encoding), [_END]), delimiter=delimiter)
    rows: dict[int, list[Value]] = {}
    filled = begun = width = 0
    for index, row in enumerate(reader):
        if row == [_END]:
            break
        if row and row[-1].endswith(_END):
            found = f"The text of the file ends within quotation marks, which open after line {begun}"
            raise Unreadable("damaged_file", f"{found}: perhaps only a part of it was sent. Please send it again, or as an Excel workbook (.xlsx).")
        begun, width = reader.line_num, max(width, len(row))
        while row and row[-1] == "":
            row.pop()
        filled += len(row) - row.count("")
        if row and filled <= limits.CELLS:
            rows[index] = list(row)
    if filled > limits.CELLS:
        raise Unreadable("too_large", f"The file holds {filled:,} filled cells, and a return at most {limits.CELLS:,}. {_CURE}")
    return rows, width


def _without_blank_end(data: bytes) -> bytes:
    """Return a text without the blank lines at its end but for the first, which may be wider than the rest; there may be a million."""
    last = data.find(b"\n", len(data.rstrip(_BLANK)))
    after = data.find(b"\n", last + 1)
    return data if -1 in (last, after) or wide_encoding(data) else data[: after + 1]


def wide_encoding(data: bytes) -> str | None:
    """Return which UTF-16 a text is in, None where it is in none: it says so itself, or every other byte of its beginning is mostly 0."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = data[:_TRIED]
    for name, rest, zeros in (("utf-16-le", start[::2], start[1::2]), ("utf-16-be", start[1::2], start[::2])):
        if zeros and b"\0" not in rest and zeros.count(0) * 2 > len(zeros):
            return name
    return None


def _lines(data: bytes, encoding: str) -> Iterator[str]:
    """Yield the lines with their ends. Raises Unreadable where one is longer than any."""
    for line in TextIOWrapper(BytesIO(data), encoding, errors="replace", newline=""):
        if len(line) > limits.LINE_CHARACTERS:
            raise Unreadable("too_large", f"The text file has a line of more than {limits.LINE_CHARACTERS:,} characters. {_CURE}")
        yield line


def _encoding(data: bytes) -> str:
    if wide := wide_encoding(data):
        return wide
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"


def _delimiter(lines: list[str]) -> str:
    """Return the delimiter that parts most lines into the same number of columns, the most columns where several do."""

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines if line.strip()]
        usual = max(set(counts), key=lambda count: (count > 0, counts.count(count)), default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_DELIMITERS, key=evenness)
