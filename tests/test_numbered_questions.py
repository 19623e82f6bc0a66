"""A form whose questions are numbered is the same form: a number, a question and its answer are no headings of a table."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def test_a_numbered_question_answered_with_no(empty_workspace: Path) -> None:
    text = "Organisation,Moorside,\nPeriod,Q4 2018/19,\n\n1,Prevent lead,No\n2,Policy,Yes\n3,Strategy,No\n4,Prevent referrals,3\n"
    (empty_workspace / "returns" / "form.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        facts = connection.execute("SELECT return, field, cell, value FROM fact ORDER BY cell").fetchall()
    assert [tuple(row) for row in facts] == [
        ("prevent", "lead_in_post", "C4", "no"),
        ("prevent", "policy_in_place", "C5", "yes"),
        ("prevent", "training_strategy", "C6", "no"),
        ("prevent", "referrals", "C7", 3),
    ]
