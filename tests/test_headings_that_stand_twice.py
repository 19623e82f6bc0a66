"""A row of headings that stands twice side by side heads two tables, though nothing blank parts them from top to bottom."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

HEADINGS = "Subject,Required,Compliant"
TOP = "Organisation,Moorside\nMonth,March 2019\n\n"
TWO = f"{HEADINGS},,{HEADINGS}\nMCA,10,8,,LAC,11,9\n"


def _facts(folder: Path, text: str) -> list[tuple[object, ...]]:
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    (outcome,) = ingest(Workspace(folder)).outcomes
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        facts = connection.execute(
            "SELECT \"return\", cell, value FROM fact WHERE field IN ('level', 'required', 'self_rating', 'due') ORDER BY \"return\", field, cell"
        ).fetchall()
        return facts or [(outcome.reason.partition(":")[0],)]


def _training(*facts: tuple[str, object]) -> list[tuple[object, ...]]:
    return [("training", *fact) for fact in facts]


def test_a_note_below_the_column_between(empty_workspace: Path) -> None:
    assert _facts(empty_workspace, f"{TOP}{TWO}\n,,,As in ESR\n") == _training(("B5", 10), ("F5", 11))


def test_a_title_above_the_column_between(empty_workspace: Path) -> None:
    text = f"Organisation,Moorside\n,,,Training March 2019\n{TWO}"
    assert _facts(empty_workspace, text) == _training(("B4", 10), ("F4", 11))


@pytest.mark.parametrize("labels", ["Organisation,Moorside,,Month,March 2019", "Organisation,Moorside,,,Month,March 2019"])
def test_labels_beside_each_other_are_of_both(empty_workspace: Path, labels: str) -> None:
    assert _facts(empty_workspace, f"{labels}\n\n{TWO}") == _training(("B4", 10), ("F4", 11))


def test_a_wider_table_below(empty_workspace: Path) -> None:
    below = "Record checks\nStaff group,Required,In date,Outstanding,In progress\nNurses,6,5,1,0\n"
    facts = [("dbs", "B10", 6), *_training(("A4", "1"), ("E4", "2"), ("B6", 10), ("F6", 11))]
    assert _facts(empty_workspace, f"{TOP}Level 1,,,,Level 2\n{TWO}\n{below}") == facts


def test_two_pairs_one_below_the_other(empty_workspace: Path) -> None:
    text = f"{TOP}Level 1,,,,Level 2\n{TWO}\n,,,note\nLevel 3,,,,Level 4\n{TWO}"
    facts = _training(("A4", "1"), ("A9", "3"), ("E4", "2"), ("E9", "4"), ("B11", 10), ("B6", 10), ("F11", 11), ("F6", 11))
    assert _facts(empty_workspace, text) == facts


def test_nothing_between(empty_workspace: Path) -> None:
    assert _facts(empty_workspace, f"{TOP}{HEADINGS},{HEADINGS}\nMCA,10,8,LAC,11,9\n") == _training(("B5", 10), ("E5", 11))


def test_standards(empty_workspace: Path) -> None:
    headings = "Ref,Standard,RAG,Deadline"
    text = f"Organisation,Moorside\nYear,2018/19\n\n{headings},{headings}\n1.1,A policy,Green,31/03/2019,2.1,A lead,Green,30/06/2019\n"
    assert _facts(empty_workspace, text) == [
        ("provider_audit", "D5", "2019-03-31"),
        ("provider_audit", "H5", "2019-06-30"),
        ("provider_audit", "C5", "met"),
        ("provider_audit", "G5", "met"),
    ]


def test_a_figure_that_stands_twice_in_one_table_is_still_held(empty_workspace: Path) -> None:
    assert _facts(empty_workspace, f"{TOP}Subject,Required,Compliant,Required\nMCA,10,8,9\n") == [("column_twice",)]


def test_three_tables_with_nothing_between(empty_workspace: Path) -> None:
    text = f"{TOP}Level 1,,,Level 2,,,Level 3\n{HEADINGS},{HEADINGS},{HEADINGS}\nMCA,10,8,LAC,11,9,Prevent Basic,5,5\n"
    assert _facts(empty_workspace, text) == _training(("A4", "1"), ("D4", "2"), ("G4", "3"), ("B6", 10), ("E6", 11), ("H6", 5))
