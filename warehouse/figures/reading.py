"""What the warehouse holds for one declaration: read at once for every provider and every member of its family, and then told group by group."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from ...periods import Period
from .declare import Flag
from .doubts import Queries
from .model import Cell, People
from .people import Counting
from .rows import Rows
from .text import Value

Group = tuple[str, str]
"""The owner and the member that a figure is of, each "" where there is none."""
Ask = Callable[[str], list[sqlite3.Row]]


class Found(Struct, frozen=True):
    """How many rows a figure rests on, what it comes to, and from when to when they are."""

    number: int = 0
    value: Value = None
    period: Period | None = None


_NOTHING = Found()
_NIL = Found(0, 0)
_FIRST_VALUE = 5  # the column in which the first expression of a query stands


class Known:
    """What was read at one moment: many declarations rest on the same rows, and many figures on one cell, so each is asked for once.

    `ask` runs a query with that moment's parameters; `fields` are those of each return that any figure reads.
    """

    def __init__(self, ask: Ask, queries: Queries, fields: Mapping[str, set[str]]) -> None:
        self._ask = ask
        self._queries = queries
        self._fields = fields
        self._expected: dict[str, dict[str, None]] = {}
        self._values: dict[tuple[str, str], dict[Group, Found]] = {}
        self._cells: dict[str, dict[Group, dict[str, list[Cell]]]] = {}
        self._flagged: dict[tuple[str, tuple[str, ...]], dict[Group, list[list[sqlite3.Row]]]] = {}
        self._returned: dict[str, set[str]] = {}
        self._cell_at: dict[tuple[str, int, str, str], Cell] = {}
        self._countings: dict[tuple[str, str], Counting] = {}

    def expect(self, rows: Rows, expression: str) -> None:
        """Say that an expression will be asked for, so that it is asked together with the others on the same rows."""
        self._expected.setdefault(rows.sql, {})[expression] = None

    def values(self, rows: Rows, expression: str) -> dict[Group, Found]:
        """Return what an expression comes to in each group of some rows."""
        if (rows.sql, expression) not in self._values:
            together = list(self._expected.get(rows.sql, {})) or [expression]
            try:
                found = self._ask(rows.values(together))
            except sqlite3.Error:  # of one of the others perhaps, which is then told where that one is measured
                together = [expression]
                found = self._ask(rows.values(together))
            for number, one in enumerate(together):
                self._values[rows.sql, one] = {_group(row): _found(row, number) for row in found}
        return self._values[rows.sql, expression]

    def returned(self, rows: Rows) -> set[str]:
        """Return the owners of whom something came that makes a count without rows 0."""
        sql = rows.returned()
        if sql not in self._returned:
            self._returned[sql] = {row["_owner"] for row in self._ask(sql)}
        return self._returned[sql]

    def cells(self, rows: Rows) -> dict[Group, dict[str, list[Cell]]]:
        """Return the cells behind some rows, field by field in reading order."""
        if rows.sql not in self._cells:
            found: dict[Group, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
            for row in self._ask(rows.cells(self._fields[rows.declaration.source])):
                found[_group(row)][row["field"]].append(self._cell(row))
            self._cells[rows.sql] = found
        return self._cells[rows.sql]

    def flagged(self, rows: Rows, flags: Sequence[Flag]) -> dict[Group, list[list[sqlite3.Row]]]:
        """Return for each group the rows that each of some flags is about."""
        asked = (rows.sql, tuple(flag.when for flag in flags))
        if asked not in self._flagged:
            found: dict[Group, list[list[sqlite3.Row]]] = defaultdict(lambda: [[] for _ in flags])
            for row in self._ask(rows.flagged(flags)) if flags else ():
                for number in range(len(flags)):
                    if row[f"_flag{number}"]:
                        found[_group(row)][number].append(row)
            self._flagged[asked] = found
        return self._flagged[asked]

    def counting(self, rows: Rows) -> Counting:
        """Return what reads the people behind a declaration; it asks nothing until it is asked."""
        return self._countings.setdefault((rows.sql, rows.declaration.key), Counting(rows, self._ask))

    def _cell(self, row: sqlite3.Row) -> Cell:
        place = (row["field"], row["submission_id"], row["sheet"], row["cell"])
        if place not in self._cell_at:
            cell = Cell(*row[3:])
            answers = self._queries.settled(cell)
            self._cell_at[place] = replace(cell, settled=answers) if answers else cell
        return self._cell_at[place]


class Reading:
    """The values, the cells and the flagged rows of one declaration."""

    def __init__(self, rows: Rows, flags: Sequence[Flag], known: Known) -> None:
        self._flags = flags
        self._returned = known.returned(rows) if rows.declaration.nil else set()
        self._values = known.values(rows, rows.declaration.expression)
        self._cells = known.cells(rows)
        self._flagged = known.flagged(rows, flags)
        self._counting = known.counting(rows)

    def found(self, group: Group) -> Found:
        found = self._values.get(group, _NOTHING)
        return _NIL if not found.number and group[0] in self._returned else found

    def people(self, group: Group) -> People:
        """Return the people behind a figure."""
        return self._counting.people(group, self.found(group).value)

    def cells(self, fields: Iterable[str], group: Group) -> list[Cell]:
        """Return the cells of some fields behind a figure, field by field in reading order."""
        by_field = self._cells.get(group, {})
        return [cell for name in sorted(fields) for cell in by_field.get(name, ())]

    def flagged(self, group: Group) -> list[tuple[Flag, list[sqlite3.Row]]]:
        """Return the flags that are about rows of a figure, each with those rows."""
        found = self._flagged.get(group, ())
        return [(flag, rows) for flag, rows in zip(self._flags, found, strict=False) if rows]


def _found(row: sqlite3.Row, number: int) -> Found:
    """Return what the expression of some number comes to."""
    if not row["number"]:
        return _NOTHING
    return Found(row["number"], row[_FIRST_VALUE + number], Period(date.fromisoformat(row["start"]), date.fromisoformat(row["end"])))


def _group(row: sqlite3.Row) -> Group:
    return str(row["_owner"]), str(row["_member"])
