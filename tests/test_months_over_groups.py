"""Months over the same headings again and again, merged or not: each figure is its month's, the last month of the period too."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boardpaper.etl.headings import Headings
from boardpaper.etl.ingest import ingest
from boardpaper.etl.period_groups import period_groups
from boardpaper.layouts import load_layouts
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Take = Callable[..., tuple[str, list[tuple[object, ...]], list[str]]]
HEADINGS = Headings(load_layouts())
MONTHS = {"April": "2018-04", "May": "2018-05", "June": "2018-06"}
LABELS: list[list[object]] = [["Organisation", "Lakeview"], ["Reporting period", "Q1 2018/19"]]
PAIR, ROWS = ["Eligible", "Trained"], [["Prevent Basic", 100, 90, 110, 99, 120, 96], ["Mental Capacity Act", 50, 40, 60, 45, 70, 49]]
COUNTS = [
    (f"2018-{month:02}", cell, value)
    for row, values in zip((5, 6), ROWS, strict=True)
    for month, cell, value in zip((4, 4, 5, 5, 6, 6), (f"{column}{row}" for column in "BCDEFG"), values[1:], strict=True)
]


def is_heading(text: str) -> bool:
    return bool(HEADINGS.known(text))


@pytest.fixture
def take(empty_workspace: Path) -> Take:
    """Take in rows on a sheet; return what became of them, the counts with their month and cell, and what is asked."""

    def run(rows: list[list[object]], *merged: str, sheet: str = "Sheet1") -> tuple[str, list[tuple[object, ...]], list[str]]:
        write_book(empty_workspace / "returns" / "a.xlsx", rows, merged, sheet=sheet)
        (outcome,) = ingest(Workspace(empty_workspace)).outcomes
        with reader(Workspace(empty_workspace).warehouse) as connection:
            facts = connection.execute(
                "SELECT substr(period_start, 1, 7), cell, value FROM fact WHERE field IN ('required', 'compliant', 'percent') "
                "AND substr(period_start, 1, 7) = substr(period_end, 1, 7) ORDER BY substr(cell, 2), cell"
            ).fetchall()
            asked = [row["code"] for row in connection.execute("SELECT code FROM issue")]
        return outcome.reason.partition(":")[0], [tuple(row) for row in facts], asked

    return run


def _over(*months: str) -> list[object]:
    return [None, *(each for month in months for each in (month, None))]


def test_merged_with_the_subject_below(take: Take) -> None:
    rows = [*LABELS, _over("April 2018", "May 2018", "June 2018"), ["Subject", *PAIR * 3], *ROWS]
    assert take(rows, "B3:C3", "D3:E3", "F3:G3") == ("taken_in", COUNTS, [])


@pytest.mark.parametrize("names", [("April 2018", "May 2018", "June 2018"), ("Apr", "May", "Jun")])
@pytest.mark.parametrize("sheet", ["Sheet1", "Training compliance"])
def test_written_over_the_first_of_two(take: Take, names: tuple[str, ...], sheet: str) -> None:
    assert take([*LABELS, _over(*names), ["Subject", *PAIR * 3], *ROWS], sheet=sheet) == ("taken_in", COUNTS, [])


def test_with_the_subject_above(take: Take) -> None:
    upper = ["Subject", *_over("April 2018", "May 2018", "June 2018")[1:]]
    assert take([*LABELS, upper, [None, *PAIR * 3], *ROWS], sheet="Training compliance") == ("taken_in", COUNTS, [])


def test_written_over_both(take: Take) -> None:
    upper = [None, *(month for month in ("April 2018", "May 2018", "June 2018") for _ in PAIR)]
    assert take([*LABELS, upper, ["Subject", *PAIR * 3], *ROWS]) == ("taken_in", COUNTS, [])


def test_in_the_headings_themselves(take: Take) -> None:
    heads = ["Subject", *(f"{what} {month} 2018" for month in MONTHS for what in PAIR)]
    assert take([*LABELS, [], heads, *ROWS]) == ("taken_in", COUNTS, [])


def test_a_percentage_beside_the_counts(take: Take) -> None:
    upper = [None, "April 2018", None, None, "May 2018", None, None]
    rows = [*LABELS, upper, ["Subject", *["Eligible", "Trained", "%"] * 2], ["Prevent Basic", 100, 90, 0.9, 110, 99, 0.9]]
    april, may = (
        [("2018-04", "B5", 100), ("2018-04", "C5", 90), ("2018-04", "D5", 0.9)],
        [("2018-05", "E5", 110), ("2018-05", "F5", 99), ("2018-05", "G5", 0.9)],
    )
    assert take(rows, sheet="Compliance") == ("taken_in", [*april, *may], [])


def test_headings_that_nobody_knows_are_no_percentages(take: Take) -> None:
    upper = ["Subject", *_over("April 2018", "May 2018", "June 2018")[1:]]
    assert take([*LABELS, upper, [None, *["Staff", "Done"] * 3], *ROWS], sheet="Training compliance") == ("which_figure", [], ["which_figure"])


def test_a_target_beside_the_months_goes_with_each(take: Take, empty_workspace: Path) -> None:
    heads = ["Subject", "Target", *(f"{what} {month} 2018" for month in MONTHS for what in PAIR)]
    assert take([*LABELS, [], heads, *([row[0], 0.85, *row[1:]] for row in ROWS)])[0] == "taken_in"
    with reader(empty_workspace / "warehouse.db") as connection:
        found = connection.execute("SELECT period_start, count(*) FROM fact WHERE field = 'target' GROUP BY 1 ORDER BY 1").fetchall()
    assert [tuple(row) for row in found] == [(f"{month}-01", 2) for month in MONTHS.values()]


@given(st.integers(2, 5), st.lists(st.sampled_from(["Eligible", "Trained", "%", "Due"]), min_size=1, max_size=4), st.integers(0, 3), st.booleans())
@settings(max_examples=60, deadline=None)
def test_groups_are_found_wherever_they_begin(number: int, heads: list[str], before: int, over_each: bool) -> None:
    names = ["Apr", "May", "Jun", "Jul", "Aug"][:number]
    upper = ["" for _ in range(before)] + [name if over_each or not place else "" for name in names for place in range(len(heads))]
    lower = ["Subject" for _ in range(before)] + heads * number
    assert period_groups(upper, lower, is_heading) == [(before + at * len(heads), before + (at + 1) * len(heads) - 1) for at in range(number)]


def test_months_over_a_row_of_data_are_no_groups() -> None:
    for row in (["1.1", "Green", "Amber"], ["1.1", "Green", "Green"], ["1.1", 3, 3], ["MCA", "Completed", "Completed"]):
        assert period_groups(["Standard", "April", "May"], row, is_heading) == []


@pytest.mark.parametrize(
    ("upper", "lower", "groups"),
    [
        (["", "Apr", "", "May", "", "Jun"], ["Subject", *PAIR, *PAIR, "Eligible"], [(1, 2), (3, 4), (5, 5)]),
        (["", "Apr", "", "", "May", ""], ["Subject", *PAIR, "", *PAIR], [(1, 2), (4, 5)]),
        (["Subject", "Apr", "May", "Jun"], ["", "Eligible", "Trained", "Trained"], [(1, 1), (2, 2), (3, 3)]),
        (["", "Apr", "", "May", "", "Total", ""], ["Subject", *PAIR * 3], [(1, 2), (3, 4), (5, 6)]),
        (["", "Apr", "", "May", "", "Notes"], ["Subject", *PAIR * 2, "Trained"], [(1, 2), (3, 4)]),
        (["", "Apr", "", "Total", ""], ["Subject", *PAIR * 2], []),
        (["", "Apr", "Apr"], ["Subject", *PAIR], [(1, 2)]),
        (["", "Apr", ""], ["Subject", *PAIR], []),
        (["", "Apr", "", "May", ""], ["Subject", *PAIR, "Red", "Amber"], []),
    ],
)
def test_groups_of_known_headings_may_differ(upper: list[str], lower: list[str], groups: list[tuple[int, int]]) -> None:
    assert period_groups(upper, lower, is_heading) == groups


@pytest.mark.parametrize("last", [(), ("Total",)])
def test_the_subject_above_and_blank_columns_between(take: Take, last: tuple[str, ...]) -> None:
    months = ("April 2018", "May 2018", "June 2018", *last)
    upper = ["Subject", *(each for month in months for each in (month, month, None))]
    rows = [*LABELS, upper, [None, *[*PAIR, None] * len(months)], ["MCA", *[50, 40, None] * len(months)]]
    _, counts, _ = take(rows)
    assert [(month, value) for month, _, value in counts] == [(month, value) for month in MONTHS.values() for value in (50, 40)]


def test_the_subject_above_and_a_percentage_alone(take: Take) -> None:
    rows = [
        *LABELS,
        ["Subject", *(f"{month} 2018" for month in MONTHS), None],
        [None, "%", "%", "%", "Comments"],
        ["MCA", "61.1%", "86.5%", "67%", "fine"],
    ]
    assert take(rows)[1:] == ([("2018-04", "B5", 0.611), ("2018-05", "C5", 0.865), ("2018-06", "D5", 0.67)], ["unmapped_heading"])
