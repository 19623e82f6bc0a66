"""The warehouse again from archive/: what the manifest tells, done again in its order, with the layouts and providers of today."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from ..errors import WarehouseError
from ..layouts import load_layouts
from ..warehouse.connection import reader
from ..warehouse.expected import check_expectations
from ..warehouse.history import begin_manifest
from ..warehouse.lock import lock
from ..warehouse.manifest import NAME, Event, Manifest
from ..warehouse.numbers import read_numbers
from ..warehouse.purge import BEFORE_REBUILD
from ..workspace import Workspace
from .replay import Rebuilt, Replay, Statuses, is_read, statuses

_MOST_NAMED = 5


def rebuild(workspace: Workspace, *, passwords: Sequence[str] = (), progress: Callable[[int, int], None] | None = None) -> Rebuilt:
    """Make the warehouse again, beside the one that is there, and put it into its place when it is whole.

    Raises WarehouseError where a file is missing from archive/, or was changed there: then nothing is replaced.
    """
    layouts = load_layouts(workspace.layouts)
    check_expectations(workspace.settings, layouts, workspace.providers)
    before, numbers = _look_back(workspace)
    with lock(workspace.warehouse.with_suffix(".lock")):
        events = Manifest(workspace.archive).read()
        if not events:
            raise WarehouseError(
                f"There is no archive/{NAME} to go by: move {workspace.warehouse.name} away if it is spoilt, and run 'boardpaper ingest'."
            )
        steps = _steps(events)
        bytes_of = _archived(workspace, steps)
        folder = workspace.root / ".rebuilding"
        shutil.rmtree(folder, ignore_errors=True)
        try:
            rebuilt = Replay(workspace, layouts, steps, bytes_of, folder, passwords, progress, before or _told(steps), numbers).run()
            rebuilt.kept = _put_in_place(folder / "warehouse.db", workspace)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return rebuilt


def _look_back(workspace: Workspace) -> tuple[Statuses, dict[tuple[str, ...], list[int]]]:
    """Return what the warehouse that is there says of each source, and the numbers of its issues.

    Nothing where it cannot be read, which may be why it is made again.
    """
    if not workspace.warehouse.is_file():
        return {}, {}
    try:
        with reader(workspace.warehouse) as connection:
            begin_manifest(connection, Manifest(workspace.archive))
            return statuses(connection), read_numbers(connection)
    except WarehouseError:
        return {}, {}


def _told(steps: list[Event]) -> Statuses:
    told = {step["number"]: (step["name"], step["status"]) for step in steps if step["event"] == "source"}
    out = {step["sha256"] for step in steps if step["event"] == "withdraw"}
    gone = {step["number"] for step in steps if step["event"] == "source" and step["sha256"] in out and step["status"] != "duplicate"}
    return {number: (name, "withdrawn" if number in gone else status) for number, (name, status) in told.items()}


def _steps(events: list[Event]) -> list[Event]:
    """Return what is to be done again: of each file the last that became of it, as a held one was read more than once."""
    last: dict[tuple[str, str], int] = {}
    for place, event in enumerate(events):
        if event["event"] == "source":
            last[event["name"], event["sha256"]] = place
    steps = [event for place, event in enumerate(events) if event["event"] != "source" or last[event["name"], event["sha256"]] == place]
    return _numbered(steps)


def _numbered(steps: list[Event]) -> list[Event]:
    """Give each source a number of its own: one that a crash cut short may have left its number to another."""
    taken = {step["number"]: step for step in steps if step["event"] == "source"}
    free = max(taken, default=0)
    for step in steps:
        if step["event"] == "source" and taken[step["number"]] is not step:
            free += 1
            step["number"] = free
    return steps


def _archived(workspace: Workspace, steps: list[Event]) -> dict[str, Path]:
    """Return the archived file of each hash that is to be read. Raises WarehouseError that names what is missing or was changed."""
    there = {path.stem: path for path in workspace.archive.iterdir() if path.name != NAME and path.suffix != ".part"}
    missing, changed = [], []
    for step in filter(is_read, steps):
        path = there.get(step["sha256"])
        if path is None:
            missing.append(step["name"])
        elif hashlib.sha256(path.read_bytes()).hexdigest() != step["sha256"]:
            changed.append(step["name"])
    for what, names in (("is missing from archive/", missing), ("was changed in archive/", changed)):
        if names:
            more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
            shown = ", ".join(names[:_MOST_NAMED]) + more
            raise WarehouseError(f"{shown} {what}, so nothing was replaced: restore archive/ from a copy, or purge the file.")
    return there


def _put_in_place(made: Path, workspace: Workspace) -> Path | None:
    """Put the new warehouse into place, whole; the one that was there is kept beside it."""
    old = workspace.warehouse
    kept = workspace.root / BEFORE_REBUILD if old.is_file() else None
    if kept:
        part = made.with_suffix(".old")
        shutil.copyfile(old, part)
        part.replace(kept)
    # a journal of the old warehouse would be played into the new one
    old.with_name(f"{old.name}-journal").unlink(missing_ok=True)
    made.replace(old)
    return kept
