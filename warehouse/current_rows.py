"""The rows that are current, held still while many questions are asked of them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def current_rows(connection: sqlite3.Connection) -> Iterator[None]:
    """Copy what each view of current rows tells into a table of the connection's own, which goes by its name until the end.

    A view works out with every question which rows are current, and a catalogue of figures asks some hundreds.
    """
    views = [row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'view' AND name GLOB 'current_*'")]
    (before,) = connection.execute("PRAGMA query_only").fetchone()
    _write(connection, before, (f'CREATE TEMP TABLE "{name}" AS SELECT * FROM main."{name}"' for name in views))
    try:
        yield
    finally:
        _write(connection, before, (f'DROP TABLE temp."{name}"' for name in views))


def _write(connection: sqlite3.Connection, before: int, statements: Iterator[str]) -> None:
    """Run what writes nothing but tables of the connection's own, on one that may be open to read alone."""
    connection.execute("PRAGMA query_only = OFF")
    try:
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.execute(f"PRAGMA query_only = {before}")
