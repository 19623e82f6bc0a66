"""Running the SQL that a layout or a figure declares: it reads and no more, and what SQLite refuses is said of the declaration."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import LayoutError

_UNANSWERABLE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_NOTADB}


@contextmanager
def declared_sql(connection: sqlite3.Connection, what: str, cure: str) -> Iterator[None]:
    """Let declared SQL read and not write. Each switch makes SQLite compile every statement anew, so this is for SQL not tried before.

    Raises LayoutError, of `what` is declared and with its `cure`, where SQLite refuses it.
    """
    (before,) = connection.execute("PRAGMA query_only").fetchone()
    if not before:
        connection.execute("PRAGMA query_only = ON")
    try:
        with refusals(what, cure):
            yield
    finally:
        if not before:
            connection.execute("PRAGMA query_only = OFF")


@contextmanager
def refusals(what: str, cure: str) -> Iterator[None]:
    """Raise LayoutError, of `what` is declared and with its `cure`, where SQLite refuses SQL; what is the warehouse's own fault is passed on."""
    try:
        yield
    except (sqlite3.Error, sqlite3.Warning) as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _UNANSWERABLE:
            raise
        raise LayoutError(f"{what} ({error}): {cure}") from None
