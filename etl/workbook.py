"""What was read from a file, whatever its format: sheets of values from A1, and what the values alone do not say."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias

from ..layouts.outgoing import GUIDANCE_SHEET, ISSUES_SHEET

Value: TypeAlias = str | int | float | bool | date | datetime | time | timedelta
Place: TypeAlias = tuple[int, int]

_ISSUES = re.compile(rf"{ISSUES_SHEET}(?: \d+)?", re.IGNORECASE)


@dataclass(slots=True)
class Sheet:
    """One sheet. `rows[r][c]` is the value at row r + 1, column c + 1; "" where the cell is empty.

    `errors` and `uncached` hold the cells (row, column from 0) of Excel errors and of formulas saved without a value; `formulas` what a
    formula holds itself that may tell of a person; `percent` the decimals of the cells formatted as a percentage; `fills` the colours of
    solidly filled cells; `delimited` is true where all values are text by nature; `days_from_1904` where its serial numbers count
    from 1904; `merged` the ranges (top, left, bottom, right); of a part of a sheet, `reaching` are the
    cells above its table that reach over the tables beside it too, and `begins` is the row that it begins with.
    `row_indices` and `column_indices` are None but where long blank runs were left out: then they say where each row and column
    stands on the sheet. So a cell's address is asked of its sheet.
    """

    name: str
    rows: list[list[Value]]
    hidden: bool = False
    delimited: bool = False
    days_from_1904: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    reaching: set[Place] = field(default_factory=set)
    begins: int = 0
    errors: dict[Place, str] = field(default_factory=dict)
    uncached: set[Place] = field(default_factory=set)
    formulas: dict[Place, tuple[str, ...]] = field(default_factory=dict)
    percent: dict[Place, int] = field(default_factory=dict)
    fills: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    row_indices: list[int] | None = None
    column_indices: list[int] | None = None
    _merges: dict[int, list[tuple[int, int, int, int]]] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def called(self) -> str:
        """What a person knows the sheet by; that of a text file has no name."""
        return f"the sheet {self.name!r}" if self.name else "the file"

    def address(self, row: int, column: int) -> str:
        """Return the A1 address of a cell."""
        return f"{self.column_letters(column)}{self.row_number(row)}"

    def is_blank(self, row: int) -> bool:
        """Say whether nothing stands in a row."""
        return not any(value != "" for value in self.rows[row])

    def first_filled(self, row: int) -> int:
        """Return the first column of a row in which something stands; the row is not blank."""
        return next(column for column, value in enumerate(self.rows[row]) if value != "")

    def row_number(self, row: int) -> int:
        """Return the number that a row has on the sheet, from 1."""
        return (self.row_indices[row] if self.row_indices is not None else row) + 1

    def column_letters(self, column: int) -> str:
        """Return the letters that a column has on the sheet."""
        return column_letters(self.column_indices[column] if self.column_indices is not None else column)

    def merged_from(self, row: int) -> list[tuple[int, int, int, int]]:
        """Return the merged ranges whose top row it is."""
        if self._merges is None:
            self._merges = {}
            for merge in self.merged:
                self._merges.setdefault(merge[0], []).append(merge)
        return self._merges.get(row, [])

    @property
    def filled(self) -> int:
        """Return how many cells have a value."""
        return sum(len(row) - row.count("") for row in self.rows)

    @property
    def is_issues(self) -> bool:
        """Say whether it is a list of issues that was put into the workbook here, before it went back to its sender."""
        return _ISSUES.fullmatch(self.name) is not None

    @property
    def is_own(self) -> bool:
        """Say whether it is a sheet that was put into the workbook here, and holds nothing of a return."""
        return self.is_issues or self.name == GUIDANCE_SHEET


@dataclass(slots=True)
class Comment:
    sheet: str
    cell: str
    text: str


@dataclass(slots=True)
class Aside:
    """A text of the file that stands in no cell; `place` says where, in words: "a text box".

    `raw` where it is of binary data, each of its lines a text, and those of cells among them.
    """

    place: str
    text: str
    raw: bool = False


@dataclass(slots=True)
class Workbook:
    """One file as read. `kind` is what its bytes are, whatever its name says; `sha256` is the hash of the bytes that were read.

    `seconds` are those that reading took; `unseen` says what could not be looked at beside the values.
    """

    kind: str
    sheets: list[Sheet]
    comments: list[Comment] = field(default_factory=list)
    properties: list[str] = field(default_factory=list)
    sha256: str = ""
    seconds: float = 0.0
    unseen: str = ""
    asides: list[Aside] = field(default_factory=list)


class Unreadable(Exception):
    """The file is no spreadsheet that can be read: a stable code, and a sentence for the person who sent it.

    `sha256` is the hash of the bytes that were read, "" where reading did not get so far as to tell; `seconds` are those that it took.
    """

    sha256 = ""
    seconds = 0.0

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code, sentence)
        self.code = code
        self.sentence = sentence


@lru_cache(maxsize=1_000)
def column_index(letters: str) -> int:
    """Return the index of a column, counted from 0, of its letters: A is 0, AA is 26."""
    index = -1
    for letter in letters:
        index = (index + 1) * 26 + ord(letter) - 65
    return index


@lru_cache(maxsize=1_000)
def column_letters(index: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return the A1 address of a row and column counted from 0."""
    return f"{column_letters(column)}{row + 1}"
