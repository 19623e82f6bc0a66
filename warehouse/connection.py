"""Opening the warehouse: one writer at a time, under a lock that names its holder; readers that cannot write."""

import getpass
import json
import os
import socket
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ..errors import WarehouseError
from ..layouts import Layout
from .schema import prepare


@contextmanager
def writer(path: Path, layouts: Mapping[str, Layout]) -> Iterator[sqlite3.Connection]:
    """Open the warehouse for writing, made and brought up to date; what is not committed at the end is rolled back.

    Raises WarehouseError where another process holds the lock (naming it), or where the file is no warehouse.
    """
    with _lock(path.with_suffix(".lock")):
        connection = None
        try:
            connection = _connect(path.as_posix(), uri=False)
            prepare(connection, layouts)
            yield connection
        except sqlite3.DatabaseError as error:
            raise WarehouseError(
                f"The warehouse {path.name} cannot be written ({error}): restore it from a copy, or move it away and ingest again."
            ) from error
        finally:
            if connection:
                connection.close()


@contextmanager
def reader(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the warehouse for reading alone. Raises WarehouseError where there is none yet."""
    if not path.is_file():
        raise WarehouseError(f"There is no {path.name} in {path.parent} yet: run 'boardpaper ingest' first.")
    connection = None
    try:
        connection = _connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")  # all that one command reads is of one moment, whatever an ingest commits meanwhile
        connection.execute("SELECT 1 FROM fact LIMIT 0")
        yield connection
    except sqlite3.DatabaseError as error:
        raise WarehouseError(
            f"The warehouse {path.name} cannot be read ({error}): restore it from a copy, or move it away and ingest again."
        ) from error
    finally:
        if connection:
            connection.close()


def _connect(target: str, *, uri: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(target, uri=uri, isolation_level=None, timeout=5)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Hold the lock file; one left by a process of this machine that is gone is taken over."""
    held = json.dumps({"host": socket.gethostname(), "user": _user(), "pid": os.getpid(), "since": datetime.now().isoformat(timespec="seconds")})
    while True:
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            break
        except FileExistsError:
            holder = _holder(path)
            if not _is_gone(holder):
                raise WarehouseError(
                    f"The warehouse is in use by {holder.get('user', 'someone')} on {holder.get('host', 'another computer')} since "
                    f"{holder.get('since', 'an unknown time')}: wait until that ends, or delete {path.name} if you are sure that it has."
                ) from None
            path.unlink(missing_ok=True)
        except OSError as error:
            raise WarehouseError(f"The workspace {path.parent} cannot be written to ({error.strerror}): check the folder's permissions.") from None
    try:
        os.write(handle, held.encode())
        os.close(handle)
        yield
    finally:
        path.unlink(missing_ok=True)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        return "someone"


def _holder(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_gone(holder: dict[str, object]) -> bool:
    """Say whether the holder ran on this machine and no longer does; a holder elsewhere cannot be asked."""
    pid = holder.get("pid")
    if holder.get("host") != socket.gethostname() or not isinstance(pid, int) or os.name == "nt":
        return False  # on Windows, os.kill(pid, 0) would end the process instead of asking for it
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
