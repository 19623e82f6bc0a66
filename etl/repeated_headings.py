"""A row of headings that stands twice side by side heads two tables, whatever stands above, below or between them.

Columns left of both, which say what the rows are of, are of each, where words above each say what sets it apart: "Course" beside "Nursing" and
"Medical", over "Required" and "Compliant" each.
"""

from collections.abc import Mapping
from itertools import pairwise

from ..layouts.words import fold
from .cut_sheets import cut_columns, cut_rows
from .headings import Headings
from .repeats import repeats_beside
from .rows import has_any
from .tables import Table, find_tables, labels_begin
from .values import as_text
from .workbook import Place, Sheet


def part_by_headings(sheet: Sheet, tables: list[Table], headings: Headings) -> list[tuple[Sheet, list[Table]]]:
    """Return the parts of a sheet with a table each, where the headings of one of its `tables` are repeated to their right; else the whole of it.

    Each table is read with what stands above it up to the table before. The whole too where they are not found again so.
    """
    whole = [(sheet, tables)]
    tables = [table for table, after in zip(tables, [*tables[1:], None], strict=False) if after is None or not _stands_over(sheet, table, after)]
    if not any(len(_starts(sheet, table)) > 1 for table in tables):
        return whole
    begins = [0, *(_begin(sheet, before, table) for before, table in pairwise(tables)), len(sheet.rows)]
    parts: list[tuple[Sheet, list[Table]]] = []
    for table, (begin, end) in zip(tables, pairwise(begins), strict=True):
        zone, starts = cut_rows(sheet, begin, end), _starts(sheet, table)
        over = _words_over(sheet, table, starts)
        cut = cut_columns(zone, _edges(sheet, starts), over[0][0] if over else table.top) if len(starts) > 1 else [zone]
        for part in cut[1:] if over else ():
            _share(cut[0], part, starts[0], over[0][0])
        for part, right in zip(cut, starts[1:], strict=False):
            between = [column for column in range(right) if part.rows[table.heading_row][column] == ""]
            part.reaching |= {(row, column) for row in range(begin, table.top) for column in between if part.rows[row][column] != ""}
        found = [find_tables(part, headings) for part in cut]
        if any(len(each) != 1 or (each[0].layout.name, each[0].heading_row) != (table.layout.name, table.heading_row) for each in found):
            return whole
        for each in found:
            each[0].end = end
        for each, place in zip(found, over, strict=False):
            each[0].over, each[0].top = place, each[0].heading_row  # the words over it are no heading, but say whose or of what it is
        parts += zip(cut, found, strict=True)
    return parts


def _words_over(sheet: Sheet, table: Table, starts: list[int]) -> list[Place]:
    """Return the cell right above each time that headings of figures stand side by side, where there are shared columns left of them; none where
    one has no words above it, or two have the same.
    """
    row, fields = table.heading_row - 1, table.layout.fields
    has_figures = any(column >= starts[0] and fields[name].is_figure for name, column in table.columns.items()) if starts else False
    if len(starts) < 2 or row < 0 or not has_figures or not any(has_any(sheet, below, range(starts[0])) for below in range(table.first, table.end)):
        return []
    texts = {fold(as_text(sheet.rows[row][column])) for column in starts}
    return [(row, column) for column in starts] if len(texts) == len(starts) and "" not in texts else []


def _stands_over(sheet: Sheet, table: Table, after: Table) -> bool:
    """Say whether the heading of a table is words over the groups of the next one, some of which read like headings: "Course", "Actual", "Target"."""
    return not table.is_form and table.first == after.heading_row and bool(_words_over(sheet, after, _starts(sheet, after)))


def _share(first: Sheet, part: Sheet, width: int, begin: int) -> None:
    """Give a part the columns left of the first one, from the row `begin` on."""
    part.rows = [
        [*theirs[:width], *row[width:]] if number >= begin and len(row) >= width else row
        for number, (theirs, row) in enumerate(zip(first.rows, part.rows, strict=True))
    ]
    part.merged = [*(merge for merge in first.merged if merge[0] >= begin and merge[3] < width), *part.merged]
    part.errors = {**{place: error for place, error in first.errors.items() if place[1] < width}, **part.errors}
    part.uncached = {*(place for place in first.uncached if place[1] < width), *part.uncached}


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
    texts = {column: as_text(value) for column, value in enumerate(sheet.rows[table.heading_row]) if value != ""}
    starts = repeats_beside(texts)
    return starts if _are_apart(table, texts, starts) or _words_over(sheet, table, starts) else []


def _are_apart(table: Table, texts: Mapping[int, str], starts: list[int]) -> bool:
    """Say whether headings that stand again are those of tables apart: none left of the first, or room between them for what is left of each."""
    if len(starts) < 2 or starts[0] > min(texts):
        return False
    left, right = starts[:2]
    return min(table.columns.values(), default=left) >= left or any(column not in texts for column in range(left, right))
