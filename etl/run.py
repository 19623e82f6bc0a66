"""What becomes of each file that is read: held or taken in, under a savepoint of its own, with its bytes in the archive."""

import hashlib
import sqlite3
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import BoardpaperError
from ..layouts import Layout
from ..warehouse.carried_answers import carry_answers
from ..warehouse.carried_readings import carry_readings
from ..warehouse.changes import ask_about_changes
from ..warehouse.corrected import ask_of_corrected
from ..warehouse.holds import part
from ..warehouse.issues import add_issues
from ..warehouse.records import Extract, Issue
from ..warehouse.rules import ask_by_rules, offer_functions
from ..warehouse.sources import add_repairs, count_rows
from ..warehouse.submissions import add_submission
from ..warehouse.working_days import WorkingDays
from ..workspace import Workspace
from . import limits
from .claims import find_claims
from .context import Held
from .deadline import within
from .extract import Extractor, Recognised
from .privacy import Identifier, describe, find_identifiers, find_in_unreadable, identifier_issues, shown_name
from .register import Outcome, Register, not_opened
from .workbook import Unreadable, Workbook

_COMMIT_SECONDS = 1.0
_CHANGED = "it was changed while it was being read, so nothing of it was taken in: ingest again"


@dataclass
class Run:
    """Takes in files that the register says are new; what was accepted of those that they replace stands for them too where it `carries`."""

    workspace: Workspace
    register: Register
    extractor: Extractor
    dry_run: bool = False
    carries: bool = True
    days: WorkingDays = field(init=False)
    committed: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.days = offer_functions(self.connection)

    @property
    def connection(self) -> sqlite3.Connection:
        return self.register.connection

    @property
    def layouts(self) -> Mapping[str, Layout]:
        return self.register.layouts

    @property
    def hashes(self) -> Mapping[Path, str]:
        return self.register.hashes

    def take(self, path: Path, read: Workbook | Unreadable | OSError) -> None:
        """Load one file under a savepoint of its own; commit about once a second, so that a stop loses at most that."""
        self.connection.execute("SAVEPOINT source")
        told = len(self.register.events)
        try:
            outcome = self._outcome(path, read)
        except _Unseen as unseen:
            self.connection.execute("ROLLBACK TO source")
            self.connection.execute("RELEASE source")
            del self.register.events[told:]
            self.register.pass_over(shown_name(path.name, self.hashes[path]), unseen.reason)
            return
        except (BoardpaperError, sqlite3.OperationalError, OSError):
            raise  # not this file's doing: the run itself cannot go on
        except Exception as error:  # a fault of ours that one file brings out must not cost the others; it is held under its name
            self.connection.execute("ROLLBACK TO source")
            del self.register.events[told:]
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
        self.register.report.outcomes.append(outcome)
        if not self.dry_run and time.monotonic() - self.committed > _COMMIT_SECONDS:
            self.register.commit()
            self.connection.execute("BEGIN")
            self.committed = time.monotonic()

    def _outcome(self, path: Path, read: Workbook | Unreadable | OSError) -> Outcome:
        if isinstance(read, OSError):
            raise _Unseen(not_opened(read))
        if read.sha256 not in ("", self.hashes[path]):
            raise _Unseen(_CHANGED)
        if isinstance(read, Unreadable):
            return self._hold_unreadable(path, read)
        recognised: Recognised | None = None
        try:
            with within(limits.SECONDS - read.seconds, of=limits.SECONDS):
                recognised = self.extractor.recognise(read)
                identifiers = find_identifiers(read, path.name, recognised.tables)
                extract = None if identifiers else self.extractor.extract(recognised, path.name)
        except Unreadable as slow:
            return self._hold(path, slow.code, slow.sentence, [], archive=False)
        except Held as held:
            issues = [held.issue] if held.issue else []
            return self._hold(path, held.code, held.sentence, issues, recognised=recognised)
        return self._accept(path, extract) if extract else self._hold_identifiers(path, identifiers, recognised=recognised)

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

    def _hold_identifiers(self, path: Path, found: list[Identifier], *others: str, recognised: Recognised | None = None) -> Outcome:
        sentence = " ".join([describe(found), *others])
        return self._hold(path, "person_identifiers", sentence, identifier_issues(found), archive=False, recognised=recognised)

    def _hold(
        self, path: Path, code: str, sentence: str, issues: list[Issue], *, archive: bool = True, recognised: Recognised | None = None
    ) -> Outcome:
        """Record a file that is not used, and why. One that holds identifiers is not archived."""
        filename = shown_name(path.name, self.hashes[path])
        found, cure = part(sentence)
        issues = issues or [Issue("", "", "block", code, found, "a return that can be read", cure)]
        claims = find_claims(path.name, self.extractor.names, self.layouts, recognised)
        self.register.hold(filename, self.hashes[path], f"{code}: {sentence}", issues, claims, archive=archive)
        if archive:
            self._archive(path)
        return Outcome(filename, "held", f"{code}: {sentence}")

    def _accept(self, path: Path, extract: Extract) -> Outcome:
        self._archive(path)
        returns = sorted({f"{self.layouts[item.return_name].title} ({item.provider}, {item.period})" for item in extract.submissions})
        shown = "; ".join(returns[:3]) + (f" and {len(returns) - 3} more" if len(returns) > 3 else "")
        reason = f"taken_in: {shown}."
        name = shown_name(path.name, self.hashes[path])
        source_id = self.register.add(name, self.hashes[path], "accepted", reason)
        add_issues(self.connection, source_id, extract.issues)
        add_repairs(self.connection, source_id, extract.repairs)
        for submission in extract.submissions:
            layout = self.layouts[submission.return_name]
            submission_id = add_submission(self.connection, source_id, submission, layout)
            ask_by_rules(self.connection, self.days, source_id, submission_id, layout)
        ask_about_changes(self.connection, source_id, self.layouts)
        ask_of_corrected(self.connection, source_id)
        carried = [*carry_answers(self.connection, source_id, self.layouts), *carry_readings(self.connection, source_id)] if self.carries else []
        self.register.events.extend(answer.as_event() for answer in carried)
        self.register.report.carried += len(carried)
        count_rows(self.connection, source_id, extract)
        counted = "SELECT count(*) FROM issue WHERE source_id = ? AND severity <> 'info' AND settled IS NULL"
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
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def _bytes(self, path: Path) -> bytes:
        """Return the bytes of a file. Raises _Unseen where they are no longer those that were hashed."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise _Unseen(not_opened(error)) from None
        if hashlib.sha256(data).hexdigest() != self.hashes[path]:
            raise _Unseen(_CHANGED)
        return data


class _Unseen(Exception):
    """The file went away or was changed between one look at it and the next: nothing of it is taken in under the wrong hash."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
