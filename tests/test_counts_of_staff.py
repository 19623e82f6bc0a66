"""A column that counts staff and says no more gives way to one that says which: "Headcount" beside "Staff needing a check"."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _take(folder: Path, text: str) -> tuple[dict[str, object], list[tuple[str, str, str]]]:
    (folder / "returns" / "a.csv").write_text(f"Organisation,Moorside\nReporting period,March 2019\n\n{text}\n", encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = dict(connection.execute("SELECT field, value FROM fact").fetchall())
        return facts, [tuple(row) for row in connection.execute("SELECT cell, severity, code FROM issue ORDER BY id")]


def test_the_number_that_is_meant_is_read(empty_workspace: Path) -> None:
    facts, _ = _take(empty_workspace, "Directorate,Headcount,Number requiring a DBS check,In date,Outstanding,In progress\nSurgery,120,100,90,6,4")
    assert facts["required"] == 100


def test_one_that_may_be_meant_is_asked_about(empty_workspace: Path) -> None:
    facts, asked = _take(empty_workspace, "Course,Level,Headcount,People due it this year,Compliant\nMCA,2,120,100,90")
    assert (facts["required"], asked) == (120, [("D4", "query", "unmapped_heading")])


def test_how_it_is_counted_is_no_other_word(empty_workspace: Path) -> None:
    heads = (
        "Mandatory training subject,Training level,Staff exempt,Total number of eligible staff,Number of staff trained,Compliance %,Threshold (%):"
    )
    facts, asked = _take(empty_workspace, f"{heads}\nMCA,2,5,100,90,90%,85%")
    assert (facts["required"], facts["compliant"], facts["percent"], facts["target"]) == (100, 90, 0.9, 0.85)
    assert [(cell, code) for cell, _, code in asked] == [("C4", "unmapped_heading")]


def test_numbers_are_no_group_of_staff(empty_workspace: Path) -> None:
    facts, asked = _take(empty_workspace, "Course,Level,Headcount,Staff group size,Compliant\nMCA,2,120,100,90")
    assert (facts.get("staff_group"), asked) == (None, [("D4", "query", "unmapped_heading")])


def test_yes_or_no_is_no_text(empty_workspace: Path) -> None:
    text = "Post title,Name,Post filled?,WTE\nHead,A Nurse,Y,1\nNamed GP,,N,0.4"
    (empty_workspace / "returns" / "a.csv").write_text(f"Organisation,Moorside\nYear,2018/19\n\n{text}\n", encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        roles = [row[0] for row in connection.execute("SELECT value FROM fact WHERE field = 'role' ORDER BY cell")]
    assert roles == ["Head", "Named GP"]


def test_numbers_below_two_texts_are_no_fault(empty_workspace: Path) -> None:
    heads: list[list[object]] = [["Subject", "Level", "Bank and agency staff", None], [None, None, "Required", "Trained"], ["MCA", 2, 10, 7]]
    rows = [["Organisation", "Moorside"], ["Reporting period", "March 2019"], [], *heads]
    write_book(empty_workspace / "returns" / "a.xlsx", rows, ["A4:A5", "B4:B5", "C4:D4"])
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    assert "fault" not in outcome.reason
