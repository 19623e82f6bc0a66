"""The warehouse again from archive/: what the manifest tells, done again in its order, with the layouts and providers of today."""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from ..errors import BoardpaperError, WarehouseError
from ..layouts import Layout, load_layouts
from ..warehouse.answers import Answer
from ..warehouse.connection import reader, writer
from ..warehouse.expected import check_expectations
from ..warehouse.history import begin_manifest
from ..warehouse.lock import lock
from ..warehouse.manifest import NAME, Event, Manifest
from ..warehouse.numbers import keep_numbers, read_numbers
from ..warehouse.purge import BEFORE_REBUILD
from ..warehouse.records import Issue
from ..warehouse.rules import check_rules
from ..warehouse.sources import known_sources, load_providers
from ..warehouse.withdrawal import take_out
from ..workspace import Workspace
from .extract import Extractor
from .guard import read_all
from .headings import Headings
from .ingest import Report, Run
from .providers import ProviderNames
from .settle import answer_issue

_MOST_NAMED = 5
_Statuses: TypeAlias = dict[int, tuple[str, str]]


@dataclass
class Rebuilt:
    """What a rebuild made: how many sources, answers and withdrawals; what became of a file otherwise than before; what could not be done again."""

    sources: int = 0
    answers: int = 0
    withdrawn: int = 0
    changed: list[tuple[str, str, str]] = field(default_factory=list)
    not_answered: list[tuple[str, str]] = field(default_factory=list)
    kept: Path | None = None


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
            raise WarehouseError(f"There is no archive/{NAME} to make the warehouse from: run 'boardpaper ingest'.")
        steps = _steps(events)
        bytes_of = _archived(workspace, steps)
        folder = workspace.root / ".rebuilding"
        shutil.rmtree(folder, ignore_errors=True)
        try:
            rebuilt = _Replay(workspace, layouts, steps, bytes_of, folder, passwords, progress, before or _told(steps), numbers).run()
            rebuilt.kept = _put_in_place(folder / "warehouse.db", workspace)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return rebuilt


def _look_back(workspace: Workspace) -> tuple[_Statuses, dict[tuple[str, ...], list[int]]]:
    """Return what the warehouse that is there says of each source, and the numbers of its issues.

    Nothing where it cannot be read, which may be why it is made again.
    """
    if not workspace.warehouse.is_file():
        return {}, {}
    try:
        with reader(workspace.warehouse) as connection:
            begin_manifest(connection, Manifest(workspace.archive))
            return _statuses(connection), read_numbers(connection)
    except WarehouseError:
        return {}, {}


def _statuses(connection: sqlite3.Connection) -> _Statuses:
    return {row["id"]: (row["filename"], row["status"]) for row in connection.execute("SELECT id, filename, status FROM source ORDER BY id")}


def _told(steps: list[Event]) -> _Statuses:
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


def _is_read(step: Event) -> bool:
    """Say whether a file is read again: one whose bytes are not kept, a copy and one that came in vain are told from the manifest."""
    return step["event"] == "source" and step["status"] in ("accepted", "held") and "issues" not in step


def _archived(workspace: Workspace, steps: list[Event]) -> dict[str, Path]:
    """Return the archived file of each hash that is to be read. Raises WarehouseError that names what is missing or was changed."""
    there = {path.stem: path for path in workspace.archive.iterdir() if path.name != NAME and path.suffix != ".part"}
    missing, changed = [], []
    for step in filter(_is_read, steps):
        path = there.get(step["sha256"])
        if path is None:
            missing.append(step["name"])
        elif hashlib.sha256(path.read_bytes()).hexdigest() != step["sha256"]:
            changed.append(step["name"])
    for what, names in (("is missing from archive/", missing), ("was changed in archive/", changed)):
        if names:
            more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
            shown = ", ".join(names[:_MOST_NAMED]) + more
            raise WarehouseError(f"{shown} {what}, so nothing was replaced: restore archive/ from a copy, or withdraw or purge the file.")
    return there


def _changes(before: _Statuses, after: _Statuses) -> list[tuple[str, str, str]]:
    return [
        (name, before[number][1] if number in before else "not there", status)
        for number, (name, status) in after.items()
        if before.get(number, ("", ""))[1] != status
    ]


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


@dataclass
class _Replay:
    workspace: Workspace
    layouts: Mapping[str, Layout]
    steps: list[Event]
    bytes_of: Mapping[str, Path]
    folder: Path
    passwords: Sequence[str]
    progress: Callable[[int, int], None] | None
    before: _Statuses
    numbers: dict[tuple[str, ...], list[int]]
    rebuilt: Rebuilt = field(default_factory=Rebuilt)

    def run(self) -> Rebuilt:
        """Do every step again in a new warehouse."""
        self.folder.mkdir()
        paths = [self._stage(step) for step in filter(_is_read, self.steps)]
        extractor = Extractor(Headings(self.layouts), ProviderNames(self.workspace.providers))
        with writer(self.folder / "warehouse.db", self.layouts) as connection:
            check_rules(connection, self.layouts)
            connection.execute("BEGIN")
            load_providers(connection, self.workspace.providers)
            _reserve_numbers(connection, self.steps)
            run = Run(self.workspace, connection, self.layouts, extractor, Report(), False)
            reads = read_all(paths, passwords=self.passwords)
            for done, step in enumerate(self.steps, start=1):
                if _is_read(step):
                    path, read = next(reads)
                    if run.is_new(path):
                        run.take(path, read)
                else:
                    self._tell(run, step)
                self.rebuilt.sources += step["event"] == "source"
                if self.progress:
                    self.progress(done, len(self.steps))
            keep_numbers(connection, self.numbers)
            self.rebuilt.changed = _changes(self.before, _statuses(connection))
            run.commit()
        if run.report.passed_over:
            name, reason = run.report.passed_over[0]
            raise WarehouseError(f"{name} could not be read from archive/ ({reason}), so nothing was replaced: run 'boardpaper rebuild' again.")
        return self.rebuilt

    def _stage(self, step: Event) -> Path:
        """Give a file of the archive its own name back, as a name may say the period."""
        path = self.folder / str(step["number"]) / str(step["name"])
        path.parent.mkdir()
        shutil.copyfile(self.bytes_of[step["sha256"]], path)
        return path

    def _tell(self, run: Run, step: Event) -> None:
        """Do again what needs no reading."""
        connection = run.connection
        if step["event"] == "withdraw":
            row = connection.execute("SELECT id FROM source WHERE filename = ? AND sha256 = ?", [step["name"], step["sha256"]]).fetchone()
            take_out(connection, self.layouts, row["id"], step["reason"])
            run.known = dict(known_sources(connection))
            self.rebuilt.withdrawn += 1
        elif step["event"] == "answer":
            self._answer(connection, Answer.of_event(step))
        elif step["event"] == "source" and "issues" in step:
            run.hold(step["name"], step["sha256"], step["reason"], [Issue(*issue) for issue in step["issues"]], archive=False)
        elif step["event"] == "source":
            run.add(step["name"], step["sha256"], step["status"], step["reason"])

    def _answer(self, connection: sqlite3.Connection, answer: Answer) -> None:
        """Give an answer again; one whose query is no longer asked, or whose cell takes no such value now, is told."""
        place = f"{answer.sheet} {answer.cell}".strip()
        issue = connection.execute(
            "SELECT i.*, f.filename, f.status FROM issue i JOIN source f ON f.id = i.source_id AND f.status = 'accepted' "
            "WHERE f.sha256 = ? AND i.sheet = ? AND i.cell = ? AND i.code = ? ORDER BY i.found <> ?, i.id",
            [answer.sha256, answer.sheet, answer.cell, answer.code, answer.found],
        ).fetchone()
        if issue is None or (not answer.cell and issue["found"] != answer.found):
            self.rebuilt.not_answered.append((place, f"{answer.code} is no longer asked there"))
            return
        try:
            answer_issue(connection, self.layouts, issue, answer)
            self.rebuilt.answers += 1
        except BoardpaperError as error:
            self.rebuilt.not_answered.append((place, str(error)))


def _reserve_numbers(connection: sqlite3.Connection, steps: list[Event]) -> None:
    """Give every source the number that it had, whatever the order in which they are read."""
    connection.executemany(
        "INSERT INTO source (id, filename, sha256, status, reason, ingested_at, tool_version, libraries, layouts) "
        "VALUES (?, ?, ?, 'held', '', '', '', '', '')",
        sorted((step["number"], step["name"], step["sha256"]) for step in steps if step["event"] == "source"),
    )
