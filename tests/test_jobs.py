"""Several files read at once come out as one after another would: the same order, the same warehouse, and a bad one costs no other."""

import os
from pathlib import Path

import pytest

import boardpaper
from boardpaper.etl.guard import read_all
from boardpaper.etl.ingest import ingest
from boardpaper.etl.workbook import Unreadable
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

SAMPLE = Path(boardpaper.__file__).parent / "sample"


def _facts(folder: Path) -> list[tuple]:
    with reader(folder / "warehouse.db") as connection:
        sources = connection.execute("SELECT id, filename, status, reason, rows_read FROM source ORDER BY id").fetchall()
        facts = connection.execute("SELECT * FROM fact ORDER BY filename, sheet, cell, field, period_end").fetchall()
    return [tuple(row) for row in (*sources, *facts)]


def test_the_same_warehouse(sample_copy: Path, ingested: Path) -> None:
    ingest(Workspace(sample_copy), jobs=3)
    assert _facts(sample_copy) == _facts(ingested)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name, which Windows lacks")
def test_a_file_that_never_ends_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boardpaper.etl.limits.READING_SECONDS", 3)
    endless = tmp_path / "endless.xlsx"
    os.mkfifo(endless)
    whole = sorted((SAMPLE / "returns").glob("*training*.xlsx"))[:6]
    paths = [*whole[:3], endless, *whole[3:]]
    read = list(read_all(paths, jobs=2))
    assert [path for path, _ in read] == paths
    assert [outcome.code if isinstance(outcome, Unreadable) else "" for _, outcome in read] == ["", "", "", "too_slow", "", "", ""]
