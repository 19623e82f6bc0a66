"""A row of a table that names a provider says whose the records below it are; one that is not known holds the file."""

from pathlib import Path
from typing import TypeAlias

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows: TypeAlias = list[list[object]]
HEAD: Rows = [["Organisation", "Lakeview"], ["Reporting period", "March 2019"], []]
HEADINGS: list[object] = ["Subject", "Level", "Required", "Compliant"]


def _ingest(folder: Path, rows: Rows, merged: str = "") -> tuple[str, list[tuple[str, str, int]], list[tuple[str, str]]]:
    """Take in rows; return the outcome, the figures with their provider, and what is asked."""
    write_book(folder / "returns" / "a.xlsx", rows, [merged] if merged else [])
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(Workspace(folder).warehouse) as connection:
        facts = connection.execute("SELECT provider, cell, value FROM fact WHERE field = 'compliant' ORDER BY length(cell), cell").fetchall()
        asked = connection.execute("SELECT code, cell FROM issue WHERE severity <> 'info' ORDER BY cell").fetchall()
    return outcome.reason.partition(":")[0], [tuple(row) for row in facts], [tuple(row) for row in asked]


@pytest.mark.parametrize(
    ("name", "merged"),
    [
        (["St Brigids Hospice"], ""),
        (["St Brigids Hospice"], "A6:D6"),
        (["Provider: St Brigids Hospice"], ""),
        (["Provider", "St Brigids Hospice"], ""),
        (["Provider:", "XA3"], ""),
        ([None, "XA3"], ""),
    ],
)
def test_the_records_below_a_name_are_that_provider_s(empty_workspace: Path, name: list[object], merged: str) -> None:
    rows = [*HEAD, HEADINGS, ["MCA", 1, 10, 9], name, ["MCA", 1, 20, 15], ["Safeguarding Adults", 1, 8, 7]]
    facts = [("XA6", "D5", 9), ("XA3", "D7", 15), ("XA3", "D8", 7)]
    cell = next(f"{'AB'[place]}6" for place in (1, 0) if len(name) > place and name[place])
    assert _ingest(empty_workspace, rows, merged) == ("taken_in", facts, [("provider_clash", cell)])


@pytest.mark.parametrize(
    "name", [["St Brigids Hospice"], ["St Brigids Hospice - training"], ["Provider: St Brigids Hospice"], ["Provider", "St Brigids Hospice"]]
)
def test_a_name_above_headings_that_come_again(empty_workspace: Path, name: list[object]) -> None:
    rows = [*HEAD, HEADINGS, ["MCA", 1, 10, 9], [], name, HEADINGS, ["MCA", 1, 20, 15]]
    assert _ingest(empty_workspace, rows) == ("taken_in", [("XA6", "D5", 9), ("XA3", "D9", 15)], [])


@pytest.mark.parametrize("name", [["Provider: Elsewhere House"], ["Provider", "Elsewhere House"]])
def test_a_name_that_is_not_known_holds_the_file(empty_workspace: Path, name: list[object]) -> None:
    rows = [*HEAD, HEADINGS, ["MCA", 1, 10, 9], name, ["MCA", 1, 20, 15]]
    assert _ingest(empty_workspace, rows)[:2] == ("unknown_provider", [])


def test_a_name_below_all_records_is_a_note(empty_workspace: Path) -> None:
    rows = [*HEAD, HEADINGS, ["MCA", 1, 10, 9], [], ["Northmoor Hospital"]]
    assert _ingest(empty_workspace, rows) == ("taken_in", [("XA6", "D5", 9)], [])


def test_groups_each_with_its_name_and_total(empty_workspace: Path) -> None:
    rows: Rows = [["Reporting period", "March 2019"], [], HEADINGS]
    rows += [["Lakeview"], ["MCA", 1, 10, 9], ["Prevent Basic", 1, 5, 5], ["Total", None, 15, 14]]
    rows += [["St Brigids"], ["MCA", 1, 20, 15], ["Prevent Basic", 1, 4, 3], ["Total", None, 24, 18]]
    found = [("XA6", "D5", 9), ("XA6", "D6", 5), ("XA3", "D9", 15), ("XA3", "D10", 3)]
    assert _ingest(empty_workspace, rows) == ("taken_in", found, [])


@pytest.mark.parametrize(("file", "sheet", "cell"), [("Moorside training.xlsx", "T", ""), ("a.xlsx", "Moorside", ""), ("SCCG.xlsx", "T", None)])
def test_a_file_or_a_sheet_that_names_another_is_asked_about(empty_workspace: Path, file: str, sheet: str, cell: str | None) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in [["NHS Stockport CCG"], *HEAD, HEADINGS, ["MCA", 1, 10, 9]]:
        book.active.append(row)
    book.save(empty_workspace / "returns" / file)
    ingest(Workspace(empty_workspace))
    with reader(Workspace(empty_workspace).warehouse) as connection:
        assert [tuple(row) for row in connection.execute("SELECT DISTINCT provider FROM fact")] == [("XA6",)]
        asked = [tuple(row) for row in connection.execute("SELECT code, cell FROM issue WHERE severity = 'query'")]
    assert asked == ([] if cell is None else [("provider_clash", cell)])


@pytest.mark.parametrize("name", ["Pennine Care", "Community Services"])
def test_a_name_among_others_that_is_not_known_is_asked_about(empty_workspace: Path, name: str) -> None:
    rows: Rows = [["Reporting period", "March 2019"], [], HEADINGS, ["Lakeview"], ["MCA", 1, 10, 9], [name], ["LAC", 1, 20, 15]]
    found = _ingest(empty_workspace, rows)
    assert (found[0], found[2]) == ("taken_in", [("name_not_known", "A6")])


def test_a_label_s_word_with_a_title_is_no_name(empty_workspace: Path) -> None:
    rows: Rows = [*HEAD, ["Ref", "Standard", "RAG"], ["Organisation", "Leadership and accountability"], ["1.1", "A policy", "Green"]]
    assert _ingest(empty_workspace, rows)[0] == "taken_in"


def test_a_name_among_others_that_is_mistyped_holds_the_file(empty_workspace: Path) -> None:
    rows: Rows = [["Reporting period", "March 2019"], [], HEADINGS, ["Lakeview"], ["MCA", 1, 10, 9], ["Nothmoor FT"], ["LAC", 1, 20, 15]]
    assert _ingest(empty_workspace, rows)[:2] == ("unknown_provider", [])
