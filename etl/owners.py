"""Whose and for when each row of a table is, where the table says so row by row in a column of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ..periods import Period, parse_period
from ..warehouse.records import Block, Stored
from .context import Context, Held, unknown_provider
from .labels import Said, names_organisation, names_period
from .providers import ProviderNames
from .tables import Table
from .values import as_text
from .workbook import Sheet

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RowOwners(Generic[T]):
    """What the rows of a table say of themselves: by row number where that can be read, and how a record that does not say is held."""

    known: dict[int, T]
    lacking: Callable[[int], Held]


def row_providers(sheet: Sheet, table: Table, names: ProviderNames) -> RowOwners[str] | None:
    """Return the provider code of each row of a table that names them in a column, None where it does not.

    A column is one of providers where it is headed so and names at least one that is known.
    """

    def lacking(number: int) -> Held:
        if text := said.get(number):
            return unknown_provider(Said(text, text, sheet.name, f"{sheet.column_letters(column)}{number}"), names)
        return _unnamed(sheet, number, "provider")

    for column in [column for column, heading in table.unmapped.items() if names_organisation(heading)]:
        said = _said(sheet, table, column)
        if known := {number: code for number, text in said.items() if (code := names.by_name(text))}:
            del table.unmapped[column]
            return RowOwners(known, lacking)
    return None


def row_periods(sheet: Sheet, table: Table, context: Context) -> RowOwners[Period] | None:
    """Return the period of each row of a table that names them in a column ("Month"), None where it does not."""

    def lacking(number: int) -> Held:
        if text := said.get(number):
            cell = f"{sheet.column_letters(column)}{number}"
            where = f"sheet {sheet.name!r}, cell {cell}" if sheet.name else f"cell {cell}"
            return Held("period_not_read", f"{text!r} ({where}) is not a period that can be read: write it as March 2019, Q4 2018/19 or 2018/19.")
        return _unnamed(sheet, number, "period")

    for column in [column for column, heading in table.unmapped.items() if names_period(heading)]:
        said = _said(sheet, table, column)
        heading = table.unmapped[column]
        if known := {number: period for number, text in said.items() if (period := _period(table, heading, text, context))}:
            del table.unmapped[column]
            return RowOwners(known, lacking)
    return None


def split_rows(block: Block, owners: RowOwners[T] | None, otherwise: Callable[[], T]) -> Iterator[tuple[T, Block]]:
    """Yield what of a block is each owner's: the row's own, else `otherwise` where the rows name none. Raises Held where a row lacks its own."""
    if owners is None:
        if block.rows:
            yield otherwise(), block
        return
    parts: dict[T, list[tuple[int, dict[str, Stored]]]] = {}
    for number, values in block.rows:
        if number not in owners.known:
            raise owners.lacking(number)
        parts.setdefault(owners.known[number], []).append((number, values))
    for owner, rows in parts.items():
        numbers = {number for number, _ in rows}
        yield owner, replace(block, rows=rows, marks=[mark for mark in block.marks if mark.row in numbers])


def _unnamed(sheet: Sheet, number: int, what: str) -> Held:
    return Held(f"no_{what}", f"Row {number} of the sheet {sheet.name!r} does not name its {what}, as the other rows do. Please fill it in.")


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
