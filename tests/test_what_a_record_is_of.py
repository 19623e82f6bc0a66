"""A record that does not say what it is of, and a table whose figures stand under no known heading, are asked about."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Organisation,NHS Stockport CCG\nReporting period,2018/19\n\n"


@pytest.mark.parametrize(
    ("table", "asked"),
    [
        ("Subject,Level,Required,Compliant\nSafeguarding Adults,1,100,90\n,2,80,40\n", [("record_without_key", "A6")]),
        ("Subject,Level,Required,Compliant\nSafeguarding Adults,1,100,90\nMCA,2,80,40\n", []),
        ("Ref,Standard,Marks\n1,A policy,3\n2,A lead,3\n", [("unmapped_heading", "C4")]),
        ("Ref,Standard,RAG,Our own number\n1,A policy,G,3\n", []),
        ("Subject,Level,Headcount,Staff still to be trained\nMCA,1,100,20\n", []),
    ],
)
def test_the_queries(empty_workspace: Path, table: str, asked: list[tuple[str, str]]) -> None:
    (empty_workspace / "returns" / "a.csv").write_text(HEAD + table, encoding="utf-8")
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    with reader(empty_workspace / "warehouse.db") as connection:
        queries = [tuple(row) for row in connection.execute("SELECT code, cell FROM issue WHERE severity = 'query' ORDER BY id")]
        compliant = connection.execute("SELECT count(*) FROM fact WHERE field = 'compliant' AND value = 20").fetchone()[0]
    assert (outcome.status, queries, compliant) == ("accepted", asked, 0)
