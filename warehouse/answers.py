"""Answers to queries: kept by the file's hash, sheet, cell and code, so that they outlive the numbers of a warehouse."""

import sqlite3
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict

Kind = Literal["accept", "value"]


class Answer(Struct, frozen=True):
    """What a person says to a query: that the value stands, or what it should be, and why; `found` is what was asked about.

    `carried_from` is the file that it was said of, where that is an earlier one.
    """

    sha256: str
    sheet: str
    cell: str
    code: str
    found: str
    kind: Kind
    value: str | None
    reason: str
    when: str
    who: str
    carried_from: str | None = None

    def as_event(self) -> dict[str, object]:
        said = asdict(self)
        if self.carried_from is None:
            del said["carried_from"]
        return {"event": "answer", **said}

    @classmethod
    def of_event(cls, event: dict[str, str]) -> "Answer":
        return cls(**{name: event[name] for name in cls.__struct_fields__ if name in event})  # type: ignore[arg-type]


class Given(Struct, frozen=True):
    """An answer as it was put on record: `before` is what was returned, `after` what stands now, both None where the value stands.

    What is accepted of a value that was not used has it in `before` alone: it stays out of use.
    """

    answer: Answer
    before: str | None = None
    after: str | None = None

    @classmethod
    def accepted(cls, answer: Answer, issue: sqlite3.Row) -> "Given":
        return cls(answer, issue["found"] if issue["severity"] == "block" else None)

    @property
    def says(self) -> str:
        return say(self.answer.kind, self.before, self.after, self.answer.reason, self.answer.carried_from)


def say(kind: str, before: str | None, after: str | None, reason: str, carried_from: str | None = None) -> str:
    """Return an answer in words, for whoever reads a figure that rests on it."""
    accepted = "it stands as it is" if before is None else "what was returned stays out of use"
    what = f"{after} instead of {before}" if kind == "value" else accepted
    of = f" (said of {carried_from}, which has the same)" if carried_from else ""
    return f"{what}, because {reason.rstrip('. ')}{of}"


def returned_before(connection: sqlite3.Connection, answer: Answer) -> str | None:
    """Return what was returned in a cell to which a value was given before."""
    row = connection.execute(
        "SELECT before FROM answer WHERE sha256 = ? AND sheet = ? AND cell = ? AND kind = 'value' ORDER BY id LIMIT 1",
        [answer.sha256, answer.sheet, answer.cell],
    ).fetchone()
    return row["before"] if row else None


def add_answer(connection: sqlite3.Connection, issue: int, given: Given) -> None:
    """Put an answer on record; what it replaces stays, and says so."""
    answer = given.answer
    place = [answer.sha256, answer.sheet, answer.cell]
    cursor = connection.execute(
        "INSERT INTO answer (issue, sha256, sheet, cell, code, found, kind, value, before, after, reason, answered_at, answered_by, carried_from) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            issue,
            *place,
            answer.code,
            answer.found,
            answer.kind,
            answer.value,
            given.before,
            given.after,
            answer.reason,
            answer.when,
            answer.who,
            answer.carried_from,
        ],
    )
    # a value that is accepted is the one that was given before: an accepting answer replaces no value
    connection.execute(
        "UPDATE answer SET replaced_by = :new WHERE replaced_by IS NULL AND id <> :new AND sha256 = :sha AND sheet = :sheet AND cell = :cell "
        "AND ((kind = 'value' AND :kind = 'value') OR (kind = 'accept' AND code = :code AND (cell <> '' OR found = :found)))",
        {
            "new": cursor.lastrowid,
            "sha": answer.sha256,
            "sheet": answer.sheet,
            "cell": answer.cell,
            "kind": answer.kind,
            "code": answer.code,
            "found": answer.found,
        },
    )
    connection.execute("UPDATE issue SET settled = ? WHERE id = ?", [given.says, issue])


def standing_answers(connection: sqlite3.Connection) -> dict[tuple[int, str, str], list[str]]:
    """Return the answers in force, in words, by source, sheet and cell: each value given, and each query that was answered."""
    found: dict[tuple[int, str, str], list[str]] = {}
    for source, sheet, cell, *said in connection.execute(
        "SELECT s.id, a.sheet, a.cell, a.kind, a.before, a.after, a.reason, a.carried_from FROM answer a "
        "JOIN source s ON s.sha256 = a.sha256 AND s.status = 'accepted' WHERE a.replaced_by IS NULL AND (a.kind = 'value' OR EXISTS "
        "(SELECT 1 FROM issue i WHERE i.source_id = s.id AND i.sheet = a.sheet AND i.cell = a.cell AND i.code = a.code AND i.settled IS NOT NULL)) "
        "ORDER BY a.id"
    ):
        found.setdefault((source, sheet, cell), []).append(say(*said))
    return found
