"""A level or a group of staff above a table that has a column of subjects is each record's; where it may not be meant, it is asked about."""

from pathlib import Path
from typing import TypeAlias

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows: TypeAlias = list[list[object]]
LABELS: Rows = [["Organisation", "Lakeview"], ["Reporting period", "March 2019"]]
TABLE: Rows = [["Subject", "Eligible", "Trained"], ["MCA", 10, 9], ["Safeguarding Adults", 5, 4]]


def _take(folder: Path, rows: Rows, sheet: str = "Data", name: str = "return.xlsx") -> tuple[list[tuple], list[tuple]]:
    """Return what the records are of beside their subject, and the issues."""
    write_book(folder / "returns" / name, rows, sheet=sheet)
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT field, cell, value FROM fact WHERE field IN ('level', 'staff_group', 'audience') ORDER BY rowid")
        asked = connection.execute("SELECT severity, code, cell, found FROM issue ORDER BY id")
        return [tuple(row) for row in facts.fetchall()], [tuple(row) for row in asked.fetchall()]


@pytest.mark.parametrize(
    ("above", "field", "cell", "value"),
    [
        (["Level 3"], "level", "A3", "3"),
        (["Training at L2"], "level", "A3", "2"),
        (["Level", 3], "level", "B3", "3"),
        (["Level: 3"], "level", "A3", "3"),
        (["Board level training"], "level", "A3", "board"),
        (["Nursing staff"], "staff_group", "A3", "Nursing staff"),
        (["Staff group", "Porters"], "staff_group", "B3", "Porters"),
        (["Directorate: Surgery"], "staff_group", "A3", "Surgery"),
    ],
)
def test_what_stands_above_is_of_each_record(empty_workspace: Path, above: list[object], field: str, cell: str, value: str) -> None:
    said = str(above[-1]).rpartition(": ")[2]
    assert _take(empty_workspace, [*LABELS, above, *TABLE]) == ([(field, cell, value)] * 2, [("info", "told_above", cell, said)])


def test_the_group_in_a_title_with_its_month(empty_workspace: Path) -> None:
    facts, asked = _take(empty_workspace, [*LABELS, ["Nursing staff March 2019"], *TABLE])
    assert (facts, asked) == ([("staff_group", "A3", "Nursing staff")] * 2, [("info", "told_above", "A3", "Nursing staff March 2019")])


def test_a_level_and_a_group(empty_workspace: Path) -> None:
    facts, asked = _take(empty_workspace, [*LABELS, ["Level 2"], ["Medical staff"], *TABLE])
    assert sorted(facts) == [("level", "A3", "2")] * 2 + [("staff_group", "A4", "Medical staff")] * 2
    assert asked == [("info", "told_above", "A3", "Level 2"), ("info", "told_above", "A4", "Medical staff")]


@pytest.mark.parametrize(
    "title",
    [
        "Training",
        "Board report",
        "Staff",
        "All staff",
        "Staff compliance",
        "Staff training figures",
        "Number of staff",
        "Version 3",
        "Return for the Board",
    ],
)
def test_titles_that_tell_neither(empty_workspace: Path, title: str) -> None:
    assert _take(empty_workspace, [*LABELS, [title], *TABLE]) == ([], [])


def test_who_sent_it_is_no_group(empty_workspace: Path) -> None:
    assert _take(empty_workspace, [*LABELS, ["Role", "Matron"], *TABLE]) == ([], [])


def test_the_sheet_and_the_file_tell_a_level(empty_workspace: Path) -> None:
    assert _take(empty_workspace, [*LABELS, *TABLE], "Level 2") == ([("level", "", "2")] * 2, [("info", "told_above", "A3", "Level 2")])


def test_a_title_of_one_subject_says_nothing_of_others(empty_workspace: Path) -> None:
    title = "Safeguarding adults level 2"
    assert _take(empty_workspace, [*LABELS, [title], *TABLE]) == ([], [("query", "record_without_key", "A3", title)])
    assert _take(empty_workspace, [*LABELS, [title], TABLE[0], TABLE[2]], name="b.xlsx")[0] == [("level", "A3", "2")]


def test_two_levels_are_asked_about(empty_workspace: Path) -> None:
    assert _take(empty_workspace, [*LABELS, ["Levels 2 and 3"], *TABLE]) == ([], [("query", "record_without_key", "A3", "Levels 2 and 3")])


def test_a_level_above_another_table_is_asked_about(empty_workspace: Path) -> None:
    facts, asked = _take(empty_workspace, [*LABELS, ["Level 2"], *TABLE, [], ["Second site"], TABLE[0], ["Prevent Basic", 7, 7]])
    assert facts == [("level", "A3", "2")] * 2
    assert asked == [
        ("info", "told_above", "A3", "Level 2"),
        ("info", "label_row", "A8", "Second site"),
        ("query", "record_without_key", "A3", "Level 2"),
    ]


def test_each_table_has_its_own_level(empty_workspace: Path) -> None:
    facts, _ = _take(empty_workspace, [*LABELS, ["Level 2"], *TABLE, [], ["Level 3"], *TABLE])
    assert facts == [("level", "A3", "2")] * 2 + [("level", "A8", "3")] * 2


def test_rows_that_carry_their_level_keep_it(empty_workspace: Path) -> None:
    rows: Rows = [*LABELS, ["Level 3"], TABLE[0], ["Safeguarding Children L2", 10, 9], ["MCA", 5, 4], ["Prevent Level 3", 5, 4]]
    assert _take(empty_workspace, rows)[0] == [("level", "A5", "2"), ("level", "A3", "3")]
