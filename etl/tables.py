"""The tables and forms on a sheet: where each begins and ends, and which column or cell holds which field."""

from dataclasses import dataclass, field

from ..layouts import Layout
from ..periods import Period
from .headings import Headings, Match
from .workbook import Sheet, Value

_SMALLEST_FORM = 2


@dataclass(slots=True)
class Table:
    """A table or a form found. Rows and columns count from 0; the body runs from `first` to before `end`.

    `rivals` are the layouts that fit the headings equally well; `cells` and `unread` are for a form alone: field to
    place, and the questions that are no field.
    """

    layout: Layout
    heading_row: int
    columns: dict[str, int]
    first: int
    end: int
    periods: dict[int, Period] = field(default_factory=dict)
    unmapped: dict[int, str] = field(default_factory=dict)
    rivals: list[Match] = field(default_factory=list)
    cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    unread: list[tuple[int, int]] = field(default_factory=list)

    @property
    def is_form(self) -> bool:
        return bool(self.cells)


def find_tables(sheet: Sheet, headings: Headings) -> list[Table]:
    """Return the tables of a sheet in order, else its one form, else nothing."""
    tables: list[Table] = []
    for number, row in enumerate(sheet.rows):
        if not (matches := _row_matches(sheet, number, row, headings)):
            continue
        best = matches[0]
        if tables and tables[-1].first == number:
            tables.pop()  # the upper row of a heading over two rows
        elif tables:
            tables[-1].end = number
        mapped = {*best.columns.values(), *best.periods}
        unmapped = {column: str(value).strip() for column, value in enumerate(row) if value != "" and column not in mapped}
        rivals = [match for match in matches[1:] if match.score == best.score]
        tables.append(Table(best.layout, number, best.columns, number + 1, len(sheet.rows), best.periods, unmapped, rivals))
    if tables:
        return tables
    form = _find_form(sheet, headings)
    return [form] if form else []


def _row_matches(sheet: Sheet, number: int, row: list[Value], headings: Headings) -> list[Match]:
    """Return the layouts that a row heads; where the row above it is part of the heading, both together."""
    matches = headings.match_row(row)
    if number == 0 or not (matches or any(top == number - 1 for top, *_ in sheet.merged)):
        return matches
    joined = headings.match_row(_join_heading_rows(sheet, number))
    return joined if joined and (not matches or joined[0].score > matches[0].score) else matches


def _join_heading_rows(sheet: Sheet, number: int) -> list[Value]:
    """Return the texts of a heading over two rows, each upper one spread over the columns it is merged across."""
    upper = list(sheet.rows[number - 1])
    for top, left, bottom, right in sheet.merged:
        if top == number - 1 and bottom <= number:
            upper[left : right + 1] = [upper[left]] * (min(right + 1, len(upper)) - left)
    joined: list[Value] = []
    for above, below in zip(upper, sheet.rows[number], strict=True):
        joined.append(f"{above} {below}".strip() if isinstance(above, str) and isinstance(below, str) else below if below != "" else above)
    return joined


def _find_form(sheet: Sheet, headings: Headings) -> Table | None:
    """Return the form on a sheet of questions with their answers to the right: the layout with most questions answered for."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    asked: list[tuple[int, int]] = []
    for row, cells in enumerate(sheet.rows):
        filled = [column for column, value in enumerate(cells) if value != ""]
        if len(filled) < 2 or not isinstance(cells[filled[0]], str):
            continue
        answer = (row, filled[1])
        asked.append((row, filled[0]))
        longest: dict[str, int] = {}
        for (owner, name), size, _ in headings.index.matches(str(cells[filled[0]])):
            if headings.layouts[owner].form and size >= longest.setdefault(owner, size):
                found.setdefault(owner, {}).setdefault(name, answer)
    best = max(found, key=lambda name: len(found[name]), default=None)
    if best is None or len(found[best]) < _SMALLEST_FORM:
        return None
    rows = [row for row, _ in found[best].values()]
    layout = headings.layouts[best]
    unread = [place for place in asked if place[0] > min(rows) and place[0] not in rows]
    return Table(layout, min(rows), {}, min(rows), max(rows) + 1, cells=found[best], unread=unread)
