"""A marked copy that comes back with another period or provider than the return that it corrects: the first one still stands, and is asked about."""

import sqlite3
from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.etl.rebuild import rebuild
from boardpaper.layouts import load_layouts
from boardpaper.warehouse.withdrawal import withdraw
from boardpaper.workspace import Workspace

FOUND = "march.xlsx is for {}, and this copy of it has nothing for them"


def _write(folder: Path, name: str, organisation: str, period: str) -> None:
    book = Workbook()
    for row in (["Organisation", organisation], ["Reporting period", period], [], ["Subject", "Required", "Compliant"], ["MCA", 20, 15]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(folder / "returns" / name)


def _asked(folder: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(folder / "warehouse.db") as connection:
        rows = "SELECT f.filename, i.found FROM issue i JOIN source f ON f.id = i.source_id WHERE code = 'first_still_stands' ORDER BY i.id"
        return connection.execute(rows).fetchall()


def _take(folder: Path, *returns: tuple[str, str, str]) -> list[tuple[str, str]]:
    for each in returns:
        _write(folder, *each)
        ingest(Workspace(folder))
    return _asked(folder)


@pytest.mark.parametrize("copy", ["march - to correct.xlsx", "march - to correct (1).xlsx", "March - To Correct - Copy.xlsx"])
def test_a_period_put_right(empty_workspace: Path, copy: str) -> None:
    asked = _take(empty_workspace, ("march.xlsx", "Moorside", "March 2019"), (copy, "Moorside", "February 2019"))
    assert asked == [(copy, FOUND.format("Moorside Urgent Care CIC, March 2019"))]


def test_a_provider_put_right(empty_workspace: Path) -> None:
    asked = _take(empty_workspace, ("march.xlsx", "Moorside", "March 2019"), ("march - to correct.xlsx", "Lakeview", "March 2019"))
    assert [found for _, found in asked] == [FOUND.format("Moorside Urgent Care CIC, March 2019")]


@pytest.mark.parametrize(
    "second",
    [
        ("march - to correct.xlsx", "Moorside", "March 2019"),
        ("march - to correct.xlsx", "Moorside", "Q4 2018/19"),
        ("march (1).xlsx", "Moorside", "February 2019"),
        ("april - to correct.xlsx", "Moorside", "February 2019"),
    ],
)
def test_what_is_no_such_correction(empty_workspace: Path, second: tuple[str, str, str]) -> None:
    assert _take(empty_workspace, ("march.xlsx", "Moorside", "March 2019"), second) == []


def test_it_is_asked_no_more_once_the_first_is_withdrawn_and_a_rebuild_agrees(empty_workspace: Path) -> None:
    copy = "march - to correct.xlsx"
    assert _take(empty_workspace, ("march.xlsx", "Moorside", "March 2019"), (copy, "Moorside", "February 2019"))
    withdraw(Workspace(empty_workspace), load_layouts(), "march.xlsx", "corrected")
    assert _asked(empty_workspace) == []
    rebuild(Workspace(empty_workspace))
    assert _asked(empty_workspace) == []
