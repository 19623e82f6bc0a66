"""A form with a column of answers for each quarter or month: each column is a return of its own period."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Organisation,NHS Stockport CCG\nReporting period,2018/19\n\n"
QUESTIONS = "Prevent lead,Yes,No{}\nBasic awareness eligible,45,50{}\nPrevent referrals,Nil,2{}\n"


def _ingest(folder: Path, text: str, head: str = HEAD) -> tuple[str, list[tuple], list[tuple]]:
    (folder / "returns" / "return.csv").write_text(head + text, encoding="utf-8")
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT period_start, cell, field, value FROM fact WHERE state = 'given' OR value = 0 ORDER BY cell")
        issues = connection.execute("SELECT code, cell FROM issue ORDER BY id").fetchall()
        return outcome.reason.partition(":")[0], [tuple(row) for row in facts], [tuple(row) for row in issues]


@pytest.mark.parametrize(
    "heads", ["Question,Q1,Q2", ",Quarter 1,Quarter 2", "Question,Q1 2018/19,Q2 2018/19", "Question,Apr - Jun 2018,Jul - Sep 2018"]
)
def test_each_quarter_has_its_own_answers(empty_workspace: Path, heads: str) -> None:
    first, second = "2018-04-01", "2018-07-01"
    expected = [
        (first, "B5", "lead_in_post", "yes"),
        (first, "B6", "basic_required", 45),
        (first, "B7", "referrals", 0),
        (second, "C5", "lead_in_post", "no"),
        (second, "C6", "basic_required", 50),
        (second, "C7", "referrals", 2),
    ]
    assert _ingest(empty_workspace, f"{heads}\n{QUESTIONS.format('', '', '')}") == ("taken_in", expected, [])


def test_a_quarter_that_is_still_to_come_is_no_return(empty_workspace: Path) -> None:
    reason, facts, issues = _ingest(empty_workspace, f"Question,Q1,Q2,Q3\n{QUESTIONS.format(',', ',', ',')}")
    assert (reason, {start for start, *_ in facts}, issues) == ("taken_in", {"2018-04-01", "2018-07-01"}, [])


def test_an_answer_left_out_of_one_quarter_is_not_taken_from_the_other(empty_workspace: Path) -> None:
    text = "Question,Q1,Q2\nPrevent lead,Yes,\nBasic awareness eligible,45,50\nPrevent referrals,Nil,2\n"
    assert [fact for fact in _ingest(empty_workspace, text)[1] if fact[2] == "lead_in_post"] == [("2018-04-01", "B5", "lead_in_post", "yes")]


@pytest.mark.parametrize("heads", ["Question,Target,Q2", "Question,Q1,", "Question,Q1,Q1"])
def test_columns_that_are_not_all_periods_are_held(empty_workspace: Path, heads: str) -> None:
    assert _ingest(empty_workspace, f"{heads}\n{QUESTIONS.format('', '', '')}")[0] == "which_answer"


def test_a_quarter_without_its_year_anywhere_is_held(empty_workspace: Path) -> None:
    text = f"Question,Q1,Q2\n{QUESTIONS.format('', '', '')}"
    assert _ingest(empty_workspace, text, "Organisation,NHS Stockport CCG\n\n")[0] == "no_period"
