"""The labels above a table or a form stay labels, though their words, or those of their values, are words of headings too."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Organisation,Moorside\nReporting period,March 2019\n"


def _facts(folder: Path, text: str) -> tuple[list[tuple], list[tuple]]:
    (folder / "returns" / "return.csv").write_text(HEAD + text, encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT return, field, cell, value FROM fact ORDER BY length(cell), cell").fetchall()
        said = connection.execute("SELECT completed_by, role FROM submission").fetchall()
    return [tuple(row) for row in facts], [tuple(row) for row in said]


@pytest.mark.parametrize(
    "labels",
    [("Completed by,Training Lead", "Role,Nurse"), ("Completed by,A Smith", "Role,Training Lead"), ("Author,A Smith", "Job title,Level 3 Lead")],
)
def test_above_a_table(empty_workspace: Path, labels: tuple[str, str]) -> None:
    facts, said = _facts(empty_workspace, "\n".join(labels) + "\n\nSubject,Required,Compliant\nMCA,10,9\n")
    assert facts == [("training", "subject", "A7", "mental_capacity_act"), ("training", "required", "B7", 10), ("training", "compliant", "C7", 9)]
    assert said == [tuple(label.split(",")[1] for label in labels)]


def test_above_a_form(empty_workspace: Path) -> None:
    facts, said = _facts(empty_workspace, "Completed by,A Smith\nRole,Nurse\n\nNotified,12\nCompleted,7\n")
    assert facts == [("leder", "notified", "B6", 12), ("leder", "completed", "B7", 7)]
    assert said == [("A Smith", "Nurse")]


def test_a_heading_of_the_same_name_is_a_heading(empty_workspace: Path) -> None:
    facts, _ = _facts(empty_workspace, "\nRole,WTE\nNamed nurse,0.6\n")
    assert facts == [("team", "role", "A5", "Named nurse"), ("team", "wte", "B5", 0.6)]


def test_a_question_and_its_answer_are_no_headings(empty_workspace: Path) -> None:
    facts, _ = _facts(empty_workspace, "\nPrevent lead,No,vacant since May\nPolicy,Yes,\nStrategy,No,\nPrevent referrals,3,\n")
    assert [(name, field, cell, value) for name, field, cell, value in facts] == [
        ("prevent", "lead_in_post", "B4", "no"),
        ("prevent", "policy_in_place", "B5", "yes"),
        ("prevent", "training_strategy", "B6", "no"),
        ("prevent", "referrals", "B7", 3),
    ]
