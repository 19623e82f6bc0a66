"""Labels that stand once for the rows below them: "Safeguarding Children" in the first row of its levels, or on a row of its own above them."""

from collections import Counter
from dataclasses import dataclass, field

from ..layouts import Field, Layout
from ..layouts.words import fold
from ..warehouse.records import Issue
from .tables import Table
from .totals import says_total
from .values import as_text
from .workbook import Place, Sheet

_FEWEST = 2  # groups


@dataclass(slots=True)
class GroupLabels:
    """The cells that a label above stands for, each with its label's cell, and the rows that hold a label and nothing else of the return."""

    over: dict[Place, Place] = field(default_factory=dict)
    alone: set[int] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)


def group_labels(sheet: Sheet, table: Table, columns: dict[str, int]) -> GroupLabels:
    """Return the labels of a table that stand once for a group of rows, and ask about the blanks below them.

    There are several, each once, the first record has one, and the rows of a group are told apart by what else names a record. A blank in a column
    whose words are repeated, or in a row that nothing else names, is a blank; so is each of our own form, which has a box for every row.
    """
    found = GroupLabels()
    for item in () if table.is_our_form else table.layout.field:
        if item.grouped and item.name in columns and (over := _groups(sheet, table, item, columns)):
            covered = {place: label for place, label in over.items() if place != label}
            found.over |= covered
            found.alone |= {row for row, column in over.values() if _is_alone(sheet, row, column)}
            found.issues.append(_ask(sheet, item, sorted(covered)))
    return found


def _groups(sheet: Sheet, table: Table, item: Field, columns: dict[str, int]) -> dict[Place, Place]:
    """Return the cell of the label of each row, its own where it has one; none where the labels do not stand once for groups."""
    column, keys = columns[item.name], _keys(table.layout, item, columns)
    if not keys or not any(sheet.rows[row][column] == "" for row in range(table.first, table.end)):  # most tables, told at once
        return {}
    label: Place | None = None
    over: dict[Place, Place] = {}
    named: dict[Place, list[tuple[str, ...]]] = {}
    blank: list[tuple[str, ...]] = []
    for row in range(table.first, table.end):
        cells = sheet.rows[row]
        if all(value == "" for value in cells):
            label = None
        elif any(map(says_total, cells)) or row in table.names:
            continue
        elif cells[column] != "":
            label = (row, column)
            over[label] = label
            named[label] = [] if _is_alone(sheet, row, column) else [_named(sheet, row, keys)]
        elif label is None or not any(name := _named(sheet, row, keys)):
            return {}
        else:
            over[row, column] = label
            named[label].append(name)
            blank.append(name)
    return over if _stand_once(sheet, named, blank) else {}


def _stand_once(sheet: Sheet, named: dict[Place, list[tuple[str, ...]]], blank: list[tuple[str, ...]]) -> bool:
    """Say whether labels stand for groups: each is there once and its rows are told apart, and as many rows lack one, or one of these is like a
    row of another group.
    """
    texts = [fold(as_text(sheet.rows[row][column])) for row, column in named]
    if len(texts) < _FEWEST or len(set(texts)) < len(texts) or not blank:
        return False
    if any(len(set(names)) < len(names) for names in named.values()):
        return False
    times = Counter(name for names in named.values() for name in names)
    return len(blank) >= len(named) or any(times[name] > 1 for name in blank)


def _keys(layout: Layout, item: Field, columns: dict[str, int]) -> list[int]:
    """Return the columns of what names a record beside the label."""
    return [columns[name] for name in layout.record_key if name in columns and name != item.name]


def _named(sheet: Sheet, row: int, keys: list[int]) -> tuple[str, ...]:
    return tuple(fold(as_text(sheet.rows[row][column])) for column in keys)


def _is_alone(sheet: Sheet, row: int, column: int) -> bool:
    """Say whether a row has nothing beside its label, in any column: a figure of another period makes it a record."""
    beside = (other for other, value in enumerate(sheet.rows[row]) if other != column and value != "")
    return not any(True for _ in beside) and not any(place[0] == row for place in (*sheet.errors, *sheet.uncached))


def _ask(sheet: Sheet, item: Field, covered: list[Place]) -> Issue:
    rows = [sheet.row_number(row) for row, _ in covered]
    many = f"those of the rows {', '.join(map(str, rows))} were" if len(rows) > 1 else "it was"
    heading = item.headings[0].casefold()
    cure = f"A blank was taken for what stands above it ({many}): please write the {heading} into each row."
    return Issue(sheet.name, sheet.address(*covered[0]), "query", "label_above", "a blank", f"the {heading} in each row", cure)
