"""A row among the records that says only that it is of another time, or a target, is none, and is asked about."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD: list[list[object]] = [["Organisation", "Moorside"], ["Reporting period", "March 2019"], []]
DBS = ["Directorate", "Required", "In date", "Outstanding", "In progress"]


def _take(folder: Path, rows: list[list[object]]) -> tuple[list[str], list[tuple[str, str]]]:
    write_book(folder / "returns" / "a.xlsx", [*HEAD, *rows])
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        groups = [row[0] for row in connection.execute("SELECT value FROM fact WHERE field = 'staff_group' ORDER BY cell")]
        return groups, [tuple(row) for row in connection.execute("SELECT cell, code FROM issue ORDER BY id")]


@pytest.mark.parametrize(
    "text",
    [
        "Last month",
        "Feb-19",
        "Target",
        "Previous quarter",
        "2017/18",
        "Planned position",
        "England average",
        "Peer group",
        "Benchmark",
        "Last year (all)",
    ],
)
def test_it_is_set_aside(empty_workspace: Path, text: str) -> None:
    groups, asked = _take(empty_workspace, [DBS, ["Surgery", 100, 90, 6, 4], ["Medicine", 50, 45, 3, 2], [text, 149, 130, 12, 7]])
    assert (groups, [cell for cell, _ in asked]) == (["Surgery", "Medicine"], ["A7"])


def test_the_total_above_it_is_one(empty_workspace: Path) -> None:
    rows = [DBS, ["Surgery", 100, 90, 6, 4], ["Medicine", 50, 45, 3, 2], ["Organisation", 150, 135, 9, 6], ["Last month", 149, 130, 12, 7]]
    groups, asked = _take(empty_workspace, rows)
    assert (groups, sorted(code for _, code in asked)) == (["Surgery", "Medicine"], ["row_of_another_time", "total_row"])


def test_where_most_rows_say_a_time_they_are_what_the_table_is_of(empty_workspace: Path) -> None:
    rows: list[list[object]] = [DBS, ["Feb-19", 100, 90, 6, 4], ["Jan-19", 50, 45, 3, 2], ["Dec-18", 40, 40, 0, 0]]
    _, asked = _take(empty_workspace, rows)
    assert "row_of_another_time" not in {code for _, code in asked}


def test_a_word_of_a_list_beside_a_time_is_no_record_either(empty_workspace: Path) -> None:
    head: list[list[object]] = [["Organisation", "SMBC"], ["Quarter", "Q4 2018/19"], [], ["Population", "Snapshot", "Flow"]]
    rows: list[list[object]] = [["Own LAC", 300, 400], ["Placed in area", 200, 250], ["Own LAC target", 310, 380], ["Last year own LAC", 290, 340]]
    write_book(empty_workspace / "returns" / "a.xlsx", [*head, *rows])
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        found = [tuple(row) for row in connection.execute("SELECT cell, code FROM issue ORDER BY id")]
        snapshots = [row[0] for row in connection.execute("SELECT value FROM fact WHERE field = 'snapshot' ORDER BY cell")]
    assert (snapshots, found) == ([300, 200], [("A7", "row_of_another_time"), ("A8", "row_of_another_time")])


def test_a_reference_that_looks_like_a_month_is_a_reference(empty_workspace: Path) -> None:
    head: list[list[object]] = [
        ["Organisation", "XB2"],
        ["Reporting period", "2018/19"],
        [],
        ["Case ref", "Date of incident", "Date aware", "Decision"],
    ]
    rows: list[list[object]] = [[f"2018-{number:02d}", "01/05/2018", "02/05/2018", "NFA"] for number in (1, *range(13, 19))]
    write_book(empty_workspace / "returns" / "a.xlsx", [*head, *rows])
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        refs = [row[0] for row in connection.execute("SELECT value FROM fact WHERE field = 'case_ref' ORDER BY value")]
    assert refs == [row[0] for row in rows]
