"""Answers that outlive the return that they were given for: what was accepted stands for the same value in the file that replaces it."""

import re
import sqlite3
from collections.abc import Iterator, Mapping

from ..layouts import Layout
from .answers import Answer, Given, add_answer
from .cells import Kept, key_of, read_records
from .changes import VANISHED, names_all
from .records import Issue
from .repeats import REPEATED

OTHERWISE = "answered_otherwise"
_REPLACED = (
    "SELECT s.id, s.source_id, f.filename FROM submission s JOIN source f ON f.id = s.source_id AND f.status = 'accepted' WHERE s.superseded_by = ?1 "
    "OR EXISTS (SELECT 1 FROM replaced r WHERE r.submission_id = s.id AND r.by_submission = ?1) ORDER BY s.id DESC"
)
_ACCEPTED = (
    "SELECT a.*, i.expected FROM answer a JOIN source f ON f.sha256 = a.sha256 AND f.id = ? JOIN issue i ON i.source_id = f.id "
    "AND (i.sheet, i.cell, i.code, i.found) = (a.sheet, a.cell, a.code, a.found) AND i.settled IS NOT NULL "
    "WHERE a.kind = 'accept' AND a.replaced_by IS NULL GROUP BY a.id ORDER BY a.id DESC"
)
_VALUES = "SELECT a.* FROM answer a JOIN source f ON f.sha256 = a.sha256 AND f.id = ? WHERE a.kind = 'value' AND a.replaced_by IS NULL ORDER BY a.id"
_OPEN = "SELECT * FROM issue WHERE source_id = ?1 AND coalesce(submission_id, ?2) = ?2 AND severity <> 'info' AND settled IS NULL ORDER BY id"


def carry_answers(connection: sqlite3.Connection, source_id: int, layouts: Mapping[str, Layout]) -> list[Answer]:
    """Let what was accepted of the returns that a source replaced stand for the same query about the same value of the same record, or sheet.

    What the query rests on has to be the same too. A value that was given in place of another is not carried over: the source is newer word.
    """
    carried = []
    for new in connection.execute(
        "SELECT s.id, s.return, f.sha256 FROM submission s JOIN source f ON f.id = s.source_id WHERE s.source_id = ? ORDER BY s.id", [source_id]
    ).fetchall():
        layout = layouts[new["return"]]
        for old in connection.execute(_REPLACED, [new["id"]]).fetchall():
            accepted = connection.execute(_ACCEPTED, [old["source_id"]]).fetchall()
            asked = connection.execute(_OPEN, [source_id, new["id"]]).fetchall() if accepted else []
            if not asked:
                continue
            before, after = _Records(connection, old["id"], layout), _Records(connection, new["id"], layout)
            for issue in asked:
                said = next((each for each in accepted if _is_same(each, issue, before, after)), None)
                if said is not None:
                    place = (new["sha256"], issue["sheet"], issue["cell"], issue["code"], issue["found"])
                    of = said["carried_from"] or old["filename"]
                    answer = Answer(*place, "accept", None, said["reason"], said["answered_at"], said["answered_by"], of)
                    add_answer(connection, issue["id"], Given.accepted(answer, issue))
                    carried.append(answer)
    return carried


def other_values(connection: sqlite3.Connection, older: sqlite3.Row, newer: sqlite3.Row, layout: Layout) -> Iterator[Issue]:
    """Yield what is told of values that an answer gave to a return, where the one that replaced it says otherwise."""
    given = connection.execute(_VALUES, [older["source_id"]]).fetchall()
    if not given:
        return
    before, after = _Records(connection, older["id"], layout), _Records(connection, newer["id"], layout)
    cure = "What the later file says is used: where the answer still holds, give it again with 'boardpaper settle'."
    for answer in given:
        for place in before.at(answer["sheet"], answer["cell"]):
            old, new = before.value(place), after.value(place)
            if old and new and new.state and old.value != new.value:
                found = f"{new.shown}, where the answer about {older['filename']} was {answer['after']} instead of {answer['before']}"
                yield Issue(new.sheet, new.cell, "info", OTHERWISE, found, "the value that was given as the answer", cure)


_WORD = re.compile(r"\w+")
_Place = tuple[tuple[object, ...], int, str]  # of a field: the key of its record, which of those with that key, and the name


class _Records:
    """The records of a submission by their keys, and the fields that stand in a cell."""

    def __init__(self, connection: sqlite3.Connection, submission_id: int, layout: Layout) -> None:
        self.layout = layout
        self.sheets = {sheet for (sheet,) in connection.execute("SELECT sheet FROM block WHERE submission_id = ?", [submission_id])}
        self._by_key: dict[tuple[object, ...], list[dict[str, Kept]]] = {}
        self._at: dict[tuple[str, str], list[_Place]] = {}
        for record in read_records(connection, submission_id, layout):
            key = key_of(record, layout)
            same = self._by_key.setdefault(key, [])
            for name, kept in record.items():
                self._at.setdefault((kept.sheet, kept.cell), []).append((key, len(same), name))
            same.append(record)

    def at(self, sheet: str, cell: str) -> list[_Place]:
        return self._at.get((sheet, cell), [])

    def value(self, place: _Place) -> Kept | None:
        key, number, name = place
        records = self._by_key.get(key, [])
        return records[number].get(name) if number < len(records) else None

    def basis(self, sheet: str, cell: str, code: str) -> set[tuple[object, ...]]:
        """Return all that a query at a cell rests on: the fields there, those that its rule reads, and all of a key that stands more than once."""
        read = {name for rule in self.layout.rule if rule.code == code for name in _WORD.findall(rule.when)}
        found: set[tuple[object, ...]] = set()
        for key, number, name in self.at(sheet, cell):
            records = self._by_key[key]
            for other, record in enumerate(records):
                names = record.keys() if len(records) > 1 else {name, *read} & record.keys()
                found |= {(key, other, field, *_meaning(record[field])) for field in names}
            found.add((key, number, name))
        return found

    def repeated(self) -> set[tuple[object, ...]]:
        """Return all that the records hold whose key stands more than once."""
        return {
            (key, number, name, *_meaning(kept))
            for key, records in self._by_key.items()
            for number, record in enumerate(records if len(records) > 1 else ())
            for name, kept in record.items()
        }


def _meaning(kept: Kept) -> tuple[object, ...]:
    return kept.value, kept.state, kept.qualifier, kept.text


def _is_same(answer: sqlite3.Row, issue: sqlite3.Row, before: _Records, after: _Records) -> bool:
    """Say whether a query asks again what was accepted."""
    if (answer["code"], answer["found"]) != (issue["code"], issue["found"]) or bool(answer["cell"]) != bool(issue["cell"]):
        return False
    if not issue["cell"]:
        return _is_same_of_sheet(answer, issue, before, after)
    asked = after.basis(issue["sheet"], issue["cell"], issue["code"])
    return bool(asked) and asked == before.basis(answer["sheet"], answer["cell"], answer["code"])


def _is_same_of_sheet(answer: sqlite3.Row, issue: sqlite3.Row, before: _Records, after: _Records) -> bool:
    """Say whether a query about a whole sheet asks again what was accepted: of what the file says of itself the words tell, of records that stand
    twice all that they hold, of those that vanished their names.

    Which of two files stands is asked of each file that comes, and so is what a copy leaves standing: another file is another question.
    """
    place = issue["sheet"], issue["expected"]
    if place != (answer["sheet"], answer["expected"]) or issue["sheet"] not in before.sheets & after.sheets:
        return False
    if issue["code"] == REPEATED:
        return before.repeated() == after.repeated()
    return issue["submission_id"] is None or (issue["code"] == VANISHED and names_all(issue["found"]))
