"""A date among words is that date; one far from its return's period, or left in doubt, is used and asked about."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _ingest(folder: Path, heading: str, *days: str) -> tuple[list[tuple], list[tuple]]:
    rows = "\n".join(f"{number}.1,Audit,{day},x" for number, day in enumerate(days, start=1))
    text = f"Organisation,Moorside\nMonth,March 2019\n\nAction no.,Source,{heading},Recommendation\n{rows}\n"
    (folder / "returns" / "actions.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT value, text FROM fact WHERE field IN ('due', 'completed_on') ORDER BY cell").fetchall()
        asked = connection.execute("SELECT cell, severity, code FROM issue ORDER BY cell").fetchall()
    return [tuple(row) for row in facts], [tuple(row) for row in asked]


def test_years_that_no_plan_reaches(empty_workspace: Path) -> None:
    facts, asked = _ingest(empty_workspace, "Due", "01/01/1900", "01/04/2024", "31/12/2081", "01/01/2009")
    assert facts == [("1900-01-01", None), ("2024-04-01", None), ("2081-12-31", None), ("2009-01-01", None)]
    assert asked == [("C5", "query", "date_far_off"), ("C7", "query", "date_far_off")]


def test_what_is_done_is_done_by_now(empty_workspace: Path) -> None:
    assert _ingest(empty_workspace, "Completed", "01/02/2018", "01/02/2024")[1] == [("C6", "query", "date_far_off")]


def test_words_beside_a_date(empty_workspace: Path) -> None:
    facts, asked = _ingest(empty_workspace, "Completed", "15/6/18 (signed off)", "15/6/18 - provisional", "done 26th June 2018")
    assert facts == [
        ("2018-06-15", "15/6/18 (signed off)"),
        ("2018-06-15", "15/6/18 - provisional"),
        ("2018-06-26", "done 26th June 2018"),
    ]
    assert asked == [("C6", "query", "date_in_doubt")]
