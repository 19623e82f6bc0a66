"""A table that lies on its side, and a form of one record of a table, are held, and the sender is told what to do."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.workspace import Workspace

TOP: list[list[object]] = [["Organisation", "Moorside"], ["Reporting period", "March 2019"], []]
TURN = "with their records side by side. Please turn the table: in Excel copy it, choose Paste Special and then Transpose."
FORM = "as the questions of a form for one record. Please send a table, with these headings across the page and a row for each record."


def _reason(folder: Path, rows: list[list[object]]) -> str:
    write_book(folder / "returns" / "a.xlsx", rows)
    (outcome,) = ingest(Workspace(folder)).outcomes
    return outcome.reason


@pytest.mark.parametrize(
    ("title", "where", "rows"),
    [
        ("Criminal record checks", "A4 to A6", [["Staff group", "Nurses", "Doctors"], ["Required", 10, 7], ["In date", 9, 5]]),
        ("Training compliance", "A4 to A7", [["Subject", "MCA", "LAC"], ["Level", 1, 2], ["Required", 10, 7], ["Trained", 9, 5]]),
        ("Looked after children", "A5 to A7", [[None, "Own", "OLA"], ["Snapshot", 9, 5], ["Flow", 10, 7], ["IHAs due", 4, 2]]),
    ],
)
def test_a_table_is_to_be_turned(empty_workspace: Path, title: str, where: str, rows: list[list[object]]) -> None:
    found = f"table_on_its_side: The headings of {title} stand one below another ({where} of the sheet 'Sheet'), {TURN}"
    assert _reason(empty_workspace, [*TOP, *rows]) == found


def test_a_form_of_one_practice_is_no_form_of_another_return(empty_workspace: Path) -> None:
    rows: list[list[object]] = [["Lead GP?", "Yes"], ["Deputy?", "No"], ["Policy in date?", "Yes"], ["Children L3 required", 9]]
    found = f"table_on_its_side: The headings of Practice assurance stand one below another (A4 to A7 of the sheet 'Sheet'), {FORM}"
    assert _reason(empty_workspace, [*TOP, *rows, ["Children L3 trained", 8]]) == found.replace("A7", "A8")


def test_a_form_of_its_own_return_is_read(empty_workspace: Path) -> None:
    rows: list[list[object]] = [["Prevent lead", "Yes"], ["Policy", "Yes"], ["Prevent referrals", 3], ["Channel panels held", 2]]
    assert _reason(empty_workspace, [*TOP, *rows]).startswith("taken_in: The Prevent duty")


def test_columns_of_parts_are_named(empty_workspace: Path) -> None:
    rows: list[list[object]] = [[None, "Children", "Adults"], ["Prevent lead", "Yes", "Yes"], ["Prevent referrals", 3, 4]]
    found = "The form in the sheet 'Sheet' has more than one column of answers: 'Children' (B4), 'Adults' (C4)."
    assert _reason(empty_workspace, [*TOP, *rows]) == f"which_answer: {found} Please head the one that is of all 'Answer', or send one column."
