"""Doing again, in a new warehouse, what the manifest tells: files read and loaded, answers given, files withdrawn."""

import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from ..errors import BoardpaperError, WarehouseError
from ..layouts import Layout
from ..warehouse.answers import Answer
from ..warehouse.connection import writer
from ..warehouse.manifest import Event
from ..warehouse.numbers import keep_numbers
from ..warehouse.records import Claim, Issue
from ..warehouse.rules import check_rules
from ..warehouse.sources import known_sources, load_providers
from ..warehouse.withdrawal import take_out
from ..workspace import Workspace
from .extract import Extractor
from .guard import read_all
from .headings import Headings
from .providers import ProviderNames
from .register import Register, Report
from .run import Run
from .settle import answer_issue

Statuses: TypeAlias = dict[int, tuple[str, str]]


@dataclass
class Rebuilt:
    """What a rebuild made: how many sources, answers and withdrawals; what became of a file otherwise than before; what could not be done again."""

    sources: int = 0
    answers: int = 0
    withdrawn: int = 0
    changed: list[tuple[str, str, str]] = field(default_factory=list)
    not_answered: list[tuple[str, str]] = field(default_factory=list)
    kept: Path | None = None


def statuses(connection: sqlite3.Connection) -> Statuses:
    """Return the name of each source, and what became of it."""
    return {row["id"]: (row["filename"], row["status"]) for row in connection.execute("SELECT id, filename, status FROM source ORDER BY id")}


def is_read(step: Event) -> bool:
    """Say whether a file is read again: one whose bytes are not kept, a copy and one that came in vain are told from the manifest."""
    return step["event"] == "source" and step["status"] in ("accepted", "held") and "issues" not in step


def _changes(before: Statuses, after: Statuses) -> list[tuple[str, str, str]]:
    return [
        (name, before[number][1] if number in before else "not there", status)
        for number, (name, status) in after.items()
        if before.get(number, ("", ""))[1] != status
    ]


@dataclass
class Replay:
    workspace: Workspace
    layouts: Mapping[str, Layout]
    steps: list[Event]
    bytes_of: Mapping[str, Path]
    folder: Path
    passwords: Sequence[str]
    progress: Callable[[int, int], None] | None
    before: Statuses
    numbers: dict[tuple[str, ...], list[int]]
    rebuilt: Rebuilt = field(default_factory=Rebuilt)

    def run(self) -> Rebuilt:
        """Do every step again in a new warehouse."""
        self.folder.mkdir()
        paths = [self._stage(step) for step in filter(is_read, self.steps)]
        extractor = Extractor(Headings(self.layouts), ProviderNames(self.workspace.providers))
        with writer(self.folder / "warehouse.db", self.layouts) as connection:
            check_rules(connection, self.layouts)
            connection.execute("BEGIN")
            load_providers(connection, self.workspace.providers)
            _reserve_numbers(connection, self.steps)
            register = Register(connection, self.layouts, Report())
            run = Run(self.workspace, register, extractor, carries=False)
            reads = read_all(paths, passwords=self.passwords)
            for done, step in enumerate(self.steps, start=1):
                if is_read(step):
                    path, read = next(reads)
                    if register.is_new(path):
                        run.take(path, read)
                else:
                    self._tell(register, step)
                self.rebuilt.sources += step["event"] == "source"
                if self.progress:
                    self.progress(done, len(self.steps))
            keep_numbers(connection, self.numbers)
            self.rebuilt.changed = _changes(self.before, statuses(connection))
            register.commit()
        if register.report.passed_over:
            name, reason = register.report.passed_over[0]
            raise WarehouseError(f"{name} could not be read from archive/ ({reason}), so nothing was replaced: run 'boardpaper rebuild' again.")
        return self.rebuilt

    def _stage(self, step: Event) -> Path:
        """Give a file of the archive its own name back, as a name may say the period."""
        path = self.folder / str(step["number"]) / str(step["name"])
        path.parent.mkdir()
        shutil.copyfile(self.bytes_of[step["sha256"]], path)
        return path

    def _tell(self, register: Register, step: Event) -> None:
        """Do again what needs no reading."""
        connection = register.connection
        if step["event"] == "withdraw":
            row = connection.execute("SELECT id FROM source WHERE filename = ? AND sha256 = ?", [step["name"], step["sha256"]]).fetchone()
            take_out(connection, self.layouts, row["id"], step["reason"])
            register.known = dict(known_sources(connection))
            self.rebuilt.withdrawn += 1
        elif step["event"] == "answer":
            self._answer(connection, Answer.of_event(step))
        elif step["event"] == "source" and "issues" in step:
            claims = [Claim.of_row(row) for row in step.get("claims", [])]
            register.hold(step["name"], step["sha256"], step["reason"], [Issue(*issue) for issue in step["issues"]], claims, archive=False)
        elif step["event"] == "source":
            register.add(step["name"], step["sha256"], step["status"], step["reason"])

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
