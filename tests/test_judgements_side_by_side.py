"""A status, a level or a rating that stands in two columns: each is its own period's, or the one in words is used and differences are asked about."""

from pathlib import Path
from typing import TypeAlias

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows: TypeAlias = list[list[object]]


def _take(folder: Path, field: str, period: str, rows: Rows) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """Take in rows; return the words of a field with the last day of their period, and what is asked."""
    write_book(folder / "returns" / "a.xlsx", [["Organisation", "Lakeview"], ["Reporting period", period], [], *rows])
    ingest(Workspace(folder))
    with reader(Workspace(folder).warehouse) as connection:
        facts = connection.execute("SELECT period_end, cell, value FROM fact WHERE field = ? ORDER BY cell", [field]).fetchall()
        asked = connection.execute("SELECT code, cell FROM issue WHERE severity = 'query' AND code NOT LIKE '%without%' ORDER BY cell").fetchall()
    return [tuple(row) for row in facts], [tuple(row) for row in asked]


def test_levels_of_two_years(empty_workspace: Path) -> None:
    rows: Rows = [["No.", "Duty", "Level 2017/18", "Level 2018/19", "Evidence"], ["1", "Section 11", "Full", "Limited", "x"]]
    found = [("2018-03-31", "C5", "full"), ("2019-03-31", "D5", "limited")]
    assert _take(empty_workspace, "level", "2018/19", rows) == (found, [("period_clash", "C4")])


def test_the_words_beside_the_levels_of_two_years(empty_workspace: Path) -> None:
    rows: Rows = [["No.", "Duty", "Level 2017/18", "Rationale", "Level 2018/19", "Rationale"], ["1", "Section 11", "Full", "Then", "Limited", "Now"]]
    found = [("2018-03-31", "D5", "Then"), ("2019-03-31", "F5", "Now")]
    assert _take(empty_workspace, "rationale", "2018/19", rows) == (found, [("period_clash", "C4")])


def test_words_beside_the_last_of_two_levels_go_with_both(empty_workspace: Path) -> None:
    rows: Rows = [["No.", "Duty", "Level 2017/18", "Level 2018/19", "Rationale"], ["1", "Section 11", "Full", "Limited", "Both"]]
    found = [("2018-03-31", "E5", "Both"), ("2019-03-31", "E5", "Both")]
    assert sorted(_take(empty_workspace, "rationale", "2018/19", rows)[0]) == found


def test_ratings_of_two_years(empty_workspace: Path) -> None:
    rows: Rows = [["Ref", "Standard", "RAG 2018/19", "RAG 2017/18", "Evidence"], ["1.1", "Policy", "Green", "Red", "x"]]
    found = [("2019-03-31", "C5", "met"), ("2018-03-31", "D5", "not_met")]
    assert _take(empty_workspace, "self_rating", "2018/19", rows) == (found, [("period_clash", "D4")])


def test_a_status_for_each_month_of_the_quarter(empty_workspace: Path) -> None:
    rows: Rows = [["Ref", "Action", "Owner", "Jan RAG", "Feb RAG", "Mar RAG"], ["A1", "Train", "Nurse", "Red", "Amber", "Green"]]
    found = [("2019-01-31", "D5", "overdue"), ("2019-02-28", "E5", "at_risk"), ("2019-03-31", "F5", "on_track")]
    assert _take(empty_workspace, "status", "Q4 2018/19", rows) == (found, [])


def test_a_colour_beside_a_status(empty_workspace: Path) -> None:
    rows: Rows = [
        ["Ref", "Action", "Owner", "RAG", "Status"],
        ["A1", "Train", "Nurse", "Green", "Complete"],
        ["A2", "Audit", "Lead", "Amber", "At risk"],
        ["A3", "Visit", "Lead", "Green", "Not started"],
        ["A4", "Write", "Lead", "Red", "Complete"],
        ["A5", "Read", "Lead", "Red", None],
    ]
    found = [("2019-03-31", "E5", "complete"), ("2019-03-31", "E6", "at_risk"), ("2019-03-31", "E7", "not_started"), ("2019-03-31", "E8", "complete")]
    assert _take(empty_workspace, "status", "March 2019", rows) == (found, [("columns_differ", "D8"), ("columns_differ", "D9")])


def test_a_question_beside_a_decision(empty_workspace: Path) -> None:
    rows: Rows = [["Case", "Date aware", "Met threshold", "Decision"], ["RR1", "01/10/2018", "Yes", "LCSPR"], ["RR2", "01/11/2018", "No", "NFA"]]
    found = [("2019-03-31", "D5", "full_review"), ("2019-03-31", "D6", "no_further_review")]
    assert _take(empty_workspace, "decision", "2018/19", rows) == (found, [])


def test_words_that_are_none_of_the_list_beside_some_that_are(empty_workspace: Path) -> None:
    rows: Rows = [["Subject", "Course", "Required", "Compliant"], ["Clinical", "MCA", 10, 9], ["Mandatory", "LAC", 5, 4]]
    found = [("2019-03-31", "B5", "mental_capacity_act"), ("2019-03-31", "B6", "looked_after_children")]
    assert _take(empty_workspace, "subject", "March 2019", rows) == (found, [])


def test_a_rating_of_another_year_alone(empty_workspace: Path) -> None:
    rows: Rows = [["Ref", "Standard", "RAG 2017/18", "Evidence"], ["1.1", "Policy", "Green", "x"]]
    assert _take(empty_workspace, "self_rating", "2018/19", rows) == ([("2018-03-31", "C5", "met")], [("period_clash", "C4")])


def test_a_rating_of_a_month_within_the_year_alone(empty_workspace: Path) -> None:
    rows: Rows = [["Ref", "Standard", "RAG March 2019", "Evidence"], ["1.1", "Policy", "Green", "x"]]
    assert _take(empty_workspace, "self_rating", "2018/19", rows) == ([("2019-03-31", "C5", "met")], [])


def test_months_without_their_year_are_those_before_the_return_s(empty_workspace: Path) -> None:
    rows: Rows = [["Ref", "Action", "Owner", "Jan RAG", "Feb RAG", "Mar RAG"], ["A1", "Train", "Nurse", "Red", "Amber", "Green"]]
    found = [("2019-01-31", "D5", "overdue"), ("2019-02-28", "E5", "at_risk"), ("2019-03-31", "F5", "on_track")]
    facts, asked = _take(empty_workspace, "status", "March 2019", rows)
    assert (facts, asked) == (found, [("period_clash", "D4"), ("period_clash", "E4")])


def test_a_case_of_a_register_counts_once(empty_workspace: Path) -> None:
    rows: Rows = [["Case", "Date aware", "Decision", "Status Q3", "Status Q4"], ["RR1", "01/10/2018", "LCSPR", "In progress", "Completed"]]
    assert _take(empty_workspace, "review_status", "2018/19", rows) == ([("2019-03-31", "E5", "completed")], [])
