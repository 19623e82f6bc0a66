"""Storing a submission: its blocks, its rows, and what a row cannot say of its values."""

import sqlite3

from ..layouts import Layout
from .records import Submission
from .relations import ask_what_stands, relate


def add_submission(connection: sqlite3.Connection, source_id: int, submission: Submission, layout: Layout) -> int:
    """Store a submission with its blocks, rows and marks, replace what it replaces, and return its id."""
    period = submission.period
    cursor = connection.execute(
        "INSERT INTO submission (source_id, return, provider, period_start, period_end, completed_by, role, date_of_return, beside) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            source_id,
            submission.return_name,
            submission.provider,
            period.start.isoformat(),
            period.end.isoformat(),
            submission.completed_by,
            submission.role,
            submission.date_of_return,
            submission.beside,
        ],
    )
    submission_id = int(cursor.lastrowid or 0)
    _add_rows(connection, submission_id, submission, layout)
    if relate(connection, submission_id, layout):
        ask_what_stands(connection, submission.return_name, submission.provider, layout)
    return submission_id


def _add_rows(connection: sqlite3.Connection, submission_id: int, submission: Submission, layout: Layout) -> None:
    names = [item.name for item in layout.field]
    columns = ", ".join(f'"{name}"' for name in [*names, "submission_id", "sheet", "row", "abreast"])
    insert = f'INSERT INTO "{layout.name}" ({columns}) VALUES ({", ".join("?" * (len(names) + 4))})'
    for block in submission.blocks:
        numbers = [number for number, _ in block.rows] or [block.heading_row]  # of a return that says that there is nothing to list
        cursor = connection.execute(
            "INSERT INTO block (submission_id, sheet, heading_row, first_row, last_row, abreast) VALUES (?, ?, ?, ?, ?, ?)",
            [submission_id, block.sheet, block.heading_row, min(numbers), max(numbers), block.abreast],
        )
        fields: list[tuple[int | None, str, str | None, str | None, str | None]] = [
            (cursor.lastrowid, name, letters, None, block.bases.get(name)) for name, letters in block.columns.items()
        ]
        fields += [(cursor.lastrowid, name, None, cell, block.bases.get(name)) for name, cell in block.cells.items()]
        connection.executemany("INSERT INTO block_field VALUES (?, ?, ?, ?, ?)", fields)
        place = (submission_id, block.sheet)
        connection.executemany(insert, [(*(values.get(name) for name in names), *place, number, block.abreast) for number, values in block.rows])
        connection.executemany(
            "INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(*place, m.row, block.abreast, m.field, m.state, m.qualifier, m.text, m.decimals, m.cell) for m in block.marks],
        )
        if block.unread:
            unread = [(*place, each.row, block.abreast, each.field, each.cell, each.heading) for each in block.unread]
            connection.executemany("INSERT INTO unread VALUES (?, ?, ?, ?, ?, ?, ?)", unread)
