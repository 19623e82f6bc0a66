"""The form of a percentage column is decided for the column, from its neighbours and its numbers."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

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
        (["MCA,,,1", "Prevent Basic,,,0"], [(1.0, None), (0.0, None)], ["percent_or_ratio"]),
        (["MCA,,,1", "Prevent Basic,,,88"], [(0.01, 0), (0.88, 0)], ["percent_or_ratio"]),
        (["MCA,,,0.5", "Prevent Basic,,,85"], [(0.005, 1), (0.85, 1)], ["percent_or_ratio"]),
        (["MCA,26,23,88.46153846153847"], [(0.8846153846153847, None)], []),
    ],
)
def test_a_column(empty_workspace: Path, rows: list[str], facts: list[tuple], codes: list[str]) -> None:
    assert _read(empty_workspace, "Subject,Required,Compliant,%\n" + "\n".join(rows) + "\n") == (facts, codes)


def test_one_stray_number_does_not_change_the_others(empty_workspace: Path) -> None:
    rows = "Subject,%\nMCA,0.8779\nPrevent Basic,0.8855\nPrevent L3,95\n"
    facts, codes = _read(empty_workspace, rows)
    assert ([value for value, _ in facts], codes) == ([0.8779, 0.8855, 95.0], ["percent_or_ratio", "percent_above_one"])


@pytest.mark.parametrize(
    ("values", "cell", "found"),
    [
        (["91", "0.88", "1"], "B6", "0.88, which may be a percentage or a ratio"),
        (["0.91", "0.88", "95"], "B7", "95, which may be a percentage or a ratio"),
        (["1", "0"], "B5", "1, which may be a percentage or a ratio"),
    ],
)
def test_the_number_in_doubt_is_the_one_that_is_asked_about(empty_workspace: Path, values: list[str], cell: str, found: str) -> None:
    subjects = ("MCA", "Prevent Basic", "Prevent L3")
    rows = "\n".join(f"{subject},{value}" for subject, value in zip(subjects, values, strict=False))
    (empty_workspace / "returns" / "training.csv").write_text(f"{HEAD}Subject,%\n{rows}\n", encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        asked = connection.execute("SELECT cell, found FROM issue WHERE code = 'percent_or_ratio'").fetchall()
    assert [tuple(row) for row in asked] == [(cell, found)]


def test_a_target_is_no_share_of_the_counts_beside_it(empty_workspace: Path) -> None:
    text = HEAD + "Subject,Required,Compliant,Target\nMCA,1835,16,0.85\nPrevent Basic,200,150,0.85\n"
    (empty_workspace / "returns" / "training.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        assert [row[0] for row in connection.execute("SELECT value FROM fact WHERE field = 'target'")] == [0.85, 0.85]
