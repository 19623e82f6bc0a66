"""Bringing a warehouse that an older boardpaper made up to what this one reads: each step adds, and takes nothing away."""

import sqlite3
from collections.abc import Callable, Mapping

from ..layouts import Layout
from .relations import relate_again
from .rules import ask_by_rules, offer_functions

VERSION = 8
_ASKED_BY_SUBMISSION = 2  # the version from which each query says of which submission it is

ABREAST = "abreast INTEGER NOT NULL DEFAULT 0"

MARK = f"""
CREATE TABLE mark (
    submission_id INTEGER NOT NULL REFERENCES submission(id),
    sheet TEXT NOT NULL,
    row INTEGER NOT NULL,
    {ABREAST},
    field TEXT NOT NULL,
    state TEXT NOT NULL,
    qualifier TEXT,
    text TEXT,
    decimals INTEGER,
    cell TEXT,
    PRIMARY KEY (submission_id, sheet, row, abreast, field)
) STRICT, WITHOUT ROWID;
"""

REPLACED = f"""
CREATE TABLE replaced (
    submission_id INTEGER NOT NULL REFERENCES submission(id),
    sheet TEXT NOT NULL,
    row INTEGER NOT NULL,
    {ABREAST},
    by_submission INTEGER NOT NULL REFERENCES submission(id),
    PRIMARY KEY (submission_id, sheet, row, abreast)
) STRICT, WITHOUT ROWID;
"""

ANSWER = """
CREATE TABLE answer (
    id INTEGER PRIMARY KEY,
    issue INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    code TEXT NOT NULL,
    found TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'value')),
    value TEXT,
    before TEXT,
    after TEXT,
    reason TEXT NOT NULL,
    answered_at TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    replaced_by INTEGER REFERENCES answer(id),
    carried_from TEXT
) STRICT;
CREATE INDEX answer_at_cell ON answer (sha256, sheet, cell);
"""

CLAIM = """
CREATE TABLE IF NOT EXISTS claim (
    source_id INTEGER NOT NULL REFERENCES source(id),
    return TEXT,
    provider TEXT,
    period_start TEXT,
    period_end TEXT
) STRICT;
"""

UNREAD = f"""
CREATE TABLE IF NOT EXISTS unread (
    submission_id INTEGER NOT NULL REFERENCES submission(id),
    sheet TEXT NOT NULL,
    row INTEGER NOT NULL,
    {ABREAST},
    field TEXT NOT NULL,
    cell TEXT NOT NULL,
    heading TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS unread_of_submission ON unread (submission_id);
"""


def migrate(connection: sqlite3.Connection, layouts: Mapping[str, Layout], version: int) -> None:
    """Take a warehouse from `version` to the newest, within a transaction. Its returns' tables and views are up to date already."""
    for step in _STEPS[version - 1 :]:
        step(connection)
    if version < _ASKED_BY_SUBMISSION:
        _ask_again(connection, layouts)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _take_answers(connection: sqlite3.Connection) -> None:
    """Version 2: answers to queries, for which each query says of which submission it is; those asked already keep their numbers."""
    connection.execute("ALTER TABLE issue ADD COLUMN submission_id INTEGER REFERENCES submission(id)")
    for statement in filter(str.strip, ANSWER.split(";")):
        connection.execute(statement)


def _ask_again(connection: sqlite3.Connection, layouts: Mapping[str, Layout]) -> None:
    """Ask about each submission what is asked today, over tables of today."""
    submissions = connection.execute("SELECT id, source_id, return, provider FROM submission ORDER BY id").fetchall()
    known = [row for row in submissions if row["return"] in layouts]  # a team's own layout may have left
    relate_again(connection, dict.fromkeys((row["return"], row["provider"]) for row in known), layouts)
    days = offer_functions(connection)
    for row in known:
        ask_by_rules(connection, days, row["source_id"], row["id"], layouts[row["return"]])


def _take_bases(connection: sqlite3.Connection) -> None:
    """Version 3: the basis that a return gives to a field, where that is not its layout's."""
    connection.execute("ALTER TABLE block_field ADD COLUMN basis TEXT")


def _take_claims(connection: sqlite3.Connection) -> None:
    """Version 4: what a held file would have been, which is known from its next ingest on."""
    connection.execute(CLAIM)


def _take_beside(connection: sqlite3.Connection) -> None:
    """Version 5: whether a submission's figures stood beside those of the period that its file is for, which is known from its next ingest on."""
    connection.execute("ALTER TABLE submission ADD COLUMN beside INTEGER NOT NULL DEFAULT 0")


def _take_abreast(connection: sqlite3.Connection) -> None:
    """Version 6: which of the tables that stand side by side a record is of; the tables of the returns are brought up to date where they are made."""
    connection.execute(f"ALTER TABLE block ADD COLUMN {ABREAST}")
    for name, made in (("mark", MARK), ("replaced", REPLACED)):
        # never renamed: SQLite would look for the old table in the views
        columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({name})"))
        connection.execute(f"CREATE TEMP TABLE older AS SELECT {columns} FROM main.{name}")
        connection.execute(f"DROP TABLE main.{name}")
        connection.execute(made)
        connection.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM temp.older")
        connection.execute("DROP TABLE temp.older")


def _take_carried(connection: sqlite3.Connection) -> None:
    """Version 7: the file that an answer was given for, where it stands for a later one; a table made since version 2 has it already."""
    if "carried_from" not in {row[1] for row in connection.execute("PRAGMA table_info(answer)")}:
        connection.execute("ALTER TABLE answer ADD COLUMN carried_from TEXT")


def _take_unread(connection: sqlite3.Connection) -> None:
    """Version 8: what a row may hold of a field in a column that was not read, which is known of the files that come from now on."""
    for statement in filter(str.strip, UNREAD.split(";")):
        connection.execute(statement)


_STEPS: list[Callable[[sqlite3.Connection], None]] = [
    _take_answers,
    _take_bases,
    _take_claims,
    _take_beside,
    _take_abreast,
    _take_carried,
    _take_unread,
]
