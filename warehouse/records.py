"""What ingest hands to the warehouse: plain records, one kind for each table that they go into."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from msgspec import Struct

from ..periods import Period

Severity = Literal["block", "query", "info"]
Stored = int | float | str | None


class Issue(Struct, frozen=True):
    """One thing that the sender or the team should know. `sets_aside` marks the one issue that accounts for a row not loaded."""

    sheet: str
    cell: str
    severity: Severity
    code: str
    found: str
    expected: str
    cure: str
    sets_aside: bool = False


class Repair(Struct, frozen=True):
    """One tidying of one cell: what stood there, what was kept, by which rule."""

    sheet: str
    cell: str
    before: str
    after: str
    rule: str


class Claim(Struct, frozen=True):
    """What a held file can be told to be: a return's name, a code of the provider list and a period, each None where it is not known."""

    return_name: str | None
    provider: str | None
    period: Period | None

    def as_row(self) -> tuple[str | None, ...]:
        days = (self.period.start.isoformat(), self.period.end.isoformat()) if self.period else (None, None)
        return (self.return_name, self.provider, *days)

    @classmethod
    def of_row(cls, row: Sequence[str | None]) -> "Claim":
        return_name, provider, start, end = row
        return cls(return_name, provider, Period(date.fromisoformat(start), date.fromisoformat(end)) if start and end else None)


@dataclass(slots=True)
class Mark:
    """What a value's row cannot say of it: its state, qualifier, words and decimals, and its cell where the block's column is not it."""

    row: int
    field: str
    state: str = "given"
    qualifier: str | None = None
    text: str | None = None
    decimals: int | None = None
    cell: str | None = None


class Unread(Struct, frozen=True):
    """A cell of a column that no field was read from, which holds what its row lacks of a field."""

    row: int
    field: str
    cell: str
    heading: str


@dataclass(slots=True)
class Block:
    """One table found on a sheet: in which column (or at which cell) each field stands, and its rows (row number, values by field).

    `bases` are those that the return gives to fields, where they are not the layout's; `abreast` numbers the tables that stand in the same
    rows of a sheet, in one submission, from 0; `of_all` where the words over it say that it is of all those beside it.
    """

    sheet: str
    heading_row: int
    columns: dict[str, str]
    rows: list[tuple[int, dict[str, Stored]]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    abreast: int = 0
    of_all: bool = False


@dataclass(slots=True)
class Submission:
    """What one provider returned of one return for one period, in one file.

    `beside` where the file is for another period, and gave this one's figures beside its own, as to compare them.
    """

    return_name: str
    provider: str
    period: Period
    completed_by: str | None = None
    role: str | None = None
    date_of_return: str | None = None
    beside: bool = False
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Extract:
    """All that was taken from one file. `rows_read` is every row below a heading with anything in it."""

    submissions: list[Submission] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)

    @property
    def rows_loaded(self) -> int:
        return sum(len(block.rows) for submission in self.submissions for block in submission.blocks)

    @property
    def rows_set_aside(self) -> int:
        return sum(issue.sets_aside for issue in self.issues)
