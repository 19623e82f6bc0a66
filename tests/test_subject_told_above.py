"""A table without a column for its subject: what stands above it, or names its sheet, is each record's; where nothing says, it is asked."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

LABELS: list[list[object]] = [["Organisation", "Lakeview"], ["Reporting period", "March 2019"]]
TABLE: list[list[object]] = [["Staff group", "Eligible", "Trained"], ["Nursing", 10, 9], ["Medical", 5, 4]]
Told = tuple[list[tuple[object, ...]], list[tuple[object, ...]]]


def _take(folder: Path, sheets: dict[str, list[list[object]]], *hidden: str, name: str = "return.xlsx") -> Told:
    """Return the sheets and cells of what the records are of, and the issues."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    book.save(folder / "returns" / name)
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute(
            "SELECT DISTINCT sheet, cell, field, value FROM fact WHERE field IN ('subject', 'level', 'population') ORDER BY sheet, field"
        )
        asked = connection.execute("SELECT sheet, cell, severity, code, found FROM issue ORDER BY id")
        return [tuple(row) for row in facts.fetchall()], [tuple(row) for row in asked.fetchall()]


@pytest.mark.parametrize("title", ["Safeguarding Children Level 3", "Training return: Safeguarding Children L3"])
def test_a_title_says_it_and_its_level(empty_workspace: Path, title: str) -> None:
    facts = [("Sheet1", "A1", "level", "3"), ("Sheet1", "A1", "subject", "safeguarding_children")]
    told = [("Sheet1", "A1", "info", "told_above", title)]
    assert _take(empty_workspace, {"Sheet1": [[title], *LABELS, *TABLE]}) == (facts, told)


def test_a_row_with_its_heading_says_it(empty_workspace: Path) -> None:
    facts = [("Sheet1", "B3", "subject", "prevent_basic")]
    told = [("Sheet1", "B3", "info", "told_above", "Prevent Basic")]
    assert _take(empty_workspace, {"Sheet1": [*LABELS, ["Course", "Prevent Basic"], [], *TABLE]}) == (facts, told)


def test_each_sheet_is_of_its_own(empty_workspace: Path) -> None:
    facts, told = _take(empty_workspace, {name: [*LABELS, [], *TABLE] for name in ("MCA", "Prevent WRAP")})
    assert facts == [("MCA", "", "subject", "mental_capacity_act"), ("Prevent WRAP", "", "subject", "prevent_l3")]
    assert told == [(name, "A4", "info", "told_above", name) for name in ("MCA", "Prevent WRAP")]


@pytest.mark.parametrize("title", ["Training", "Safeguarding Children and Safeguarding Adults", "Board report"])
def test_where_nothing_says_one_subject_it_is_asked(empty_workspace: Path, title: str) -> None:
    asked = [("Sheet1", "A4", "query", "record_without_key", "no column 'Subject'")]
    assert _take(empty_workspace, {"Sheet1": [[title], *LABELS, *TABLE]}) == ([], asked)


def test_a_column_of_its_own_goes_before_a_title(empty_workspace: Path) -> None:
    rows = [["Safeguarding Children"], *LABELS, ["Subject", "Eligible", "Trained"], ["MCA", 10, 9]]
    assert _take(empty_workspace, {"Sheet1": rows}) == ([("Sheet1", "A5", "subject", "mental_capacity_act")], [])


def test_the_name_of_the_return_is_no_population(empty_workspace: Path) -> None:
    rows: list[list[object]] = [*LABELS, [], ["Snapshot", "Flow", "IHAs due"], [300, 350, 10]]
    asked = [("Sheet1", "A4", "query", "record_without_key", "no column 'Population'")]
    assert _take(empty_workspace, {"Sheet1": rows}, name="LAC.xlsx") == ([], asked)


def test_lists_for_drop_downs_are_no_table(empty_workspace: Path) -> None:
    lists: list[list[object]] = [["Subject", "Level"], ["Safeguarding Adults", "1"], ["Safeguarding Children", "2"], [None, "Board"]]
    data: list[list[object]] = [*LABELS, ["Subject", "Level", "Eligible", "Trained"], ["MCA", "1", 10, 9]]
    facts = [("Data", "B4", "level", "1"), ("Data", "A4", "subject", "mental_capacity_act")]
    assert _take(empty_workspace, {"Data": data, "Lists": lists}, "Lists") == (facts, [])


def test_words_beside_figures_under_other_headings_are_no_lists(empty_workspace: Path) -> None:
    data: list[list[object]] = [*LABELS, ["Subject", "Level", "Bodies"], ["MCA", "1", 10]]
    assert [code for *_, code, _ in _take(empty_workspace, {"Data": data})[1]] == ["two_returns_fit"]
