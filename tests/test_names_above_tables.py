"""A title that is a provider's name says whose the table below it is, where each table has its own; alone it is asked about, and never guessed."""

from pathlib import Path
from typing import TypeAlias

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows: TypeAlias = list[list[object]]
PERIOD: list[object] = ["Reporting period", "March 2019"]
HEADINGS: list[object] = ["Subject", "Level", "Required", "Compliant"]
FIRST: Rows = [HEADINGS, ["MCA", 1, 10, 9]]
SECOND: Rows = [HEADINGS, ["MCA", 1, 11, 8]]
NORTHMOOR: list[object] = ["Northmoor NHS Foundation Trust"]
MOORSIDE: list[object] = ["Moorside Urgent Care CIC"]
BOTH = [("XA1", 9), ("XA4", 8)]
Found: TypeAlias = tuple[str, list[tuple[str, int]], list[tuple[str, str]]]


def _take(folder: Path, *sheets: Rows) -> Found:
    """Take in a workbook; return the outcome, the figures with their provider, and what is asked."""
    book = Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Table {number}")
        for row in rows:
            sheet.append(row)
    book.save(folder / "returns" / "a.xlsx")
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(Workspace(folder).warehouse) as connection:
        facts = connection.execute("SELECT provider, value FROM fact WHERE field = 'compliant' ORDER BY provider, value").fetchall()
        asked = connection.execute("SELECT code, cell FROM issue WHERE severity <> 'info' ORDER BY id").fetchall()
    return outcome.reason.partition(":")[0], [tuple(row) for row in facts], [tuple(row) for row in asked]


@pytest.mark.parametrize(
    "rows",
    [
        [["Training return"], PERIOD, [], NORTHMOOR, *FIRST, [], MOORSIDE, *SECOND],
        [PERIOD, NORTHMOOR, *FIRST, MOORSIDE, *SECOND],
        [NORTHMOOR, PERIOD, [], *FIRST, [], MOORSIDE, PERIOD, [], *SECOND],
        [PERIOD, [], ["NMFT"], [], *FIRST, [], ["XA4"], [], *SECOND],
        [PERIOD, [], NORTHMOOR, *FIRST, [], ["Provider", "MUC"], *SECOND],
        [PERIOD, [], ["NMFT", None, None, None, None, "MUC"], *([*a, None, *b] for a, b in zip(FIRST, SECOND, strict=True))],
    ],
)
def test_each_table_is_that_provider_s(empty_workspace: Path, rows: Rows) -> None:
    assert _take(empty_workspace, rows) == ("taken_in", BOTH, [])


def test_a_label_far_above_that_names_another_is_asked_about(empty_workspace: Path) -> None:
    rows = [["Organisation", "SCCG"], PERIOD, [], NORTHMOOR, *FIRST, [], MOORSIDE, *SECOND]
    assert _take(empty_workspace, rows) == ("taken_in", BOTH, [("provider_clash", "B1")])


@pytest.mark.parametrize(
    "rows",
    [
        [PERIOD, [], NORTHMOOR, *FIRST, [], ["Nowhere Hospital"], *SECOND],
        [PERIOD, [], NORTHMOOR, *FIRST, [], *SECOND],
        [PERIOD, [], NORTHMOOR, MOORSIDE, *FIRST, [], ["Lakeview"], *SECOND],
        [["NHS Stockport CCG"], PERIOD, [], *FIRST, [], MOORSIDE, *SECOND],
        [["NHS Stockport CCG"], PERIOD, [], *FIRST],
        [["Northmoor NHS Foundation Trust and Moorside"], PERIOD, [], *FIRST],
    ],
)
def test_a_table_without_a_name_of_its_own_holds_the_file(empty_workspace: Path, rows: Rows) -> None:
    assert _take(empty_workspace, rows)[:2] == ("no_provider", [])


@pytest.mark.parametrize(
    "rows", [[NORTHMOOR, ["Training return"], PERIOD, [], *FIRST], [NORTHMOOR, PERIOD, [], ["Nurses"], *FIRST, [], ["Doctors"], *SECOND]]
)
def test_the_only_name_on_a_sheet_is_asked_about(empty_workspace: Path, rows: Rows) -> None:
    outcome, facts, asked = _take(empty_workspace, rows)
    assert (outcome, {provider for provider, _ in facts}, ("provider_of_title", "A1") in asked) == ("taken_in", {"XA1"}, True)


def test_a_sheet_for_each(empty_workspace: Path) -> None:
    asked = [("provider_of_title", "A1"), ("provider_of_title", "A1")]
    assert _take(empty_workspace, [NORTHMOOR, PERIOD, *FIRST], [MOORSIDE, PERIOD, *SECOND]) == ("taken_in", BOTH, asked)


def test_a_cover_that_names_it(empty_workspace: Path) -> None:
    assert _take(empty_workspace, [NORTHMOOR, PERIOD], FIRST) == ("taken_in", BOTH[:1], [("provider_of_title", "A1")])


def test_a_name_that_ends_in_a_label_s_word_is_asked_about_beside_another(empty_workspace: Path) -> None:
    rows = [NORTHMOOR, ["Training return"], ["Organisation", "MUC"], PERIOD, [], *FIRST]
    assert _take(empty_workspace, rows) == ("taken_in", [("XA4", 9)], [("provider_clash", "A1")])


@pytest.mark.parametrize(("title", "asked"), [("Pennine Hospital", ["name_not_known"]), ("Rowan Ward", []), ("Nurses of a hospital", [])])
def test_a_name_between_tables_that_is_not_known_is_asked_about(empty_workspace: Path, title: str, asked: list[str]) -> None:
    rows = [["Organisation", "Lakeview"], PERIOD, [], *FIRST, [], [title], HEADINGS, ["LAC", 1, 11, 8]]
    outcome, _, found = _take(empty_workspace, rows)
    assert (outcome, [code for code, _ in found]) == ("taken_in", asked)


@pytest.mark.parametrize("joint", [" - training compliance", ": training", " (training return)", " \u2013 March 2019"])
def test_a_title_that_begins_with_the_name_is_one_too(empty_workspace: Path, joint: str) -> None:
    named = [[f"{said[0]}{joint}"] for said in (NORTHMOOR, MOORSIDE)]
    assert _take(empty_workspace, [named[0], PERIOD, [], *FIRST]) == ("taken_in", BOTH[:1], [("provider_of_title", "A1")])
    (empty_workspace / "returns" / "a.xlsx").unlink()
    assert _take(empty_workspace, [PERIOD, named[0], *FIRST, [], named[1], *SECOND])[:2] == ("taken_in", BOTH)


def test_a_title_that_begins_with_another_name_than_the_label_s_is_asked_about(empty_workspace: Path) -> None:
    rows: Rows = [["Moorside - training"], ["Organisation", "NMFT"], PERIOD, [], *FIRST]
    assert _take(empty_workspace, rows) == ("taken_in", BOTH[:1], [("provider_clash", "A1")])


@pytest.mark.parametrize("title", ["Training return for Moorside", "Stockport CCG - training", "Moor - training"])
def test_a_title_that_names_one_otherwise_is_not_believed(empty_workspace: Path, title: str) -> None:
    assert _take(empty_workspace, [[title], PERIOD, [], *FIRST]) == ("no_provider", [], [("no_provider", "")])


def test_a_sheet_called_by_the_name_and_what_it_holds(empty_workspace: Path) -> None:
    write_book(empty_workspace / "returns" / "a.xlsx", [PERIOD, [], *FIRST], sheet="Moorside - training")
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    with reader(Workspace(empty_workspace).warehouse) as connection:
        asked = [row[0] for row in connection.execute("SELECT code FROM issue WHERE severity <> 'info'")]
    assert (outcome.status, "XA4" in outcome.reason, asked) == ("accepted", True, ["provider_of_sheet_name"])
