"""Tables side by side of which one adds up the other, or has a row that adds up both: loaded beside their parts they would count them twice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..layouts import Layout
from ..warehouse.records import Block, Issue, Stored, Submission
from .set_aside import account_for_sum
from .totals import summed_rows
from .workbook import Sheet, column_index

_Row = tuple[int, dict[str, Stored]]


def take_sums_out(submission: Submission, layout: Layout, sheets: Sequence[Sheet]) -> Iterator[Issue]:
    """Take sums of records that stand beside them out of a submission, each with its issue; ask where a record may be one and does not add up.

    `sheets` are the parts of its workbook that the tables were found in.
    """
    for name in dict.fromkeys(block.sheet for block in submission.blocks if block.abreast):
        blocks = [block for block in submission.blocks if block.sheet == name and block.columns]
        for block in blocks:
            others = [row for other in blocks if other is not block for row in other.rows]
            found = _wholes(block, others, layout)
            sums = found if _are_sums(block, found, layout) else dict.fromkeys(_ends(block, others, layout), others)
            yield from (_account(block, number, sheets) for number in sums)
            if found and not sums:
                yield _ask(block, min(found))
            block.rows = [row for row in block.rows if row[0] not in sums]
            block.marks = [mark for mark in block.marks if mark.row not in sums]
    submission.blocks = [block for block in submission.blocks if block.rows or not block.abreast]


def _wholes(block: Block, others: list[_Row], layout: Layout) -> dict[int, list[_Row]]:
    """Return the rows that may be the whole of others beside them, each with these: their table does not say what parts those ("Staff group")."""
    wider = [name for name in layout.record_key if all(values.get(name) is None for _, values in block.rows)]
    shared = [name for name in layout.record_key if name not in wider]
    if not wider or not shared or not _counts(block, layout):
        return {}
    parted = [row for row in others if any(row[1].get(name) is not None for name in wider)]
    found = {number: [row for row in parted if all(row[1].get(name) == values.get(name) for name in shared)] for number, values in block.rows}
    return {number: rows for number, rows in found.items() if rows}


def _are_sums(block: Block, wholes: dict[int, list[_Row]], layout: Layout) -> bool:
    """Say whether each row of a table is the sum of those beside it, and one of more than one."""
    counts = _counts(block, layout)

    def adds_up(number: int, values: dict[str, Stored]) -> bool:
        parts = [[other.get(name) for _, other in wholes.get(number, [])] for name in counts]
        return all(values.get(name) == sum(part for part in each if isinstance(part, int)) for name, each in zip(counts, parts, strict=True))

    return any(len(rows) > 1 for rows in wholes.values()) and all(adds_up(*row) for row in block.rows)


def _counts(block: Block, layout: Layout) -> list[str]:
    return [item.name for item in layout.field if item.type == "count" and item.name in block.columns]


def _ends(block: Block, others: list[_Row], layout: Layout) -> list[int]:
    """Return the first or the last row of a table where it is the sum of all the others, beside it too."""
    found: list[int] = []
    for rows, end in (([*others, *block.rows], -1), ([*block.rows, *others], 0)) if block.rows else ():
        numbered = replace(block, rows=[(place, values) for place, (_, values) in enumerate(rows)])
        if range(len(rows))[end] in summed_rows(numbered, layout):
            found.append(block.rows[end][0])
    return found


def _account(block: Block, number: int, sheets: Sequence[Sheet]) -> Issue:
    theirs = (sheet for sheet in sheets if sheet.name == block.sheet)
    return next(account_for_sum(sheet, row) for sheet in theirs for row in range(len(sheet.rows)) if _has(sheet, row, block, number))


def _has(sheet: Sheet, row: int, block: Block, number: int) -> bool:
    """Say whether a row of a part of a sheet is that of a number in a table."""
    letters = block.columns.values()
    return sheet.row_number(row) == number and any(
        value != "" and sheet.column_letters(column) in letters for column, value in enumerate(sheet.rows[row])
    )


def _ask(block: Block, number: int) -> Issue:
    cell = f"{min(block.columns.values(), key=column_index)}{number}"
    found = "a record that may be the whole of those of the table beside it"
    cure = "Both were used: please say whether this table adds up the other, or write into it what its rows are of."
    return Issue(block.sheet, cell, "query", "whole_beside", found, "each record once", cure)
