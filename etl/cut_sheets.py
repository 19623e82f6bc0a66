"""Parts of a sheet, each cell where it was: some of its columns, or some of its rows."""

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from .labels import is_label, read_labels
from .workbook import Sheet


def cut_columns(sheet: Sheet, edges: Sequence[int], until: int = 0) -> list[Sheet]:
    """Return a sheet in parts that begin with a column of `edges` each, and end before the next.

    Of the rows before `until`, those with labels that splitting would part, or that say in each part what the others do not, are of the first.
    """
    parts = [_columns(sheet, left, right - 1) for left, right in pairwise(edges)]
    said = read_labels(parts[0], until, sheet.begins).said
    shared = [row for row in range(sheet.begins, until) if len(parts) > 1 and _says_one_thing(sheet, parts, row, said.keys())]
    if shared:
        width = len(sheet.rows[0])
        parts[0].rows = [sheet.rows[number] if number in shared else row + [""] * (width - len(row)) for number, row in enumerate(parts[0].rows)]
        for part in parts[1:]:
            part.rows = [[""] * len(row) if number in shared else row for number, row in enumerate(part.rows)]
    return parts


def cut_rows(sheet: Sheet, first: int, end: int) -> Sheet:
    """Return a sheet of which the rows from `first` to before `end` alone hold anything."""
    return replace(
        sheet,
        rows=[row if first <= number < end else [""] * len(row) for number, row in enumerate(sheet.rows)],
        errors={place: error for place, error in sheet.errors.items() if first <= place[0] < end},
        uncached={place for place in sheet.uncached if first <= place[0] < end},
        merged=[merge for merge in sheet.merged if first <= merge[0] < end],
        begins=first,
    )


def _columns(sheet: Sheet, left: int, right: int) -> Sheet:
    return replace(
        sheet,
        rows=[[""] * left + row[left : right + 1] for row in sheet.rows],
        errors={place: error for place, error in sheet.errors.items() if left <= place[1] <= right},
        uncached={place for place in sheet.uncached if left <= place[1] <= right},
        merged=[merge for merge in sheet.merged if left <= merge[1] and merge[3] <= right],
        reaching={(merge[0], merge[1]) for merge in sheet.merged if left <= merge[1] <= right < merge[3]},
    )


def _says_one_thing(sheet: Sheet, parts: list[Sheet], row: int, by_first: Set[str]) -> bool:
    """Say whether a row of labels is of all parts: "Organisation", "Moorside", "Month", "March 2019" is, one organisation above each is not.

    Nor is a month above the second where the first has one in another row; `by_first` is all that the first says.
    """
    for part in parts[:-1]:
        filled = [column for column, value in enumerate(part.rows[row]) if value != ""]
        beyond = next((value for value in sheet.rows[row][len(part.rows[row]) :] if value != ""), "")
        if filled and is_label(part.rows[row][filled[-1]]) and beyond != "" and not is_label(beyond):
            return True
    said = [set(read_labels(part, row + 1, row).said) for part in parts]
    others = [name for names in said[1:] for name in names]
    return bool(said[0] and others) and len(set(others)) == len(others) and by_first.isdisjoint(others)
