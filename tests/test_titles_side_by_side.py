"""Titles above tables side by side: each is of the table below it alone, unless it reaches over both or nothing else says for when they are."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

HEADINGS = "Subject,Required,Compliant"
TOP = "Organisation,Moorside\nReporting period,March 2019\n\n"
BODY = f"{HEADINGS},,{HEADINGS}\nMCA,10,8,,LAC,11,9\n"
FEBRUARY, MARCH = "2019-02-28", "2019-03-31"
Told = list[tuple[object, ...]]


def _read(folder: Path) -> tuple[Told, Told]:
    """Return of each record its provider, period, level and staff group; and what is asked."""
    ingest(Workspace(folder))
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        rows = connection.execute("SELECT provider, period_end, level, staff_group FROM current_training ORDER BY subject DESC").fetchall()
        return rows, connection.execute("SELECT cell, code FROM issue WHERE severity = 'query' ORDER BY cell, code").fetchall()


def _told(folder: Path, text: str) -> tuple[Told, Told]:
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    return _read(folder)


def test_levels(empty_workspace: Path) -> None:
    assert _told(empty_workspace, f"{TOP}Level 1,,,,Level 2\n{BODY}") == ([("XA4", MARCH, "1", None), ("XA4", MARCH, "2", None)], [])


def test_levels_parted_from_their_tables_by_a_blank_row(empty_workspace: Path) -> None:
    assert _told(empty_workspace, f"{TOP}Level 1,,,,Level 2\n\n{BODY}") == ([("XA4", MARCH, "1", None), ("XA4", MARCH, "2", None)], [])


def test_a_level_above_the_second_alone(empty_workspace: Path) -> None:
    assert _told(empty_workspace, f"{TOP},,,,Level 2\n{BODY}") == ([("XA4", MARCH, None, None), ("XA4", MARCH, "2", None)], [])


def test_a_level_above_the_first_alone_is_asked_about(empty_workspace: Path) -> None:
    rows = [("XA4", MARCH, "1", None), ("XA4", MARCH, None, None)]
    assert _told(empty_workspace, f"{TOP}Level 1\n{BODY}") == (rows, [("A4", "record_without_key")])


def test_staff_groups(empty_workspace: Path) -> None:
    rows = [("XA4", MARCH, None, "Nursing staff"), ("XA4", MARCH, None, "Medical staff")]
    assert _told(empty_workspace, f"{TOP}Nursing staff,,,,Medical staff\n{BODY}") == (rows, [])


def test_providers(empty_workspace: Path) -> None:
    rows = [("XA4", MARCH, None, None), ("XA1", MARCH, None, None)]
    assert _told(empty_workspace, f"{TOP}Moorside,,,,Northmoor FT\n{BODY}") == (rows, [])


def test_months(empty_workspace: Path) -> None:
    rows = [("XA4", FEBRUARY, None, None), ("XA4", MARCH, None, None)]
    assert _told(empty_workspace, f"Organisation,Moorside\nYear,2018/19\n\nFebruary,,,,March\n{BODY}") == (rows, [])


def test_a_month_above_the_first_alone_where_the_sheet_says_another(empty_workspace: Path) -> None:
    rows = [("XA4", FEBRUARY, None, None), ("XA4", MARCH, None, None)]
    assert _told(empty_workspace, f"{TOP}February 2019\n{BODY}") == (rows, [("B2", "period_clash")])


def test_a_title_that_is_all_that_says_the_month(empty_workspace: Path) -> None:
    rows = [("XA4", MARCH, None, None), ("XA4", MARCH, None, None)]
    assert _told(empty_workspace, f"Organisation,Moorside\n\nTraining March 2019\n{BODY}") == (rows, [])


def test_the_month_of_the_first_is_asked_about_where_the_second_has_another_title(empty_workspace: Path) -> None:
    rows = [("XA4", MARCH, "1", None), ("XA4", MARCH, "2", None)]
    asked = [("A3", "told_beside")]
    assert _told(empty_workspace, f"Organisation,Moorside\n\nLevel 1 March 2019,,,,Level 2\n{BODY}") == (rows, asked)


@pytest.mark.parametrize("right", ["C4", "G4"])
def test_a_title_merged_over_both_is_of_both(empty_workspace: Path, right: str) -> None:
    book = Workbook()
    sheet = book.active
    for line in f"{TOP}Level 1\n{BODY}".splitlines():
        sheet.append([int(text) if text.isdigit() else text or None for text in line.split(",")] if line else [None])
    sheet.merge_cells(f"A4:{right}")
    book.save(empty_workspace / "returns" / "return.xlsx")
    (first, second), asked = _read(empty_workspace)
    assert (first[2], second[2], bool(asked)) == ("1", "1" if right == "G4" else None, right != "G4")


@pytest.mark.parametrize("titles", ["Last month,,,,This month", "Target,,,,Actual", "This quarter,,,,Year to date", ",,,,Previous year"])
def test_a_title_that_says_no_more_than_that_it_is_of_another_time_holds_the_file(empty_workspace: Path, titles: str) -> None:
    (empty_workspace / "returns" / "return.csv").write_text(f"{TOP}{titles}\n{BODY}", encoding="utf-8")
    (outcome,) = ingest(Workspace(empty_workspace)).outcomes
    assert (outcome.status, outcome.reason.partition(":")[0]) == ("held", "side_by_side")


def test_a_title_that_says_when_it_was_updated_holds_nothing(empty_workspace: Path) -> None:
    rows = [("XA4", MARCH, None, None), ("XA4", MARCH, None, None)]
    assert _told(empty_workspace, f"{TOP}Last updated in April 2019,,,,See below\n{BODY}")[0] == rows
