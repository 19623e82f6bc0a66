"""The warehouse is opened by one writer, whatever was left behind, and what stands in the way is told with its own cure."""

import errno
import json
import os
import socket
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath
from threading import Event
from time import sleep

import pytest
from click.testing import CliRunner

from boardpaper.cli import main
from boardpaper.errors import WarehouseError
from boardpaper.layouts import load_layouts
from boardpaper.warehouse import connection as opening
from boardpaper.warehouse import lock as locking
from boardpaper.warehouse.connection import file_uri, reader, writer

CRASH = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 2")
connection.execute("BEGIN")
connection.executemany("INSERT INTO provider VALUES (?, ?, 'partner')", [(str(number), "x" * 1000) for number in range(500)])
os._exit(1)
"""


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stderr.strip()


def _holder(pid: int, host: str = "") -> str:
    return json.dumps({"host": host or socket.gethostname(), "user": "co-ordinator", "pid": pid, "since": "2019-04-01T09:00:00"})


def _ended() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    with writer(tmp_path / "warehouse.db", load_layouts()):
        pass
    return tmp_path / "warehouse.db"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath("//server/share/a b/warehouse.db"), "file:////server/share/a%20b/warehouse.db"),
        (PureWindowsPath("C:/team/warehouse.db"), "file:///C:/team/warehouse.db"),
        (PurePosixPath("/team/100%/warehouse.db"), "file:///team/100%25/warehouse.db"),
    ],
)
def test_a_path_on_a_network_drive_is_no_authority(path: PureWindowsPath, uri: str) -> None:
    assert file_uri(path) == uri


def test_a_reader_finds_what_stood_before_a_crash(warehouse: Path) -> None:
    subprocess.run([sys.executable, "-c", CRASH, str(warehouse)], check=False)
    assert warehouse.with_name("warehouse.db-journal").exists()
    with reader(warehouse) as connection:
        assert connection.execute("SELECT count(*) FROM provider").fetchone()[0] == 0
    assert [path.name for path in warehouse.parent.iterdir()] == ["warehouse.db"]


def test_a_reader_leaves_a_crash_to_the_command_that_holds_the_lock(warehouse: Path) -> None:
    subprocess.run([sys.executable, "-c", CRASH, str(warehouse)], check=False)
    warehouse.with_suffix(".lock").write_text(_holder(os.getpid()))
    with pytest.raises(WarehouseError, match="in use by co-ordinator"), reader(warehouse):
        pass


@pytest.mark.parametrize("command", ["ingest", "figures"])
def test_a_warehouse_that_another_program_holds(empty_workspace: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    assert _run("-w", str(empty_workspace), "ingest")[0] == 0
    connect = opening._connect
    monkeypatch.setattr(opening, "_connect", lambda target, **how: _impatient(connect(target, **how)))
    other = sqlite3.connect(empty_workspace / "warehouse.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    code, said = _run("-w", str(empty_workspace), command)
    other.close()
    assert (code, "another command is at work" in said, "run this one again" in said, "restore" in said) == (2, True, True, False)


def _impatient(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA busy_timeout = 1")
    return connection


def test_a_full_disk_leaves_no_half_of_a_warehouse(empty_workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = opening._connect
    monkeypatch.setattr(opening, "_connect", lambda target, uri: _full(connect(target, uri=uri)))
    before = sorted(empty_workspace.iterdir())
    code, said = _run("-w", str(empty_workspace), "ingest")
    assert (code, "free some space" in said, "\n" in said, sorted(empty_workspace.iterdir())) == (2, True, False, before)


def _full(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA max_page_count = 12")
    return connection


def test_a_full_disk_is_told_of_an_archive_too(empty_workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    (empty_workspace / "returns" / "a.csv").write_text("a,b\n1,2\n")
    monkeypatch.setattr(Path, "write_bytes", full)
    assert _run("-w", str(empty_workspace), "ingest") == (2, "boardpaper: The disk is full: free some space and run the command again.")
    assert not (empty_workspace / "warehouse.lock").exists()


def test_a_lock_of_a_process_that_is_gone_is_taken_over(warehouse: Path) -> None:
    warehouse.with_suffix(".lock").write_text(_holder(_ended()))
    with writer(warehouse, load_layouts()):
        assert json.loads(warehouse.with_suffix(".lock").read_text())["pid"] == os.getpid()
    assert [path.name for path in warehouse.parent.iterdir()] == ["warehouse.db"]


def test_of_two_that_see_one_stale_lock_the_slower_leaves_the_quicker_its_own(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, quicker = warehouse.with_suffix(".lock"), _holder(os.getpid(), "quicker")
    path.write_text(_holder(_ended()))
    is_gone = locking._is_gone

    def overtaken(holder: dict[str, object]) -> bool:
        gone = is_gone(holder)
        path.write_text(quicker)
        return gone

    monkeypatch.setattr(locking, "_is_gone", overtaken)
    with pytest.raises(WarehouseError, match="in use by co-ordinator on quicker"), writer(warehouse, load_layouts()):
        pass
    assert path.read_text() == quicker


def test_where_a_process_cannot_be_asked_for_a_person_is_told_what_to_do(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "_CAN_ASK", False)
    warehouse.with_suffix(".lock").write_text(_holder(_ended()))
    with pytest.raises(WarehouseError, match=r"delete warehouse\.lock if you are sure that it has"), writer(warehouse, load_layouts()):
        pass


def test_a_commit_waits_until_a_command_that_reads_has_ended(warehouse: Path) -> None:
    with ThreadPoolExecutor(1) as other, writer(warehouse, load_layouts()) as connection:
        reading = Event()
        seen = other.submit(_read_until_a_commit_waits, warehouse, reading)
        reading.wait()
        connection.execute("BEGIN")
        connection.execute("INSERT INTO provider VALUES ('XA1', 'Moorside', 'partner')")
        connection.execute("COMMIT")
        assert (seen.result(), connection.execute("SELECT count(*) FROM provider").fetchone()[0]) == (0, 1)


def _read_until_a_commit_waits(warehouse: Path, reading: Event) -> int:
    """Hold a reader open until the commit waits for it, which SQLite shows by letting no further one in; return the providers that it still sees."""
    with reader(warehouse) as connection:
        reading.set()
        while _lets_another_in(warehouse):
            sleep(0.01)
        return int(connection.execute("SELECT count(*) FROM provider").fetchone()[0])


def _lets_another_in(warehouse: Path) -> bool:
    with closing(sqlite3.connect(warehouse, timeout=0)) as another:
        try:
            another.execute("SELECT count(*) FROM provider").fetchone()
        except sqlite3.OperationalError:
            return False
    return True


def test_a_commit_waits_longer_for_a_paper_than_a_reader_for_a_commit(warehouse: Path) -> None:
    with writer(warehouse, load_layouts()) as writing, reader(warehouse) as reading:
        waits = [connection.execute("PRAGMA busy_timeout").fetchone()[0] for connection in (writing, reading)]
    assert waits == [30_000, 5_000]
