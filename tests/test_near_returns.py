"""A file without a return says which one it is nearest to, what it lacks of it, and what was not known there: to the team and to the sender."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.workspace import Workspace

NONE = "no_return: There is no return in the file: no row of headings, and no form, of any known return was found."
TRAINING = (
    "The nearest is Training compliance: row {} of the sheet 'Sheet' has Subject, "
    "but nothing known for Level, Staff group, Required, Compliant, % and Target"
)
TITLE = ["Training - Moorside - March 2019"]
NEAR = ["Module name", "Step", "People who need it", "Got it"]
DATA = ["MCA", 1, 5, 4]


def _held(folder: Path, rows: list[list[object]], name: str = "a.xlsx", sheet: str = "Sheet") -> str:
    write_book(folder / "returns" / name, rows, sheet=sheet)
    (outcome,) = ingest(Workspace(folder)).outcomes
    return outcome.reason


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([TITLE, [], NEAR, DATA], f"{TRAINING.format(3)}; not known there: 'Step', 'People who need it' and 'Got it'."),
        ([NEAR, DATA], ""),
        ([TITLE, ["Module name", "Step"], ["MCA", 1]], ""),
        ([["Agenda"], ["1", "Apologies"], ["2", "Date of the next meeting"]], ""),
        (
            [["DBS March 2019"], ["Group", "All of them", "OK", "Late"], ["Nurses", 5, 4, 1]],
            "The nearest is Criminal record checks: row 2 of the sheet 'Sheet' has nothing known for Staff group, Required, In date, Outstanding and "
            "In progress; not known there: 'Group', 'All of them', 'OK' and 'Late'.",
        ),
    ],
)
def test_it_is_named(empty_workspace: Path, rows: list[list[object]], said: str) -> None:
    assert _held(empty_workspace, rows) == f"{NONE} {said}".rstrip()


def test_that_with_most_of_its_headings(empty_workspace: Path) -> None:
    row: list[object] = ["Directorate", "Expired", *(f"Number {letter}" for letter in "ABCDEFGHIJ")]
    assert _held(empty_workspace, [row, ["Nurses"] + [1] * 11]) == (
        f"{NONE} The nearest is Criminal record checks: row 1 of the sheet 'Sheet' has Staff group and Outstanding, but nothing known for Required, "
        "In date and In progress; not known there: "
        "'Number A', 'Number B', 'Number C', 'Number D', 'Number E', 'Number F', 'Number G', 'Number H' and 2 more."
    )


@pytest.mark.parametrize(("name", "sheet"), [("Training_Moorside.xlsx", "Sheet"), ("a.xlsx", "Training")])
def test_a_file_or_a_sheet_called_by_its_name(empty_workspace: Path, name: str, sheet: str) -> None:
    said = f"{TRAINING.format(1)}; not known there: 'Step', 'People who need it' and 'Got it'.".replace("'Sheet'", repr(sheet))
    assert _held(empty_workspace, [NEAR, DATA], name, sheet) == f"{NONE} {said}"


def test_the_sender_is_told(empty_workspace: Path) -> None:
    _held(empty_workspace, [TITLE, [], NEAR, DATA])
    letter = (empty_workspace / "feedback" / "a - e-mail.txt").read_text(encoding="utf-8")
    told = f"{TRAINING.format(3)}; not known there: 'Step', 'People who need it' and 'Got it'."
    assert f"where there was nothing to count, with 0 in it. {told}\n" in letter


def test_what_stands_in_rows_is_no_name_of_a_return(empty_workspace: Path) -> None:
    rows: list[list[object]] = [["code", "name", "relationship"], ["P1", "Primary care", "partner"], ["P2", "Elm Tree", "partner"]]
    assert _held(empty_workspace, rows) == NONE
