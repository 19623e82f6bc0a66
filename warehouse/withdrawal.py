"""Taking a wrong file out of use: what it had replaced stands again, as if it had never come, and nothing is deleted."""

import sqlite3
from collections.abc import Mapping

from msgspec import Struct

from ..errors import BoardpaperError
from ..layouts import Layout
from ..workspace import Workspace
from .connection import require, writer
from .corrected import ask_of_copies
from .history import begin_manifest, withdraw_event
from .manifest import Manifest
from .relations import relate_again
from .sources import find_source

PURGED = "purged: "


class Withdrawal(Struct, frozen=True):
    """What a withdrawal did: the file, how many records went out of the figures, and the files of which records stand again."""

    filename: str
    records: int
    standing_again: list[str]


def withdraw(workspace: Workspace, layouts: Mapping[str, Layout], source: str, reason: str) -> Withdrawal:
    """Take a source out of use. Raises BoardpaperError where there is none such, it is out of use already, or the reason is empty."""
    if not (reason := " ".join(reason.split())):
        raise BoardpaperError("The reason is empty: say with --reason why the file is wrong.")
    manifest = Manifest(workspace.archive)
    require(workspace.warehouse)
    with writer(workspace.warehouse, layouts) as connection:
        row = find_source(connection, source)
        _refuse(connection, row)
        before = _in_use(connection, layouts)
        begin_manifest(connection, manifest)
        connection.execute("BEGIN")
        take_out(connection, layouts, row["id"], f"withdrawn: {reason}")
        after = _in_use(connection, layouts)
        manifest.add([withdraw_event(row["filename"], row["sha256"], f"withdrawn: {reason}")])
        connection.execute("COMMIT")
    again = sorted(name for number, (name, count) in after.items() if count > before.get(number, ("", 0))[1])
    return Withdrawal(row["filename"], before.get(row["id"], ("", 0))[1], again)


def take_out(connection: sqlite3.Connection, layouts: Mapping[str, Layout], source_id: int, reason: str) -> None:
    """Mark a source as withdrawn, and let the others replace one another as if it had never come."""
    connection.execute("UPDATE source SET status = 'withdrawn', reason = ? WHERE id = ?", [reason, source_id])
    groups = connection.execute("SELECT DISTINCT return, provider FROM submission WHERE source_id = ? ORDER BY 1, 2", [source_id]).fetchall()
    relate_again(connection, [(row["return"], row["provider"]) for row in groups if row["return"] in layouts], layouts)
    ask_of_copies(connection)


def _refuse(connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    if row["status"] == "withdrawn":
        raise BoardpaperError(f"{row['filename']} is out of use already ({row['reason']}).")
    if row["status"] == "duplicate":
        first = connection.execute("SELECT id, filename FROM source WHERE sha256 = ? AND status <> 'duplicate'", [row["sha256"]]).fetchone()
        raise BoardpaperError(f"Nothing of {row['filename']} is in use, as it is a copy of {first['filename']}: withdraw that one ({first['id']}).")


def _in_use(connection: sqlite3.Connection, layouts: Mapping[str, Layout]) -> dict[int, tuple[str, int]]:
    """Return how many records of each source the figures may read."""
    counts: dict[int, tuple[str, int]] = {}
    for name in layouts:
        for source, filename, number in connection.execute(f'SELECT source_id, filename, count(*) FROM "current_{name}" GROUP BY source_id'):
            counts[source] = (filename, counts.get(source, ("", 0))[1] + number)
    return counts
