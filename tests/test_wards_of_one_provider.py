"""The records of two wards of one provider, which no field tells apart, are loaded and asked about once, with what may part them."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

TOP = "Organisation,NHS Stockport CCG\nReporting period,March 2019\n\n"
HEAD = "Subject,Required,Compliant\n"
FIRST = ("MCA,10,9", "LAC,20,18", "Domestic Abuse,30,27")
SECOND = ("MCA,11,8", "LAC,21,17", "Domestic Abuse,31,26")
ALL = [10, 11, 20, 21, 30, 31]


def _asked(folder: Path, text: str = "") -> list[tuple[str, str, str, str]]:
    if text:
        (folder / "returns" / "return.csv").write_text(TOP + text, encoding="utf-8")
    ingest(Workspace(folder))
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        assert [value for (value,) in connection.execute("SELECT required FROM current_training ORDER BY 1")] == ALL
        return connection.execute("SELECT sheet, cell, found, cure FROM issue WHERE code = 'repeated_record' ORDER BY id").fetchall()


def _cure(*parts: str) -> str:
    unread = f" What may part them was not read: {', '.join(parts)}." if parts else ""
    return f"All were used, and count together, as those of two wards or sites do.{unread} Please say if any of them should not count."


def _rows(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


WARDS = _rows(*(f"A,{row}" for row in FIRST), *(f"B,{row}" for row in SECOND))
IN_TURN = _rows(*(f"A,{a}\nB,{b}" for a, b in zip(FIRST, SECOND, strict=True)))
BLOCKS = f"Rowan Ward,,\n{HEAD}{_rows(*FIRST)},,\nBeech Ward,,\n{HEAD}{_rows(*SECOND)}"


@pytest.mark.parametrize(
    ("text", "rows", "firsts", "parts"),
    [
        (f"Ward,{HEAD}{WARDS}", "8 to 10", "5 to 7", ["'Ward' (A4)"]),
        (f"Ward,{HEAD}{IN_TURN}", "6, 8, 10", "5, 7, 9", ["'Ward' (A4)"]),
        (HEAD + _rows("Rowan Ward", *FIRST, "Beech Ward", *SECOND), "10 to 12", "6 to 8", ["'Rowan Ward' (A5)", "'Beech Ward' (A9)"]),
        (BLOCKS, "12 to 14", "6 to 8", ["'Beech Ward' (A10)"]),
    ],
)
def test_one_question_for_a_table(empty_workspace: Path, text: str, rows: str, firsts: str, parts: list[str]) -> None:
    assert _asked(empty_workspace, text) == [("", "", f"3 records (rows {rows}) that stand already in rows {firsts}", _cure(*parts))]


def test_one_question_for_a_sheet(empty_workspace: Path) -> None:
    book = Workbook()
    for sheet, lines in {"Cover": TOP, "Beech": HEAD + _rows(*FIRST), "Rowan": HEAD + _rows(*SECOND)}.items():
        rows = book.create_sheet(sheet)
        for line in lines.splitlines():
            rows.append([int(text) if text.isdecimal() else text for text in line.split(",")])
    book.save(empty_workspace / "returns" / "return.xlsx")
    found = "3 records (rows 2 to 4) that stand already in rows 2 to 4 of the sheet 'Beech'"
    assert _asked(empty_workspace) == [("Rowan", "", found, _cure())]


def test_a_few_among_many_are_asked_about_one_by_one(empty_workspace: Path) -> None:
    lines = _rows(
        *(f"MCA,{number},{number},{number}" for number in (1, 2, 3, 4, 5)),
        *(f"LAC,{number},9,9" for number in (1, 2, 3, 4)),
        "MCA,1,1,1",
        "LAC,1,9,9",
    )
    (empty_workspace / "returns" / "return.csv").write_text(f"{TOP}Subject,Level,Required,Compliant\n{lines}", encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with closing(sqlite3.connect(empty_workspace / "warehouse.db")) as connection:
        asked = connection.execute("SELECT cell, found FROM issue WHERE code = 'repeated_record' ORDER BY id").fetchall()
    assert asked == [("A14", "a record that stands already in row 5"), ("A15", "a record that stands already in row 10")]


def test_figures_of_both_rest_on_the_question_until_it_is_settled(empty_workspace: Path, run: Callable[..., tuple[int, str]]) -> None:
    _asked(empty_workspace, HEAD + _rows(*FIRST, *SECOND))
    assert "queried (repeated_record)" in run(empty_workspace, "trace", "training.domestic_abuse.percent")[1]
    with closing(sqlite3.connect(empty_workspace / "warehouse.db")) as connection:
        [(number,)] = connection.execute("SELECT id FROM issue WHERE code = 'repeated_record'").fetchall()
    assert run(empty_workspace, "settle", str(number), "--accept", "--reason", "two wards")[0] == 0
    told = run(empty_workspace, "trace", "training.domestic_abuse.percent")[1]
    assert ("queried" in told, "two wards" in told) == (False, True)
