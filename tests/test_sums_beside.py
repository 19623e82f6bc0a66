"""A table that adds up the one beside it, or a row that adds up both, is no record: loaded beside its parts it would count them twice."""

import sqlite3
from contextlib import closing
from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

TOP = "Organisation,Moorside\nMonth,March 2019\n\n"
BY_GROUP, BY_SUBJECT = "Subject,Staff group,Required,Compliant", "Subject,Required,Compliant"
CHECKS = "Staff group,Required,In date,Outstanding"
Told = list[tuple[object, ...]]


def _read(folder: Path, text: str) -> tuple[list[str], Told, tuple[int, ...]]:
    """Return the cells of the counts that were loaded, what is asked or set aside, and the rows read, loaded and set aside."""
    (folder / "returns" / "return.csv").write_text(TOP + text, encoding="utf-8")
    ingest(Workspace(folder))
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        cells = [cell for (cell,) in connection.execute("SELECT cell FROM fact WHERE field = 'required' ORDER BY cell")]
        told = connection.execute("SELECT cell, code, found FROM issue WHERE severity = 'query' OR sets_aside ORDER BY cell").fetchall()
        return cells, told, connection.execute("SELECT rows_read, rows_loaded, rows_set_aside FROM source").fetchone()


def test_a_table_that_adds_up_the_other(empty_workspace: Path) -> None:
    text = f"{BY_GROUP},,{BY_SUBJECT}\nMCA,Nurses,10,8,,MCA,15,12\nMCA,Doctors,5,4,,LAC,6,6\nLAC,Nurses,6,6\n"
    told = [("F5", "total_by_sum", "MCA"), ("F6", "total_by_sum", "LAC")]
    assert _read(empty_workspace, text) == (["C5", "C6", "C7"], told, (5, 3, 2))


def test_one_that_stands_left_of_it(empty_workspace: Path) -> None:
    text = f"{BY_SUBJECT},,{BY_GROUP}\nMCA,15,12,,MCA,Nurses,10,8\n,,,,MCA,Doctors,5,4\n"
    assert _read(empty_workspace, text) == (["G5", "G6"], [("A5", "total_by_sum", "MCA")], (3, 2, 1))


def test_one_that_does_not_add_up_is_asked_about(empty_workspace: Path) -> None:
    text = f"{BY_GROUP},,{BY_SUBJECT}\nMCA,Nurses,10,8,,MCA,16,12\nMCA,Doctors,5,4,,LAC,6,6\nLAC,Nurses,6,6\n"
    told = [("F5", "whole_beside", "a record that may be the whole of those of the table beside it")]
    assert _read(empty_workspace, text) == (["C5", "C6", "C7", "G5", "G6"], told, (5, 5, 0))


def test_a_row_that_adds_up_both(empty_workspace: Path) -> None:
    text = f"{CHECKS},,{CHECKS}\nNurses,10,8,2,,Porters,5,5,0\nDoctors,4,3,1,,Clerks,6,6,0\n,,,,,Everyone,25,22,3\n"
    told = [("F7", "total_by_sum", "Everyone")]
    assert _read(empty_workspace, text) == (["B5", "B6", "G5", "G6"], told, (5, 4, 1))


def test_tables_of_other_subjects(empty_workspace: Path) -> None:
    text = f"{BY_GROUP},,{BY_SUBJECT}\nMCA,Nurses,10,8,,LAC,10,8\nMCA,Doctors,5,4,,Prevent Basic,6,6\n"
    assert _read(empty_workspace, text) == (["C5", "C6", "G5", "G6"], [], (4, 4, 0))


def test_two_records_of_the_same_size(empty_workspace: Path) -> None:
    assert _read(empty_workspace, f"{CHECKS},,{CHECKS}\nNurses,9,8,1,,Doctors,9,8,1\n") == (["B5", "G5"], [], (2, 2, 0))
