"""A row of headings that stands twice side by side heads two tables, whatever stands above, below or between them."""

from itertools import pairwise

from .cut_sheets import cut_columns, cut_rows
from .headings import Headings
from .repeats import repeat_starts
from .tables import Table, find_tables, labels_begin
from .values import as_text
from .workbook import Sheet


def part_by_headings(sheet: Sheet, tables: list[Table], headings: Headings) -> list[tuple[Sheet, list[Table]]]:
    """Return the parts of a sheet with a table each, where the headings of one of its `tables` are repeated to their right; else the whole of it.

    Each table is read with what stands above it up to the table before. The whole too where they are not found again so.
    """
    whole = [(sheet, tables)]
    if not any(len(_starts(sheet, table)) > 1 for table in tables):
        return whole
    begins = [0, *(_begin(sheet, before, table) for before, table in pairwise(tables)), len(sheet.rows)]
    parts: list[tuple[Sheet, list[Table]]] = []
    for table, (begin, end) in zip(tables, pairwise(begins), strict=True):
        zone, starts = cut_rows(sheet, begin, end), _starts(sheet, table)
        cut = cut_columns(zone, _edges(sheet, starts), table.top) if len(starts) > 1 else [zone]
        for part, right in zip(cut, starts[1:], strict=False):
            between = [column for column in range(right) if part.rows[table.heading_row][column] == ""]
            part.reaching |= {(row, column) for row in range(begin, table.top) for column in between if part.rows[row][column] != ""}
        found = [find_tables(part, headings) for part in cut]
        if any(len(each) != 1 or (each[0].layout.name, each[0].heading_row) != (table.layout.name, table.heading_row) for each in found):
            return whole
        for each in found:
            each[0].end = end
        parts += zip(cut, found, strict=True)
    return parts


def _begin(sheet: Sheet, before: Table, table: Table) -> int:
    """Return the row where the titles and labels above a table below another begin: of several side by side, below the longest of those before."""
    starts = _starts(sheet, table)
    if len(starts) < 2:
        return before.end
    return max(labels_begin(part, before.first, table.top) for part in cut_columns(sheet, _edges(sheet, starts)))


def _edges(sheet: Sheet, starts: list[int]) -> list[int]:
    return [0, *starts[1:], len(sheet.rows[0])]


def _starts(sheet: Sheet, table: Table) -> list[int]:
    """Return the first column of each time that the headings of a table stand in its row; one where they are not repeated whole."""
    if table.is_form or not table.doubles:
        return []
    return repeat_starts({column: as_text(value) for column, value in enumerate(sheet.rows[table.heading_row]) if value != ""})
