"""Records made of the words of headings stay records."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Organisation,Moorside\nYear,2018/19\n\nRef,Domain,Standard,RAG\n"


def _ratings(folder: Path, *rows: str) -> tuple[int, list[tuple]]:
    (folder / "returns" / "audit.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT return, cell, value FROM fact WHERE field = 'self_rating' ORDER BY cell").fetchall()
    return outcome.rows_read, [tuple(row) for row in facts]


def test_below_the_heading_and_in_the_middle(empty_workspace: Path) -> None:
    rows = ("1.1,Training,Training compliance rate,Green", "1.2,Policy,A policy,Amber", "1.3,Training,Training compliance rate,Red")
    assert _ratings(empty_workspace, *rows) == (
        3,
        [("provider_audit", "D5", "met"), ("provider_audit", "D6", "partial"), ("provider_audit", "D7", "not_met")],
    )
