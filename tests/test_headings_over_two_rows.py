"""A heading whose words stand in two cells, one above the other, is one heading, merged or not."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Organisation,Moorside\nReporting period,2018/19\n"


def _facts(folder: Path, text: str) -> tuple[int, list[tuple]]:
    (folder / "returns" / "return.csv").write_text(HEAD + text, encoding="utf-8")
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT field, cell, value FROM fact ORDER BY length(cell), cell").fetchall()
    return outcome.rows_read, [tuple(row) for row in facts]


def test_the_lower_words_alone_are_another_field(empty_workspace: Path) -> None:
    text = "\n,,Commissioner\nRef,Standard,RAG\n1.1,A policy,Red\n"
    assert _facts(empty_workspace, text) == (
        1,
        [("standard_ref", "A6", "1.1"), ("standard", "B6", "A policy"), ("moderated_rating", "C6", "not_met")],
    )


def test_one_group_over_several_columns(empty_workspace: Path) -> None:
    text = "\n,,Provider,,Commissioner\nRef,Standard,RAG,Evidence,RAG\n1.1,A policy,Green,Seen,Red\n"
    expected = [
        ("standard_ref", "A6", "1.1"),
        ("standard", "B6", "A policy"),
        ("self_rating", "C6", "met"),
        ("evidence", "D6", "Seen"),
        ("moderated_rating", "E6", "not_met"),
    ]
    assert _facts(empty_workspace, text) == (1, expected)


def test_the_upper_words_alone_are_headings_too(empty_workspace: Path) -> None:
    text = "\nStandard,,Supporting,Responsible\nNo.,Criteria,evidence,officer\n1.1,A policy,Seen,A lead\n"
    expected = [("standard_ref", "A6", "1.1"), ("standard", "B6", "A policy"), ("evidence", "C6", "Seen"), ("lead", "D6", "A lead")]
    assert _facts(empty_workspace, text) == (1, expected)


@pytest.mark.parametrize("label", ["Role,Lead\n", "Completed by,Named Nurse\n", "Responsible,\n"])
def test_a_label_right_above_is_no_part_of_the_heading(empty_workspace: Path, label: str) -> None:
    text = f"{label}Ref,Standard,RAG\n1.1,A policy,Red\n"
    assert _facts(empty_workspace, text) == (1, [("standard_ref", "A5", "1.1"), ("standard", "B5", "A policy"), ("self_rating", "C5", "not_met")])


def test_words_above_that_make_no_heading_put_a_column_second(empty_workspace: Path) -> None:
    text = "\n,Overdue,,\nRef,actions,Action,Owner\n7,3,Write the policy,A lead\n"
    expected = [("action_ref", "A6", "7"), ("action", "C6", "Write the policy"), ("lead", "D6", "A lead")]
    assert _facts(empty_workspace, text) == (1, expected)


def test_a_heading_above_a_blank_cell_is_of_its_column(empty_workspace: Path) -> None:
    text = "\nPractice code,Practice,Adults L3,,Children L3,\n,,Required,Trained,Required,Trained\nP99901,Mill Lane,9,8,7,6\n"
    expected = [
        ("practice_code", "A6", "P99901"),
        ("practice", "B6", "Mill Lane"),
        ("adults_l3_required", "C6", 9),
        ("adults_l3_compliant", "D6", 8),
        ("children_l3_required", "E6", 7),
        ("children_l3_compliant", "F6", 6),
    ]
    assert _facts(empty_workspace, text) == (1, expected)


def test_a_number_above_repeated_headings_is_no_part_of_them(empty_workspace: Path) -> None:
    text = "\nCourse,Required,Compliant,% compliant\nMCA,50,45,90.0\nCourse,Required,Compliant,% compliant\nLAC,20,15,75.0\n"
    rows, facts = _facts(empty_workspace, text)
    below = [fact for fact in facts if fact[1].endswith("7")]
    assert (rows, below) == (
        2,
        [("subject", "A7", "looked_after_children"), ("required", "B7", 20), ("compliant", "C7", 15), ("percent", "D7", 0.75)],
    )


def test_a_title_above_a_blank_cell_heads_no_column(empty_workspace: Path) -> None:
    text = "\nEvent\n,Event date,Topic,Attended\n,11/06/2017,Young carers,9\n"
    assert _facts(empty_workspace, text) == (1, [("event_date", "B6", "2017-06-11"), ("title", "C6", "Young carers"), ("attended", "D6", 9)])


DBS = [["Staff group", "Required", "In date", "Not yet in date", None], [None, None, None, "Outstanding", "In progress"], ["Nursing", 10, 8, 1, 1]]
TEAM = [["Role", "WTE", "Days a week", "Answers", None], [None, None, None, "Vacant?", "Statutory?"], ["Named nurse", 1, 5, "No", "Yes"]]
CASES = [
    ["Local ID", "Decision", "Dates", None, None],
    [None, None, "Date aware", "Notified to panel", "Rapid review completed"],
    ["RR1", "Local learning", "01/03/2019", "05/03/2019", "08/03/2019"],
]
DOWN = ["A4:A5", "B4:B5"]


@pytest.mark.parametrize(
    ("table", "merged", "values"),
    [
        (DBS, ["D4:E4"], ["Nursing", 10, 8, 1, 1]),
        (DBS, [*DOWN, "C4:C5", "D4:E4"], ["Nursing", 10, 8, 1, 1]),
        (DBS, [], ["Nursing", 10, 8, 1, 1]),
        (TEAM, [*DOWN, "C4:C5", "D4:E4"], ["Named nurse", 1, 5, "no", "yes"]),
        (CASES, ["C4:E4"], ["RR1", "local_learning", "2019-03-01", "2019-03-05", "2019-03-08"]),
    ],
)
def test_the_only_group_beside_headings_of_one_row(empty_workspace: Path, table: list[list[object]], merged: list[str], values: list[object]) -> None:
    rows = [["Organisation", "Moorside"], ["Reporting period", "2018/19"], [], *table]
    write_book(empty_workspace / "returns" / "a.xlsx", rows, merged)
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    with reader(empty_workspace / "warehouse.db") as connection:
        facts = connection.execute("SELECT cell, value FROM fact ORDER BY cell").fetchall()
    assert (outcome.rows_read, [tuple(fact) for fact in facts]) == (1, list(zip(["A6", "B6", "C6", "D6", "E6"], values, strict=True)))


def test_words_below_headings_are_no_lower_row_of_them(empty_workspace: Path) -> None:
    text = "\nRef,Action,Owner,Note,Due\n1,,,Completed,Overdue\n2,Train,A lead,,01/04/2019\n"
    assert [fact for fact in _facts(empty_workspace, text)[1] if fact[0] == "action_ref"] == [("action_ref", "A5", "1"), ("action_ref", "A6", "2")]


def test_groups_without_a_merge_beside_headings_of_one_row(empty_workspace: Path) -> None:
    text = """
Cohort,Number at period end,Initial health assessments,,Review health assessments,,Reason late
,,IHAs due,IHA in timescale,RHA under 5 due,RHA under 5 on time,
Own LAC,300,20,18,10,9,Moves
"""
    expected = ["own", 300, 20, 18, 10, 9, "Moves"]
    rows, facts = _facts(empty_workspace, text)
    assert (rows, [(cell, value) for _, cell, value in facts]) == (
        1,
        [(f"{column}6", value) for column, value in zip("ABCDEFG", expected, strict=True)],
    )


def test_a_group_without_a_merge_is_over_those_to_its_right(empty_workspace: Path) -> None:
    text = "\nRef,Action,Owner,Timescales,,,RAG\n,,,Due,Revised,Completed,\nA1,Write it,Lead,30/04/2019,,,Amber\n"
    assert _facts(empty_workspace, text) == (
        1,
        [
            ("action_ref", "A6", "A1"),
            ("action", "B6", "Write it"),
            ("lead", "C6", "Lead"),
            ("due", "D6", "2019-04-30"),
            ("status", "G6", "at_risk"),
        ],
    )


@pytest.mark.parametrize("group", ["Staff numbers", "Workforce", "Compliance data", "Position at month end"])
def test_a_group_that_says_no_more_leaves_what_stands_below_it(empty_workspace: Path, group: str) -> None:
    text = f"\nCourse name,{group},,,Target %\n,Staff in scope,Staff with training in date,% of staff trained,\nMCA,40,36,90%,85%\n"
    assert _facts(empty_workspace, text) == (
        1,
        [
            ("subject", "A6", "mental_capacity_act"),
            ("required", "B6", 40),
            ("compliant", "C6", 36),
            ("percent", "D6", 0.9),
            ("target", "E6", 0.85),
        ],
    )


def test_groups_over_a_second_table_are_no_record_of_the_first(empty_workspace: Path) -> None:
    first = "\nCohort,In care at quarter end,Throughput,IHAs due,IHA in timescale\nown,222,270,29,14\n\nPrevent duty\n\n"
    second = ",,,Basic awareness,,Level 3,\nPrevent lead,Prevent referrals,Strategy,Eligible,Trained,Eligible,Trained\nYes,3,No,10,9,8,7\n"
    _facts(empty_workspace, first + second)
    with reader(empty_workspace / "warehouse.db") as connection:
        told = [tuple(row) for row in connection.execute("SELECT cell, severity FROM issue WHERE cell LIKE '_9' ORDER BY cell")]
        kept = [tuple(row) for row in connection.execute("SELECT return, count(*) FROM fact GROUP BY return")]
    assert (told, kept) == ([("D9", "info")], [("looked_after_children", 5), ("prevent", 7)])
