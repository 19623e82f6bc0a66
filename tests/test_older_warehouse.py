"""A warehouse that an older boardpaper made is brought up to date, whole, with the numbers of its issues, and can then do all that a new one can."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from boardpaper.errors import WarehouseError
from boardpaper.layouts import load_layouts
from boardpaper.warehouse.connection import reader, writer

Run = Callable[..., tuple[int, str]]
Tables = dict[str, list[tuple[object, ...]]]
VERSION_1 = Path(__file__).parent / "warehouses" / "version_1.sql"


def _make_older(folder: Path) -> None:
    """Put what a warehouse holds into one of version 1, and take away what version 1 did not have beside it."""
    new, old = folder / "warehouse.db", folder / "old.db"
    with closing(sqlite3.connect(new)) as connection:
        made = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index', 'view')").fetchall()
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.executescript(VERSION_1.read_text(encoding="utf-8"))
        fixed = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        connection.execute("ATTACH ? AS new", [str(new)])
        for (sql,) in sorted(made, key=lambda row: ("VIEW" in row[0][:12], "INDEX" in row[0][:14])):
            name = sql.split()[2].strip('"[]') if "INDEX" not in sql[:14] else sql.split("INDEX")[1].split()[0].strip('"[]')
            if name not in fixed and not name.startswith("answer"):
                connection.execute(_of_then(sql))
        tables = [name for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for name in tables:
            columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f'PRAGMA main.table_info("{name}")'))
            connection.execute(f'INSERT INTO main."{name}" ({columns}) SELECT {columns} FROM new."{name}"')
        connection.execute("UPDATE shape SET text = 'older'")
    old.replace(new)
    (folder / "archive" / "manifest.jsonl").unlink()


def _of_then(sql: str) -> str:
    """Return a table or a view as version 1 had it: no bases of a return's own, no tables side by side."""
    sql = re.sub(r"coalesce\(p\.basis, (CASE .+? END)\)", r"\1", sql)
    return re.sub(r", abreast INTEGER NOT NULL DEFAULT 0|\s+AND \w\.abreast = \w\.abreast|t\.abreast, ", "", sql)


def _columns(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")]
        return {name: [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')] for name in names}


def test_it_becomes_as_one_made_today(sample_copy: Path, run: Run, tables_of: Callable[[Path], Tables]) -> None:
    run(sample_copy, "ingest")
    columns, before = _columns(sample_copy / "warehouse.db"), tables_of(sample_copy)
    _make_older(sample_copy)
    assert "answer" not in tables_of(sample_copy)
    with writer(sample_copy / "warehouse.db", load_layouts()):
        pass
    assert _columns(sample_copy / "warehouse.db") == columns
    assert tables_of(sample_copy) == before


def test_it_can_be_settled_withdrawn_and_made_again(sample_copy: Path, run: Run, tables_of: Callable[[Path], Tables]) -> None:
    run(sample_copy, "ingest")
    _make_older(sample_copy)
    with closing(sqlite3.connect(sample_copy / "warehouse.db")) as connection:
        (issue,) = connection.execute("SELECT id FROM issue WHERE code = 'compliant_above_required'").fetchone()
    assert run(sample_copy, "settle", str(issue), "--value", "12", "--reason", "Jo rang")[0] == 0
    assert run(sample_copy, "withdraw", "Bridgewell Feb 19 v2 FINAL.xlsx", "--reason", "wrong")[0] == 0
    before = tables_of(sample_copy)
    assert run(sample_copy, "rebuild")[0] == 0
    assert tables_of(sample_copy) == before


def test_a_reader_says_how_to_bring_it_up_to_date(sample_copy: Path, run: Run) -> None:
    run(sample_copy, "ingest")
    _make_older(sample_copy)
    assert run(sample_copy, "figures") == (
        2,
        "boardpaper: The warehouse was made by an older boardpaper: run 'boardpaper ingest' once, which brings it up to date.\n",
    )
    run(sample_copy, "ingest")
    assert run(sample_copy, "figures")[0] == 0


def test_one_that_cannot_be_brought_up_to_date_stays_as_it_was(sample_copy: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run(sample_copy, "ingest")
    _make_older(sample_copy)
    before = (_columns(sample_copy / "warehouse.db"), (sample_copy / "warehouse.db").stat().st_size)

    def fail(*arguments: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("boardpaper.warehouse.migrations.ask_by_rules", fail)
    with pytest.raises(RuntimeError, match="a fault"), writer(sample_copy / "warehouse.db", load_layouts()):
        pass
    assert (_columns(sample_copy / "warehouse.db"), (sample_copy / "warehouse.db").stat().st_size) == before
    with pytest.raises(WarehouseError, match="older boardpaper"), reader(sample_copy / "warehouse.db"):
        pass
