"""Why a person should look at a figure before the paper is signed: each doubt a sentence, with the file and the cells."""

import sqlite3
from collections.abc import Iterable
from datetime import date
from string import ascii_uppercase, digits

from ...periods import write_period
from ..answers import standing_answers
from ..expected import Due
from ..listing import list_places, list_rows
from ..superseded import offer_superseded
from .declare import Flag
from .model import Cell, Doubt, Kind
from .text import show_day

_NUMBERS = ("count", "percent", "number")
_NOT_GIVEN: dict[str, tuple[Kind, str]] = {
    "missing": ("missing", "a value is missing"),
    "pending": ("missing", "a value is still to come"),
    "suppressed": ("withheld", "a value is withheld"),
}
_QUALIFIED = {"at_least": "at least", "above": "above", "at_most": "at most", "below": "below", "about": "about"}
_BESIDE = """
SELECT s.source_id, b.sheet, p."column", b.heading_row, b.last_row, b.abreast FROM block b
JOIN submission s ON s.id = b.submission_id JOIN block_field p ON p.block_id = b.id WHERE b.abreast > 0
"""


class Queries:
    """The open queries of the files in use: read once, as one paper rests on thousands of cells."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._codes: dict[tuple[int, str, str], list[str]] = {}
        self._answered: dict[tuple[int, str, str], bool] = {}
        self._beside = connection.execute(_BESIDE).fetchall()
        offer_superseded(connection)
        for source, sheet, cell, code, settled in connection.execute(
            "SELECT DISTINCT i.source_id, i.sheet, i.cell, i.code, i.settled IS NOT NULL FROM issue i JOIN source s ON s.id = i.source_id "
            "WHERE s.status = 'accepted' AND i.severity <> 'info' AND superseded_by(i.id) IS NULL ORDER BY i.id"
        ):
            for place in {(source, sheet, cell), (source, sheet, self._row_of(source, sheet, cell))}:
                self._answered[place] = self._answered.get(place, True) and bool(settled)
            if not settled:
                self._codes.setdefault((source, sheet, cell), []).append(code)
        self._answers = standing_answers(connection)

    def _row_of(self, source: int, sheet: str, cell: str) -> str:
        """Return the row of a cell, with the number of its table where several stand side by side."""
        column, row = cell.rstrip(digits), cell.lstrip(ascii_uppercase)
        at = (source, sheet, column)
        beside = (table for *place, first, last, table in self._beside if tuple(place) == at and first <= int(row or 0) <= last)
        return name_row(row, next(beside, 0))

    def settled(self, cell: Cell) -> tuple[str, ...]:
        """Return the answers on record about a cell, in words."""
        return tuple(self._answers.get((cell.source_id, cell.sheet, cell.cell), ()))

    def settled_about(self, cells: Iterable[Cell]) -> list[Doubt]:
        """Return the answers that a figure rests on: at these cells, and about the whole sheets that they stand on."""
        said: list[Doubt] = []
        for cell in cells if self._answers else ():
            place = f"{cell.sheet} {cell.cell}".strip()
            said += [Doubt("settled", f"{cell.filename}: settled at {place}: {answer}") for answer in self.settled(cell)]
            whole = self._answers.get((cell.source_id, cell.sheet, ""), ()) if cell.cell else ()
            said += [Doubt("settled", f"{cell.filename}: settled at {cell.sheet or 'the file'}: {answer}") for answer in whole]
        return said

    def answered(self, source: int, sheet: str, place: str) -> bool:
        """Return whether there were queries at a cell ("E7") or a row, as `name_row` names it, and every one of them is settled."""
        return self._answered.get((source, sheet, place), False)

    def about(self, cells: Iterable[Cell]) -> list[Doubt]:
        """Return the queries at these cells, and those about the whole sheet that a cell stands on."""
        places: dict[tuple[str, str], list[str]] = {}
        for cell in cells:
            for code in self._codes.get((cell.source_id, cell.sheet, cell.cell), []):
                places.setdefault((cell.filename, code), []).append(f"{cell.sheet} {cell.cell}".strip())
            for code in self._codes.get((cell.source_id, cell.sheet, ""), []):
                places.setdefault((cell.filename, code), []).append(cell.sheet or "the file")
        return [_at_cells("queried", f"{filename}: queried ({code})", where) for (filename, code), where in places.items()]


def name_row(row: int | str, abreast: int) -> str:
    """Return what a row is called among the places that were asked about."""
    return f"{row} of table {abreast}" if abreast else str(row)


def not_given(cells: tuple[Cell, ...], types: dict[str, str], queries: Queries) -> list[Doubt]:
    """Say which numbers behind a figure were not given, and which are only about right. `types` is the type of each field.

    A cell that is queried is told of as such, and not again here.
    """
    places: dict[tuple[str, Kind, str], list[str]] = {}
    rough: Kind = "said" if _is_said(cells) else "rough"
    for cell in cells:
        if types[cell.field] not in _NUMBERS or queries.about([cell]):
            continue
        place = f"{cell.sheet} {cell.cell}".strip()
        if cell.state in _NOT_GIVEN:
            kind, what = _NOT_GIVEN[cell.state]
            if queries.answered(cell.source_id, cell.sheet, cell.cell):
                kind = "settled"
            places.setdefault((cell.filename, kind, f"{what}, and is not in the figure,"), []).append(place)
        if cell.qualifier:
            places.setdefault((cell.filename, rough, f"{cell.text!r} was returned, and counted as {cell.value},"), []).append(place)
    return [_at_cells(kind, f"{filename}: {what}", where) for (filename, kind, what), where in places.items()]


def flagged(rows: Iterable[sqlite3.Row], flag: Flag, queries: Queries) -> list[Doubt]:
    """Say which rows a flag is about, file by file; a row is settled where all that was asked about it is."""
    numbers: dict[tuple[str, str, Kind], list[int]] = {}
    for row in rows:
        is_settled = flag.kind != "fallback" and queries.answered(row["source_id"], row["sheet"], name_row(row["row"], row["abreast"]))
        numbers.setdefault((row["filename"], row["sheet"], "settled" if is_settled else flag.kind), []).append(row["row"])
    return [_at_rows(kind, f"{filename}: {flag.says}", sheet, found) for (filename, sheet, kind), found in numbers.items()]


def together(doubts: Iterable[Doubt]) -> Doubt:
    """Return as one doubt several that say the same, of other cells or rows."""
    each = list(doubts)
    places = dict.fromkeys(place for doubt in each for place in doubt.places)
    cells, rows = [place for place in places if isinstance(place, str)], sorted(place for place in places if isinstance(place, int))
    if rows:
        return _at_rows(each[0].kind, each[0].about[0], each[0].about[1], rows)
    return _at_cells(each[0].kind, each[0].about[0], cells) if cells else each[0]


def _at_cells(kind: Kind, what: str, places: list[str]) -> Doubt:
    return Doubt(kind, f"{what} at {list_places(places)}", (what,), tuple(places))


def _at_rows(kind: Kind, what: str, sheet: str, rows: list[int]) -> Doubt:
    return Doubt(kind, f"{what} ({f'{sheet} ' if sheet else ''}{list_rows(rows)})", (what, sheet), tuple(rows))


def older(cells: Iterable[Cell], last: str) -> list[Doubt]:
    """Say whose latest return is not for the last days of the paper's period; `last` is that day."""
    behind = sorted({(cell.provider, cell.period_end) for cell in cells if cell.period_end < last})
    return [Doubt("older", f"the latest of {provider} is to {show_day(date.fromisoformat(day))}") for provider, day in behind]


def not_in(title: str, due: Due) -> list[Doubt]:
    """Say how many of the returns that a figure should rest on are not in, and the first few of them."""
    if not due.missing:
        return []
    missing = list_places([f"{provider} {write_period(period)}" for provider, period in due.missing])
    return [Doubt("not in", f"{len(due.missing)} of {due.expected} expected returns of {title.lower()} are not in: {missing}")]


def unlike(now: int, before: int) -> Doubt:
    """Say that a change is between returns that do not count the same."""
    return Doubt("unlike", f"the change is between {_rows(before)} then and {_rows(now)} now, which may not count the same")


def _rows(number: int) -> str:
    return f"{number} row" if number == 1 else f"{number} rows"


def qualified(text: str, cells: tuple[Cell, ...]) -> str:
    """Return what is printed of a figure of one cell with its qualifier: "at least 100" where "over 100" was returned."""
    return f"{_QUALIFIED[cells[0].qualifier or '']} {text}" if _is_said(cells) else text


def _is_said(cells: tuple[Cell, ...]) -> bool:
    """Return whether the paper prints a figure's qualifier: it is of one cell."""
    return len(cells) == 1 and cells[0].qualifier in _QUALIFIED
