"""Subjects across the page with a percentage each are read as a row each would be; where not all is a percentage, the file is held."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.tests.conftest import SAMPLE
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

TOP: list[list[object]] = [["Training compliance"], ["Organisation", "Moorside"], ["Reporting period", "March 2019"], []]
SUBJECTS = ["Safeguarding Children L1", "Safeguarding Children L2", "Safeguarding Adults Level 1", "MCA", "Prevent Basic", "Domestic Abuse"]
FIELDS = "provider, subject, level, staff_group, round(percent, 6)"
Records = list[tuple[object, ...]]


def _take(folder: Path, rows: list[list[object]], name: str = "a.xlsx") -> tuple[str, Records, list[tuple[str, str]]]:
    """Return the outcome, the records, and what is asked."""
    write_book(folder / "returns" / name, rows)
    (outcome,) = (each for each in ingest(Workspace(folder)).outcomes if each.filename == name)
    with reader(folder / "warehouse.db") as connection:
        records = [tuple(row) for row in connection.execute(f"SELECT {FIELDS} FROM current_training ORDER BY row, abreast")]
        asked = [tuple(row) for row in connection.execute("SELECT cell, code FROM issue WHERE severity <> 'info' ORDER BY id")]
    return outcome.reason, records, asked


def test_staff_groups_down_the_page(empty_workspace: Path) -> None:
    rows: list[list[object]] = [
        ["Staff group", "Safeguarding Children L1", "L2", "MCA", "Overall", "Remarks"],
        ["Nurses", "90%", "80%", "85%", "86%", "good"],
        ["Doctors", "70%", "N/A", "65.5%", "68%", None],
        ["Total", "85%", "80%", "75%", "80%", None],
        ["Target", "90%", "90%", "90%", "90%", None],
    ]
    _, records, asked = _take(empty_workspace, [*TOP, *rows])
    assert records == [
        ("XA4", "safeguarding_children", "1", "Nurses", 0.9),
        ("XA4", "safeguarding_children", "2", "Nurses", 0.8),
        ("XA4", "mental_capacity_act", None, "Nurses", 0.85),
        ("XA4", "safeguarding_children", "1", "Doctors", 0.7),
        ("XA4", "safeguarding_children", "2", "Doctors", None),
        ("XA4", "mental_capacity_act", None, "Doctors", 0.655),
    ]
    assert asked == [("A9", "row_of_another_time")]


def test_each_value_has_its_own_cell(empty_workspace: Path) -> None:
    _take(empty_workspace, [*TOP, ["Team", "MCA", "Domestic Abuse"], ["Ward 1", "90%", "80%"]])
    with reader(empty_workspace / "warehouse.db") as connection:
        facts = [tuple(row) for row in connection.execute("SELECT cell, field, value FROM fact ORDER BY cell, field")]
    assert facts == [
        ("A6", "staff_group", "Ward 1"),
        ("A6", "staff_group", "Ward 1"),
        ("B5", "subject", "mental_capacity_act"),
        ("B6", "percent", 0.9),
        ("C5", "subject", "domestic_abuse"),
        ("C6", "percent", 0.8),
    ]


def test_one_row_of_one_provider(empty_workspace: Path) -> None:
    _, records, asked = _take(empty_workspace, [*TOP, ["MCA", "Domestic Abuse"], ["90%", "80%"]])
    assert (records, asked) == ([("XA4", "mental_capacity_act", None, None, 0.9), ("XA4", "domestic_abuse", None, None, 0.8)], [])


def test_providers_down_the_page(empty_workspace: Path) -> None:
    rows: list[list[object]] = [["Month", "March 2019"], [], ["Provider", "MCA", "LAC"], ["Moorside", "90%", "80%"], ["Calder Vale", "70%", "60%"]]
    _, records, asked = _take(empty_workspace, rows)
    assert [(record[0], record[4]) for record in records] == [("XA4", 0.9), ("XA4", 0.8), ("XA2", 0.7), ("XA2", 0.6)]
    assert asked == []


def test_a_row_that_says_per_cent(empty_workspace: Path) -> None:
    _, records, asked = _take(empty_workspace, [*TOP, ["Team", "MCA", "LAC"], [None, "%", "%"], ["Ward 1", "90%", "80%"]])
    assert ([record[4] for record in records], asked) == ([0.9, 0.8], [])


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (["Staff group", "MCA", "LAC"], ["Nurses", 90, 80]),
        (["Staff group", "MCA", "LAC"], ["Nurses", "90%", 0.8]),
        (["", "MCA", "LAC"], ["Nurses", "90%", "80%"]),
        (["Colour", "MCA", "LAC"], ["Nurses", "90%", "80%"]),
    ],
)
def test_what_is_not_sure_is_held_and_says_what_to_do(empty_workspace: Path, head: list[object], row: list[object]) -> None:
    reason, records, _ = _take(empty_workspace, [*TOP, head, row])
    assert (reason, records) == (
        "table_on_its_side: The table of Training compliance has a column for each subject ('MCA', 'LAC': row 5 of the sheet 'Sheet'). Please give "
        "each a row of its own, and each number a column, under headings such as 'Subject', 'Level', 'Staff group', 'Required', 'Compliant', '%', "
        "'Target'.",
        [],
    )


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_they_are_what_a_row_each_would_be(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    subjects = data.draw(st.lists(st.sampled_from(SUBJECTS), min_size=2, unique=True))
    groups = data.draw(st.lists(st.sampled_from(["Nurses", "Doctors", "Porters", "Clerks"]), min_size=1, unique=True))
    values = {(group, subject): f"{data.draw(st.integers(0, 1000)) / 10}%" for group in groups for subject in subjects}
    across: list[list[object]] = [["Staff group", *subjects], *([group, *(values[group, subject] for subject in subjects)] for group in groups)]
    down: list[list[object]] = [["Subject", "Staff group", "%"], *([subject, group, value] for (group, subject), value in values.items())]
    found = []
    for rows in (across, down):
        folder = tmp_path_factory.mktemp("workspace")
        for name in ("boardpaper.toml", "providers.csv"):
            (folder / name).write_bytes((SAMPLE / name).read_bytes())
        (folder / "returns").mkdir()
        found.append(_take(folder, [*TOP, *rows])[1:])
    assert sorted(map(str, found[0][0])) == sorted(map(str, found[1][0]))
    assert len(found[0][0]) == len(values)
