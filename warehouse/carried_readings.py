"""What was accepted of the words of a provider's form, which stands for the same words at the same cell of its next one, be it of another period.

"Trained (all staff)" in D4 is of the same staff each month; what a value is may change, and is asked each time.
"""

import re
import sqlite3
from collections.abc import Iterator

from ..days import MONTHS
from ..layouts.words import fold
from .answers import Answer, Given, add_answer

_OF_WORDS = ("heading_says_more", "group_says_more", "title_of_a_part", "title_of_another_return")
_OF_A_NAME = ("provider_of_title", "provider_of_sheet_name")
_CODES = ", ".join(f"'{code}'" for code in (*_OF_WORDS, *_OF_A_NAME))
_OPEN = f"SELECT i.*, f.sha256 FROM issue i JOIN source f ON f.id = i.source_id WHERE i.source_id = ? AND settled IS NULL AND code IN ({_CODES})"
_ACCEPTED = (
    "SELECT a.*, f.id AS source_id, f.filename, i.expected FROM answer a "
    "JOIN source f ON f.sha256 = a.sha256 AND f.status = 'accepted' AND f.id <> ? "
    "JOIN issue i ON i.source_id = f.id AND (i.sheet, i.cell, i.code, i.found) = (a.sheet, a.cell, a.code, a.found) "
    "WHERE a.kind = 'accept' AND a.replaced_by IS NULL AND (a.cell, a.code) = (?, ?) GROUP BY a.id ORDER BY a.id DESC"
)
_TIME = re.compile(r"\S*\d\S*")


def carry_readings(connection: sqlite3.Connection, source_id: int) -> Iterator[Answer]:
    """Yield what was accepted of earlier forms, of the same returns of the same providers, of the queries about the words of a source's."""
    for issue in connection.execute(_OPEN, [source_id]).fetchall():
        earlier = connection.execute(_ACCEPTED, [source_id, issue["cell"], issue["code"]]).fetchall()
        said = next(
            (each for each in earlier if _is_same(each, issue) and _whose(connection, each["source_id"]) == _whose(connection, source_id)), None
        )
        if said is not None:
            place = (issue["sha256"], issue["sheet"], issue["cell"], issue["code"], issue["found"])
            of = said["carried_from"] or said["filename"]
            answer = Answer(*place, "accept", None, said["reason"], said["answered_at"], said["answered_by"], of)
            add_answer(connection, issue["id"], Given.accepted(answer, issue))
            yield answer


def _is_same(answer: sqlite3.Row, issue: sqlite3.Row) -> bool:
    """Say whether the same words are asked about; those that name a provider may name another month beside it."""
    if answer["expected"] != issue["expected"]:
        return False
    if issue["code"] in _OF_A_NAME:
        return _without_time(answer["found"]) == _without_time(issue["found"])
    return bool(answer["found"] == issue["found"])


def _without_time(text: str) -> list[str]:
    return [word for word in fold(_TIME.sub(" ", text)).split() if word not in MONTHS]


def _whose(connection: sqlite3.Connection, source_id: int) -> list[tuple[str, str]]:
    """Return the returns of a source, each with its provider."""
    rows = connection.execute("SELECT DISTINCT return, provider FROM submission WHERE source_id = ? ORDER BY return, provider", [source_id])
    return [tuple(row) for row in rows]
