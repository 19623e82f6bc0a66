"""The cells of a submission: every field of every record with the cell that it stands in, and changing what one of them holds."""

import sqlite3
from collections.abc import Iterator, Mapping

from msgspec import Struct

from ..layouts import Layout
from ..layouts.model import Field
from .records import Stored

_CELLS = """
SELECT t.sheet, t.row, t.abreast, coalesce(m.cell, p.cell, p."column" || t.row) AS cell, t."{name}" AS value,
    coalesce(m.state, CASE WHEN t."{name}" IS NULL THEN '' ELSE 'given' END) AS state, m.qualifier, m.text, m.decimals, m.cell AS moved
FROM "{table}" t
JOIN block b ON b.submission_id = t.submission_id AND b.sheet = t.sheet AND t.row BETWEEN b.first_row AND b.last_row
    AND b.abreast = t.abreast
JOIN block_field p ON p.block_id = b.id AND p.field = '{name}'
LEFT JOIN mark m ON m.submission_id = t.submission_id AND m.sheet = t.sheet AND m.row = t.row AND m.abreast = t.abreast
    AND m.field = '{name}'
WHERE t.submission_id = ? ORDER BY t.sheet, t.row, t.abreast
"""


class Kept(Struct, frozen=True):
    """One field of one record as it is kept. `state` is "" for a blank; `moved` is the cell where it is not that of its row and column."""

    submission_id: int
    return_name: str
    field: Field
    sheet: str
    row: int
    abreast: int
    cell: str
    value: Stored
    state: str
    qualifier: str | None
    text: str | None
    decimals: int | None
    moved: str | None

    @property
    def record(self) -> tuple[str, int, int]:
        """Where its record stands: the sheet, the row, and the table of those side by side."""
        return self.sheet, self.row, self.abreast

    @property
    def shown(self) -> str:
        """What a person would read in the cell."""
        return self.text or show_stored(self.value, self.state, self.field, self.decimals)


def show_stored(value: Stored, state: str, field: Field, decimals: int | None) -> str:
    """Return a value as a person would write it: a ratio as a percentage, a state where there is no value."""
    if value is None:
        return state.replace("_", " ") or "a blank"
    if field.type == "percent" and isinstance(value, int | float):
        return f"{value * 100:.{decimals}f}%" if decimals is not None else f"{round(value * 100, 6):g}%"
    return str(value)


def read_cells(connection: sqlite3.Connection, submission_id: int, layout: Layout) -> Iterator[Kept]:
    """Yield every field of every record of a submission, blanks included, for which the return has a column or a cell."""
    for field in layout.field:
        for row in connection.execute(_CELLS.format(name=field.name, table=layout.name), [submission_id]).fetchall():
            yield Kept(submission_id, layout.name, field, *row)


def read_records(connection: sqlite3.Connection, submission_id: int, layout: Layout) -> list[dict[str, Kept]]:
    """Return the cells of each record of a submission, by field, the records as they follow one another on its sheets."""
    found: dict[tuple[str, int, int], dict[str, Kept]] = {}
    for kept in read_cells(connection, submission_id, layout):
        found.setdefault(kept.record, {})[kept.field.name] = kept
    return [record for _, record in sorted(found.items())]


def key_of(record: Mapping[str, Kept], layout: Layout) -> tuple[Stored, ...]:
    """Return what a layout knows a record by."""
    return tuple(record[name].value if name in record else None for name in layout.record_key)


def write_cell(
    connection: sqlite3.Connection, at: Kept, value: Stored, state: str, qualifier: str | None, text: str | None, decimals: int | None
) -> None:
    """Put another value in the place of one that is kept."""
    name, place, here = at.field.name, [at.submission_id, *at.record], "submission_id = ? AND sheet = ? AND row = ? AND abreast = ?"
    connection.execute(f'UPDATE "{at.return_name}" SET "{name}" = ? WHERE {here}', [value, *place])
    connection.execute(f"DELETE FROM mark WHERE {here} AND field = ?", [*place, name])
    if state != "given" or qualifier or text or decimals is not None or at.moved:
        stored = [*place, name, state, qualifier, text, decimals, at.moved]
        connection.execute("INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", stored)
