"""Why a person should look at a figure before the paper is signed: each doubt a sentence, with the file and the cells."""

import sqlite3
from collections.abc import Iterable
from datetime import date

from ...periods import write_period
from ..answers import standing_answers
from ..expected import Due
from .model import Cell
from .text import show_day

_NUMBERS = ("count", "percent", "number")
_NOT_GIVEN = {"missing": "a value is missing", "pending": "a value is still to come", "suppressed": "a value is withheld"}
_QUALIFIED = {"at_least": "at least", "above": "above", "at_most": "at most", "below": "below", "about": "about"}
_MOST_PLACES = 6


class Queries:
    """The open queries of the files in use: read once, as one paper rests on thousands of cells."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._codes: dict[tuple[int, str, str], list[str]] = {}
        for source, sheet, cell, code in connection.execute(
            "SELECT DISTINCT i.source_id, i.sheet, i.cell, i.code FROM issue i JOIN source s ON s.id = i.source_id "
            "WHERE s.status = 'accepted' AND i.severity <> 'info' AND i.settled IS NULL ORDER BY i.id"
        ):
            self._codes.setdefault((source, sheet, cell), []).append(code)
        self._answers = standing_answers(connection)

    def settled(self, cell: Cell) -> tuple[str, ...]:
        """Return the answers on record about a cell, in words."""
        return tuple(self._answers.get((cell.source_id, cell.sheet, cell.cell), ()))

    def settled_about(self, cells: Iterable[Cell]) -> list[str]:
        """Return the answers that a figure rests on: at these cells, and about the whole sheets that they stand on."""
        said = []
        for cell in cells:
            place = f"{cell.sheet} {cell.cell}".strip()
            said += [f"{cell.filename}: settled at {place}: {answer}" for answer in self.settled(cell)]
            whole = self._answers.get((cell.source_id, cell.sheet, ""), ()) if cell.cell else ()
            said += [f"{cell.filename}: settled at {cell.sheet or 'the file'}: {answer}" for answer in whole]
        return said

    def about(self, cells: Iterable[Cell]) -> list[str]:
        """Return the queries at these cells, and those about the whole sheet that a cell stands on."""
        places: dict[tuple[str, str], list[str]] = {}
        for cell in cells:
            for code in self._codes.get((cell.source_id, cell.sheet, cell.cell), []):
                places.setdefault((cell.filename, code), []).append(f"{cell.sheet} {cell.cell}".strip())
            for code in self._codes.get((cell.source_id, cell.sheet, ""), []):
                places.setdefault((cell.filename, code), []).append(cell.sheet or "the file")
        return [f"{filename}: queried ({code}) at {list_places(where)}" for (filename, code), where in places.items()]


def not_given(cells: Iterable[Cell], types: dict[str, str], queries: Queries) -> list[str]:
    """Say which numbers behind a figure were not given, and which are only about right. `types` is the type of each field.

    A cell that is queried is told of as such, and not again here.
    """
    places: dict[tuple[str, str], list[str]] = {}
    for cell in cells:
        if types[cell.field] not in _NUMBERS or queries.about([cell]):
            continue
        place = f"{cell.sheet} {cell.cell}".strip()
        if cell.state in _NOT_GIVEN:
            places.setdefault((cell.filename, f"{_NOT_GIVEN[cell.state]}, and is not in the figure,"), []).append(place)
        if cell.qualifier:
            places.setdefault((cell.filename, f"{cell.text!r} was returned, and counted as {cell.value},"), []).append(place)
    return [f"{filename}: {what} at {list_places(where)}" for (filename, what), where in places.items()]


def flagged(rows: Iterable[sqlite3.Row], says: str) -> list[str]:
    """Say which rows a flag is about, file by file."""
    numbers: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        numbers.setdefault((row["filename"], row["sheet"]), []).append(row["row"])
    return [f"{filename}: {says} ({f'{sheet} ' if sheet else ''}{_list_rows(found)})" for (filename, sheet), found in numbers.items()]


def _list_rows(numbers: list[int]) -> str:
    """Return row numbers as runs: "rows 7 to 9, 12"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return f"{'rows' if len(numbers) > 1 else 'row'} {list_places(shown)}"


def older(cells: Iterable[Cell], last: str) -> list[str]:
    """Say whose latest return is not for the last days of the paper's period; `last` is that day."""
    behind = sorted({(cell.provider, cell.period_end) for cell in cells if cell.period_end < last})
    return [f"the latest of {provider} is to {show_day(date.fromisoformat(day))}" for provider, day in behind]


def not_in(title: str, due: Due) -> list[str]:
    """Say how many of the returns that a figure should rest on are not in, and the first few of them."""
    if not due.missing:
        return []
    missing = list_places([f"{provider} {write_period(period)}" for provider, period in due.missing])
    return [f"{len(due.missing)} of {due.expected} expected returns of {title.lower()} are not in: {missing}"]


def qualified(text: str, cells: tuple[Cell, ...]) -> str:
    """Return what is printed of a figure of one cell with its qualifier: "at least 100" where "over 100" was returned."""
    if len(cells) == 1 and cells[0].qualifier in _QUALIFIED:
        return f"{_QUALIFIED[cells[0].qualifier]} {text}"
    return text


def list_places(places: list[str]) -> str:
    """Return the first few of some places, each once, and how many more there are."""
    each = list(dict.fromkeys(places))
    more = f" and {len(each) - _MOST_PLACES} more" if len(each) > _MOST_PLACES else ""
    return ", ".join(each[:_MOST_PLACES]) + more
