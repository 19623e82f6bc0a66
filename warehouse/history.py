"""What the manifest says of a source, and the manifest of a warehouse that was made before there was one."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ..errors import WarehouseError
from .answers import Answer
from .claims import read_claims
from .manifest import Event, Manifest
from .records import Claim, Issue

_ISSUE = ("sheet", "cell", "severity", "code", "found", "expected", "cure")


def now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def source_event(
    number: int, filename: str, sha256: str, status: str, reason: str, issues: list[Issue] | None = None, claims: Iterable[Claim] = ()
) -> Event:
    """Return what became of a file. `issues` and `claims` are kept where its bytes are not in the archive, which else would tell them again."""
    event: dict[str, Any] = {"event": "source", "number": number, "name": filename, "sha256": sha256, "status": status, "reason": reason}
    if issues is not None:
        event["issues"] = [[getattr(issue, name) for name in _ISSUE] for issue in issues]
        event["claims"] = [claim.as_row() for claim in claims]
    return event | {"when": now()}


def begin_manifest(connection: sqlite3.Connection, manifest: Manifest) -> None:
    """Write the manifest from the warehouse where there is none: of a workspace that an older boardpaper made, or that lost it."""
    if manifest.path.is_file():
        return
    archived = {path.stem for path in manifest.path.parent.iterdir()} if manifest.path.parent.is_dir() else set()
    events: list[Event] = []
    after: list[Event] = []
    # sources in the order in which their returns were loaded, which decides what replaces what
    for row in connection.execute(
        "SELECT f.*, (SELECT min(s.id) FROM submission s WHERE s.source_id = f.id) AS first FROM source f ORDER BY first IS NULL, first, id"
    ).fetchall():
        place = (row["id"], row["filename"], row["sha256"])
        if row["status"] == "withdrawn" and row["first"] is not None:
            events.append(source_event(*place, "accepted", ""))
            after.append(withdraw_event(row["filename"], row["sha256"], row["reason"]))
            continue
        issues, claims = None, list[Claim]()
        if row["status"] == "held" and row["sha256"] not in archived:
            found = connection.execute("SELECT * FROM issue WHERE source_id = ? ORDER BY id", [row["id"]]).fetchall()
            issues = [Issue(*(issue[name] for name in _ISSUE)) for issue in found]
            claims = read_claims(connection, row["id"])
        events.append(source_event(*place, row["status"], row["reason"], issues, claims))
    names = {"when": "answered_at", "who": "answered_by"}
    for row in connection.execute("SELECT * FROM answer ORDER BY id").fetchall():
        events.append(Answer(**{name: row[names.get(name, name)] for name in Answer.__dataclass_fields__}).as_event())
    manifest.add([*events, *after])


def refuse_older(connection: sqlite3.Connection, manifest: Manifest) -> None:
    """Refuse a warehouse that lacks what the manifest tells: what was withdrawn or purged since would stand in it again, and files be lost.

    An answer is not missed, as one whose query is no longer asked is left out of a warehouse that is made again. Raises WarehouseError.
    """
    known: dict[str, set[str]] = {}
    for sha256, status in connection.execute("SELECT sha256, status FROM source"):
        known.setdefault(sha256, set()).add(status)
    taken, out = manifest.hashes()
    lacking = len(taken - known.keys()) + sum("withdrawn" not in known.get(sha256, ()) for sha256 in out - (taken - known.keys()))
    if lacking:
        what = "one file that was" if lacking == 1 else f"{lacking} files that were"
        raise WarehouseError(
            f"The warehouse is older than archive/, as one restored from a copy: it does not know of {what} taken in, withdrawn or purged since. "
            "Run 'boardpaper rebuild', then ingest again."
        )


def withdraw_event(filename: str, sha256: str, reason: str) -> Event:
    return {"event": "withdraw", "name": filename, "sha256": sha256, "reason": reason, "when": now()}
