"""The form of a percentage column is decided for the column, from its neighbours and its numbers."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

EITHER = "which may be a percentage or a ratio"
UNUSED = "The value is not used: please write it with its %."
HEAD = "Organisation,Moorside\nReporting period,March 2019\n\n"


def _read(folder: Path, text: str) -> tuple[list[tuple], list[str]]:
    (folder / "returns" / "training.csv").write_text(HEAD + text, encoding="utf-8")
    workspace = Workspace(folder)
    ingest(workspace)
    with reader(workspace.warehouse) as connection:
        facts = connection.execute("SELECT value, decimals FROM fact WHERE field = 'percent' ORDER BY length(cell), cell").fetchall()
        return [tuple(row) for row in facts], [row["code"] for row in connection.execute("SELECT code FROM issue ORDER BY id")]


@pytest.mark.parametrize(
    ("rows", "facts", "codes"),
    [
        (["MCA,,,0.8779", "Prevent Basic,,,0.9"], [(0.8779, None), (0.9, None)], []),
        (["MCA,,,87.79", "Prevent Basic,,,90"], [(0.8779, 2), (0.9, 2)], []),
        (["MCA,,,87.79%", "Prevent Basic,,,90%"], [(0.8779, 2), (0.9, 0)], []),
        (["MCA,200,2,1", "Prevent Basic,50,25,50"], [(0.01, 0), (0.5, 0)], []),
        (["MCA,20,20,1", "Prevent Basic,50,25,0.5"], [(1.0, None), (0.5, None)], []),
        (["MCA,,,1", "Prevent Basic,,,0"], [(None, None), (0.0, None)], ["percent_or_ratio"]),
        (["MCA,,,1", "Prevent Basic,,,88"], [(0.01, 0), (0.88, 0)], ["percent_or_ratio"]),
        (["MCA,,,0.5", "Prevent Basic,,,85"], [(None, None), (0.85, 0)], ["percent_or_ratio"]),
        (["MCA,26,23,88.46153846153847"], [(0.8846153846153847, None)], []),
    ],
)
def test_a_column(empty_workspace: Path, rows: list[str], facts: list[tuple], codes: list[str]) -> None:
    assert _read(empty_workspace, "Subject,Required,Compliant,%\n" + "\n".join(rows) + "\n") == (facts, codes)


def test_one_stray_number_does_not_change_the_others(empty_workspace: Path) -> None:
    rows = "Subject,%\nMCA,0.8779\nPrevent Basic,0.8855\nPrevent L3,95\n"
    facts, codes = _read(empty_workspace, rows)
    assert ([value for value, _ in facts], codes) == ([0.8779, 0.8855, 0.95], ["percent_or_ratio"])


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        (["91", "0.88", "1"], [(cell, "block", f"{text}, {EITHER}", UNUSED) for cell, text in (("B6", "0.88"), ("B7", "1"))]),
        (["1", "0"], [("B5", "block", f"1, {EITHER}", UNUSED)]),
        (
            ["0.91", "0.88", "95"],
            [("B7", "query", "95, unlike the others", "It was read as 95%: please write the column in one form, with its %.")],
        ),
        (["8779%", "91%"], [("B5", "query", "8779%, unlike the others", "It was read as 87.79%: please write the column in one form, with its %.")]),
    ],
)
def test_the_number_in_doubt_is_the_one_that_is_asked_about(empty_workspace: Path, values: list[str], asked: list[tuple]) -> None:
    subjects = ("MCA", "Prevent Basic", "Prevent L3")
    rows = "\n".join(f"{subject},{value}" for subject, value in zip(subjects, values, strict=False))
    (empty_workspace / "returns" / "training.csv").write_text(f"{HEAD}Subject,%\n{rows}\n", encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        found = connection.execute("SELECT cell, severity, found, cure FROM issue WHERE code = 'percent_or_ratio'").fetchall()
    assert [tuple(row) for row in found] == asked


def test_a_target_is_no_share_of_the_counts_beside_it(empty_workspace: Path) -> None:
    text = HEAD + "Subject,Required,Compliant,Target\nMCA,1835,16,0.85\nPrevent Basic,200,150,0.85\n"
    (empty_workspace / "returns" / "training.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        assert [row[0] for row in connection.execute("SELECT value FROM fact WHERE field = 'target'")] == [0.85, 0.85]


@pytest.mark.parametrize(
    ("rows", "facts", "codes"),
    [
        (["MCA,,,0.9", "Prevent Basic,,,0.8", "Total,,,85"], [(0.9, None), (0.8, None)], ["total_row"]),
        (["MCA,,,0.9", "Total,,,90"], [(0.9, None)], ["total_row"]),
        (["MCA,,,92*"], [(0.92, 0)], []),
        (["MCA,,,0.92*", "Prevent Basic,,,0.9"], [(0.92, None), (0.9, None)], []),
        (["MCA,,,92*", "Prevent Basic,,,88.5"], [(0.92, 1), (0.885, 1)], []),
        (["MCA,,,0.92*", "Prevent Basic,,,85"], [(None, None), (0.85, 0)], ["percent_or_ratio"]),
        (["MCA,,,>85", "Prevent Basic,,,90"], [(0.85, 0), (0.9, 0)], []),
    ],
)
def test_marked_numbers_have_a_say_and_totals_have_none(empty_workspace: Path, rows: list[str], facts: list[tuple], codes: list[str]) -> None:
    assert _read(empty_workspace, "Subject,Required,Compliant,%\n" + "\n".join(rows) + "\n") == (facts, codes)


def test_the_other_months_across_the_page_tell_what_one_does_not(empty_workspace: Path) -> None:
    months = "Training compliance %\nSubject,Feb 2019,Mar 2019\nMCA,0.91,1\n"
    (empty_workspace / "returns" / "training.csv").write_text(f"Organisation,Moorside\n\n{months}", encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        assert [row[0] for row in connection.execute("SELECT value FROM fact WHERE field = 'percent' ORDER BY cell")] == [0.91, 1.0]
        assert connection.execute("SELECT code FROM issue").fetchall() == []
