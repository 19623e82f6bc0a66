"""A count in one cell with its percentage or its whole is read; it is asked about where its row has no whole to bear it out, and not used where
that contradicts it."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.etl.settle import settle
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

NOT_A_COUNT = "a whole number, 0 or more"


def _take(folder: Path, rows: list[list[object]], field: str) -> tuple[list[tuple[object, ...]], list[tuple[str, str, str]]]:
    write_book(folder / "returns" / "a.xlsx", [["Organisation", "Moorside"], ["Reporting period", "March 2019"], [], *rows])
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT value, state, text FROM fact WHERE field = ? ORDER BY cell", [field]).fetchall()
        asked = connection.execute("SELECT cell, code, found FROM issue WHERE severity = 'block' ORDER BY id").fetchall()
    return [tuple(row) for row in facts], [tuple(row) for row in asked]


@pytest.mark.parametrize(
    ("typed", "required", "value", "found"),
    [
        ("38 (95%)", 40, 38, None),
        ("38 [95 %]", 40, 38, None),
        ("38/40 (95%)", 40, 38, None),
        ("38 out of 40 (95.0%)", 40, 38, None),
        ("80 (80%)", 100, 80, None),
        ("2 (66.7%)", 3, 2, None),
        ("2 (67%)", "3", 2, None),
        ("0 (0%)", 40, 0, None),
        ("2 (66%)", 3, None, "2 (66%), where 2 of 3 is 66.7%"),
        ("38 (90%)", 40, None, "38 (90%), where 38 of 40 is 95.0%"),
        ("80 (80%)", 120, None, "80 (80%), where 80 of 120 is 66.7%"),
        ("38/41 (92.7%)", 40, None, "38/41 (92.7%), where 'Required' is 40"),
        ("38 of 40", 40, 38, None),
        ("38/40", "40", 38, None),
        ("38/41", 40, None, "38/41, where 'Required' is 40"),
        ("41/40", 40, None, "41/40"),
        ("38/40/2", 40, None, "38/40/2"),
        ("38 (95%)", 0, None, "38 (95%)"),
        ("38 (2)", 40, None, "38 (2)"),
    ],
)
def test_a_count(empty_workspace: Path, typed: str, required: object, value: int | None, found: str | None) -> None:
    rows = [["Staff group", "Required", "In date", "Outstanding"], ["Nurses", required, typed, None], ["Doctors", 7, 5, 2]]
    facts, asked = _take(empty_workspace, rows, "in_date")
    assert facts == [(value, "missing" if found else "given", typed), (5, "given", None)]
    assert asked == ([("C5", "not_a_count", found)] if found else [])


@pytest.mark.parametrize(
    ("typed", "value", "found"),
    [
        ("95% (38)", 0.95, None),
        ("95% (38/40)", 0.95, None),
        ("95.0% (38 of 40)", 0.95, None),
        ("38 (95%)", 0.95, None),
        ("38/40", None, "38/40"),
        ("95% (37)", None, "95% (37), where 'Compliant' is 38"),
        ("90% (38)", None, "90% (38), where 38 of 40 is 95.0%"),
    ],
)
def test_a_percentage(empty_workspace: Path, typed: str, value: float | None, found: str | None) -> None:
    rows = [["Subject", "Level", "Required", "Compliant", "%"], ["MCA", 1, 40, 38, typed], ["Safeguarding Adults", 1, 10, 5, "50%"]]
    facts, asked = _take(empty_workspace, rows, "percent")
    assert facts == [(value, "missing" if found else "given", typed), (0.5, "given", None)]
    assert asked == ([("E5", "not_a_percentage", found)] if found else [])


def test_in_a_form(empty_workspace: Path) -> None:
    rows = [["Prevent lead", "Yes"], ["Basic awareness eligible", 40], ["Basic awareness trained", "38 (95%)"]]
    assert _take(empty_workspace, rows, "basic_compliant") == ([(38, "given", "38 (95%)")], [])


def test_what_one_file_says_is_not_kept_for_another(empty_workspace: Path) -> None:
    rows = [["Staff group", "Required", "In date", "Outstanding"], ["Nurses", 41, "38 (95%)", None], ["Doctors", None, "38 (95%)", 2]]
    facts, asked = _take(empty_workspace, rows, "in_date")
    assert [value for value, _, _ in facts] == [None, 38]
    assert [found for _, _, found in asked] == ["38 (95%), where 38 of 41 is 92.7%"]


def _told(folder: Path, rows: list[list[object]]) -> tuple[list[tuple[object, ...]], list[tuple[str, str, str]]]:
    """Return each number with its cell, and what is asked."""
    _take(folder, rows, "in_date")
    with reader(folder / "warehouse.db") as connection:
        query = "SELECT cell, field, value FROM fact WHERE value GLOB '[0-9]*' AND field <> 'level' ORDER BY cell, field"
        facts = connection.execute(query).fetchall()
        asked = connection.execute("SELECT cell, code, found FROM issue ORDER BY id").fetchall()
    return [tuple(row) for row in facts], [tuple(row) for row in asked]


@pytest.mark.parametrize("typed", ["540 of 610", "540/610", "540 out of 610 (88.5%)"])
@pytest.mark.parametrize("head", [["Staff group", "In date"], ["Staff group", "In date", "Required"]])
def test_both_numbers_are_kept_where_the_whole_has_no_cell_of_its_own(empty_workspace: Path, typed: str, head: list[object]) -> None:
    assert _told(empty_workspace, [[*head, "Outstanding"], ["Nurses", typed]]) == (
        [("B5", "in_date", 540), ("B5", "required", 610)],
        [("B5", "two_numbers_in_one", typed)],
    )


def test_a_second_whole_is_held_against_the_first(empty_workspace: Path) -> None:
    rows: list[list[object]] = [["Staff group", "In date", "Outstanding"], ["Nurses", "13 of 15", "2 of 16"], ["Doctors", "5 of 6", "1 of 6"]]
    assert _told(empty_workspace, rows) == (
        [("B5", "in_date", 13), ("B5", "required", 15), ("B6", "in_date", 5), ("B6", "required", 6), ("C6", "outstanding", 1)],
        [("B5", "two_numbers_in_one", "13 of 15"), ("C5", "not_a_count", "2 of 16, where 'Required' is 15"), ("B6", "two_numbers_in_one", "5 of 6")],
    )


def test_the_counts_beside_a_percentage_are_kept(empty_workspace: Path) -> None:
    rows: list[list[object]] = [["Subject", "Level", "%"], ["MCA", 1, "95% (38/40)"], ["LAC", 1, "95% (38)"]]
    assert _told(empty_workspace, rows) == (
        [("C5", "compliant", 38), ("C5", "percent", 0.95), ("C5", "required", 40), ("C6", "percent", 0.95)],
        [("C5", "two_numbers_in_one", "95% (38/40)"), ("C6", "two_numbers_in_one", "95% (38)")],
    )


def test_both_numbers_of_a_form_are_kept(empty_workspace: Path) -> None:
    rows: list[list[object]] = [["Prevent lead", "Yes"], ["Basic awareness trained", "540 of 610"]]
    assert _told(empty_workspace, rows) == (
        [("B5", "basic_compliant", 540), ("B5", "basic_required", 610)],
        [("B5", "two_numbers_in_one", "540 of 610")],
    )


def test_an_answer_is_of_the_count_and_not_of_its_whole(empty_workspace: Path) -> None:
    rows: list[list[object]] = [["Staff group", "In date", "Outstanding"], ["Nurses", "540 of 610"]]
    _told(empty_workspace, rows)
    with reader(empty_workspace / "warehouse.db") as connection:
        (number,) = (row["id"] for row in connection.execute("SELECT id FROM issue"))
    settle(Workspace(empty_workspace), number, accept=False, value="541", reason="telephoned")
    with reader(empty_workspace / "warehouse.db") as connection:
        assert [tuple(row) for row in connection.execute("SELECT in_date, required FROM current_dbs")] == [(541, 610)]
