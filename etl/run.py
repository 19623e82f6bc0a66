"""What becomes of each file of a run: known, held or taken in, under a savepoint of its own, with its bytes in the archive."""

import hashlib
import sqlite3
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from .. import __version__
from ..errors import BoardpaperError
from ..layouts import Layout
from ..warehouse.changes import ask_about_changes
from ..warehouse.history import source_event
from ..warehouse.issues import add_issues
from ..warehouse.manifest import Event, Manifest
from ..warehouse.records import Extract, Issue
from ..warehouse.rules import ask_by_rules, offer_functions
from ..warehouse.sources import Known, Provenance, add_repairs, add_source, count_rows, known_sources
from ..warehouse.submissions import add_submission
from ..warehouse.withdrawal import PURGED
from ..warehouse.working_days import WorkingDays
from ..workspace import Workspace
from . import limits
from .context import Held
from .deadline import within
from .extract import Extractor
from .feedback.folder import Feedback
from .privacy import Identifier, describe, find_identifiers, find_in_unreadable, identifier_issues, shown_name
from .workbook import Unreadable, Workbook

_COMMIT_SECONDS = 1.0
_CHANGED = "it was changed while it was being read, so nothing of it was taken in: ingest again"
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
    """What an ingest did: one outcome a file, what was passed over, the feedback that was written, and whether all is in."""

    outcomes: list[Outcome] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)
    unseen: int = 0
    feedback: Feedback = field(default_factory=Feedback)

    @property
    def all_in(self) -> bool:
        return not self.unseen and not any(outcome.status in ("held", "refused") for outcome in self.outcomes)


@dataclass
class Run:
    workspace: Workspace
    connection: sqlite3.Connection
    layouts: Mapping[str, Layout]
    extractor: Extractor
    report: Report
    dry_run: bool
    manifest: Manifest | None = None
    events: list[Event] = field(default_factory=list)
    known: dict[str, list[Known]] = field(init=False)
    hashes: dict[Path, str] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)
    made_with: Provenance = field(init=False)
    days: WorkingDays = field(init=False)
    committed: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.known = dict(known_sources(self.connection))
        self.days = offer_functions(self.connection)
        libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
        self.made_with = Provenance(__version__, libraries, ", ".join(f"{name} {layout.version}" for name, layout in sorted(self.layouts.items())))

    def is_new(self, path: Path) -> bool:
        """Hash a file and settle it at once where its bytes are known; say whether it is to be read."""
        try:
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            self._pass_over(shown_name(path.name), _not_opened(error))
            return False
        name = shown_name(path.name, sha256)
        if (name, sha256) in self.seen:
            self.report.passed_over.append((name, "the same file was named twice in this run"))
            return False
        self.seen.add((name, sha256))
        same = self.known.setdefault(sha256, [])
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

    def add(self, name: str, sha256: str, status: str, reason: str, unarchived: list[Issue] | None = None) -> int:
        """Record a file and what became of it, in the warehouse and for the manifest; `unarchived` are the issues of one whose bytes are not kept."""
        number = add_source(self.connection, name, sha256, status, reason, self.made_with)
        last = next((known for known in self.known.get(sha256, []) if known.filename == name and known.id), None)
        if last is None or (last.status, last.reason) != (status, reason):
            self.events.append(source_event(number, name, sha256, status, reason, unarchived))
        return number

    def commit(self) -> None:
        """Commit what was taken in, told in the manifest before: what the warehouse has is never without its line there."""
        if self.manifest:
            self.manifest.add(self.events)
            self.events.clear()
        self.connection.execute("COMMIT")

    def take(self, path: Path, read: Workbook | Unreadable | OSError) -> None:
        """Load one file under a savepoint of its own; commit about once a second, so that a stop loses at most that."""
        self.connection.execute("SAVEPOINT source")
        told = len(self.events)
        try:
            outcome = self._outcome(path, read)
        except _Unseen as unseen:
            self.connection.execute("ROLLBACK TO source")
            self.connection.execute("RELEASE source")
            del self.events[told:]
            self._pass_over(shown_name(path.name, self.hashes[path]), unseen.reason)
            return
        except (BoardpaperError, sqlite3.OperationalError, OSError):
            raise  # not this file's doing: the run itself cannot go on
        except Exception as error:  # a fault of ours that one file brings out must not cost the others; it is held under its name
            self.connection.execute("ROLLBACK TO source")
            del self.events[told:]
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} in {Path(where.filename).name}, line {where.lineno}"
            outcome = self._hold(
                path,
                "fault",
                f"The file brought out a fault in boardpaper ({place}). Please report it, and send the return on a new form.",
                [],
                archive=False,
            )
        self.connection.execute("RELEASE source")
        self.report.outcomes.append(outcome)
        if not self.dry_run and time.monotonic() - self.committed > _COMMIT_SECONDS:
            self.commit()
            self.connection.execute("BEGIN")
            self.committed = time.monotonic()

    def _outcome(self, path: Path, read: Workbook | Unreadable | OSError) -> Outcome:
        if isinstance(read, OSError):
            raise _Unseen(_not_opened(read))
        if read.sha256 not in ("", self.hashes[path]):
            raise _Unseen(_CHANGED)
        if isinstance(read, Unreadable):
            return self._hold_unreadable(path, read)
        try:
            with within(limits.SECONDS - read.seconds, of=limits.SECONDS):
                recognised = self.extractor.recognise(read)
                identifiers = find_identifiers(read, path.name, recognised.tables)
                extract = None if identifiers else self.extractor.extract(recognised, path.name)
        except Unreadable as slow:
            return self._hold(path, slow.code, slow.sentence, [], archive=False)
        except Held as held:
            return self._hold(path, held.code, held.sentence, [replace(held.issue, sets_aside=False)] if held.issue else [])
        return self._accept(path, extract) if extract else self._hold_identifiers(path, identifiers)

    def _hold_unreadable(self, path: Path, read: Unreadable) -> Outcome:
        """Hold a file that cannot be read; one that is too much to be looked through is not archived."""
        if path.stat().st_size > limits.FILE_BYTES:
            return self._hold(path, read.code, read.sentence, [], archive=False)
        data = self._bytes(path)
        try:
            with within(limits.SECONDS - limits.READING_SECONDS, of=limits.SECONDS):
                identifiers = find_in_unreadable(data, path.name)
        except Unreadable:
            return self._hold(path, read.code, read.sentence, [], archive=False)
        if identifiers:
            return self._hold_identifiers(path, identifiers, read.sentence)
        return self._hold(path, read.code, read.sentence, [])

    def _hold_identifiers(self, path: Path, found: list[Identifier], *others: str) -> Outcome:
        return self._hold(path, "person_identifiers", " ".join([describe(found), *others]), identifier_issues(found), archive=False)

    def _hold(self, path: Path, code: str, sentence: str, issues: list[Issue], *, archive: bool = True) -> Outcome:
        """Record a file that is not used, and why. One that holds identifiers is not archived."""
        filename = shown_name(path.name, self.hashes[path])
        issues = issues or [Issue("", "", "block", code, path.suffix or "no ending", "a return that can be read", sentence)]
        self.hold(filename, self.hashes[path], f"{code}: {sentence}", issues, archive=archive)
        if archive:
            self._archive(path)
        return Outcome(filename, "held", f"{code}: {sentence}")

    def hold(self, filename: str, sha256: str, reason: str, issues: list[Issue], *, archive: bool) -> None:
        """Record a file as held; one that is held again for the same reason keeps its issues, and their numbers."""
        before = self.known.get(sha256, [])
        if any((known.filename, known.status, known.reason) == (filename, "held", reason) for known in before):
            return
        add_issues(self.connection, self.add(filename, sha256, "held", reason, None if archive else issues), issues)

    def _accept(self, path: Path, extract: Extract) -> Outcome:
        self._archive(path)
        returns = sorted({f"{self.layouts[item.return_name].title} ({item.provider}, {item.period})" for item in extract.submissions})
        shown = "; ".join(returns[:3]) + (f" and {len(returns) - 3} more" if len(returns) > 3 else "")
        reason = f"taken_in: {shown}."
        name = shown_name(path.name, self.hashes[path])
        source_id = self.add(name, self.hashes[path], "accepted", reason)
        add_issues(self.connection, source_id, extract.issues)
        add_repairs(self.connection, source_id, extract.repairs)
        for submission in extract.submissions:
            layout = self.layouts[submission.return_name]
            submission_id = add_submission(self.connection, source_id, submission, layout)
            ask_by_rules(self.connection, self.days, source_id, submission_id, layout)
        ask_about_changes(self.connection, source_id, self.layouts)
        count_rows(self.connection, source_id, extract)
        counted = "SELECT count(*) FROM issue WHERE source_id = ? AND severity <> 'info'"
        queries = int(self.connection.execute(counted, [source_id]).fetchone()[0])
        loaded, aside = extract.rows_loaded, extract.rows_set_aside
        return Outcome(name, "accepted", reason, loaded + aside, loaded, aside, queries)

    def _archive(self, path: Path) -> None:
        """Keep the bytes under their hash, written whole or not at all."""
        kept = self.workspace.archive / f"{self.hashes[path]}{path.suffix.lower()}"
        if self.dry_run or kept.exists():
            return
        data = self._bytes(path)
        kept.parent.mkdir(exist_ok=True)
        part = kept.with_suffix(".part")
        try:
            part.write_bytes(data)
            part.replace(kept)
        finally:
            part.unlink(missing_ok=True)

    def _bytes(self, path: Path) -> bytes:
        """Return the bytes of a file. Raises _Unseen where they are no longer those that were hashed."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise _Unseen(_not_opened(error)) from None
        if hashlib.sha256(data).hexdigest() != self.hashes[path]:
            raise _Unseen(_CHANGED)
        return data

    def _pass_over(self, name: str, reason: str) -> None:
        """Name a file that was not seen as it is, and may hold a return."""
        self.report.passed_over.append((name, reason))
        self.report.unseen += 1


class _Unseen(Exception):
    """The file went away or was changed between one look at it and the next: nothing of it is taken in under the wrong hash."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _not_opened(error: OSError) -> str:
    return f"it cannot be opened ({error.strerror}): close it in Excel and ingest again"
