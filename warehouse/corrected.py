"""A marked copy that came back for another provider or period than the return that it corrects: the first still stands, and is asked about."""

import re
import sqlite3
from datetime import date
from pathlib import PurePath

from ..layouts.outgoing import MARKED
from ..periods import Period, write_period
from .issues import renew_issues
from .records import Issue

CODE = "first_still_stands"
_COPY = re.compile(rf"(?P<first>.+){re.escape(MARKED)}(?: ?\(\d+\)| - copy)*", re.IGNORECASE)
_LEFT = (
    "SELECT s.*, p.name FROM submission s JOIN provider p ON p.code = s.provider WHERE s.source_id = ? AND s.status = 'current' "
    "AND EXISTS (SELECT 1 FROM submission n WHERE n.source_id = ? AND n.return = s.return) "
    "AND NOT EXISTS (SELECT 1 FROM submission n WHERE n.source_id = ? AND n.return = s.return AND n.provider = s.provider "
    "AND n.period_start <= s.period_end AND n.period_end >= s.period_start) ORDER BY s.id"
)


def ask_of_corrected(connection: sqlite3.Connection, source_id: int) -> None:
    """Bring what is asked of a source that is the marked copy of another to what is true now; of any other source nothing is asked.

    Where its provider or its period was corrected, nothing of the first return is replaced, and both would be in the figures.
    """
    this = connection.execute("SELECT filename, status FROM source WHERE id = ?", [source_id]).fetchone()
    copy = _COPY.fullmatch(PurePath(this["filename"]).stem)
    if copy is None:
        return
    earlier = connection.execute("SELECT id, filename, status FROM source WHERE id < ? ORDER BY id DESC", [source_id]).fetchall()
    first = next((each for each in earlier if PurePath(each["filename"]).stem.casefold() == copy["first"].casefold()), None)
    is_in = first is not None and first["status"] == this["status"] == "accepted"
    left = connection.execute(_LEFT, [first["id"], source_id, source_id]).fetchall() if first and is_in else []
    for submission in connection.execute("SELECT return, min(id) AS id FROM submission WHERE source_id = ? GROUP BY return", [source_id]).fetchall():
        issues = [_still_stands(first["filename"], row) for row in left if first and row["return"] == submission["return"]]
        renew_issues(connection, source_id, submission["id"], (CODE,), issues)


def ask_of_copies(connection: sqlite3.Connection) -> None:
    """Bring what is asked of every marked copy up to date, after a return has gone out of use."""
    marked = connection.execute("SELECT id FROM source WHERE filename LIKE ? ORDER BY id", [f"%{MARKED}%"]).fetchall()
    for row in marked:
        ask_of_corrected(connection, row["id"])


def _still_stands(filename: str, row: sqlite3.Row) -> Issue:
    period = write_period(Period(date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])))
    found = f"{filename} is for {row['name']}, {period}, and this copy of it has nothing for them"
    cure = f'Both stand: if the first was for the wrong one, run: boardpaper withdraw "{filename}" --reason "corrected"'
    return Issue("", "", "query", CODE, found, "the provider and the period of the return that it corrects", cure)
