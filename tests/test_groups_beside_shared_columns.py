"""Headings that are repeated below groups share the columns left of them: each record has what it is of, and what stands over its group."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

LABELS = [["Organisation", "Moorside"], ["Reporting period", "March 2019"], []]
FIELDS = "subject, level, staff_group, required, compliant"
TWICE = ["Required", "Compliant", "Required", "Compliant"]


def _take(folder: Path, rows: list[list[object]], merged: list[str], fields: str = FIELDS, table: str = "training") -> tuple[object, ...]:
    """Take in rows; return the records, and the codes of what is not tidying alone."""
    write_book(folder / "returns" / "a.xlsx", [*LABELS, *rows], merged)
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(Workspace(folder).warehouse) as connection:
        records = [tuple(row) for row in connection.execute(f"SELECT {fields} FROM current_{table} ORDER BY provider, abreast, row")]
        asked = [row[0] for row in connection.execute("SELECT code FROM issue WHERE severity <> 'info'")]
    return outcome.reason.partition(":")[0], records, asked


@pytest.mark.parametrize(
    ("merged", "in_one_row"),
    [
        ([], False),
        (["B4:C4", "D4:E4"], False),
        (["A4:A5", "B4:C4", "D4:E4"], False),
        ([], True),
        (["B4:C4", "D4:E4"], True),
    ],
)
def test_groups_of_staff_across(empty_workspace: Path, merged: list[str], in_one_row: bool) -> None:
    upper, lower = (None, "Course") if in_one_row else ("Course", None)
    rows: list[list[object]] = [[upper, "Nursing", None, "Medical", None], [lower, *TWICE], ["MCA", 10, 9, 8, 7], ["LAC", 6, 5, 4, 3]]
    assert _take(empty_workspace, rows, merged) == (
        "taken_in",
        [
            ("mental_capacity_act", None, "Nursing", 10, 9),
            ("looked_after_children", None, "Nursing", 6, 5),
            ("mental_capacity_act", None, "Medical", 8, 7),
            ("looked_after_children", None, "Medical", 4, 3),
        ],
        [],
    )


@pytest.mark.parametrize("merged", [[], ["B4:C4", "D4:E4"]])
def test_subjects_across_and_groups_down(empty_workspace: Path, merged: list[str]) -> None:
    rows: list[list[object]] = [["Staff group", "Safeguarding Adults L2", None, "MCA", None], [None, *TWICE], ["Nursing", 10, 9, 8, 7]]
    assert _take(empty_workspace, rows, merged) == (
        "taken_in",
        [("safeguarding_adults", "2", "Nursing", 10, 9), ("mental_capacity_act", None, "Nursing", 8, 7)],
        [],
    )


def test_providers_across(empty_workspace: Path) -> None:
    rows: list[list[object]] = [["Course", "Moorside", None, "Calder Vale", None], [None, *TWICE], ["MCA", 10, 9, 8, 7]]
    found = _take(empty_workspace, rows, ["B4:C4", "D4:E4"], "provider, staff_group, compliant")
    assert found == ("taken_in", [("XA2", None, 7), ("XA4", None, 9)], [])


def test_the_rows_of_shared_columns_are_read_once_for_each_group(empty_workspace: Path) -> None:
    rows: list[list[object]] = [["Course", "Nursing", None, "Medical", None], [None, *TWICE], ["MCA", 10, 9, 8, 7], ["Total", 10, 9, 8, 7], ["Note"]]
    found = _take(empty_workspace, rows, ["B4:C4", "D4:E4"])
    assert [record[2:] for record in found[1]] == [("Nursing", 10, 9), ("Medical", 8, 7)]


def test_the_same_words_over_both_part_nothing(empty_workspace: Path) -> None:
    rows: list[list[object]] = [["Course", "Staff", None, "Staff", None], [None, *TWICE], ["MCA", 10, 9, 8, 7]]
    assert _take(empty_workspace, rows, ["B4:C4", "D4:E4"]) == ("column_twice", [], ["column_twice"])


@pytest.mark.parametrize("whole", ["Total", "All staff", "Overall", "Trust wide"])
def test_a_group_that_adds_up_the_others_is_no_group(empty_workspace: Path, whole: str) -> None:
    twice = ["Required", "Compliant"] * 3
    rows: list[list[object]] = [["Course", "Nursing", None, "Medical", None, whole, None], [None, *twice], ["MCA", 10, 9, 8, 7, 18, 16]]
    outcome, records, _ = _take(empty_workspace, rows, ["B4:C4", "D4:E4", "F4:G4"], "staff_group, compliant")
    assert (outcome, records) == ("taken_in", [("Nursing", 9), ("Medical", 7)])


def test_a_group_of_all_that_does_not_add_up_is_asked_about(empty_workspace: Path) -> None:
    twice = ["Required", "Compliant"] * 3
    rows: list[list[object]] = [["Course", "Nursing", None, "Medical", None, "Total", None], [None, *twice], ["MCA", 10, 9, 8, 7, 18, 15]]
    found = _take(empty_workspace, rows, ["B4:C4", "D4:E4", "F4:G4"], "staff_group, compliant")
    assert found == ("taken_in", [("Nursing", 9), ("Medical", 7), (None, 15)], ["whole_beside"])


def test_a_percentage_of_all_groups_is_that_of_none(empty_workspace: Path) -> None:
    twice = ["% compliant", "Target"] * 3
    rows: list[list[object]] = [["Course", "Nursing", None, "Medical", None, "Total", None], [None, *twice], ["MCA", *(["90%", "85%"] * 3)]]
    found = _take(empty_workspace, rows, ["B4:C4", "D4:E4", "F4:G4"], "staff_group, percent")
    assert found == ("taken_in", [("Nursing", 0.9), ("Medical", 0.9)], [])


@pytest.mark.parametrize("words", [["This month", "Last month"], ["Actual", "Planned"], ["Actual", "Target"]])
@pytest.mark.parametrize("merged", [[], ["B4:C4", "D4:E4"]])
def test_groups_of_two_times_hold_the_file(empty_workspace: Path, words: list[str], merged: list[str]) -> None:
    rows: list[list[object]] = [["Course", words[0], None, words[1], None], [None, *TWICE], ["MCA", 10, 9, 8, 7]]
    outcome, records, _ = _take(empty_workspace, rows, merged)
    assert (outcome in ("side_by_side", "column_twice"), records) == (True, [])


@pytest.mark.parametrize("merged", [[], ["C4:D4", "E4:F4"], ["A4:A5", "B4:B5", "C4:D4", "E4:F4"]])
def test_what_two_say_of_one_record_are_no_groups(empty_workspace: Path, merged: list[str]) -> None:
    rows: list[list[object]] = [
        ["Ref", "Standard", "Provider", None, "Commissioner", None],
        [None, None, "RAG", "Evidence", "RAG", "Evidence"],
        ["1.1", "A policy", "Green", "Seen", "Red", "Not seen"],
    ]
    found = _take(empty_workspace, rows, merged, "standard_ref, self_rating, moderated_rating", "provider_audit")
    assert found == ("taken_in", [("1.1", "met", "not_met")], ["moderated_without_plan"])
