"""Which issues a later return has answered: those about records, or whole submissions, that it replaced."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

STANDS_FOR_BOTH = "superseded_on_arrival"
COMPARED = "compared_value_differs"
_OF_REPLACED = (STANDS_FOR_BOTH, COMPARED)  # what is asked about a return because it was replaced
_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_Record = tuple[str, int, int]  # its sheet, its row, and which of the tables side by side it is of


def offer_superseded(connection: sqlite3.Connection) -> None:
    """Offer `superseded_by(id)` to SQL: the file whose records replaced those that an issue is about, NULL where the issue still asks something.

    It tells how things stand at this moment: offer it again where returns may have changed.
    """
    found = superseded(connection)
    connection.create_function("superseded_by", 1, found.get)


def superseded(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the file that answered each issue by replacing what it is about, by the issue's number."""
    sources = connection.execute(
        "SELECT DISTINCT s.source_id FROM submission s JOIN source f ON f.id = s.source_id AND f.status = 'accepted' "
        "WHERE (s.superseded_by IS NOT NULL OR s.id IN (SELECT submission_id FROM replaced)) "
        "AND EXISTS (SELECT 1 FROM issue i WHERE i.source_id = s.source_id)"
    ).fetchall()
    found: dict[int, str] = {}
    for (source_id,) in sources:
        parts = _read_parts(connection, source_id)
        for issue in connection.execute("SELECT id, submission_id, sheet, cell, code FROM issue WHERE source_id = ?", [source_id]).fetchall():
            by = [part.replaced_by(row) for part, row in _concerned(issue, parts)] if issue["code"] not in _OF_REPLACED else []
            if by and all(by):
                found[issue["id"]] = str(by[-1])
    return found


@dataclass
class _Part:
    """A submission of a file: where its tables stand, its records by their places, and by which file each of them, or all, was replaced."""

    submission: int
    whole: str | None
    blocks: list[sqlite3.Row] = field(default_factory=list)
    places: dict[int, set[str]] = field(default_factory=dict)
    records: set[_Record] = field(default_factory=set)
    moved: dict[tuple[str, str], _Record] = field(default_factory=dict)
    replaced: dict[_Record, str] = field(default_factory=dict)

    def replaced_by(self, record: _Record | None) -> str | None:
        return self.whole or (self.replaced.get(record) if record else None)

    def records_at(self, sheet: str, cell: str, row: int) -> Iterator[_Record]:
        """Yield the records of which a value stands in a cell: of its row, or of the form in which the cell is an answer."""
        if (sheet, cell) in self.moved:
            yield self.moved[sheet, cell]
        elif in_row := self._in_row(sheet, cell.rstrip("0123456789"), row):
            yield from in_row
        else:
            for block in self.blocks:
                if block["sheet"] == sheet and cell in self.places[block["id"]]:
                    yield from (one for one in self.records if one[0] == sheet and _is_of(one, block))

    def _in_row(self, sheet: str, column: str, row: int) -> list[_Record]:
        """Return the record of a row; of several side by side that of the table which has the column, all where none has."""
        tables = {(sheet, row, block["abreast"]): block for block in self.tables_at(sheet, row)}
        there = [record for record in tables if record in self.records]
        return [record for record in there if column in self.places[tables[record]["id"]]] or there

    def has(self, sheet: str, column: str, row: int) -> bool:
        """Say whether a column of one of its tables goes through a row."""
        return any(column in self.places[block["id"]] for block in self.tables_at(sheet, row))

    def tables_at(self, sheet: str, row: int) -> list[sqlite3.Row]:
        return [block for block in self.blocks if block["sheet"] == sheet and block["heading_row"] <= row <= block["last_row"]]


def _is_of(record: _Record, block: sqlite3.Row) -> bool:
    return bool(block["first_row"] <= record[1] <= block["last_row"] and block["abreast"] == record[2])


def _read_parts(connection: sqlite3.Connection, source_id: int) -> list[_Part]:
    parts = []
    for submission_id, name, by in connection.execute(
        "SELECT s.id, s.return, f.filename FROM submission s LEFT JOIN submission n ON n.id = s.superseded_by "
        "LEFT JOIN source f ON f.id = n.source_id WHERE s.source_id = ? ORDER BY s.id",
        [source_id],
    ).fetchall():
        part = _Part(submission_id, by)
        part.blocks = connection.execute("SELECT * FROM block WHERE submission_id = ? ORDER BY id", [submission_id]).fetchall()
        for block in part.blocks:
            fields = connection.execute('SELECT "column", cell FROM block_field WHERE block_id = ?', [block["id"]])
            part.places[block["id"]] = {place for row in fields for place in row if place}
        records = connection.execute(f'SELECT sheet, row, abreast FROM "{name}" WHERE submission_id = ?', [submission_id])
        part.records = {tuple(row) for row in records}
        moved = connection.execute("SELECT sheet, cell, row, abreast FROM mark WHERE submission_id = ? AND cell IS NOT NULL", [submission_id])
        part.moved = {(sheet, cell): (sheet, row, abreast) for sheet, cell, row, abreast in moved}
        replaced = connection.execute(
            "SELECT r.sheet, r.row, r.abreast, f.filename FROM replaced r JOIN submission n ON n.id = r.by_submission "
            "JOIN source f ON f.id = n.source_id WHERE r.submission_id = ?",
            [submission_id],
        )
        part.replaced = {(sheet, row, abreast): filename for sheet, row, abreast, filename in replaced}
        parts.append(part)
    return parts


def _concerned(issue: sqlite3.Row, parts: list[_Part]) -> list[tuple[_Part, _Record | None]]:
    """Return whom an issue concerns: the records at its cell, else the submissions of the table, of the sheet, or of the file that it is about."""
    sheet, cell = issue["sheet"], issue["cell"]
    theirs = [part for part in parts if part.submission == issue["submission_id"]] or parts
    if place := _CELL.fullmatch(cell):
        column, row = place[1], int(place[2])
        through = [part for part in theirs if part.has(sheet, column, row)] or theirs
        if records := [(part, record) for part in through for record in part.records_at(sheet, cell, row)]:
            return list(records)
        through = [part for part in through if part.tables_at(sheet, row)]
        if through:
            return [(part, None) for part in through]
    on_sheet = [part for part in theirs if any(block["sheet"] == sheet for block in part.blocks)]
    return [(part, None) for part in on_sheet or theirs]
