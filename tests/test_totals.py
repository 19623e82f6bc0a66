"""A row of totals is never loaded; one that is not the sum of its rows is a query."""

import sqlite3
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Organisation,Moorside\nReporting period,March 2019\n\nStaff group,Required,In date,Outstanding,In progress\n"


def _issues(folder: Path, *rows: str) -> tuple[list[str], list[tuple]]:
    (folder / "returns" / "dbs.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    workspace = Workspace(folder)
    ingest(workspace)
    with reader(workspace.warehouse) as connection:
        groups = [row[0] for row in connection.execute("SELECT value FROM fact WHERE field = 'staff_group' ORDER BY cell")]
        return groups, [tuple(row) for row in connection.execute("SELECT cell, code, found FROM issue ORDER BY id")]


def test_a_total_that_is_right(empty_workspace: Path) -> None:
    assert _issues(empty_workspace, "Nurses,10,8,1,1", "Doctors,5,5,0,0", "Total,15,13,1,1") == (
        ["Nurses", "Doctors"],
        [("A7", "total_row", "Total")],
    )


def test_subtotals_and_a_grand_total(empty_workspace: Path) -> None:
    rows = ("Nurses,10,10,0,0", "Sub-total,10,10,0,0", "Doctors,5,5,0,0", "Sub-total,5,5,0,0", "Grand total,15,15,0,0")
    assert _issues(empty_workspace, *rows) == (
        ["Nurses", "Doctors"],
        [("A6", "total_row", "Sub-total"), ("A8", "total_row", "Sub-total"), ("A9", "total_row", "Grand total")],
    )


def test_a_total_that_is_not_the_sum_of_its_rows(empty_workspace: Path) -> None:
    assert _issues(empty_workspace, "Nurses,10,10,0,0", "Doctors,5,5,0,0", "Total,16,15,0,0") == (
        ["Nurses", "Doctors"],
        [("A7", "total_row", "Total"), ("B7", "total_differs", "16, where the rows above it add up to 15")],
    )


def test_a_total_in_another_column_and_a_record_that_begins_like_one(empty_workspace: Path) -> None:
    rows = ("Nurses,10,8,1,1", "Overall lead nurses,5,5,0,0", "Total,15,13,1,1")
    assert _issues(empty_workspace, *rows) == (["Nurses", "Overall lead nurses"], [("A7", "total_row", "Total")])


def test_a_staff_group_that_begins_with_total(empty_workspace: Path) -> None:
    assert _issues(empty_workspace, "Total care nurses,10,8,1,1", "Doctors,5,5,0,0", "Total,15,13,1,1") == (
        ["Total care nurses", "Doctors"],
        [("A7", "total_row", "Total")],
    )


def test_a_total_that_stands_above_its_rows(empty_workspace: Path) -> None:
    assert _issues(empty_workspace, "Total staff,15,13,1,1", "Nurses,10,8,1,1", "Doctors,5,5,0,0") == (
        ["Nurses", "Doctors"],
        [("A5", "total_row", "Total staff")],
    )


def test_a_total_of_something_that_does_not_add_up_is_still_no_record(empty_workspace: Path) -> None:
    assert _issues(empty_workspace, "Nurses,10,10,0,0", "Doctors,5,5,0,0", "Total staff,16,15,0,0") == (
        ["Nurses", "Doctors"],
        [("A7", "total_row", "Total staff"), ("B7", "total_differs", "16, where the rows above it add up to 15")],
    )


def test_all_staff_are_a_group(empty_workspace: Path) -> None:
    assert _issues(empty_workspace, "All staff,15,13,1,1") == (["All staff"], [])


def test_a_row_that_is_of_all_that_the_others_are_of(empty_workspace: Path) -> None:
    assert _issues(empty_workspace, "Nurses,10,8,1,1", "Doctors,5,5,0,0", "All staff,15,13,1,1") == (
        ["Nurses", "Doctors"],
        [("A7", "total_row", "All staff")],
    )


def test_a_row_of_all_that_is_not_their_sum(empty_workspace: Path) -> None:
    assert _issues(empty_workspace, "All staff,16,13,2,1", "Nurses,10,8,1,1", "Doctors,5,5,0,0") == (
        ["Nurses", "Doctors"],
        [
            ("A5", "total_row", "All staff"),
            ("B5", "total_differs", "16, where the rows that it is the whole of add up to 15"),
            ("D5", "total_differs", "2, where the rows that it is the whole of add up to 1"),
        ],
    )


@pytest.mark.parametrize("row", [5, 7])
@pytest.mark.parametrize(
    ("name", "code"), [("Organisation", "total_row"), ("Trust wide", "total_row"), ("Moorside", "total_by_sum"), ("", "total_by_sum")]
)
def test_a_row_that_adds_up_the_others_whatever_it_is_called(empty_workspace: Path, name: str, code: str, row: int) -> None:
    rows = ["Nurses,10,8,1,1", "Doctors,5,5,0,0"]
    rows.insert(row - 5, f"{name},15,13,1,1")
    assert _issues(empty_workspace, *rows) == (["Nurses", "Doctors"], [(f"{'A' if name else 'B'}{row}", code, name or "15")])


def test_a_group_that_is_as_many_as_the_others_in_one_count_alone(empty_workspace: Path) -> None:
    rows = ("Nurses,10,10,0,0", "Doctors,5,5,0,0", "Porters,15,14,1,0")
    assert _issues(empty_workspace, *rows) == (["Nurses", "Doctors", "Porters"], [])


def test_totals_of_a_subject_and_of_all(empty_workspace: Path) -> None:
    rows = ["MCA,1,Nurses,10,8", "MCA,1,Doctors,5,5", "MCA,1,All staff,15,13", "MCA,2,All staff,7,7", "All subjects,,,22,20", ",,,22,20"]
    text = "Organisation,Moorside\nReporting period,March 2019\n\nSubject,Level,Staff group,Required,Compliant\n" + "\n".join(rows)
    (empty_workspace / "returns" / "training.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        groups = [row[0] for row in connection.execute("SELECT value FROM fact WHERE field = 'staff_group' ORDER BY cell")]
        issues = [tuple(row) for row in connection.execute("SELECT cell, code FROM issue ORDER BY cell")]
    assert groups == ["Nurses", "Doctors", "All staff"]
    assert issues == [("A9", "total_row"), ("C7", "total_row"), ("D10", "total_by_sum")]


def test_subtotals_in_another_column_are_no_records(empty_workspace: Path) -> None:
    head = "Organisation,Moorside\nReporting period,March 2019\n\nSubject,Staff group,Required,Compliant\n"
    groups = (
        ("Ward A", 20, 10),
        ("Ward B", 10, 10),
        ("Nursing Total", 30, 20),
        ("Docs", 10, 5),
        ("Medical Total", 10, 5),
        ("Total care nurses", 7, 6),
    )
    rows = "".join(f"Safeguarding Adults,{group},{required},{compliant}\n" for group, required, compliant in groups)
    (empty_workspace / "returns" / "training.csv").write_text(head + rows, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with sqlite3.connect(empty_workspace / "warehouse.db") as connection:
        loaded = [group for (group,) in connection.execute("SELECT staff_group FROM training ORDER BY row")]
        aside = connection.execute("SELECT cell, code FROM issue WHERE code IN ('total_row', 'total_differs') ORDER BY cell").fetchall()
    assert loaded == ["Ward A", "Ward B", "Docs", "Total care nurses"]
    assert aside == [("B7", "total_row"), ("B9", "total_row")]


EVENTS = "Organisation,NHS Stockport CCG\nYear,2018/19\n\nDate,Course,Audience,Booked,Attended\n03/04/2018,MCA,Nurses,10,9\n"


@pytest.mark.parametrize(
    ("row", "aside"),
    [
        ("Total for last year,,,40,35", ("A6", "total_row", "Total for last year")),
        (",Total for last year,,40,35", ("B6", "total_row", "Total for last year")),
        ("2017/18 total,,,40,35", ("A6", "total_row", "2017/18 total")),
        ("Last year,,,40,35", ("A6", "row_of_another_time", "Last year")),
    ],
)
def test_a_total_of_another_year_among_events(empty_workspace: Path, row: str, aside: tuple[str, str, str]) -> None:
    (empty_workspace / "returns" / "events.csv").write_text(f"{EVENTS}{row}\n", encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        told = [tuple(row) for row in connection.execute("SELECT cell, code, found FROM issue WHERE sets_aside")]
        assert ([tuple(row) for row in connection.execute("SELECT attended FROM current_training_event")], told) == ([(9,)], [aside])


def test_a_total_of_last_year_is_not_held_against_this_year_s_rows(empty_workspace: Path) -> None:
    assert _issues(empty_workspace, "Nurses,10,10,0,0", "Total for last year,16,15,0,1") == (
        ["Nurses"],
        [("A6", "total_row", "Total for last year")],
    )


@pytest.mark.parametrize("said", ["Trust total", "Organisation totals", "Provider-wide total"])
def test_a_total_that_does_not_add_up_is_one_in_any_column(empty_workspace: Path, said: str) -> None:
    text = f"Organisation,Moorside\nReporting period,March 2019\n\nRequired,In date,Staff group\n10,8,Nurses\n5,5,Doctors\n16,13,{said}\n"
    (empty_workspace / "returns" / "dbs.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        groups = [row[0] for row in connection.execute("SELECT value FROM fact WHERE field = 'staff_group' ORDER BY cell")]
        asked = sorted(tuple(row) for row in connection.execute("SELECT cell, code FROM issue"))
    assert (groups, asked) == (["Nurses", "Doctors"], [("A7", "total_differs"), ("C7", "total_row")])
