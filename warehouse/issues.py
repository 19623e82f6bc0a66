"""The issues of a source: added as it is taken in, and renewed where what is asked about its returns may have changed."""

import sqlite3
from collections.abc import Iterable

from .records import Issue

FOR_THE_TEAM = frozenset({"fault", "not_opened", "dates_tie", "first_still_stands"})
"""The codes of issues that ask nothing of the sender."""
_INSERT = (
    "INSERT INTO issue (source_id, submission_id, sheet, cell, severity, code, found, expected, cure, sets_aside) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def add_issues(connection: sqlite3.Connection, source_id: int, issues: Iterable[Issue], submission_id: int | None = None) -> None:
    """Record issues of a source; those that are asked anew whenever a return changes say of which submission they are."""
    connection.executemany(
        _INSERT,
        [(source_id, submission_id, i.sheet, i.cell, i.severity, i.code, i.found, i.expected, i.cure, int(i.sets_aside)) for i in issues],
    )


def renew_issues(
    connection: sqlite3.Connection, source_id: int, submission_id: int, codes: Iterable[str], asked: list[Issue], *, keep_settled: bool = False
) -> None:
    """Bring the issues of some codes of a submission to what is asked now; one that is asked still keeps its number and its answer.

    One that is asked at the same cell of something else keeps its number, and is open again. One that is no longer asked goes, but for one
    that was settled where `keep_settled`.
    """
    marks = ", ".join("?" * len(codes := list(codes)))
    old = connection.execute(
        "SELECT id, submission_id, sheet, cell, code, found, settled FROM issue "
        f"WHERE source_id = ? AND (submission_id = ? OR submission_id IS NULL) AND code IN ({marks}) ORDER BY id",
        [source_id, submission_id, *codes],
    ).fetchall()
    new = list(asked)
    for is_same in (_is_same, _is_there):
        for issue in list(new):
            row = next((row for row in old if is_same(row, issue)), None)
            if row is not None:
                old.remove(row)
                new.remove(issue)
                _keep(connection, row, submission_id, issue)
    add_issues(connection, source_id, new, submission_id)
    gone = [(row["id"],) for row in old if row["submission_id"] is not None and not (keep_settled and row["settled"])]
    connection.executemany("DELETE FROM issue WHERE id = ?", gone)


def _is_same(row: sqlite3.Row, issue: Issue) -> bool:
    return _is_there(row, issue, whole_sheets=True) and row["found"] == issue.found


def _is_there(row: sqlite3.Row, issue: Issue, *, whole_sheets: bool = False) -> bool:
    """Say whether a row asks at the cell of an issue by its code; of a whole sheet, several things may be asked by one code."""
    return (row["sheet"], row["cell"], row["code"]) == (issue.sheet, issue.cell, issue.code) and (whole_sheets or issue.cell != "")


def _keep(connection: sqlite3.Connection, row: sqlite3.Row, submission_id: int, issue: Issue) -> None:
    settled = row["settled"] if row["found"] == issue.found else None
    connection.execute(
        "UPDATE issue SET submission_id = ?, found = ?, expected = ?, cure = ?, settled = ? WHERE id = ?",
        [submission_id, issue.found, issue.expected, issue.cure, settled, row["id"]],
    )
