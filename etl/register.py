"""What the warehouse knows of each file, and what this run found: which are new, and what became of the others."""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from .. import __version__
from ..layouts import Layout
from ..warehouse.claims import renew_claims
from ..warehouse.history import source_event
from ..warehouse.issues import add_issues
from ..warehouse.manifest import Event, Manifest
from ..warehouse.records import Claim, Issue
from ..warehouse.sources import Known, Provenance, add_source, known_sources
from ..warehouse.withdrawal import PURGED
from .feedback.folder import Feedback

_LIBRARIES = ("python-calamine", "openpyxl", "xlrd")


@dataclass(frozen=True)
class Outcome:
    """What became of one file in this run. `status` is a source's, or "known" where it was passed over unchanged."""

    filename: str
    status: str
    reason: str
    rows_read: int = 0
    rows_loaded: int = 0
    rows_set_aside: int = 0
    queries: int = 0


@dataclass
class Report:
    """What an ingest did: one outcome a file, what was passed over, the feedback that was written, and whether all is in.

    `gone` are held files, number and name, that no longer lie in returns/; `carried` the queries that an answer about the return before settles.
    """

    outcomes: list[Outcome] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)
    unseen: int = 0
    gone: list[tuple[int, str]] = field(default_factory=list)
    carried: int = 0
    feedback: Feedback = field(default_factory=Feedback)

    @property
    def all_in(self) -> bool:
        return not self.unseen and not any(outcome.status in ("held", "refused") for outcome in self.outcomes)


@dataclass
class Register:
    """The files of a run and of those before. It reads none, so that files which are all known cost nothing of what reads and converts."""

    connection: sqlite3.Connection
    layouts: Mapping[str, Layout]
    report: Report
    manifest: Manifest | None = None
    events: list[Event] = field(default_factory=list)
    known: dict[str, list[Known]] = field(init=False)
    hashes: dict[Path, str] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.known = dict(known_sources(self.connection))

    @cached_property
    def made_with(self) -> Provenance:
        libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
        return Provenance(__version__, libraries, ", ".join(f"{name} {layout.version}" for name, layout in sorted(self.layouts.items())))

    def is_new(self, path: Path) -> bool:
        """Hash a file and settle it at once where its bytes are known; say whether it is to be read."""
        try:
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            self.pass_over(shown(path), not_opened(error))
            return False
        same = self.known.setdefault(sha256, [])
        name = path.name if any(known.filename == path.name for known in same) else shown(path, sha256)
        if (name, sha256) in self.seen:
            self.report.passed_over.append((name, "the same file was named twice in this run"))
            return False
        self.seen.add((name, sha256))
        if out := next((known for known in same if known.status == "withdrawn"), None):
            self._leave_out(name, sha256, out, is_known=any(known.filename == name for known in same))
            return False
        mine = next((known for known in same if known.filename == name), None)
        other = next((known for known in same if known.filename != name and known.status != "duplicate"), None)
        if mine and mine.status not in ("held", "duplicate"):
            self.report.outcomes.append(Outcome(name, "known", f"unchanged: it was {mine.status} before."))
            return False
        if other and (mine is None or mine.status == "duplicate"):
            reason = f"same_bytes: The file has the same bytes as {other.filename}, so nothing of it was loaded."
            self.add(name, sha256, "duplicate", reason)
            self.report.outcomes.append(Outcome(name, "duplicate" if mine is None else "known", reason))
            return False
        self.hashes[path] = sha256
        same.append(Known(0, name, "held", ""))
        return True

    def _leave_out(self, name: str, sha256: str, out: Known, *, is_known: bool) -> None:
        """Name a file whose bytes were withdrawn or purged; it is not taken in under any name."""
        if out.reason.startswith(PURGED):
            reason = "purged: The file held person identifiers and was purged, so nothing of it was taken in. Please delete this copy."
            self.report.outcomes.append(Outcome(name, "refused", reason))
            return
        why = out.reason.partition(": ")[2]
        reason = f"withdrawn: It was withdrawn before ({why}), so nothing of it was taken in."
        if not is_known:
            reason = f"same_bytes: The file has the same bytes as {out.filename}, which was withdrawn, so nothing of it was taken in."
            self.add(name, sha256, "withdrawn", reason)
        self.report.outcomes.append(Outcome(name, "withdrawn", reason))

    def add(self, name: str, sha256: str, status: str, reason: str, unarchived: list[Issue] | None = None, claims: Sequence[Claim] = ()) -> int:
        """Record a file and what became of it, in the warehouse and for the manifest; `unarchived` are the issues of one whose bytes are not kept."""
        number = add_source(self.connection, name, sha256, status, reason, self.made_with)
        last = next((known for known in self.known.get(sha256, []) if known.filename == name and known.id), None)
        if last is None or (last.status, last.reason) != (status, reason):
            self.events.append(source_event(number, name, sha256, status, reason, unarchived, claims))
        return number

    def commit(self) -> None:
        """Commit what was taken in, told in the manifest before: what the warehouse has is never without its line there."""
        if self.manifest:
            self.manifest.add(self.events)
            self.events.clear()
        self.connection.execute("COMMIT")

    def hold(self, filename: str, sha256: str, reason: str, issues: list[Issue], claims: Sequence[Claim], *, archive: bool) -> None:
        """Record a file as held, with what it can be told to be; one that is held again for the same reason keeps its issues, and their numbers."""
        same = (known for known in self.known.get(sha256, []) if (known.filename, known.status, known.reason) == (filename, "held", reason))
        if (before := next((known.id for known in same if known.id), None)) is None:
            before = self.add(filename, sha256, "held", reason, None if archive else issues, claims)
            add_issues(self.connection, before, issues)
        renew_claims(self.connection, before, claims)

    def pass_over(self, name: str, reason: str) -> None:
        """Name a file that was not seen as it is, and may hold a return."""
        self.report.passed_over.append((name, reason))
        self.report.unseen += 1


def not_opened(error: OSError) -> str:
    return f"it cannot be opened ({error.strerror}): close it in Excel and ingest again"


def shown(path: Path, sha256: str = "") -> str:
    """Return the name that a file is known by; the look for identifiers in it is imported where a name was not looked at before."""
    from .privacy import shown_name

    return shown_name(path.name, sha256)
