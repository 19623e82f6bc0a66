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
from ..kind import tell_kind
from ..workbook import Unreadable
from .annotate import annotate
from .letter import letter
from .listing import list_alone
from .names import LETTER, MARKED
from .outline import Refused
from .told import Told, tell
from .words import NOTHING_KEPT, UNREADABLE

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
    folder = workspace.feedback
    try:
        made = _files(item, source, workspace.settings.organisation.name)
        for name, data in made.items():
            _put(folder / name, data, before.get(name), feedback)
        _remove(folder, {name: mark for name, mark in before.items() if name not in made}, feedback)
    except Exception:  # the returns are in already, and one file's feedback must not cost the report of them, or the feedback of the others
        feedback.failed.append(item.filename)
        return None
    feedback.written.append(item.filename)
    return {name: _hash(data) for name, data in made.items()}


def _files(item: Told, source: Path | None, organisation: str) -> dict[str, bytes]:
    """Return the files of one source's feedback by name: the e-mail, and the workbook that goes with it, where one may."""
    name, data, not_marked = "", b"", ""
    if item.held_for not in NOTHING_KEPT | UNREADABLE:
        data, ending, not_marked = _workbook(item, source)
        name = f"{item.label}{MARKED}{ending}"
    text = letter(item, organisation, name, not_marked).encode("utf-8", "replace")
    return {**({name: data} if name else {}), f"{item.label}{LETTER}.txt": text}


def _workbook(item: Told, source: Path | None) -> tuple[bytes, str, str]:
    """Return the sender's own workbook, marked, and its ending; else the list of issues alone, and why the other could not be."""
    try:
        if source is None:
            raise Refused("the copy that we keep of it is missing")
        data = source.read_bytes()
        if tell_kind(data) != "xlsx":
            raise Refused("only a workbook of the newer kind (.xlsx) can hold them")
        return *annotate(data, item.filename, _IN_THE_WORKBOOK, item.entries), ""
    except Unreadable:
        why = "it cannot be opened"
    except Refused as refused:
        why = str(refused)
    advice = [f"Please correct this in your own copy of the file, save it and send it back. Notes could not be put into the file, because {why}."]
    return list_alone(item.filename, advice, item.entries), ".xlsx", why


_IN_THE_WORKBOOK = (
    "Please correct the cells listed here in this workbook, save it and send it back. A note stands at each of them.",
    "This sheet may stay: it is passed over when the return is read again.",
)


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
