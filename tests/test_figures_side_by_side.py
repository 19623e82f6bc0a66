"""Where two cells or columns could be the one figure, the file is held and nothing is guessed."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Organisation,NHS Stockport CCG\nReporting period,Q4 2018/19\n\n"


def _ingest(folder: Path, text: str) -> tuple[str, list[tuple]]:
    (folder / "returns" / "return.csv").write_text(HEAD + text, encoding="utf-8")
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT field, cell, value FROM fact ORDER BY cell").fetchall()
    return outcome.reason.partition(":")[0], [tuple(row) for row in facts]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("LeDeR,Target,This quarter\nNotified,40,44\nCompleted,30,31\n", "which_answer"),
        ("Subject,Required,Compliant,Staff group,Required,In date,Outstanding,In progress\nMCA,100,90,Nurses,10,8,1,1\n", "column_twice"),
        ("Subject,Level,Required,Compliant,Required,Compliant\nMCA,1,10,9,11,8\n", "column_twice"),
    ],
)
def test_it_is_held(empty_workspace: Path, text: str, code: str) -> None:
    assert _ingest(empty_workspace, text) == (code, [])


def test_a_column_that_is_headed_so_holds_the_answers(empty_workspace: Path) -> None:
    text = "Question,Target,Response\nPrevent lead,Yes,N\nBasic awareness eligible,45,40\n"
    assert _ingest(empty_workspace, text) == ("taken_in", [("lead_in_post", "C5", "no"), ("basic_required", "C6", 40)])


def test_a_comment_beside_an_answer_is_no_answer(empty_workspace: Path) -> None:
    text = "Prevent lead,Yes,in post since May\nBasic awareness eligible,45,from the staff record\n"
    assert _ingest(empty_workspace, text) == ("taken_in", [("lead_in_post", "B4", "yes"), ("basic_required", "B5", 45)])


def test_a_footnote_s_mark_in_a_heading_is_no_part_of_it(empty_workspace: Path) -> None:
    text = "Subject¹,Required²,Compliant³\nMCA,10,9\n"
    assert _ingest(empty_workspace, text)[1] == [("subject", "A5", "mental_capacity_act"), ("required", "B5", 10), ("compliant", "C5", 9)]


def test_a_column_of_question_numbers_is_no_answer(empty_workspace: Path) -> None:
    text = "No.,Question,Response\n1,Prevent lead,Yes\n2.,Basic awareness eligible,45\nQ3,Prevent referrals,Nil\n"
    expected = [("lead_in_post", "C5", "yes"), ("basic_required", "C6", 45), ("referrals", "C7", 0)]
    assert _ingest(empty_workspace, text) == ("taken_in", expected)
