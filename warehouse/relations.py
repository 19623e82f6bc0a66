"""What a submission does to those before it: it replaces their records, stands beside them, or is replaced itself."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..layouts import Layout
from .changes import compare
from .issues import renew_issues
from .records import Issue

_STANDING = " AND NOT EXISTS (SELECT 1 FROM replaced r WHERE r.submission_id = o.submission_id AND r.sheet = o.sheet AND r.row = o.row)"
_ASKED = ("periods_overlap", "dates_tie", "superseded_on_arrival", "records_missing")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query about a whole submission."""

    source_id: int
    submission_id: int
    issue: Issue


def relate(connection: sqlite3.Connection, submission_id: int, layout: Layout) -> list[Asked]:
    """Let the later of two submissions for one period replace the records that it repeats; return what is to be asked.

    The submission is taken as the last to arrive: those that came after it have no say.
    """
    this = connection.execute(
        "SELECT s.*, f.filename FROM submission s JOIN source f ON f.id = s.source_id WHERE s.id = ?", [submission_id]
    ).fetchone()
    others = connection.execute(
        "SELECT s.*, f.filename FROM submission s JOIN source f ON f.id = s.source_id WHERE s.return = ? AND s.provider = ? AND s.status = 'current' "
        "AND f.status = 'accepted' AND s.id < ? AND s.period_start <= ? AND s.period_end >= ? ORDER BY s.id",
        [this["return"], this["provider"], submission_id, this["period_end"], this["period_start"]],
    ).fetchall()
    asked: list[Asked] = []
    for other in others:
        if (other["period_start"], other["period_end"]) != (this["period_start"], this["period_end"]):
            found = " and ".join(f"{one['period_start']} to {one['period_end']} in {one['filename']}" for one in (other, this))
            cure = "Nothing was replaced: please say which one stands."
            # a figure may rest on either
            asked += [_ask(connection, one, "periods_overlap", found, "periods that do not overlap", cure) for one in (this, other)]
            continue
        dates = (other["date_of_return"] or "", this["date_of_return"] or "")
        if dates[0] == dates[1]:
            found = f"the same date of return ({dates[0] or 'none'}) as in {other['filename']}"
            asked.append(_ask(connection, this, "dates_tie", found, "a later date on the later return", "The one that arrived last was used."))
        is_older = bool(all(dates) and dates[1] < dates[0])
        if is_older:
            found = f"a date of return ({dates[1]}) before that of {other['filename']} ({dates[0]}), which is in already"
            cure = "The later one stands: please say if it should not."
            asked.append(_ask(connection, this, "superseded_on_arrival", found, "the latest return", cure))
        asked += _replace(connection, this if is_older else other, other if is_older else this, layout)
    return asked


def relate_again(connection: sqlite3.Connection, groups: Iterable[tuple[str, str]], layouts: Mapping[str, Layout]) -> None:
    """Let the submissions of some (return, provider) replace one another as if they arrived now, in their order, and no other ever had."""
    for return_name, provider in groups:
        submissions = connection.execute(
            "SELECT s.id, s.source_id, f.status = 'accepted' AS is_in FROM submission s JOIN source f ON f.id = s.source_id "
            "WHERE s.return = ? AND s.provider = ? ORDER BY s.id",
            [return_name, provider],
        ).fetchall()
        ids = [(row["id"],) for row in submissions]
        connection.executemany("DELETE FROM replaced WHERE submission_id = ?", ids)
        connection.executemany(
            "UPDATE submission SET status = ?, superseded_by = NULL WHERE id = ?",
            [("current" if row["is_in"] else "superseded", row["id"]) for row in submissions],
        )
        asked = [item for row in submissions if row["is_in"] for item in relate(connection, row["id"], layouts[return_name])]
        for row in submissions:
            theirs = [item.issue for item in asked if item.submission_id == row["id"]]
            renew_issues(connection, row["source_id"], row["id"], _ASKED, theirs)
        for row in connection.execute("SELECT * FROM submission WHERE return = ? AND provider = ? ORDER BY id", [return_name, provider]).fetchall():
            compare(connection, row, layouts[return_name])


def _replace(connection: sqlite3.Connection, older: sqlite3.Row, newer: sqlite3.Row, layout: Layout) -> list[Asked]:
    """Take out of use the records of `older` that `newer` repeats; a record that it lacks stays, with a query."""
    key = " AND ".join(f'o."{name}" IS n."{name}"' for name in layout.record_key) or "1"
    repeated = connection.execute(
        f'SELECT DISTINCT o.sheet, o.row FROM "{layout.name}" o JOIN "{layout.name}" n ON {key} '
        f"WHERE o.submission_id = ? AND n.submission_id = ?{_STANDING}",
        [older["id"], newer["id"]],
    ).fetchall()
    total = connection.execute(f'SELECT count(*) FROM "{layout.name}" o WHERE o.submission_id = ?{_STANDING}', [older["id"]]).fetchone()[0]
    if len(repeated) == total:
        connection.execute("UPDATE submission SET status = 'superseded', superseded_by = ? WHERE id = ?", [newer["id"], older["id"]])
        return []
    connection.executemany(
        "INSERT OR IGNORE INTO replaced VALUES (?, ?, ?, ?)", [(older["id"], row["sheet"], row["row"], newer["id"]) for row in repeated]
    )
    found = f"{total - len(repeated)} of {total} records of {older['filename']} are not in the later {newer['filename']}"
    cure = "They still stand: please say whether they should."
    # a figure may rest on either
    return [_ask(connection, one, "records_missing", found, "every record of the earlier return", cure) for one in (older, newer)]


def _ask(connection: sqlite3.Connection, submission: sqlite3.Row, code: str, found: str, expected: str, cure: str) -> Asked:
    """Ask about a whole submission: at the sheet that it stands on, so that each figure from there is told of it."""
    sheet = connection.execute("SELECT sheet FROM block WHERE submission_id = ? ORDER BY id LIMIT 1", [submission["id"]]).fetchone()[0]
    return Asked(submission["source_id"], submission["id"], Issue(sheet, "", "query", code, found, expected, cure))
