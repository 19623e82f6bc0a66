"""A sheet of the lists behind drop-downs is no table and no cover, hidden or not; records that look a little like one are read."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows = list[list[object]]
COVER: Rows = [["Organisation", "Moorside"], ["Reporting period", "2018/19"]]
TABLE: Rows = [*COVER, [], ["Subject", "Level", "Staff group", "Eligible", "Trained"], ["MCA", "2", "Nurses", 10, 8]]
SUBJECTS = ["Safeguarding Adults", "Safeguarding Children", "MCA", "Prevent Basic"]


def _ingest(folder: Path, sheets: dict[str, Rows], hidden: str = "") -> tuple[str, list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return the outcome, the facts (sheet, cell, field) and the issues (severity, code, sheet) of a workbook."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden" if title == hidden else "visible"
        for row in rows:
            sheet.append(row)
    book.save(folder / "returns" / "return.xlsx")
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(folder / "warehouse.db") as connection:
        facts = [tuple(row) for row in connection.execute("SELECT sheet, cell, field FROM fact ORDER BY sheet, cell")]
        issues = [tuple(row) for row in connection.execute("SELECT severity, code, sheet FROM issue ORDER BY id")]
    return outcome.reason.partition(":")[0], facts, issues


def _down(*columns: list[object]) -> Rows:
    """Return rows of columns of unlike lengths."""
    longest = max(map(len, columns))
    return [[column[row] if row < len(column) else None for column in columns] for row in range(longest)]


LISTS = {
    "a subject and a level": _down(["Subject", *SUBJECTS], ["Level", 1, 2, 3]),
    "of one length": _down(["Subject", *SUBJECTS], ["Level", 1, 2, 3, "Board"]),
    "with a staff group, answers and ratings": _down(
        ["Subject", "Please choose", *SUBJECTS], ["Staff group", "Nurses", "Doctors"], ["Yes/No", "Yes", "No"], ["RAG", "Red", "Amber", "Green"]
    ),
    "of another return": _down(["Source", "Audit", "Peer review"], ["Status", "Open", "At risk", "Closed"]),
    "with providers and months": _down(["Organisation", "Northmoor NHS Foundation Trust", "Lakeview"], ["Subject", *SUBJECTS], ["Level", 1, 2]),
    "with years": _down(["Subject", *SUBJECTS], ["Level", 1, 2, 3], ["Starts in", 2017, 2018]),
}


@pytest.mark.parametrize("hidden", ["Lists", "Sheet2", ""])
@pytest.mark.parametrize("lists", LISTS.values(), ids=LISTS.keys())
def test_it_is_left_alone(empty_workspace: Path, lists: Rows, hidden: str) -> None:
    outcome, facts, issues = _ingest(empty_workspace, {"T": TABLE, hidden or "Sheet2": lists}, hidden)
    assert (outcome, {sheet for sheet, _, _ in facts}, len(facts), issues) == ("taken_in", {"T"}, 5, [])


def test_lists_beside_the_table(empty_workspace: Path) -> None:
    lists = [[], [], [], *LISTS["a subject and a level"]]
    width = 7
    rows = [
        [*(TABLE[row] if row < len(TABLE) else []), *[None] * width][:width] + (lists[row] if row < len(lists) else []) for row in range(len(lists))
    ]
    outcome, facts, issues = _ingest(empty_workspace, {"T": rows})
    assert (outcome, [cell for _, cell, _ in facts], issues) == ("taken_in", ["A5", "B5", "C5", "D5", "E5"], [])


def test_a_list_of_providers_names_no_provider(empty_workspace: Path) -> None:
    data: Rows = [["Organisation", None], ["Reporting period", "March 2019"], *TABLE[2:]]
    outcome, facts, _ = _ingest(empty_workspace, {"Data": data, "Lists": [["Provider"], ["Moorside"], ["Lakeview"]]})
    assert (outcome.partition(":")[0], facts) == ("no_provider", [])
