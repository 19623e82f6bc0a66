"""Opening the warehouse: one writer at a time, under a lock that names its holder; readers that cannot write; rehearsals that keep nothing."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path, PurePath

from ..errors import WarehouseError
from ..layouts import Layout
from .lock import lock
from .schema import check_version, prepare

_ANOTHER = "another command is at work on it, so wait until that ends and run this one again"
_CLOSED = "check the permissions of the file and of its folder"
_PATIENCE = 5  # seconds that a reader waits for a commit
_UNTIL_LAID_OUT = 30  # seconds that a commit waits for readers: a paper is one until it is laid out
_STATEMENTS = 1_000  # kept compiled: a run asks by the rules of every layout, file after file
_AGAIN = "restore it from a copy, or make it again with 'boardpaper rebuild'"
_CURES = {
    sqlite3.SQLITE_BUSY: _ANOTHER,
    sqlite3.SQLITE_LOCKED: _ANOTHER,
    sqlite3.SQLITE_FULL: "free some space on the disk and run the command again",
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
}


@contextmanager
def writer(path: Path, layouts: Mapping[str, Layout]) -> Iterator[sqlite3.Connection]:
    """Open the warehouse for writing, made and brought up to date; what is not committed at the end is rolled back.

    Raises WarehouseError where another process holds the lock (naming it), or where the file is no warehouse, or one that was emptied.
    """
    with lock(path.with_suffix(".lock")), _told(path, "written"):
        if not path.exists():
            _make(path, layouts)
        with closing(_connect(path.as_posix(), uri=False, patience=_UNTIL_LAID_OUT)) as connection:
            _refuse_emptied(connection, path)
            prepare(connection, layouts)
            yield connection


@contextmanager
def rehearsal(path: Path, layouts: Mapping[str, Layout]) -> Iterator[sqlite3.Connection]:
    """Open a copy of the warehouse in memory, or an empty one where there is none: nothing that is written to it reaches the disk."""
    with _told(path, "read"), closing(_connect(":memory:", uri=False)) as connection:
        if path.exists():
            with reader(path) as kept:
                kept.backup(connection)
        prepare(connection, layouts)
        yield connection


@contextmanager
def reader(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the warehouse for reading alone. Raises WarehouseError where there is none yet."""
    require(path)
    with _told(path, "read"):
        try:
            connection = _open_to_read(path)
        except sqlite3.OperationalError as error:
            if _code(error) not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
                raise
            _roll_back_a_crash(path)
            connection = _open_to_read(path)
        with closing(connection):
            yield connection


def require(path: Path) -> None:
    """Raise WarehouseError where there is no warehouse: a command that changes what is in one must not make an empty one."""
    if not path.is_file():
        raise WarehouseError(f"There is no {path.name} in {path.parent} yet: run 'boardpaper ingest' first.")


@contextmanager
def _told(path: Path, verb: str) -> Iterator[None]:
    """Tell what SQLite says of the warehouse in one sentence, with the cure that fits it."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        cure = _CURES.get(_code(error), _AGAIN)
        raise WarehouseError(f"The warehouse {path.name} cannot be {verb} ({error}): {cure}.") from error


def _refuse_emptied(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file without a table, which would be begun anew: what was withdrawn or purged would come in again without a word."""
    if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None:
        raise WarehouseError(f"The warehouse {path.name} has nothing in it, as one that was cut short: {_AGAIN}.")


def _code(error: sqlite3.Error) -> int:
    """Return SQLite's primary code of an error, 0 for one that is not SQLite's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _make(path: Path, layouts: Mapping[str, Layout]) -> None:
    """Make an empty warehouse under another name, and put it in place whole: a full disk leaves no half of one."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        with closing(_connect(part.as_posix(), uri=False)) as connection:
            prepare(connection, layouts)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _open_to_read(path: Path) -> sqlite3.Connection:
    connection = _connect(f"{file_uri(path.resolve())}?mode=ro", uri=True)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")  # all that one command reads is of one moment, whatever an ingest commits meanwhile
        connection.execute("SELECT 1 FROM submission LIMIT 1").fetchone()
        check_version(connection)
    except (sqlite3.Error, WarehouseError):
        connection.close()
        raise
    return connection


def _roll_back_a_crash(path: Path) -> None:
    """Let SQLite undo what a crash left half written, which it does for a connection that may write and for no other."""
    with lock(path.with_suffix(".lock")), closing(_connect(path.as_posix(), uri=False)) as connection:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def file_uri(path: PurePath) -> str:
    """Return the URI of an absolute path as SQLite takes it: the server of a network drive is part of the path, not an authority."""
    uri = path.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def _connect(target: str, *, uri: bool, patience: int = _PATIENCE) -> sqlite3.Connection:
    connection = sqlite3.connect(target, uri=uri, isolation_level=None, timeout=patience, cached_statements=_STATEMENTS)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
