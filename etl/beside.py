"""Tables that stand side by side on one sheet, parted by blank columns: each is read as a sheet of its own, at its own cells."""

from itertools import count, pairwise

from ..warehouse.records import Block
from .context import Held
from .cut_sheets import cut_columns
from .headings import Headings
from .labels import read_labels
from .repeated_headings import part_by_headings
from .tables import Table, find_tables
from .workbook import Sheet, column_index


def part_sheet(sheet: Sheet, headings: Headings) -> list[tuple[Sheet, list[Table]]]:
    """Return the parts of a sheet with their tables: the whole of it, unless blank columns part tables that it would mix up as one.

    They hold more fields than it does then, or as many in as many tables that stand beside each other or have labels of their own each:
    a blank column within a table makes two of one. Raises Held where a form's answers cannot be told.
    """
    parts = _parts(sheet, headings)
    if len(parts) > 1:
        whole, parted = _found(sheet, headings) or [], [table for _, tables in parts for table in tables]
        more = _fields(parted) - _fields(whole)
        if more > 0 or (more == 0 and len(parted) <= len(whole) and (_overlap(parts) or _are_labelled(parts))):
            return [piece for part, tables in parts for piece in part_by_headings(part, tables, headings)]
    return part_by_headings(sheet, find_tables(sheet, headings), headings)


def number_abreast(blocks: list[Block], block: Block, title: str, *, shares: bool = False) -> None:
    """Number a table among those of one submission that stand in the same rows of a sheet. Raises Held where a form of it stands there twice.

    So it does where one table has figures of one period in two places; one that `shares` its columns with those beside it is one of several.
    """
    if not block.rows:
        return
    if not block.columns and (form := next((other for other in blocks if other.sheet == block.sheet and not other.columns), None)):
        both = f"rows {form.heading_row} and {block.heading_row}"
        raise Held(
            "form_twice",
            f"The form of {title} stands twice on the sheet {block.sheet!r} ({both}), and nothing says what sets the second apart. "
            "Please put a row 'Reporting period' or 'Organisation' above each, or send one form.",
            at=(block.sheet, f"A{block.heading_row}"),
        )
    beside = [other for other in blocks if other.sheet == block.sheet and _share_rows(other, block)]
    if not shares and any(other.heading_row == block.heading_row and set(other.columns.values()) & set(block.columns.values()) for other in beside):
        where = f"{min(block.columns.values(), key=column_index)}{block.heading_row}"
        found = f"The table of {title} on the sheet {block.sheet!r} ({where}) has two places for figures of one period."
        raise Held("side_by_side", f"{found} Please take one out, or write the period of each into its heading.", at=(block.sheet, where))
    taken = {other.abreast for other in beside}
    block.abreast = next(number for number in count() if number not in taken)


def _share_rows(one: Block, other: Block) -> bool:
    return bool(one.rows) and one.rows[0][0] <= other.rows[-1][0] and other.rows[0][0] <= one.rows[-1][0]


def _parts(sheet: Sheet, headings: Headings) -> list[tuple[Sheet, list[Table]]]:
    """Return the runs of columns that have a table each; one without a table goes with that before it, as a key or a note does."""
    ends: list[int] = []
    bands = _bands(sheet)
    for left, right in bands if len(bands) > 1 else []:
        tables = _found(cut_columns(sheet, [left, right + 1])[0], headings)
        if tables is None:
            return []
        if tables:
            ends.append(left)
    if len(ends) < 2:
        return []
    edges = [0, *ends[1:], bands[-1][1] + 1]
    cut = cut_columns(sheet, edges)
    found = [find_tables(part, headings) for part in cut]
    if len({tables[0].layout.name for tables in found if tables}) > 1:
        return list(zip(cut, found, strict=True))
    until = min(tables[0].labels_end for tables in found if tables)
    return [(part, find_tables(part, headings)) for part in cut_columns(sheet, edges, until)]


def _found(sheet: Sheet, headings: Headings) -> list[Table] | None:
    """Return the tables of a sheet, None where they cannot be told."""
    try:
        return find_tables(sheet, headings)
    except Held:
        return None


def _bands(sheet: Sheet) -> list[tuple[int, int]]:
    """Return the first and last column of each run of columns with anything in them."""
    blank = set(range(len(sheet.rows[0]))) if sheet.rows else set()
    for row in sheet.rows:
        blank = {column for column in blank if row[column] == ""}
        if not blank:
            return []
    blank -= {column for _, column in (*sheet.errors, *sheet.uncached)}
    filled = [column for column in range(len(sheet.rows[0])) if column not in blank] if sheet.rows else []
    starts = [column for before, column in pairwise([-2, *filled]) if column > before + 1]
    ends = [column for column, after in pairwise([*filled, len(sheet.rows[0]) + 1]) if after > column + 1] if filled else []
    return list(zip(starts, ends, strict=True))


def _overlap(parts: list[tuple[Sheet, list[Table]]]) -> bool:
    """Say whether the labels or the heading of one part stand beside the records of another, down to the first blank row below these."""
    spans = []
    for part, tables in parts:
        table = tables[0]
        filled = [row for row in range(table.end) if not part.is_blank(row)]
        records = [row for row in filled if row >= table.first]
        end = next((row for row, after in pairwise([*records, table.end + 1]) if after > row + 1), table.first)
        spans.append((filled[0], table.heading_row, end))
    return any(top <= end and heading < other for top, other, _ in spans for _, heading, end in spans)


def _are_labelled(parts: list[tuple[Sheet, list[Table]]]) -> bool:
    return all(read_labels(part, tables[0].heading_row).said for part, tables in parts)


def _fields(tables: list[Table]) -> int:
    return sum(len({*table.columns, *table.cells}) + len(table.dated) + len(table.periods) for table in tables)
