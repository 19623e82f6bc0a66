"""Groups of columns that no field of a return parts, as "Boys", "Girls" and "All": where one of them is of all, it alone is the record."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ..layouts import Layout
from ..layouts.words import words
from ..warehouse.records import Block, Issue, Stored, Submission
from .tables import Table
from .totals import is_of_all
from .values import as_text
from .workbook import Sheet, column_index

_FEWEST = 2
"""Counts that are more than 0, and groups that have any, by which a group that does not say so is told to be the sum of the others."""
_NO_SUM = words("ytd year date cumulative average mean")
"""What may stand over a group that sums up its neighbours otherwise than by adding them."""
_Records = dict[tuple[Stored, ...], tuple[int, dict[str, Stored]]]


def is_over_all(sheet: Sheet, table: Table) -> bool:
    """Say whether the words right above the headings of a group say that it is of all: "Total" above "Notified" and "Reviewed"."""
    row = table.heading_row - 1
    if row < 0 or table.is_form:
        return False
    texts = [sheet.rows[row][table.over[1]]] if table.over else [value for value in sheet.rows[row] if value != ""]
    text = as_text(texts[0]) if len(texts) == 1 else ""
    return is_of_all(text) and not words(text) & _NO_SUM


def take_parts_out(submission: Submission, layout: Layout, sheets: Sequence[Sheet]) -> Iterator[Issue]:
    """Take the groups that stand beside one of all of them out of a submission, each row with its issue.

    One that says that it is of all is read, and asked about where several others do not add up to it; one that is the sum of the others in all
    that is counted is read and asked about, as with them it would count twice.
    """
    beside = [block for block in submission.blocks if block.columns and block.rows]
    for _, each in groupby(sorted(beside, key=_place), key=_place):
        blocks = sorted(each, key=lambda block: block.abreast)
        whole = _whole(blocks, layout) if len(blocks) > 1 else None
        if whole is not None:
            parts = [block for block in blocks if block is not whole]
            yield from _ask(whole, parts, layout)
            for part in parts:
                yield from (_set_aside(_cell(part, number, layout), part, number, sheets) for number, _ in part.rows)
                part.rows, part.marks = [], []
    submission.blocks = [block for block in submission.blocks if block.rows or block not in beside]


def _place(block: Block) -> tuple[str, int, list[str]]:
    return block.sheet, block.heading_row, sorted(block.columns)


def _whole(blocks: list[Block], layout: Layout) -> Block | None:
    """Return the group that is of all the others: the one that says so, else the last or the first where it is their sum."""
    said = [block for block in blocks if block.of_all]
    for whole in said or (blocks[-1], blocks[0]):
        own, others = _by_key(whole, layout), [_by_key(block, layout) for block in blocks if block is not whole]
        is_fit = len(own) == len(whole.rows) and all(each.keys() <= own.keys() for each in others) and _holds_all(own, others)
        if is_fit and (said or _is_sum(own, others, layout)):
            return whole
    return None


def _by_key(block: Block, layout: Layout) -> _Records:
    return {tuple(values.get(name) for name in layout.record_key): (number, values) for number, values in block.rows}


def _holds_all(whole: _Records, others: list[_Records]) -> bool:
    """Say whether a group has a value wherever another has, and of what is counted no smaller one, as an average would be."""
    pairs = [(whole[key][1].get(name), value) for part in others for key, (_, values) in part.items() for name, value in values.items()]
    is_smaller = any(isinstance(mine, int) and isinstance(value, int) and mine < value for mine, value in pairs)
    return not is_smaller and not any(mine is None and value is not None for mine, value in pairs)


def _is_sum(whole: _Records, others: list[_Records], layout: Layout) -> bool:
    counts = [item.name for item in layout.field if item.type == "count"]
    filled = sum(any(values.get(name) for _, values in each.values() for name in counts) for each in others)
    told = sum(bool(values.get(name)) for _, values in whole.values() for name in counts)
    return filled >= _FEWEST and told >= _FEWEST and not list(_differing(whole, others, layout))


def _differing(whole: _Records, others: list[_Records], layout: Layout) -> Iterator[tuple[int, str, int, int]]:
    """Yield each count of a group that is not the sum of the others': its row, its field, and both numbers."""
    for key, (number, values) in whole.items():
        for name in (item.name for item in layout.field if item.type == "count"):
            mine, parts = values.get(name), [part for each in others if isinstance(part := _values(each, key).get(name), int)]
            if isinstance(mine, int) and parts and mine != sum(parts):
                yield number, name, mine, sum(parts)


def _values(records: _Records, key: tuple[Stored, ...]) -> Mapping[str, Stored]:
    return records[key][1] if key in records else {}


def _ask(whole: Block, parts: list[Block], layout: Layout) -> Iterator[Issue]:
    others = [_by_key(part, layout) for part in parts] if len(parts) > 1 else []
    for number, name, mine, theirs in _differing(_by_key(whole, layout), others, layout):
        found, cure = f"{mine}, where the groups beside it add up to {theirs}", "It was used and the groups were not: please check both."
        yield Issue(whole.sheet, f"{whole.columns[name]}{number}", "query", "total_differs", found, "a total of the groups beside it", cure)
    if not whole.of_all:
        found = f"a group that adds up those at {' and '.join(_cell(part, part.heading_row, layout) for part in parts)}"
        cure = "It alone was used, as with them it would count twice: please say if it is a group like these."
        yield Issue(whole.sheet, _cell(whole, whole.heading_row, layout), "query", "whole_beside", found, "each record once", cure)


def _set_aside(cell: str, part: Block, number: int, sheets: Sequence[Sheet]) -> Issue:
    rows = ((sheet, row) for sheet in sheets if sheet.name == part.sheet for row in range(len(sheet.rows)) if sheet.row_number(row) == number)
    cells = (as_text(value) for sheet, row in rows for column, value in enumerate(sheet.rows[row]) if sheet.address(row, column) == cell)
    found = next((text for text in cells if text), "")
    cure = "The group beside it that is of all was loaded, and this one was not; nothing to do."
    return Issue(part.sheet, cell, "info", "part_beside", found or "a blank", "records alone", cure, sets_aside=True)


def _cell(block: Block, row: int, layout: Layout) -> str:
    """Return where the figures of a group begin in a row."""
    letters = [letter for name, letter in block.columns.items() if layout.fields[name].is_number] or [*block.columns.values()]
    return f"{min(letters, key=column_index)}{row}"
