"""The form of a percentage column is decided for the column, from its neighbours and its numbers."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boardpaper.etl.headings import Headings
from boardpaper.etl.ingest import ingest
from boardpaper.etl.percents import percent_scale
from boardpaper.etl.tables import find_tables
from boardpaper.etl.workbook import Sheet
from boardpaper.layouts import load_layouts
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


@pytest.mark.parametrize(
    ("rows", "facts", "codes"),
    [
        (["MCA,,,0.9", "Prevent Basic,,,0.8", "Total,,,85"], [(0.9, None), (0.8, None)], ["total_row"]),
        (["MCA,,,0.9", "Total,,,90"], [(0.9, None)], ["total_row"]),
        (["MCA,,,92*"], [(0.92, 0)], []),
        (["MCA,,,0.92*", "Prevent Basic,,,0.9"], [(0.92, None), (0.9, None)], []),
        (["MCA,,,92*", "Prevent Basic,,,88.5"], [(0.92, 1), (0.885, 1)], []),
        (["MCA,,,0.92*", "Prevent Basic,,,85"], [(0.0092, 2), (0.85, 0)], ["percent_or_ratio"]),
        (["MCA,,,>85", "Prevent Basic,,,90"], [(0.85, 0), (0.9, 0)], []),
    ],
)
def test_marked_numbers_have_a_say_and_totals_have_none(empty_workspace: Path, rows: list[str], facts: list[tuple], codes: list[str]) -> None:
    assert _read(empty_workspace, "Subject,Required,Compliant,%\n" + "\n".join(rows) + "\n") == (facts, codes)


_FORMS = {
    "ratio": lambda whole: f"{whole / 100:g}",
    "points": lambda whole: f"{whole}",
    "signed": lambda whole: f"{whole}%",
    "marked ratio": lambda whole: f"{whole / 100:g}*",
    "marked points": lambda whole: f"{whole}*",
}


@given(
    st.lists(st.integers(2, 99), min_size=1, max_size=6),
    st.sampled_from([("ratio", "marked ratio", "signed"), ("points", "marked points", "signed")]),
    st.sampled_from([None, "ratio", "points", "signed"]),
    st.randoms(use_true_random=False),
)
@settings(max_examples=40, deadline=None)
def test_a_column_of_one_form_is_read_whatever_its_marks_and_its_total(
    wholes: list[int], forms: tuple[str, ...], total: str | None, chance: Random
) -> None:
    written = [_FORMS[forms[0]](wholes[0]), *(_FORMS[chance.choice(forms)](whole) for whole in wholes[1:])]
    rows = [["Staff group", "Subject", "%"], *([f"Ward {number}", "MCA", text] for number, text in enumerate(written))]
    rows += [["Total", "", _FORMS[total](88)]] if total else []
    sheet = Sheet("", [list(row) for row in rows], delimited=True)
    (table,) = find_tables(sheet, Headings(load_layouts()))
    column = table.columns["percent"]
    scale, doubted = percent_scale(sheet, table, "percent", column)
    assert (scale, doubted) == (1 if "ratio" in forms else 100, None)
