"""Whose and for when each row of a table is, where the table says so row by row in a column of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ..periods import Period, parse_period
from ..warehouse.records import Block, Issue, Stored
from .context import Context, Held, unknown_provider
from .labels import Said, names_organisation
from .period_rows import period_columns, period_rows
from .provider_rows import provider_rows, titles_between
from .providers import ProviderNames
from .tables import Table
from .values import as_text
from .workbook import Sheet

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RowOwners(Generic[T]):
    """What the rows of a table say of themselves: by row number where that can be read, and how a record that does not say is held.

    `above` are those that are of the owner above them, about which `ask` asks.
    """

    known: dict[int, T]
    lacking: Callable[[int], Held]
    above: dict[int, T]
    ask: Callable[[list[int]], None]


def row_providers(sheet: Sheet, table: Table, names: ProviderNames, context: Context) -> RowOwners[str] | None:
    """Return the provider code of each row of a table that names them in a column, or on rows of their own, None where it does not.

    A column is one of providers where it is headed so and names at least one that is known.
    """

    def lacking(number: int) -> Held:
        if text := said.get(number):
            return unknown_provider(Said(text, text, sheet.name, f"{sheet.column_letters(column)}{number}"), names)
        return _unnamed(sheet, number, column, "provider")

    for column, heading in [each for each in table.unmapped.items() if names_organisation(each[1])]:
        said = _said(sheet, table, column)
        if known := {number: code for number, text in said.items() if (code := names.by_name(text))}:
            del table.unmapped[column]
            table.whose.add(column)
            return RowOwners(known, lacking, _groups(sheet, table, said, known), _ask_above(sheet, context, column, heading))
    if known := _below_providers(sheet, table, names, context):
        return RowOwners(known, lambda number: _unnamed(sheet, number, 0, "provider"), {}, lambda rows: None)
    return None


def row_periods(sheet: Sheet, table: Table, context: Context) -> RowOwners[Period] | None:
    """Return the period of each row of a table that names them in a column ("Month"), or on rows of their own, None where it does not."""

    def lacking(number: int) -> Held:
        if text := said.get(number):
            cell = f"{sheet.column_letters(column)}{number}"
            where = f"sheet {sheet.name!r}, cell {cell}" if sheet.name else f"cell {cell}"
            found = f"{text!r} ({where}) is not a period that can be read: write it as March 2019, Q4 2018/19 or 2018/19."
            return Held("period_not_read", found, at=(sheet.name, cell, text))
        return _unnamed(sheet, number, column, "period")

    for column, heading in period_columns(sheet, table):
        said = _said(sheet, table, column)
        if known := {number: period for number, text in said.items() if (period := _period(table, heading, text, context))}:
            table.unmapped.pop(column, None)
            table.owners.add(column)
            return RowOwners(known, lacking, _groups(sheet, table, said, known), _ask_above(sheet, context, column, heading))
    if known := _below_periods(sheet, table, context):
        return RowOwners(known, lambda number: _unnamed(sheet, number, 0, "period"), {}, lambda rows: None)
    return None


def _below_providers(sheet: Sheet, table: Table, names: ProviderNames, context: Context) -> dict[int, str]:
    """Return the provider of each row of a table in which providers stand on rows of their own; records above the first are of the return's."""
    known: dict[int, str] = {}
    alone = provider_rows(sheet, table, names)
    table.names |= alone.keys()
    if alone:
        _ask_of_names(sheet, table, alone, names, context)
    code = None
    for row in range(table.first, table.end) if alone else ():
        if row in alone:
            code = names.by_name(alone[row].text)
            if code is None:
                raise unknown_provider(alone[row], names)
        elif not sheet.is_blank(row):
            code = code or context.provider(names)
            known[sheet.row_number(row)] = code
    return known


def _ask_of_names(sheet: Sheet, table: Table, alone: dict[int, Said], names: ProviderNames, context: Context) -> None:
    """Ask about names down the page where a label above names another provider, and about each title among them that is no known name.

    Raises Held where one is spelt much like a known one.
    """
    codes = {names.by_name(said.text) for said in alone.values()}
    label = context.said("organisation")
    above = names.by_name(label.text) if label else None
    if label and above and codes - {above, None}:
        first = next(said for said in alone.values() if names.by_name(said.text) != above)
        cure = "The rows below each name were read as that provider's: please say if they are not."
        issue = Issue(sheet.name, first.cell, "query", "provider_clash", first.text, f"one provider, {names.name(above)}", cure)
        context.issues.append(issue)
    for said in titles_between(sheet, table, alone):
        if names.nearest(said.text):
            raise unknown_provider(said, names)
        expected = "the name of a provider, or a title that is no row of its own"
        cure = "The rows below it were read as those of the provider that is named above it: please say if they are another's."
        context.issues.append(Issue(sheet.name, said.cell, "query", "name_not_known", said.text, expected, cure))


def _below_periods(sheet: Sheet, table: Table, context: Context) -> dict[int, Period]:
    """Return the period of each row of a table in which periods stand on rows of their own; records above the first are of the return's."""
    known: dict[int, Period] = {}
    alone = dict(period_rows(sheet, table))
    table.names |= alone.keys()
    if not alone:
        return {}
    period = None
    for row in range(table.first, table.end):
        if row in alone:
            period = context.whole(alone[row], table.layout)
        elif not sheet.is_blank(row):
            period = period or context.period(table.layout)
            known[sheet.row_number(row)] = period
    return known


def split_rows(block: Block, owners: RowOwners[T] | None, otherwise: Callable[[], T], *, is_nil: bool) -> Iterator[tuple[T, Block]]:
    """Yield what of a block is each owner's: the row's own, else `otherwise` where the rows name none. Raises Held where a row lacks its own.

    A block without a row is nobody's, unless the return `is_nil`.
    """
    if owners is None:
        if block.rows or is_nil:
            yield otherwise(), block
        return
    parts: dict[T, list[tuple[int, dict[str, Stored]]]] = {}
    known = owners.above | owners.known
    for number, values in block.rows:
        if number not in known:
            raise owners.lacking(number)
        parts.setdefault(known[number], []).append((number, values))
    if taken := [number for number, _ in block.rows if number in owners.above]:
        owners.ask(taken)
    for owner, rows in parts.items():
        numbers = {number for number, _ in rows}
        mine = [mark for mark in block.marks if mark.row in numbers], [each for each in block.unread if each.row in numbers]
        yield owner, replace(block, rows=rows, marks=mine[0], unread=mine[1])


def _groups(sheet: Sheet, table: Table, said: dict[int, str], known: dict[int, T]) -> dict[int, T]:
    """Return the owners of the rows that leave theirs blank: the one above, where each of several is named in the first row of its group alone."""
    made: dict[int, T] = {}
    above: T | None = None
    for number in map(sheet.row_number, range(table.first, table.end)):
        above = known.get(number) if number in said else above
        if number not in said and above is not None:
            made[number] = above
    is_grouped = len(known) > 1 and len(set(known.values())) == len(known) and set(made.values()) == set(known.values())
    return made if is_grouped else {}


def _ask_above(sheet: Sheet, context: Context, column: int, heading: str) -> Callable[[list[int]], None]:
    """Return what asks about the rows that are taken to be of the owner above them."""

    def ask(rows: list[int]) -> None:
        cell = f"{sheet.column_letters(column)}{rows[0]}"
        many = f"those of the rows {', '.join(map(str, rows))} were" if len(rows) > 1 else "it was"
        cure = f"A blank was taken for what stands above it ({many}): please write it into each row."
        context.issues.append(Issue(sheet.name, cell, "query", "owner_above", "a blank", f"{heading} in each row", cure))

    return ask


def _unnamed(sheet: Sheet, number: int, column: int, what: str) -> Held:
    found = f"Row {number} of {sheet.called} does not name its {what}, as the other rows do. Please fill it in."
    return Held(f"no_{what}", found, at=(sheet.name, f"{sheet.column_letters(column)}{number}"))


def _said(sheet: Sheet, table: Table, column: int) -> dict[int, str]:
    """Return the texts of a column of a table, by row number."""
    rows = range(table.first, table.end)
    over = {
        row: (top, left)
        for top, left, bottom, right in sheet.merged
        if left <= column <= right
        for row in range(max(top, table.first), min(bottom + 1, table.end))
    }
    shown = ((row, sheet.rows[place[0]][place[1]]) for row in rows for place in [over.get(row, (row, column))])
    return {sheet.row_number(row): text for row, value in shown if (text := as_text(value))}


def _period(table: Table, heading: str, text: str, context: Context) -> Period | None:
    usual = next((span for span in ("month", "quarter", "year") if span in heading.casefold()), table.layout.usual_period)
    for written in (text, f"{heading} {text}"):
        if period := parse_period(written, usual) or context.part(written, table.layout):
            return period
    return None
