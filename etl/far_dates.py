"""Dates too far from the period of their return to be meant: 1900, or 2081 in a return for 2018/19."""

from collections.abc import Iterator
from datetime import date

from ..layouts import Layout
from ..periods import Period
from ..warehouse.records import Block, Issue

_YEARS_BEFORE = 10  # a case may be about what happened long ago
_YEARS_AFTER = 2  # a register comes with what happened since its period ended
_YEARS_PLANNED = 5
_CURE = "The date was used: please check its year."


def doubt_dates(block: Block, layout: Layout, period: Period) -> Iterator[Issue]:
    """Yield a query for each date of a block that lies far outside what a return for `period` could tell of."""
    moved = {(mark.row, mark.field): mark.cell for mark in block.marks if mark.cell}
    first = period.start.year - _YEARS_BEFORE
    for item in layout.field:
        if item.type != "date":
            continue
        last = period.end.year + (_YEARS_PLANNED if item.basis == "planned" else _YEARS_AFTER)
        for row, values in block.rows:
            day = values.get(item.name)
            if isinstance(day, str) and not first <= date.fromisoformat(day).year <= last:
                cell = moved.get((row, item.name)) or block.cells.get(item.name) or f"{block.columns.get(item.name, '')}{row}"
                yield Issue(block.sheet, cell, "query", "date_far_off", day, f"a date from {first} to {last}", _CURE)
