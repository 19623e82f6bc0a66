"""Two columns that claim one figure: the one that holds what it is, or the judgement that was agreed; else the file is held."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _take(folder: Path, text: str) -> tuple[dict[str, object], list[tuple[str, str]]]:
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = dict(connection.execute("SELECT cell, value FROM fact").fetchall())
        return facts, [tuple(row) for row in connection.execute("SELECT cell, code FROM issue ORDER BY id")]


ACTIONS = "Organisation,Moorside\nMonth,March 2019\n\nRef,Action,Owner,Due,"
AUDIT = "Organisation,Moorside\nYear,2018/19\n\nRef,Standard,"


def test_the_column_of_days_is_that_of_the_day(empty_workspace: Path) -> None:
    facts, issues = _take(empty_workspace, f"{ACTIONS}Completed? (Y/N),Completed\n1,Do it,Head,31/03/2019,Y,01/03/2019\n2,Go,Head,31/03/2019,N,\n")
    assert (facts.get("E5"), facts["F5"], issues) == (None, "2019-03-01", [("E4", "unmapped_heading")])


def test_the_column_of_answers_is_that_of_the_answer(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nQuarter,Q4 2018/19\n\nPrevent lead,Policy in place since,Policy in place,Prevent referrals\nY,01/05/2018,Y,2\n"
    facts, issues = _take(empty_workspace, text)
    assert (facts.get("B5"), facts["C5"], issues) == (None, "yes", [("B4", "unmapped_heading")])


def test_two_columns_of_days_hold_the_file(empty_workspace: Path) -> None:
    facts, issues = _take(empty_workspace, f"{ACTIONS}Completed,Completed\n1,Do it,Head,31/03/2019,02/03/2019,01/03/2019\n")
    assert (facts, issues) == ({}, [("F4", "column_twice")])


def test_the_agreed_rating_is_the_moderated_one(empty_workspace: Path) -> None:
    rows = "1,A policy,Green,Red,Amber,Write it,31/03/2020\n2,A lead,Green,Green,Green,,\n"
    facts, issues = _take(empty_workspace, f"{AUDIT}Provider RAG,Commissioner RAG,Agreed RAG,Gaps,Due date\n{rows}")
    assert ([facts[cell] for cell in ("C5", "E5", "C6", "E6")], facts.get("D5")) == (["met", "partial", "met", "met"], None)
    assert issues == [("D4", "unmapped_heading"), ("D5", "columns_differ")]


def test_two_columns_of_one_rating_hold_the_file(empty_workspace: Path) -> None:
    facts, issues = _take(empty_workspace, f"{AUDIT}RAG,RAG\n1,A policy,Green,Amber\n2,A lead,Green,Green\n")
    assert (facts, issues) == ({}, [("D4", "column_twice")])


def test_a_provisional_decision_is_none(empty_workspace: Path) -> None:
    head = "Organisation,NHS Stockport CCG\nYear,2018/19\n\nCase,Referred,Provisional decision,Final decision\n"
    facts, issues = _take(empty_workspace, f"{head}C1,01/05/2018,s44 mandatory,Not met\n")
    assert (facts.get("C5"), facts["D5"], issues) == (None, "not_met", [("C4", "unmapped_heading")])


def test_a_scale_beside_the_year_leaves_a_judgement_of_each_year(empty_workspace: Path) -> None:
    facts, _ = _take(empty_workspace, f"{AUDIT}Score 2017/18 (0-3),Score 2018/19 (0-3)\n1,A policy,3,0\n2,A lead,3,3\n")
    assert [facts[cell] for cell in ("C5", "D5", "C6", "D6")] == ["met", "not_met", "met", "met"]


PARTS: list[list[object]] = [["Organisation", "SMBC"], ["Quarter", "Q4 2018/19"], []]


def _take_grouped(folder: Path, *rows: list[object], merged: str) -> dict[str, object]:
    write_book(folder / "returns" / "return.xlsx", [*PARTS, *rows], [merged])
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        return dict(connection.execute("SELECT cell, value FROM fact").fetchall())


def test_of_parts_and_their_total_the_total_is_read(empty_workspace: Path) -> None:
    heads: list[list[object]] = [[None, "Number at period end", None, None, "Flow"], ["Population", "Male", "Female", "Total", None]]
    facts = _take_grouped(empty_workspace, *heads, ["Own LAC", 200, 155, 355, 400], merged="B4:D4")
    assert facts == {"A6": "own", "D6": 355, "E6": 400}


def test_two_parts_without_a_total_hold_the_file(empty_workspace: Path) -> None:
    heads: list[list[object]] = [[None, "Number at period end", None, "Flow"], ["Population", "Male", "Female", None]]
    assert _take_grouped(empty_workspace, *heads, ["Own LAC", 200, 155, 400], merged="B4:C4") == {}
