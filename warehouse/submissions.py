"""Storing a submission, and what it does to the one before it: replace its records, stand beside it, or be replaced itself."""

import sqlite3

from ..layouts import Layout
from .records import Issue, Submission
from .sources import add_issues

_STANDING = " AND NOT EXISTS (SELECT 1 FROM replaced r WHERE r.submission_id = o.submission_id AND r.sheet = o.sheet AND r.row = o.row)"


def add_submission(connection: sqlite3.Connection, source_id: int, submission: Submission, layout: Layout) -> int:
    """Store a submission with its blocks, rows and marks, replace what it replaces, and return its id."""
    period = submission.period
    cursor = connection.execute(
        "INSERT INTO submission (source_id, return, provider, period_start, period_end, completed_by, role, date_of_return) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            source_id,
            submission.return_name,
            submission.provider,
            period.start.isoformat(),
            period.end.isoformat(),
            submission.completed_by,
            submission.role,
            submission.date_of_return,
        ],
    )
    submission_id = int(cursor.lastrowid or 0)
    _add_rows(connection, submission_id, submission, layout)
    _settle_with_others(connection, submission_id, layout)
    return submission_id


def _add_rows(connection: sqlite3.Connection, submission_id: int, submission: Submission, layout: Layout) -> None:
    names = [item.name for item in layout.field]
    columns = ", ".join(f'"{name}"' for name in [*names, "submission_id", "sheet", "row"])
    insert = f'INSERT INTO "{layout.name}" ({columns}) VALUES ({", ".join("?" * (len(names) + 3))})'
    for block in submission.blocks:
        numbers = [number for number, _ in block.rows]
        cursor = connection.execute(
            "INSERT INTO block (submission_id, sheet, heading_row, first_row, last_row) VALUES (?, ?, ?, ?, ?)",
            [submission_id, block.sheet, block.heading_row, min(numbers), max(numbers)],
        )
        fields: list[tuple[int | None, str, str | None, str | None, str | None]] = [
            (cursor.lastrowid, name, letters, None, block.bases.get(name)) for name, letters in block.columns.items()
        ]
        fields += [(cursor.lastrowid, name, None, cell, block.bases.get(name)) for name, cell in block.cells.items()]
        connection.executemany("INSERT INTO block_field VALUES (?, ?, ?, ?, ?)", fields)
        connection.executemany(insert, [(*(values.get(name) for name in names), submission_id, block.sheet, number) for number, values in block.rows])
        connection.executemany(
            "INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(submission_id, block.sheet, m.row, m.field, m.state, m.qualifier, m.text, m.decimals, m.cell) for m in block.marks],
        )


def _settle_with_others(connection: sqlite3.Connection, submission_id: int, layout: Layout) -> None:
    """Let the later of two submissions for one period replace the records that it repeats; ask about every doubt."""
    this = connection.execute(
        "SELECT s.*, f.filename FROM submission s JOIN source f ON f.id = s.source_id WHERE s.id = ?", [submission_id]
    ).fetchone()
    others = connection.execute(
        "SELECT s.*, f.filename FROM submission s JOIN source f ON f.id = s.source_id WHERE s.return = ? AND s.provider = ? AND s.status = 'current' "
        "AND f.status = 'accepted' AND s.id <> ? AND s.period_start <= ? AND s.period_end >= ? ORDER BY s.id",
        [this["return"], this["provider"], submission_id, this["period_end"], this["period_start"]],
    ).fetchall()
    for other in others:
        if (other["period_start"], other["period_end"]) != (this["period_start"], this["period_end"]):
            found = " and ".join(f"{one['period_start']} to {one['period_end']} in {one['filename']}" for one in (other, this))
            for one in (this, other):  # a figure may rest on either
                _ask(connection, one, "periods_overlap", found, "periods that do not overlap", "Nothing was replaced: please say which one stands.")
            continue
        dates = (other["date_of_return"] or "", this["date_of_return"] or "")
        if dates[0] == dates[1]:
            found = f"the same date of return ({dates[0] or 'none'}) as in {other['filename']}"
            _ask(connection, this, "dates_tie", found, "a later date on the later return", "The one that arrived last was used.")
        is_older = bool(all(dates) and dates[1] < dates[0])
        if is_older:
            found = f"a date of return ({dates[1]}) before that of {other['filename']} ({dates[0]}), which is in already"
            _ask(connection, this, "superseded_on_arrival", found, "the latest return", "The later one stands: please say if it should not.")
        _replace(connection, this if is_older else other, other if is_older else this, layout)


def _replace(connection: sqlite3.Connection, older: sqlite3.Row, newer: sqlite3.Row, layout: Layout) -> None:
    """Take out of use the records of `older` that `newer` repeats; a record that it lacks stays, with a query."""
    key = " AND ".join(f'o."{name}" IS n."{name}"' for name in layout.record_key) or "1"
    repeated = connection.execute(
        f'SELECT DISTINCT o.sheet, o.row FROM "{layout.name}" o JOIN "{layout.name}" n ON {key} '
        f"WHERE o.submission_id = ? AND n.submission_id = ?{_STANDING}",
        [older["id"], newer["id"]],
    ).fetchall()
    total = connection.execute(f'SELECT count(*) FROM "{layout.name}" o WHERE o.submission_id = ?{_STANDING}', [older["id"]]).fetchone()[0]
    if len(repeated) == total:
        connection.execute("UPDATE submission SET status = 'superseded', superseded_by = ? WHERE id = ?", [newer["id"], older["id"]])
        return
    connection.executemany(
        "INSERT OR IGNORE INTO replaced VALUES (?, ?, ?, ?)", [(older["id"], row["sheet"], row["row"], newer["id"]) for row in repeated]
    )
    found = f"{total - len(repeated)} of {total} records of {older['filename']} are not in the later {newer['filename']}"
    for one in (older, newer):  # a figure may rest on either
        _ask(connection, one, "records_missing", found, "every record of the earlier return", "They still stand: please say whether they should.")


def _ask(connection: sqlite3.Connection, submission: sqlite3.Row, code: str, found: str, expected: str, cure: str) -> None:
    """Ask about a whole submission: at the sheet that it stands on, so that each figure from there is told of it."""
    sheet = connection.execute("SELECT sheet FROM block WHERE submission_id = ? ORDER BY id LIMIT 1", [submission["id"]]).fetchone()[0]
    add_issues(connection, submission["source_id"], [Issue(sheet, "", "query", code, found, expected, cure)])
