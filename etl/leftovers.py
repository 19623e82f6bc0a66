"""What a file holds beside the returns that were read of it: columns without a heading, beside answers, on other sheets."""

from collections.abc import Iterable, Iterator

from ..warehouse.records import Issue
from .labels import Labels
from .questions import is_number
from .tables import Table
from .values import as_text
from .workbook import Sheet, Value

_MOST_NAMED = 6


def doubt_unheaded(sheet: Sheet, table: Table) -> Iterator[Issue]:
    """Yield an issue for each column of a table that holds values under no heading, and one for what stands beside a form's answers."""
    if table.is_form:
        across = {*table.periods, *table.heads}
        beside = [
            (row, column)
            for row, answer in sorted(table.cells.values())
            for column in _right_of_question(sheet.rows[row])
            if column not in across and (table.periods or column != answer)
        ]
        yield from _told(sheet, beside, "beside_answer", "an answer alone")
        return
    known = {*table.columns.values(), *table.periods, *table.dated, *table.unmapped, *table.owners, *table.whose}
    for column, heading in enumerate(sheet.rows[table.heading_row]):
        if heading == "" and column not in known:
            # a row that holds nothing else is accounted for as a row
            held = [(row, column) for row in range(table.first, table.end) if sheet.rows[row][column] != "" and _has_any(sheet, row, known)]
            yield from _told(sheet, held, "unheaded_column", "a heading over each column")


def _right_of_question(cells: list[Value]) -> list[int]:
    """Return the filled columns right of the question of a row, which may have a number before it."""
    filled = [column for column, value in enumerate(cells) if value != ""]
    return filled[2:] if len(filled) > 2 and is_number(cells[filled[0]]) else filled[1:]


def _has_any(sheet: Sheet, row: int, columns: Iterable[int]) -> bool:
    return any(sheet.rows[row][column] != "" for column in columns)


def doubt_sheet(sheet: Sheet, said: Labels) -> Iterator[Issue]:
    """Yield an issue for a sheet without a return on which figures stand in rows, as those of a return that is not known do.

    What a label on it says (`said`) is no figure.
    """
    labelled = {each.cell for found in said.said.values() for each in found}
    rows = [
        (row, column)
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if isinstance(value, int | float) and not isinstance(value, bool) and sheet.address(row, column) not in labelled
    ]
    if len({row for row, _ in rows}) > 1 and any(value != "" for row, _ in rows for value in sheet.rows[row][:1] if isinstance(value, str)):
        yield from _told(sheet, rows, "sheet_not_read", "a return that is known")


def _told(sheet: Sheet, places: list[tuple[int, int]], code: str, expected: str) -> Iterator[Issue]:
    if not places:
        return
    row, column = places[0]
    cells = [sheet.address(*place) for place in places]
    more = f" and {len(cells) - _MOST_NAMED} more" if len(cells) > _MOST_NAMED else ""
    cure = f"Not loaded: {', '.join(cells[:_MOST_NAMED])}{more}. If they belong to a return, please give them its usual headings."
    yield Issue(sheet.name, cells[0], "info", code, as_text(sheet.rows[row][column]), expected, cure)
