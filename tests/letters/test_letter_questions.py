"""The questions that a letter asks: those that stand open on the provider's own returns, and no one else's."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.etl.settle import settle
from boardpaper.workspace import Workspace

from .conftest import measured

TRAINING = "Subject,Level,Required,Compliant\n"
TWICE = f"{TRAINING}Prevent Basic,,10,12\nMental Capacity Act,,10,11\nPrevent L3,,10,9\nSafeguarding Adults,1,20,25\n"


def _asked(folder: Path) -> dict[str, list[tuple[str, ...]]]:
    found = {}
    for addressee in measured(folder).each:
        catalogue = addressee.catalogue
        rows = [tuple(catalogue.figures[cell.strip("{} ")].text for cell in row) for row in catalogue.tables["letter.issues"].rows]
        found[addressee.code] = rows
    return {code: rows for code, rows in found.items() if rows}


def test_asked_alike_is_asked_once(empty_workspace: Path, letters_of: Callable[..., dict[str, list[str]]]) -> None:
    letters_of(("Lakeview", "March 2019", TWICE))
    request = "Please check both counts. Expected: no more compliant than required."
    assert _asked(empty_workspace) == {"XA6": [("0 Lakeview.csv", "D5 to D6, D8", request)]}


def test_what_is_settled_or_replaced_is_not_asked(empty_workspace: Path, letters_of: Callable[..., dict[str, list[str]]]) -> None:
    letters_of(("Lakeview", "March 2019", TWICE), ("Moorside", "March 2019", TWICE))
    (empty_workspace / "returns" / "2 Moorside again.csv").write_text(
        "Organisation,Moorside\nReporting period,March 2019\n\n" + TWICE.replace(",12", ",10").replace(",11", ",10").replace(",25", ",20"),
        encoding="utf-8",
    )
    ingest(Workspace(empty_workspace))
    for number in range(1, 4):
        settle(Workspace(empty_workspace), number, accept=True, value=None, reason="The manager telephoned")
    assert _asked(empty_workspace) == {}


@pytest.mark.parametrize(("row", "told"), [("Lakeview", {"XA6"}), ("Moorside", {"XA4"})])
def test_a_file_of_several_providers(empty_workspace: Path, row: str, told: set[str]) -> None:
    book = Workbook()
    for place, provider in enumerate(("Lakeview", "Moorside")):
        sheet = book.active if not place else book.create_sheet("Second")
        for line in (["Organisation", provider], ["Reporting period", "March 2019"], [], ["Subject", "Required", "Compliant"]):
            sheet.append(line)
        sheet.append(["Prevent Basic", 10, 12 if provider == row else 9])
    book.save(empty_workspace / "returns" / "both.xlsx")
    ingest(Workspace(empty_workspace))
    assert _asked(empty_workspace).keys() == told
