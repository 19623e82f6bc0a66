"""The column of what a record is of is told by its words where its heading is blank or not known."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Organisation,Lakeview\nReporting period,Q4 2018/19\n\n"
CHILDREN = "{},Number at period end,Ever in care in year\nOwn LAC,300,420\nPlaced in area (OLA),150,180\nOut of area,100,120\nTotal,550,720\n"


def _take(folder: Path, text: str, field: str) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    (folder / "returns" / "a.csv").write_text(HEAD + text, encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT cell, value FROM fact WHERE field = ? ORDER BY cell", [field]).fetchall()
        said = connection.execute("SELECT severity, code, cell FROM issue WHERE code <> 'total_row' ORDER BY id").fetchall()
    return [tuple(row) for row in facts], [tuple(row) for row in said]


@pytest.mark.parametrize("heading", ["", "Group of children", "Area"])
def test_populations(empty_workspace: Path, heading: str) -> None:
    found = [("A5", "own"), ("A6", "placed_in_area"), ("A7", "placed_out_of_area")]
    assert _take(empty_workspace, CHILDREN.format(heading), "population") == (found, [("info", "key_by_words", "A4")])


def test_subjects(empty_workspace: Path) -> None:
    found = _take(empty_workspace, ",Required,Compliant\nSafeguarding Adults L2,10,9\nMCA,5,4\n", "subject")
    assert found == ([("A5", "safeguarding_adults"), ("A6", "mental_capacity_act")], [("info", "key_by_words", "A4")])


def test_a_word_that_is_not_of_the_list_is_asked_for(empty_workspace: Path) -> None:
    facts, said = _take(empty_workspace, ",Required,Compliant\nSafeguarding Adults,10,9\nMCA,5,4\nFire safety,5,4\n", "subject")
    assert facts == [("A5", "safeguarding_adults"), ("A6", "mental_capacity_act"), ("A7", None)]
    assert said == [("info", "key_by_words", "A4"), ("query", "unknown_word", "A7")]


@pytest.mark.parametrize("heading", ["Comments", "Also needs"])
def test_a_remark_behind_the_figures_is_no_key(empty_workspace: Path, heading: str) -> None:
    text = f"Safeguarding Children Level 3 training\nStaff group,Required,Compliant,{heading}\nNursing,100,90,Domestic abuse\nDoctors,20,10,MCA\n"
    facts, _ = _take(empty_workspace, text, "subject")
    assert [value for _, value in facts] == ["safeguarding_children", "safeguarding_children"]
