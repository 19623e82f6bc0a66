"""A heading whose words stand in two cells, one above the other, is one heading, merged or not."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
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
