"""Subjects across the page, with a percentage each: "Safeguarding Children L1", "L2", "MCA" in a row, over those of each group of staff.

Tried where a workbook has no table, but for one with two columns of one figure ("%" below each subject), which is held. Each column is a table of its
own that shares the columns left of all of them: its heading is "%", which all values below show, and the words over it are what it is of.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..layouts import Field, Layout
from .carried import carried_word, carries_several
from .context import Held
from .headings import Headings
from .labels import kinds_of_labels
from .states import tell_state
from .tables import Table
from .values import as_text
from .workbook import Sheet, Value

_FEWEST = 2
_MOST_NAMED = 3
_PERCENT = r"^[<>~]?\s*\d{1,3}(?:\.\d+)?\s*%\*?$"


@dataclass(slots=True)
class Across:
    """A row of subjects: what each column is of, and whether a row of headings ("%") stands below it."""

    layout: Layout
    row: int
    heads: dict[int, str]
    headed: bool = False


def find_across(sheet: Sheet, headings: Headings) -> Across | None:
    """Return the first row of a sheet that has several subjects of a return, each once; a list of these alone makes none, nor do two of one."""
    for layout in headings.layouts.values():
        key = layout.fields[layout.record_key[0]] if layout.record_key else None
        level = next((item for item in layout.field if key and item.carried_by == key.name), None)
        if key is None or level is None or not any(item.share for item in layout.field):
            continue
        for row, cells in enumerate(sheet.rows):
            if len(heads := _heads(cells, key, level)) >= _FEWEST:
                return Across(layout, row, heads, _is_headed(sheet, row, heads, _percent(layout)))
    return None


def part_by_subjects(sheet: Sheet, headings: Headings) -> list[tuple[Sheet, list[Table]]]:
    """Return a part of the sheet with a table for each subject across the page; none where there are none, not everything below them is a
    percentage, or a column left of them says what nobody knows.
    """
    across = find_across(sheet, headings)
    if across is None or not _are_percentages(sheet, across):
        return []
    known = {column: _name(as_text(sheet.rows[across.row][column]), across.layout, headings) for column in range(min(across.heads))}
    told = [column for column in known if any(cells[column] != "" for cells in sheet.rows[across.row + 1 + across.headed :])]
    if any(known[column] is None and not kinds_of_labels([sheet.rows[across.row][column]]) & {"organisation", "period"} for column in told):
        return []
    return list(_parts(sheet, across, {name: column for column, name in known.items() if name}))


def hold_across(sheet: Sheet, across: Across) -> Held:
    """Return the hold of a file whose subjects across the page cannot be read."""
    of = f" of {sheet.called}"
    layout, heads = across.layout, [repr(as_text(sheet.rows[across.row][column])) for column in across.heads]
    key = layout.fields[layout.record_key[0]].headings[0].casefold()
    named = ", ".join(heads[:_MOST_NAMED]) + (f" and {len(heads) - _MOST_NAMED} more" if len(heads) > _MOST_NAMED else "")
    needed = ", ".join(repr(item.headings[0]) for item in layout.field if item.name in layout.record_key or item.is_number)
    found = f"The table of {layout.title} has a column for each {key} ({named}: row {sheet.row_number(across.row)}{of})."
    cure = f"Please give each a row of its own, and each number a column, under headings such as {needed}."
    return Held("table_on_its_side", f"{found} {cure}", at=(sheet.name, sheet.address(across.row, min(across.heads))))


def _heads(cells: Sequence[Value], key: Field, level: Field) -> dict[int, str]:
    """Return what the columns of a row are of; none where one is of two, or two are of the same. A level alone is of the subject left of it."""
    heads: dict[int, str] = {}
    subject = ""
    for column, value in enumerate(cells):
        text = as_text(value)
        if not text or text[0].isdigit() or carries_several(level, text, key):
            continue
        if key.word_index.best(text) is not None:
            subject, heads[column] = _without_level(text, key), text
        elif subject and len(text.split()) <= _FEWEST and carried_word(level, text, None):
            heads[column] = f"{subject} {text}"
    told = {(key.word_index.best(text), carried_word(level, text, None)) for text in heads.values()}
    return heads if len(told) == len(heads) else {}


def _without_level(text: str, key: Field) -> str:
    """Return the words of a text that name a subject of the list, as they are written."""
    held = [spelling for spelling in key.by_spelling if spelling in text.casefold()]
    longest = max(held, key=len, default=text.casefold())
    begin = text.casefold().find(longest)
    return text[begin : begin + len(longest)]


def _percent(layout: Layout) -> Field:
    return next(item for item in layout.field if item.share)


def _is_headed(sheet: Sheet, row: int, heads: dict[int, str], percent: Field) -> bool:
    """Say whether the row below the subjects is the heading of a percentage in each of their columns."""
    below = sheet.rows[row + 1] if row + 1 < len(sheet.rows) else []
    return bool(below) and all(as_text(below[column]) in percent.headings for column in heads)


def _are_percentages(sheet: Sheet, across: Across) -> bool:
    """Say whether all that stands below the subjects is a percentage, by its sign or its format, or says that there is none."""
    found = 0
    for below in range(across.row + 1 + across.headed, len(sheet.rows)):
        for column in across.heads:
            value, place = sheet.rows[below][column], (below, column)
            if (isinstance(value, str) and re.match(_PERCENT, value.strip())) or (place in sheet.percent and isinstance(value, int | float)):
                found += 1
            elif value != "" and not (isinstance(value, str) and tell_state(value, counts=True)):
                return False
    return found > 0


def _name(text: str, layout: Layout, headings: Headings) -> str | None:
    """Return what else names a record, where a heading is of it."""
    return next((name for (owner, name), _, _ in headings.known(text) if owner == layout.name and name in layout.record_key[1:]), None)


def _parts(sheet: Sheet, across: Across, shared: dict[str, int]) -> Iterator[tuple[Sheet, list[Table]]]:
    row, percent = across.row, _percent(across.layout)
    whole = _with_heading(sheet, across, percent)
    for column in across.heads:
        part = _only(whole, across, column)
        heads = {at: as_text(value) for at, value in enumerate(part.rows[row + 1]) if value != "" and at not in {column, *shared.values()}}
        columns = {**shared, percent.name: column}
        yield part, [Table(across.layout, row + 1, row + 1, columns, row + 2, len(part.rows), unmapped=heads, over=(row, column))]


def _with_heading(sheet: Sheet, across: Across, percent: Field) -> Sheet:
    """Return a sheet with the headings of all columns below the row of subjects, at the cells of that row where no row of headings stands there."""
    row, cells = across.row, sheet.rows[across.row]
    above: list[Value] = [across.heads.get(column, "") for column in range(len(cells))]
    heading: list[Value] = [percent.headings[0] if column in across.heads else value for column, value in enumerate(cells)]
    below = row + 1 + across.headed
    numbers, more = sheet.row_indices or list(range(len(sheet.rows))), 1 - across.headed

    def moved(at: int) -> int:
        return at + more if at > row else at

    return replace(
        sheet,
        rows=[*sheet.rows[:row], above, heading, *sheet.rows[below:]],
        row_indices=[*numbers[: row + 1], numbers[below - 1], *numbers[below:]],
        merged=[(moved(top), left, moved(bottom), right) for top, left, bottom, right in sheet.merged],
        errors={(moved(at), column): error for (at, column), error in sheet.errors.items()},
        uncached={(moved(at), column) for at, column in sheet.uncached},
        percent={(moved(at), column): decimals for (at, column), decimals in sheet.percent.items()},
        fills={(moved(at), column): fill for (at, column), fill in sheet.fills.items()},
        hidden_rows={moved(at) for at in sheet.hidden_rows},
    )


def _only(sheet: Sheet, across: Across, column: int) -> Sheet:
    """Return a sheet with one subject, and the columns left of all; the first has what stands above and right of them too."""
    begin = min(across.heads)
    is_first = column == begin
    out = {at for at in range(begin, len(sheet.rows[across.row])) if at != column and (at in across.heads or not is_first)}
    return replace(
        sheet,
        rows=[
            [value if (at >= across.row or is_first) and not (at >= across.row and place in out) else "" for place, value in enumerate(cells)]
            for at, cells in enumerate(sheet.rows)
        ],
        reaching={(at, place) for at in range(across.row) for place, value in enumerate(sheet.rows[at]) if value != ""} if is_first else set(),
        errors={place: error for place, error in sheet.errors.items() if place[1] not in out},
        uncached={place for place in sheet.uncached if place[1] not in out},
        hidden=sheet.hidden and is_first,
    )
