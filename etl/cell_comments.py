"""Comments beside the figures of a return: they may hold another answer than the cell does, so the sender is asked which stands."""

import re
from collections.abc import Iterable, Iterator

from ..warehouse.records import Issue, Severity
from .tables import Table
from .values import as_text
from .workbook import Comment, Sheet

_OURS = re.compile(r"Found: .*\nExpected: .*\nTo do: ", re.DOTALL)
"""A note that was put into the workbook here, before it went back to its sender."""
_THREADED = re.compile(r"^\[Threaded comment\].*?Comment:\s*", re.DOTALL)
"""What Excel writes for older programs before the comment itself, which stands in the file a second time."""
_LONGEST = 200


def ask_of_comments(sheet: Sheet, tables: Iterable[Table], comments: Iterable[Comment]) -> Iterator[Issue]:
    """Yield an issue for each comment at a cell that a record is read from: a query where it holds a number, as the cell may not."""
    said: dict[str, dict[str, None]] = {}
    for comment in comments:
        if comment.sheet == sheet.name and not _OURS.match(comment.text) and (words := " ".join(_THREADED.sub("", comment.text).split())):
            said.setdefault(comment.cell, {})[words] = None
    if not said:
        return
    values = {sheet.address(*place): place for table in tables for place in _places(sheet, table)}
    for cell in values.keys() & said.keys():
        words = " / ".join(said[cell])
        row, column = values[cell]
        found = f"{as_text(sheet.rows[row][column]) or 'a blank'}, with the comment {_short(words)!r}"
        expected, cure = "the answer in the cell itself", "The cell was used, and the comment was not: please say if it changes the answer."
        severity: Severity = "query" if any(map(str.isdigit, words)) else "info"
        yield Issue(sheet.name, cell, severity, "comment_beside_value", found, expected, cure)


def _places(sheet: Sheet, table: Table) -> Iterator[tuple[int, int]]:
    if table.is_form:
        yield from ((row, column) for row, answer in table.cells.values() for column in table.periods or [answer])
        return
    width = len(sheet.rows[table.heading_row])
    columns = [column for column in {*table.columns.values(), *table.periods, *table.dated} if column < width]
    yield from ((row, column) for row in range(table.first, table.end) for column in columns)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
