"""The people behind a figure: who it counts, row by row, so that what several figures give away together can be told."""

import sqlite3
from collections.abc import Callable, Sequence
from functools import cached_property

import msgspec
from msgspec.structs import replace

from ...layouts import Layout
from .declare import RECORD, FigureDeclaration
from .linear import Terms, linear
from .model import Group, People, Running
from .quotient import quotient
from .rows import Rows, fields_read
from .telling import adds_rows, compares, counts_rows
from .text import Value

Ask = Callable[[str], Sequence[sqlite3.Row]]
"""Runs a query with the names that a declaration may use."""
Of = tuple[str, str]
"""The owner and the member that a figure is of."""
_NUMBERS = ("count", "percent", "number")
_NEAR = 0.0051
"""How far from the quotient of its two counts a percentage may be, as SQL may round it to a whole one."""


def counts_people(declaration: FigureDeclaration, layout: Layout) -> bool:
    """Say whether a figure counts people, is a share of them, or says something that follows from their number.

    Unless it is declared, that is so where a number that it reads is of people, or one that decides which rows it rests on; where a row of the
    return is a person, where it is a number of rows, or tells of it in words, or is of one person alone.
    """
    if declaration.people is not None:
        return declaration.people
    if _tells_more(declaration, layout):
        return True
    numbers = [layout.fields[name] for name in fields_read(declaration.expression, layout) if layout.fields[name].is_number]
    if any(field.people for field in numbers):
        return True
    return layout.people and (counts_rows(declaration.expression, layout) or (declaration.unit in _NUMBERS and not numbers))


def of_persons(declaration: FigureDeclaration, layout: Layout) -> bool:
    """Say whether each member of a family is a person: to count its members, as rows of a table, is to count people."""
    return layout.people and declaration.people is not False and declaration.family in (RECORD, *layout.record_key)


def lists_people(declaration: FigureDeclaration, layout: Layout) -> bool:
    """Say whether to list the members of a family is to count people, or tells something of their number."""
    admits = declaration.members or declaration.where
    return declaration.people is not False and (of_persons(declaration, layout) or compares(admits, layout, is_condition=True))


def without_telling_order(declaration: FigureDeclaration, layout: Layout) -> FigureDeclaration:
    """Return a declaration without the order of a family's members, where that tells something of numbers of people."""
    tells = compares(declaration.order, layout, is_condition=True) or (layout.people and adds_rows(declaration.order, layout))
    return msgspec.structs.replace(declaration, order="") if tells else declaration


def _tells_more(declaration: FigureDeclaration, layout: Layout) -> bool:
    """Say whether a figure tells more of people than how many they are: where their number decides which rows it rests on, or what it says."""
    decides = any(compares(sql, layout, is_condition=True) for sql in (declaration.where, declaration.members, declaration.nil))
    return decides or of_persons(declaration, layout) or compares(declaration.expression, layout, is_condition=False)


class Counting:
    """Reads the people behind the figures of one declaration, those of all its groups at once."""

    def __init__(self, rows: Rows, ask: Ask) -> None:
        self._rows = rows
        self._expression = rows.declaration.expression
        self._ask = ask
        self._layout = rows.layout
        self._unit = rows.declaration.unit

    def people(self, group: Of, value: Value) -> People:
        """Return the people behind a figure of this `value`; whom one counts that tells more of them is not known."""
        if value is None or value == "":
            return People({})
        if self._tells_more:
            return People(None)
        return replace(self._counted(group, value), running=self._running)

    @cached_property
    def _tells_more(self) -> bool:
        return _tells_more(self._rows.declaration, self._layout)

    @cached_property
    def _running(self) -> Running:
        """Since when the numbers are counted that are read, where all are so."""
        bases = {self._layout.fields[name].basis for name in fields_read(self._expression, self._layout)}
        return "since_inception" if bases == {"since_inception"} else "year_to_date" if bases == {"year_to_date"} else ""

    def _counted(self, group: Of, value: Value) -> People:
        if self._unit == "percent":
            return self._share(group, value)
        if self._unit != "count":
            return People(None)  # a rate, an average or a word gives them away, and says nothing of how many they are
        return People(_group(value, self._by_row.get(group, ()), "made_0", self._expression, self._layout))

    def _share(self, group: Of, value: Value) -> People:
        found = self._shares.get(group)
        part, whole = (found["part"], found["whole"]) if found else (None, None)
        if part is None or not whole or not isinstance(value, int | float) or abs(part / whole - value) > _NEAR:
            return self._alone(group)
        rows = self._by_row.get(group, ())
        sides = zip((part, whole), self._made, strict=True)
        counted, among = (_group(number, rows, f"made_{place}", side, self._layout) for place, (number, side) in enumerate(sides))
        return People(None) if counted is None or among is None else People(counted, among)

    def _alone(self, group: Of) -> People:
        """Return the people behind a percentage that was itself returned: nobody is known where it came without its counts."""
        fields = [self._layout.fields[name] for name in fields_read(self._expression, self._layout)]
        shares = [field for field in fields if field.type == "percent"]
        counts = {name for field in shares for name in field.share or ()} | {field.name for field in fields if field.type == "count"}
        is_given = any(row[name] is not None for row in self._by_row.get(group, ()) for name in counts)
        return People(None, is_alone=bool(shares) and not is_given)

    @cached_property
    def _made(self) -> tuple[str, ...]:
        """The expressions that count people."""
        return (quotient(self._expression) or ()) if self._unit == "percent" else (self._expression,)

    @cached_property
    def _shares(self) -> dict[Of, sqlite3.Row]:
        if not self._made:
            return {}
        part, whole = self._made
        found = self._ask(f"SELECT _owner, _member, ({part}) AS part, ({whole}) AS whole FROM ({self._rows.sql}) GROUP BY _owner, _member")
        return {_of(row): row for row in found}

    @cached_property
    def _by_row(self) -> dict[Of, list[sqlite3.Row]]:
        """What each row alone makes of the expressions, as made_0, made_1, with all counts of the row."""
        made = "".join(f", ({expression}) AS made_{place}" for place, expression in enumerate(self._made))
        counts = "".join(f', "{field.name}"' for field in self._layout.field if field.type == "count")
        row = "_owner, _member, submission_id, sheet, row, abreast"
        found: dict[Of, list[sqlite3.Row]] = {}
        for one in self._ask(f"SELECT {row}{made}{counts} FROM ({self._rows.sql}) GROUP BY {row} ORDER BY {row}"):
            found.setdefault(_of(one), []).append(one)
        return found


def _of(row: sqlite3.Row) -> Of:
    return str(row["_owner"]), str(row["_member"])


def _group(value: Value, rows: Sequence[sqlite3.Row], made: str, expression: str, layout: Layout) -> Group | None:
    """Return the people that an expression counts, None where it gives no whole number of them, or it cannot be told whom."""
    if not isinstance(value, int | float) or value != int(value) or value < 0:
        return None
    given = [row for row in rows if row[made] is not None]
    if given and all(row[made] == value for row in given):
        given = given[:1]  # one number, returned more than once
    if sum(row[made] for row in given) != value:
        return None
    counts = fields_read(expression, layout) & {field.name for field in layout.field if field.type == "count"}
    if not counts:
        return {(*_place(row), ""): 1 for row in given if row[made]} if all(row[made] in (0, 1) for row in given) else None
    terms = linear(expression)
    return _added(given, made, terms, layout) if terms else None


def _added(rows: Sequence[sqlite3.Row], made: str, terms: Terms, layout: Layout) -> Group | None:
    """Return the people that a sum of numbers of a row counts; None where it counts somebody twice, or takes away whom it does not count."""
    found: dict[tuple[object, ...], int] = {}
    times: dict[tuple[object, ...], int] = {}
    for row in rows:
        if sum(sign * (row[name] or 0) for name, sign in terms.items()) != row[made]:
            return None
        for name, sign in terms.items():
            for place, number in (_parts(row, name, layout) if row[name] else {}).items():
                found[place] = number
                times[place] = times.get(place, 0) + sign
    return {place: number for place, number in found.items() if times[place]} if set(times.values()) <= {0, 1} else None


def _parts(row: sqlite3.Row, name: str, layout: Layout) -> Group:
    """Return the people of one number, in the parts that the row gives of it, and the rest."""
    parts = [part for part, whole in layout.wholes.items() if whole == name and row[part]]
    found = {place: number for part in parts for place, number in _parts(row, part, layout).items()}
    rest = row[name] - sum(row[part] for part in parts)
    if rest < 0:
        return {(*_place(row), name): row[name]}
    return {**found, (*_place(row), name): rest} if rest else found


def _place(row: sqlite3.Row) -> tuple[object, ...]:
    return (row["submission_id"], row["sheet"], row["row"], row["abreast"])
