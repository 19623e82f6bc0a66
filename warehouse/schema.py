"""The tables of the warehouse: the fixed ones, one for each return made from its layout, and the view `fact`."""

import sqlite3
from collections.abc import Iterator, Mapping

from ..errors import WarehouseError
from ..layouts import Layout
from .migrations import ABREAST, ANSWER, CLAIM, MARK, REPLACED, UNREAD, VERSION, migrate

_FIXED = f"""
CREATE TABLE provider (code TEXT PRIMARY KEY, name TEXT NOT NULL, relationship TEXT NOT NULL) STRICT;
CREATE TABLE provider_alias (provider TEXT NOT NULL REFERENCES provider(code), alias TEXT NOT NULL, PRIMARY KEY (provider, alias)) STRICT;
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    filename TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('accepted', 'held', 'duplicate', 'withdrawn')),
    reason TEXT NOT NULL,
    rows_read INTEGER NOT NULL DEFAULT 0,
    rows_loaded INTEGER NOT NULL DEFAULT 0,
    rows_set_aside INTEGER NOT NULL DEFAULT 0,
    ingested_at TEXT NOT NULL,
    tool_version TEXT NOT NULL,
    libraries TEXT NOT NULL,
    layouts TEXT NOT NULL,
    CHECK (rows_read = rows_loaded + rows_set_aside),
    UNIQUE (filename, sha256)
) STRICT;
CREATE TABLE submission (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source(id),
    return TEXT NOT NULL,
    provider TEXT NOT NULL REFERENCES provider(code),
    period_start TEXT NOT NULL,
    period_end TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'current' CHECK (status IN ('current', 'superseded')),
    superseded_by INTEGER REFERENCES submission(id),
    completed_by TEXT,
    role TEXT,
    date_of_return TEXT,
    beside INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source_id, return, provider, period_start, period_end)
) STRICT;
CREATE TABLE block (
    id INTEGER PRIMARY KEY,
    submission_id INTEGER NOT NULL REFERENCES submission(id),
    sheet TEXT NOT NULL,
    heading_row INTEGER NOT NULL,
    first_row INTEGER NOT NULL,
    last_row INTEGER NOT NULL,
    {ABREAST}
) STRICT;
CREATE INDEX block_of_submission ON block (submission_id, sheet);
CREATE TABLE block_field (
    block_id INTEGER NOT NULL REFERENCES block(id),
    field TEXT NOT NULL,
    "column" TEXT,
    cell TEXT,
    basis TEXT,
    PRIMARY KEY (block_id, field)
) STRICT, WITHOUT ROWID;
{MARK}{REPLACED}{UNREAD}
CREATE TABLE issue (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source(id),
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('block', 'query', 'info')),
    code TEXT NOT NULL,
    found TEXT NOT NULL,
    expected TEXT NOT NULL,
    cure TEXT NOT NULL,
    sets_aside INTEGER NOT NULL DEFAULT 0,
    settled TEXT,
    submission_id INTEGER REFERENCES submission(id)
) STRICT;
CREATE INDEX issue_of_source ON issue (source_id);
{ANSWER}{CLAIM}
CREATE TABLE repair (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source(id),
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    rule TEXT NOT NULL
) STRICT;
CREATE INDEX repair_of_source ON repair (source_id);
"""

_PLACE = f"submission_id INTEGER NOT NULL REFERENCES submission(id), sheet TEXT NOT NULL, row INTEGER NOT NULL, {ABREAST}"

_CURRENT = """
SELECT {columns}, t.submission_id, t.sheet, t.row, t.abreast, s.provider, s.period_start, s.period_end, f.filename, f.id AS source_id
FROM "{name}" t
JOIN submission s ON s.id = t.submission_id AND s.status = 'current'
JOIN source f ON f.id = s.source_id AND f.status = 'accepted'
WHERE NOT EXISTS (SELECT 1 FROM replaced r WHERE r.submission_id = t.submission_id AND r.sheet = t.sheet AND r.row = t.row
    AND r.abreast = t.abreast)
"""

_FACT = """
SELECT t.filename, t.sheet, coalesce(m.cell, p.cell, p."column" || t.row) AS cell, '{name}' AS return,
    t.provider, t.period_start, t.period_end, coalesce(p.basis, {basis}) AS basis, p.field, CAST({value} AS {sql_type}) AS value,
    coalesce(m.state, 'given') AS state, m.qualifier, m.text, m.decimals
FROM "current_{name}" t
JOIN block b ON b.submission_id = t.submission_id AND b.sheet = t.sheet AND t.row BETWEEN b.first_row AND b.last_row
    AND b.abreast = t.abreast
JOIN block_field p ON p.block_id = b.id AND p.field IN ({fields})
LEFT JOIN mark m ON m.submission_id = t.submission_id AND m.sheet = t.sheet AND m.row = t.row AND m.abreast = t.abreast
    AND m.field = p.field
WHERE {value} IS NOT NULL OR m.state IS NOT NULL
"""


def prepare(connection: sqlite3.Connection, layouts: Mapping[str, Layout]) -> None:
    """Make or bring up to date every table and view. A new field of a layout becomes a new column; none is ever dropped.

    Raises WarehouseError where the warehouse was made by a newer version.
    """
    version = _version(connection)
    if version == VERSION and _shape(connection) == _wanted_shape(layouts):
        return
    if version == 0:
        connection.executescript(f"BEGIN; {_FIXED} PRAGMA user_version = {VERSION};")
    else:
        connection.execute("BEGIN")
    try:
        for layout in layouts.values():
            _prepare_return(connection, layout)
        _make_views(connection, layouts)
        if 0 < version < VERSION:
            migrate(connection, layouts, version)
        connection.execute("COMMIT")
    except BaseException:  # views of today over tables of then could not be read
        connection.execute("ROLLBACK")
        raise


def check_version(connection: sqlite3.Connection) -> None:
    """Refuse to read a warehouse of another version. Raises WarehouseError with the cure."""
    if _version(connection) < VERSION:
        raise WarehouseError("The warehouse was made by an older boardpaper: run 'boardpaper ingest' once, which brings it up to date.")


def _version(connection: sqlite3.Connection) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise WarehouseError(f"The warehouse was made by a newer boardpaper (its version is {version}, this one reads {VERSION}): update boardpaper.")
    return version


def _wanted_shape(layouts: Mapping[str, Layout]) -> str:
    """Return what the tables and views are made from: the views' own text too, so that a newer boardpaper makes them anew."""
    return f"{_CURRENT}{_FACT}" + ";".join(
        f"{name}({','.join(f'{f.name} {f.sql_type} {f.basis}' for f in layout.field)})" for name, layout in sorted(layouts.items())
    )


def _shape(connection: sqlite3.Connection) -> str:
    """Return the shape that the views were last made for; it is kept in the warehouse, so an unchanged one costs nothing to open."""
    row = connection.execute("SELECT text FROM shape").fetchone()
    return row[0] if row else ""


def _prepare_return(connection: sqlite3.Connection, layout: Layout) -> None:
    there = {row[1] for row in connection.execute(f'PRAGMA table_info("{layout.name}")')}
    missing = {field.name: field.sql_type for field in layout.field if field.name not in there}
    if there and "abreast" not in there:
        connection.execute(f'ALTER TABLE "{layout.name}" ADD COLUMN {ABREAST}')
    if there and missing:
        from sqlite_utils import Database  # it takes as long to import as a warehouse to make, and is for tables that change

        # recursive triggers are sqlite-utils' own default and would outlive it on a connection that is ours
        table = Database(connection, recursive_triggers=False).table(layout.name)
        for name, sql_type in missing.items():
            table.add_column(name, sql_type)
    elif not there:
        columns = ", ".join(f'"{name}" {sql_type}' for name, sql_type in missing.items())
        connection.execute(f'CREATE TABLE "{layout.name}" ({columns}, {_PLACE}) STRICT')
        connection.execute(f'CREATE INDEX "{layout.name}_of_submission" ON "{layout.name}" (submission_id, sheet, row)')


def _make_views(connection: sqlite3.Connection, layouts: Mapping[str, Layout]) -> None:
    connection.execute("DROP VIEW IF EXISTS fact")
    for layout in layouts.values():
        columns = ", ".join(f't."{field.name}"' for field in layout.field)
        connection.execute(f'DROP VIEW IF EXISTS "current_{layout.name}"')
        connection.execute(f'CREATE VIEW "current_{layout.name}" AS {_CURRENT.format(columns=columns, name=layout.name)}')
    connection.execute("CREATE VIEW fact AS " + " UNION ALL ".join(part for layout in layouts.values() for part in _facts(layout)))
    connection.execute("CREATE TABLE IF NOT EXISTS shape (text TEXT NOT NULL) STRICT")
    connection.execute("DELETE FROM shape")
    connection.execute("INSERT INTO shape VALUES (?)", [_wanted_shape(layouts)])


def _facts(layout: Layout) -> Iterator[str]:
    """Yield what the facts of a return are selected by: one query for each type of its fields, as SQLite compares a value by its column's type."""
    for sql_type in sorted({field.sql_type for field in layout.field}):
        fields = [field for field in layout.field if field.sql_type == sql_type]
        yield _FACT.format(
            name=layout.name,
            sql_type=sql_type,
            fields=", ".join(f"'{field.name}'" for field in fields),
            value=_by_field({field.name: f't."{field.name}"' for field in fields}),
            basis=_by_field({field.name: f"'{field.basis}'" for field in fields}),
        )


def _by_field(values: Mapping[str, str]) -> str:
    cases = " ".join(f"WHEN '{name}' THEN {value}" for name, value in values.items())
    return f"CASE p.field {cases} END"
