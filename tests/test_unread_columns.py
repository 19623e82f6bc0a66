"""A column that was not read is asked about where it holds what a figure without a column could be, and else told."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _unread(folder: Path, text: str) -> list[tuple[str, str, str]]:
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        sql = "SELECT cell, severity, expected FROM issue WHERE code = 'unmapped_heading'"
        return [tuple(row) for row in connection.execute(sql)]


TRAINING = "Organisation,Moorside\nMonth,March 2019\n\nSubject,Level,Required,"
ACTIONS = "Organisation,Moorside\nMonth,March 2019\n\nRef,Action,Owner,Due,Revised,Status,"


def test_counts_where_a_count_has_no_column_are_asked_about(empty_workspace: Path) -> None:
    expected = "a heading of Training compliance, such as Compliant"
    assert _unread(empty_workspace, f"{TRAINING}Ticked off\nMCA,2,10,9\nSafeguarding Adults,2,12,11\n") == [("D4", "query", expected)]


def test_percentages_where_a_percentage_has_no_column_are(empty_workspace: Path) -> None:
    expected = "a heading of Training compliance, such as %"
    assert _unread(empty_workspace, f"{TRAINING}How far\nMCA,2,10,0.9\nSafeguarding Adults,2,12,0.85\n") == [("D4", "query", expected)]


def test_days_where_a_day_has_no_column_are(empty_workspace: Path) -> None:
    expected = "a heading of Action plans, such as Completed"
    assert _unread(empty_workspace, f"{ACTIONS}Signed off\n1,Do it,Head,31/03/2019,30/04/2019,Open,01/03/2019\n") == [("G4", "query", expected)]


@pytest.mark.parametrize("beside", ["Trained,Ticked off\nMCA,2,10,9,8", "%,Last month\nMCA,2,10,90%,8", "Trained,%,Turnover\nMCA,2,10,9,90%,11"])
def test_figures_that_have_their_columns_leave_others_the_sender_s_own(empty_workspace: Path, beside: str) -> None:
    assert [severity for _, severity, _ in _unread(empty_workspace, f"{TRAINING}{beside}\n")] == ["info"]


@pytest.mark.parametrize("heading", ["Not trained", "Trained last month", "Running total"])
def test_what_says_that_it_is_something_else_is_told(empty_workspace: Path, heading: str) -> None:
    assert [severity for _, severity, _ in _unread(empty_workspace, f"{TRAINING}{heading}\nMCA,2,10,9\n")] == ["info"]


@pytest.mark.parametrize("value", ["see note", "Amber", ""])
def test_words_are_no_figures(empty_workspace: Path, value: str) -> None:
    assert [severity for _, severity, _ in _unread(empty_workspace, f"{TRAINING}Remarks\nMCA,2,10,{value}\n")] == ["info"]


def test_a_question_whose_answer_may_be_a_figure_is_asked_about(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nMonth,March 2019\n\nNotified,12\nCompleted,7\nAwaiting a reviewer,2\nNot allocated,3\nComments,none\n"
    (empty_workspace / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        found = [tuple(row) for row in connection.execute("SELECT cell, severity FROM issue WHERE code = 'unmapped_question' ORDER BY cell")]
    assert found == [("A6", "query"), ("A7", "info"), ("A8", "info")]


def test_ratings_where_a_rating_has_no_column_are_asked_about(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nYear,2018/19\n\nRef,Standard,How we judge ourselves\n1,A policy,Green\n2,A lead,Amber\n"
    assert [severity for _, severity, _ in _unread(empty_workspace, text)] == ["query"]
