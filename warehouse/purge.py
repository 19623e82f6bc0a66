"""Taking a file with person identifiers out of everything: archive, warehouse, feedback, manifest. What stays is that it was, and shows nothing."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256 as fingerprint
from pathlib import Path

from ..layouts import Layout
from ..workspace import Workspace
from .connection import reader, require, writer
from .history import begin_manifest, now
from .manifest import Event, Manifest
from .sources import find_source
from .withdrawal import PURGED, take_out

BEFORE_REBUILD = "warehouse.db.before-rebuild"
_REASON = f"{PURGED}The file held person identifiers; nothing of it is kept."
_OF_SUBMISSION = ("mark", "unread", "block")
_OF_SOURCE = ("issue", "repair", "claim")


@dataclass
class Purge:
    """What a purge did: the name that stays on record, the files that were removed, and copies that are the user's own to delete."""

    shown: str
    removed: list[Path] = field(default_factory=list)
    copies: list[Path] = field(default_factory=list)


def find_to_purge(workspace: Workspace, source: str) -> str:
    """Return the name of the source that would be purged. Raises BoardpaperError where there is none such."""
    with reader(workspace.warehouse) as connection:
        return str(find_source(connection, source)["filename"])


def purge(workspace: Workspace, layouts: Mapping[str, Layout], source: str, *, withhold_name: bool = False) -> Purge:
    """Remove a source's bytes and all that was taken from them. One that was cut short is finished by running it again.

    `withhold_name` is for a file whose name, too, names a person. Raises BoardpaperError where there is no such source.
    """
    manifest = Manifest(workspace.archive)
    require(workspace.warehouse)
    with writer(workspace.warehouse, layouts) as connection:
        row = find_source(connection, source)
        sha256 = row["sha256"]
        begin_manifest(connection, manifest)
        names = {item["filename"] for item in connection.execute("SELECT filename FROM source WHERE sha256 = ?", [sha256])}
        others = {item["filename"] for item in connection.execute("SELECT filename FROM source WHERE sha256 <> ?", [sha256])}
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("BEGIN")
        shown = _shown(sha256) if withhold_name else row["filename"]
        for item in connection.execute("SELECT id FROM source WHERE sha256 = ?", [sha256]).fetchall():
            _empty(connection, layouts, item["id"])
        connection.execute("DELETE FROM answer WHERE sha256 = ?", [sha256])
        events = _without(manifest.read(), sha256)
        if withhold_name:
            _withhold(connection, row["id"], sha256, names)
            events = _unnamed(events, row["id"], sha256, names)
        # the manifest first: were the command cut short here, the file is still on record and can be purged again
        manifest.write(events)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        done = Purge(shown, copies=_copies(workspace.returns, sha256))
        for path in (*_archived(workspace, sha256), *_feedback(workspace, names, others), workspace.root / BEFORE_REBUILD):
            if path.is_file():
                path.unlink()
                done.removed.append(path)
    return done


def _shown(sha256: str) -> str:
    return f"(name withheld {sha256[:12]})"


def _empty(connection: sqlite3.Connection, layouts: Mapping[str, Layout], source_id: int) -> None:
    """Leave of a source its row alone, out of use."""
    take_out(connection, layouts, source_id, _REASON)
    submissions = connection.execute("SELECT id, return FROM submission WHERE source_id = ?", [source_id]).fetchall()
    ids = [(row["id"],) for row in submissions]
    tables = {row["return"] for row in submissions}
    connection.executemany("DELETE FROM replaced WHERE submission_id = ? OR by_submission = ?1", ids)
    connection.executemany("DELETE FROM block_field WHERE block_id IN (SELECT id FROM block WHERE submission_id = ?)", ids)
    for table in (*_OF_SUBMISSION, *sorted(tables)):
        connection.executemany(f'DELETE FROM "{table}" WHERE submission_id = ?', ids)
    for table in _OF_SOURCE:
        connection.execute(f"DELETE FROM {table} WHERE source_id = ?", [source_id])
    connection.executemany("DELETE FROM submission WHERE id = ?", ids)
    connection.execute("UPDATE source SET rows_read = 0, rows_loaded = 0, rows_set_aside = 0 WHERE id = ?", [source_id])


def _withhold(connection: sqlite3.Connection, source_id: int, sha256: str, names: set[str]) -> None:
    """Leave no name of the file, nor of its copies, on record: neither its own nor where an answer says it."""
    connection.execute("DELETE FROM source WHERE sha256 = ? AND id <> ?", [sha256, source_id])
    connection.execute("UPDATE source SET filename = ? WHERE id = ?", [_shown(sha256), source_id])
    for name in names:
        connection.execute(
            "UPDATE answer SET found = replace(found, ?1, ?2), reason = replace(reason, ?1, ?2), carried_from = replace(carried_from, ?1, ?2) "
            "WHERE instr(found || reason || coalesce(carried_from, ''), ?1)",
            [name, _shown(sha256)],
        )
        connection.execute("UPDATE issue SET settled = replace(settled, ?1, ?2) WHERE instr(settled, ?1)", [name, _shown(sha256)])


def _without(events: list[Event], sha256: str) -> list[Event]:
    """Return the manifest with nothing of the file but that it was taken in, and purged."""
    kept: list[Event] = []
    for event in events:
        if event["sha256"] != sha256:
            kept.append(event)
        elif event["event"] == "source":
            left = {name: event[name] for name in ("event", "number", "name", "sha256", "when")}
            kept.append(left | {"status": "withdrawn", "reason": _REASON})
    return [*kept, {"event": "purge", "sha256": sha256, "when": now()}]


def _unnamed(events: list[Event], number: int, sha256: str, names: set[str]) -> list[Event]:
    """Return the manifest without the names of a file and its copies, of which one line is left."""
    left = [event for event in events if event["sha256"] != sha256 or event.get("number", number) == number]
    for name in names:
        left = [{key: value.replace(name, _shown(sha256)) if isinstance(value, str) else value for key, value in event.items()} for event in left]
    return left


def _archived(workspace: Workspace, sha256: str) -> list[Path]:
    return sorted(workspace.archive.glob(f"{sha256}*"))


def _feedback(workspace: Workspace, names: set[str], others: set[str]) -> list[Path]:
    """Return what was written back about a file: named as it is, with more behind, unless another source's longer name fits better."""
    if not workspace.feedback.is_dir():
        return []
    stems = {Path(name).stem: name in names for name in {*others, *names}}
    found = []
    for path in sorted(workspace.feedback.rglob("*")):
        fits = [stem for stem in stems if path.name.startswith(stem) and not path.name[len(stem) :][:1].isalnum()]
        if fits and stems[max(fits, key=len)]:
            found.append(path)
    return found


def _copies(folder: Path, sha256: str) -> list[Path]:
    if not folder.is_dir():
        return []
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path for path in files if fingerprint(path.read_bytes()).hexdigest() == sha256]
