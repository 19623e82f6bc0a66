"""Providers down the page: a name, or a label with a name, on a row of its own above the records that are that provider's."""

from collections.abc import Collection

from ..layouts.words import fold
from .labels import Said, is_label, names_organisation
from .providers import ProviderNames, reads_like_a_name
from .tables import Table
from .totals import says_total
from .values import as_text
from .workbook import Sheet

_LABELLED = 2  # cells: a label, and the name beside it


def provider_rows(sheet: Sheet, table: Table, names: ProviderNames) -> dict[int, Said]:
    """Return the rows of a table that name the provider of the records below them, each with the name; none where no record follows.

    A name alone counts where it is a known one, and its column does not name providers beside the figures too, as that of a list of practices does.
    """
    filled = {row: [column for column, value in enumerate(sheet.rows[row]) if value != ""] for row in range(table.first, table.end)}
    found = {row: said for row, columns in filled.items() if (said := _named(sheet, row, columns, names))}
    records = [row for row, columns in filled.items() if len(columns) > 1 and row not in found] if found else []
    beside = {column for row in records for column in filled[row] if names.by_name(as_text(sheet.rows[row][column]))}
    return {row: said for row, said in found.items() if row < max(records, default=-1) and (said.label or beside.isdisjoint(filled[row]))}


def titles_between(sheet: Sheet, table: Table, named: Collection[int]) -> list[Said]:
    """Return the texts alone in a row, in a column of those that name providers in the rows `named` and below the first, that are no such name.

    The records below one may be of another provider, whose name is not known, or of the one that is named above.
    """
    filled = {row: [column for column, value in enumerate(sheet.rows[row]) if value != ""] for row in range(min(named), table.end)}
    columns = {filled[row][0] for row in named}
    last = max((row for row, places in filled.items() if len(places) > 1), default=-1)
    alone = [(row, places[0]) for row, places in filled.items() if len(places) == 1 and places[0] in columns and row not in named and row < last]
    texts = [(sheet.rows[row][column], sheet.address(row, column)) for row, column in alone]
    return [Said(as_text(value), value, sheet.name, cell) for value, cell in texts if isinstance(value, str) and not says_total(value)]


def _named(sheet: Sheet, row: int, filled: list[int], names: ProviderNames) -> Said | None:
    """Return what a row says of the provider, if that is all that it says."""
    if not 1 <= len(filled) <= _LABELLED or not isinstance(first := sheet.rows[row][filled[0]], str):
        return None
    head, _, tail = first.partition(":")
    place, label, text = filled[0], "", first.strip()
    if is_label(head) and names_organisation(head) and (tail.strip() or len(filled) == _LABELLED):
        place = filled[0] if tail.strip() else filled[1]
        label, text = head.strip(), tail.strip() or as_text(sheet.rows[row][place])
        if not names.by_name(text) and not names.nearest(text) and not reads_like_a_name(text):
            return None  # a title with a label's word: "Organisation", "Leadership and accountability"
    elif len(filled) > 1 or not names.by_name(text) or _is_merged_down(sheet, row, place):
        return None
    return Said(text, text, sheet.name, sheet.address(row, place), label) if any(map(str.isalpha, fold(text))) else None


def _is_merged_down(sheet: Sheet, row: int, column: int) -> bool:
    """Say whether a cell is merged over rows below, whose records it names rather than standing above them."""
    return any(top == row and left == column and bottom > top for top, left, bottom, _ in sheet.merged)
