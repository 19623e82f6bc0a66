"""A copy of the warehouse for readers that stay: whole, of one moment, and never in the way of an ingest."""

import sqlite3
from pathlib import Path

from .connection import reader


def publish(path: Path, to: Path) -> None:
    """Write a copy of the warehouse at `path` to `to`, put into place only when it is whole.

    Raises WarehouseError where there is no warehouse, or it cannot be read.
    """
    part = to.with_suffix(".part")
    part.unlink(missing_ok=True)
    with reader(path) as connection:
        connection.execute("ROLLBACK")  # a copy is of one moment by itself, and is not made within a transaction
        connection.execute("PRAGMA query_only = OFF")  # VACUUM INTO writes, though not to the warehouse
        connection.execute("VACUUM INTO ?", [str(part)])
    with sqlite3.connect(part) as copy:
        copy.execute("ANALYZE")
    copy.close()
    part.replace(to)
