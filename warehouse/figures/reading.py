"""What the warehouse holds for one declaration: read at once for every provider and every member of its family, and then told group by group."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from ...periods import Period
from .declare import Flag
from .doubts import Queries
from .model import Cell
from .rows import Rows
from .text import Value

Item = TypeVar("Item")
Group = tuple[str, str]
"""The owner and the member that a figure is of, each "" where there is none."""
Ask = Callable[[str], list[sqlite3.Row]]
Known = dict[tuple[str, int, str, str], Cell]
"""Cells already read, by field, submission, sheet and address: many figures rest on one cell, and share it."""


@dataclass(frozen=True)
class Found:
    """How many rows a figure rests on, what it comes to, and from when to when they are."""

    number: int = 0
    value: Value = None
    period: Period | None = None


class Reading:
    """The values, the cells and the flagged rows of one declaration. `ask` runs a query; `known` are the cells of other readings."""

    def __init__(self, ask: Ask, rows: Rows, flags: Iterable[Flag], queries: Queries, known: Known) -> None:
        self._ask = ask
        self._rows = rows
        self._queries = queries
        self._known = known
        self._values = {_group(row): row for row in ask(rows.values())}
        self._flagged = [(flag, _grouped((_group(row), row) for row in ask(rows.flagged(flag)))) for flag in flags]
        self._cells: dict[str, dict[Group, list[Cell]]] = {}

    def found(self, group: Group) -> Found:
        row = self._values.get(group)
        if row is None or not row["number"]:
            return Found()
        return Found(row["number"], row["value"], Period(date.fromisoformat(row["start"]), date.fromisoformat(row["end"])))

    def cells(self, fields: Iterable[str], group: Group) -> list[Cell]:
        """Return the cells of some fields behind a figure, field by field in reading order."""
        return [cell for name in sorted(fields) for cell in self._of_field(name).get(group, ())]

    def flagged(self, group: Group) -> Iterator[tuple[Flag, list[sqlite3.Row]]]:
        """Yield each flag with the rows of a figure that it is about."""
        for flag, rows in self._flagged:
            if group in rows:
                yield flag, rows[group]

    def _of_field(self, name: str) -> dict[Group, list[Cell]]:
        if name not in self._cells:
            self._cells[name] = _grouped((_group(row), self._cell(name, row)) for row in self._ask(self._rows.cells(name)))
        return self._cells[name]

    def _cell(self, name: str, row: sqlite3.Row) -> Cell:
        place = (name, row["submission_id"], row["sheet"], row["cell"])
        if place not in self._known:
            cell = Cell(*row[3:])
            answers = self._queries.settled(cell)
            self._known[place] = replace(cell, settled=answers) if answers else cell
        return self._known[place]


def _group(row: sqlite3.Row) -> Group:
    return str(row["_owner"]), str(row["_member"])


def _grouped(pairs: Iterable[tuple[Group, Item]]) -> dict[Group, list[Item]]:
    found: dict[Group, list[Item]] = defaultdict(list)
    for group, item in pairs:
        found[group].append(item)
    return found
