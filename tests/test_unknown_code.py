"""A code that no provider has, beside a name that one has: the name is used and the code asked about."""

import sqlite3
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("XA4", "Moorside", ("XA4", [])),
        ("ZZ9", "Moorside", ("XA4", [("B2", "unknown_code", "ZZ9")])),
        ("XA5", "Moorside", ("XA5", [("B2", "provider_clash", "XA5, but Moorside")])),
    ],
)
def test_the_code_beside_the_name(empty_workspace: Path, code: str, name: str, expected: tuple) -> None:
    text = f"Organisation,{name}\nODS code,{code}\nReporting period,March 2019\n\nSubject,Level,Required,Compliant\nMCA,1,10,9\n"
    (empty_workspace / "returns" / "training.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with sqlite3.connect(empty_workspace / "warehouse.db") as connection:
        (provider,) = connection.execute("SELECT provider FROM submission").fetchone()
        assert (provider, connection.execute("SELECT cell, code, found FROM issue WHERE severity = 'query'").fetchall()) == expected
