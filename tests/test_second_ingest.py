"""A second ingest of the same files changes nothing; a held file is taken in once what held it is put right."""

import sqlite3
from pathlib import Path

from boardpaper.aliases import add_alias
from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace


def _dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('source', 'issue')")]
        rows = [f"{name} {row}" for name in tables for row in connection.execute(f'SELECT * FROM "{name}"')]
        sources = [str(row) for row in connection.execute("SELECT id, filename, sha256, status, reason, rows_read FROM source")]
        issues = [str(row) for row in connection.execute("SELECT source_id, sheet, cell, severity, code, found FROM issue")]
    return sorted(rows + sources + issues)


def test_a_second_run_changes_nothing(sample_copy: Path) -> None:
    ingest(Workspace(sample_copy))
    before = _dump(sample_copy / "warehouse.db")
    report = ingest(Workspace(sample_copy))
    assert {outcome.status for outcome in report.outcomes} == {"known", "held"}
    assert _dump(sample_copy / "warehouse.db") == before


def test_a_held_return_is_taken_in_after_its_alias_is_taught(sample_copy: Path) -> None:
    ingest(Workspace(sample_copy))
    add_alias(Workspace(sample_copy), "XA5", "The Grange Hosptial")
    report = ingest(Workspace(sample_copy))
    (grange,) = [outcome for outcome in report.outcomes if outcome.filename == "GRANGE_AUDIT_RETURN.xlsx"]
    assert (grange.status, grange.rows_loaded) == ("accepted", 27)


def test_a_dry_run_keeps_nothing(sample_copy: Path) -> None:
    before = sorted(sample_copy.rglob("*"))
    report = ingest(Workspace(sample_copy), dry_run=True)
    assert (len(report.outcomes), sorted(sample_copy.rglob("*"))) == (44, before)


def test_a_dry_run_knows_what_is_in_and_changes_none_of_it(sample_copy: Path) -> None:
    ingest(Workspace(sample_copy))
    before = (sample_copy / "warehouse.db").read_bytes()
    (sample_copy / "returns" / "more.csv").write_bytes((sample_copy / "returns" / "lakeview feb.csv").read_bytes() + b"\n")
    report = ingest(Workspace(sample_copy), dry_run=True)
    taken = [outcome.filename for outcome in report.outcomes if outcome.status == "accepted"]
    assert (taken, (sample_copy / "warehouse.db").read_bytes()) == (["more.csv"], before)
