"""What became of each file: one row a source, its issues and repairs beside it."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from ..errors import BoardpaperError
from ..nearest import suggestion
from ..workspace import Provider
from .records import Extract, Repair


class Provenance(Struct, frozen=True):
    """With what the warehouse's rows were made: the tool's version, its libraries', the layouts'."""

    tool: str
    libraries: str
    layouts: str


class Known(Struct, frozen=True):
    """A source that the warehouse has."""

    id: int
    filename: str
    status: str
    reason: str


def find_source(connection: sqlite3.Connection, named: str) -> sqlite3.Row:
    """Return the source of that file name, or of that number. Raises BoardpaperError where none or several have the name."""
    rows = connection.execute("SELECT * FROM source WHERE filename = ? ORDER BY id", [named]).fetchall()
    rows = rows or connection.execute("SELECT * FROM source WHERE CAST(id AS TEXT) = ?", [named]).fetchall()
    if len(rows) == 1:
        return rows[0]  # type: ignore[no-any-return]
    if not rows:
        names = [row["filename"] for row in connection.execute("SELECT DISTINCT filename FROM source")]
        raise BoardpaperError(f"No source is called {named!r}: give its file name as 'boardpaper issues' shows it.{suggestion(named, names)}")
    several = "; ".join(f"{row['id']} ({row['status']}, taken in {row['ingested_at'][:16]})" for row in rows)
    raise BoardpaperError(f"{len(rows)} sources are called {named!r}: give the number of the one that is meant: {several}.")


def load_providers(connection: sqlite3.Connection, providers: Iterable[Provider]) -> None:
    """Bring the provider tables to what providers.csv says; a provider that has left the list stays, for its old returns."""
    providers = tuple(providers)
    connection.executemany(
        "INSERT INTO provider VALUES (?, ?, ?) ON CONFLICT (code) DO UPDATE SET name = excluded.name, relationship = excluded.relationship",
        [(provider.code, provider.name, provider.relationship) for provider in providers],
    )
    connection.execute("DELETE FROM provider_alias")
    aliases = {(provider.code, alias) for provider in providers for alias in provider.aliases}
    connection.executemany("INSERT INTO provider_alias VALUES (?, ?)", sorted(aliases))


def known_sources(connection: sqlite3.Connection) -> Mapping[str, list[Known]]:
    """Return the sources by sha256, oldest first."""
    found: dict[str, list[Known]] = {}
    for row in connection.execute("SELECT id, filename, status, reason, sha256 FROM source ORDER BY id"):
        found.setdefault(row["sha256"], []).append(Known(row["id"], row["filename"], row["status"], row["reason"]))
    return found


def add_source(connection: sqlite3.Connection, filename: str, sha256: str, status: str, reason: str, made_with: Provenance) -> int:
    """Record a file and what became of it, in place of what was recorded of it before; return its id."""
    old = connection.execute("SELECT id FROM source WHERE filename = ? AND sha256 = ?", [filename, sha256]).fetchone()
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    values = [status, reason, now, made_with.tool, made_with.libraries, made_with.layouts]
    if old:
        for table in ("issue", "repair", "claim"):
            connection.execute(f"DELETE FROM {table} WHERE source_id = ?", [old["id"]])
        connection.execute(
            "UPDATE source SET status = ?, reason = ?, ingested_at = ?, tool_version = ?, libraries = ?, layouts = ? WHERE id = ?",
            [*values, old["id"]],
        )
        return int(old["id"])
    cursor = connection.execute(
        "INSERT INTO source (filename, sha256, status, reason, ingested_at, tool_version, libraries, layouts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [filename, sha256, *values],
    )
    return int(cursor.lastrowid or 0)


def count_rows(connection: sqlite3.Connection, source_id: int, extract: Extract) -> None:
    """Record the conservation line of a source: rows read, loaded and set aside."""
    loaded, aside = extract.rows_loaded, extract.rows_set_aside
    connection.execute(
        "UPDATE source SET rows_read = ?, rows_loaded = ?, rows_set_aside = ? WHERE id = ?", [loaded + aside, loaded, aside, source_id]
    )


def add_repairs(connection: sqlite3.Connection, source_id: int, repairs: Iterable[Repair]) -> None:
    connection.executemany(
        "INSERT INTO repair (source_id, sheet, cell, before, after, rule) VALUES (?, ?, ?, ?, ?, ?)",
        [(source_id, r.sheet, r.cell, r.before, r.after, r.rule) for r in repairs],
    )
