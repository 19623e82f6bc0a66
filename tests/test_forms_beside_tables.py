"""A form on a sheet with a table, or with another form, is a return of its own; what cannot be read as one is named row by row."""

from pathlib import Path
from typing import TypeAlias

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows: TypeAlias = list[list[object]]
Fact: TypeAlias = tuple[str, str, str, object]
HEAD: Rows = [["Organisation", "Moorside"], ["Reporting period", "Q4 2018/19"], []]
PREVENT: Rows = [["Prevent lead", "Yes"], ["Policy", "No"], ["Prevent referrals", 3]]
DEATHS: Rows = [["Deaths notified", 5], ["Deaths reviewed", 3]]
TABLE: Rows = [["Subject", "Eligible", "Trained"], ["MCA", 100, 90]]
DBS: Rows = [["Staff group", "In date", "Outstanding"], ["Nurses", 10, 5]]


def _take(folder: Path, rows: Rows) -> tuple[str, list[Fact], list[tuple[str, str, str]]]:
    """Take in rows; return the outcome, the facts with their return and provider, and the issues."""
    write_book(folder / "returns" / "a.xlsx", rows)
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(Workspace(folder).warehouse) as connection:
        facts = connection.execute(
            "SELECT return, provider || ' ' || period_end, cell, value FROM fact ORDER BY CAST(substr(cell, 2) AS INTEGER), cell"
        ).fetchall()
        issues = connection.execute("SELECT code, cell, found FROM issue ORDER BY id").fetchall()
    return outcome.reason.partition(":")[0], [tuple(fact) for fact in facts], [tuple(issue) for issue in issues]


def _prevent(first: int, whose: str = "XA4 2019-03-31", column: str = "B") -> list[Fact]:
    return [("prevent", whose, f"{column}{first + row}", value) for row, value in enumerate(("yes", "no", 3))]


def _deaths(first: int, whose: str = "XA4 2019-03-31") -> list[Fact]:
    return [("child_death", whose, f"B{first + row}", value) for row, value in enumerate((5, 3))]


def _training(row: int) -> list[Fact]:
    values = zip("ABC", ("mental_capacity_act", 100, 90), strict=True)
    return [("training", "XA4 2019-03-31", f"{column}{row}", value) for column, value in values]


def _dbs(row: int) -> list[Fact]:
    return [("dbs", "XA4 2019-03-31", f"{column}{row}", value) for column, value in zip("ABC", ("Nurses", 10, 5), strict=True)]


@pytest.mark.parametrize(
    ("rows", "facts", "issues"),
    [
        ([*PREVENT, [], *TABLE], _prevent(4) + _training(9), []),
        ([["Prevent duty"], *PREVENT, ["Training"], *TABLE], _prevent(5) + _training(10), [("label_row", "A8", "Training")]),
        ([*TABLE, [], *PREVENT], _training(5) + _prevent(7), []),
        ([*TABLE, [], ["Prevent duty"], *PREVENT], _training(5) + _prevent(8), [("label_row", "A7", "Prevent duty")]),
        ([*DBS, [], *DEATHS], _dbs(5) + _deaths(7), []),
        ([*TABLE, [], *PREVENT, [], *DBS], _training(5) + _prevent(7) + _dbs(12), []),
        ([*TABLE, [], *PREVENT, [], *DEATHS], _training(5) + _prevent(7) + _deaths(11), []),
        ([*PREVENT, [], *DEATHS], _prevent(4) + _deaths(8), []),
        ([*PREVENT, ["Child death overview"], *DEATHS], _prevent(4) + _deaths(8), [("label_row", "A7", "Child death overview")]),
        ([*TABLE, [], *([n, *row] for n, row in enumerate(PREVENT, 1))], _training(5) + _prevent(7, column="C"), []),
    ],
)
def test_each_form_and_each_table_is_read(empty_workspace: Path, rows: Rows, facts: list[Fact], issues: list[tuple[str, str, str]]) -> None:
    assert _take(empty_workspace, HEAD + rows) == ("taken_in", facts, issues)


def test_each_form_has_the_labels_above_it(empty_workspace: Path) -> None:
    second: Rows = [[], ["Organisation", "Lakeview"], ["Reporting period", "Q3 2018/19"]]
    labels = [("label_row", "A8", "Organisation"), ("label_row", "A9", "Reporting period")]
    assert _take(empty_workspace, [*HEAD, *PREVENT, *second, *PREVENT]) == ("taken_in", _prevent(4) + _prevent(10, "XA6 2018-12-31"), labels)


def test_a_form_with_a_column_for_each_quarter_below_a_table(empty_workspace: Path) -> None:
    rows: Rows = [["Question", "Q3", "Q4"], ["Prevent lead", "Yes", "No"], ["Prevent referrals", 3, 4]]
    head: Rows = [["Organisation", "Moorside"], ["Year", "2018/19"]]
    _, facts, _ = _take(empty_workspace, [*head, *[["Subject", "Q3"], ["MCA", "90%"]], ["Prevent"], *rows])
    assert [(end, cell, value) for name, end, cell, value in facts if name == "prevent"] == [
        ("XA4 2018-12-31", "B7", "yes"),
        ("XA4 2019-03-31", "C7", "no"),
        ("XA4 2018-12-31", "B8", 3),
        ("XA4 2019-03-31", "C8", 4),
    ]


def test_a_form_twice_without_a_word_between_them_is_held(empty_workspace: Path) -> None:
    found = "The form of The Prevent duty stands twice on the sheet 'Sheet' (rows 4 and 9), and nothing says what sets the second apart"
    assert _take(empty_workspace, [*HEAD, *PREVENT, [], ["Second"], *PREVENT]) == ("form_twice", [], [("form_twice", "A9", found)])


@pytest.mark.parametrize(
    "rows",
    [
        [["Subject", "Eligible", "Trained"], ["MCA", 100, 90], [], ["BPAT", 50, 40], ["Prevent Level 3", 20, 10]],
        [["Subject", "Compliance"], ["MCA", 0.9], [], ["Prevent"], ["BPAT", 0.5], ["Prevent Level 3", 0.4]],
        [["Ref", "Standard", "RAG"], ["1", "A policy", "Yes"], [], ["Prevent"], ["2", "Prevent lead", "Yes"], ["3", "Prevent policy", "Yes"]],
        [["Ref", "Action", "Due", "Status"], ["1", "Write it", "31/03/2019", "On track"], [], ["Completed", 5], ["In progress", 4], ["On hold", 2]],
        [*DBS, [], ["Prevent lead", 4, 1], ["Policy", 2, 2]],
    ],
)
def test_records_that_read_like_questions_stay_records(empty_workspace: Path, rows: Rows) -> None:
    _, facts, _ = _take(empty_workspace, HEAD + rows)
    assert len({name for name, *_ in facts}) == 1
    assert {name for name, *_ in facts} <= {"training", "provider_audit", "action", "dbs"}


def test_one_question_alone_is_no_form_and_is_told(empty_workspace: Path) -> None:
    above: Rows = [["Prevent lead", "Yes"], ["Number of wards", 5], ["Please return", "by 5 May"], []]
    issues = [("above_table", "A4", "Prevent lead: Yes"), ("above_table", "A5", "Number of wards: 5")]
    assert _take(empty_workspace, [*HEAD, *above, *TABLE]) == ("taken_in", _training(9), issues)


def test_several_of_one_form_may_be_a_return_and_are_asked_about(empty_workspace: Path) -> None:
    above: Rows = [["Notified", 24], ["In progress", 1], ["Completed", 23], ["Number of wards", 5], []]
    _, facts, issues = _take(empty_workspace, [*HEAD, *above, *TABLE])
    with reader(empty_workspace / "warehouse.db") as connection:
        asked = [row[0] for row in connection.execute("SELECT cell FROM issue WHERE severity = 'query' ORDER BY cell")]
    assert (facts, [cell for _, cell, _ in issues], asked) == (_training(10), ["A4", "A5", "A6", "A7"], ["A4", "A5", "A6"])


@pytest.mark.parametrize(("table", "facts"), [(TABLE, _training(5)), (DBS, _dbs(5))])
def test_a_form_right_below_a_table(empty_workspace: Path, table: Rows, facts: list[Fact]) -> None:
    assert _take(empty_workspace, [*HEAD, *table, *DEATHS]) == ("taken_in", facts + _deaths(6), [])


def test_one_question_below_a_table_is_named(empty_workspace: Path) -> None:
    _, facts, issues = _take(empty_workspace, [*HEAD, *DBS, [], PREVENT[0]])
    assert (facts, issues) == (
        [*_dbs(5), *(("dbs", "XA4 2019-03-31", cell, value) for cell, value in (("A7", "Prevent lead"), ("B7", None)))],
        [("not_a_count", "B7", "Yes")],
    )


def test_a_form_below_a_table_whose_answers_cannot_be_told_is_held(empty_workspace: Path) -> None:
    rows: Rows = [["Question", "Main site", "Other site"], *([*row, "No"] for row in PREVENT)]
    assert _take(empty_workspace, [*HEAD, *TABLE, [], *rows])[:2] == ("which_answer", [])
