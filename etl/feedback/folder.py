"""The feedback folder, brought to what the warehouse says: what is new is written, what is answered is taken away, what a person changed is left."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...layouts import Layout
from ...workspace import Workspace
from .told import Told, tell

_RECORD = ".written.json"


@dataclass
class Feedback:
    """What became of the folder: the files whose feedback was written, what was left as a person had changed it, what could not be written."""

    written: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def write_feedback(workspace: Workspace, connection: sqlite3.Connection, layouts: Mapping[str, Layout]) -> Feedback:
    """Write the feedback that is due. The same warehouse and archive give the same bytes, and a second run writes nothing.

    A file that a person has changed since is left; one that a person has taken away is not written again until there is something else to say.
    """
    feedback = Feedback()
    old = _read_record(workspace.feedback)
    told = {item.key: item for item in tell(connection, layouts)}
    record = {}
    for key, entry in old.items():
        if key in told:
            record[key] = entry
        else:
            _remove(workspace.feedback, entry["files"], feedback)
    archived: dict[str, Path] = {}
    for key, item in told.items():
        mark = hashlib.sha256(f"{item!r} {workspace.settings.organisation.name}".encode("utf-8", "replace")).hexdigest()
        if key in old and old[key]["of"] == mark:
            continue
        archived = archived or _archived(workspace.archive)
        before = old[key]["files"] if key in old else {}
        files = _renew(workspace, item, archived.get(item.sha256), before, feedback)
        if files is not None:
            record[key] = {"of": mark, "files": files}
    if record != old:
        _write_record(workspace.feedback, record, feedback)
    return feedback


def _renew(workspace: Workspace, item: Told, source: Path | None, before: Mapping[str, str], feedback: Feedback) -> dict[str, str] | None:
    """Write the files of one source and take away those that it no longer has; return their hashes, None where that has to be tried again."""
    from .make import make_files  # most runs have nothing to write, and it brings the libraries that read and write workbooks

    folder = workspace.feedback
    try:
        made = make_files(item, source, workspace.settings.organisation.name)
        for name, data in made.items():
            _put(folder / name, data, before.get(name), feedback)
        _remove(folder, {name: mark for name, mark in before.items() if name not in made}, feedback)
    except Exception:  # the returns are in already, and one file's feedback must not cost the report of them, or the feedback of the others
        feedback.failed.append(item.filename)
        return None
    feedback.written.append(item.filename)
    return {name: _hash(data) for name, data in made.items()}


def _put(path: Path, data: bytes, before: str | None, feedback: Feedback) -> None:
    there = path.read_bytes() if path.is_file() else None
    if there is not None and there != data and _hash(there) != before:
        feedback.left.append(path.name)
    elif there != data:
        _write_whole(path, data)


def _remove(folder: Path, files: Mapping[str, str], feedback: Feedback) -> None:
    """Take away files of feedback that are as they were written; one that a person changed stays."""
    for name, mark in files.items():
        path = folder / name
        try:
            if path.is_file() and _hash(path.read_bytes()) == mark:
                path.unlink()
            elif path.is_file():
                feedback.left.append(name)
        except OSError:
            feedback.left.append(name)


def _archived(archive: Path) -> dict[str, Path]:
    """Return the kept files by hash."""
    return {path.stem: path for path in sorted(archive.iterdir()) if path.suffix != ".part"} if archive.is_dir() else {}


def _read_record(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write_record(folder: Path, record: Mapping[str, Any], feedback: Feedback) -> None:
    try:
        _write_whole(folder / _RECORD, json.dumps(record, indent=1, sort_keys=True).encode())
    except OSError:
        feedback.failed.append(_RECORD)


def _write_whole(path: Path, data: bytes) -> None:
    """Put a file in its place in one step, so that no half of it is ever seen."""
    path.parent.mkdir(exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
