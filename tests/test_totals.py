"""A row of totals is never loaded; one that is not the sum of its rows is a query."""

from pathlib import Path

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
