"""Groups of columns that no field parts ("Boys", "Girls", "All"): one that is of all is read alone, as with the others it would count twice."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

TOP = "Organisation,NHS Stockport CCG\nQuarter,Q4 2018/19\n\n"
Told = list[tuple[str, str, str]]


def _deaths(folder: Path, groups: str, figures: str) -> tuple[list[tuple[int, int]], Told, tuple[int, ...]]:
    """Return the records, what is told of each cell, and the rows read, loaded and set aside."""
    names = groups.split(",")
    head = f"{',,'.join(names)},\n{','.join(['Deaths notified,Deaths reviewed'] * len(names))}\n"
    return _take(folder, f"{head}{figures}\n", "SELECT notified, reviewed FROM current_child_death ORDER BY abreast")


def _take(folder: Path, text: str, query: str) -> tuple[list[tuple[int, int]], Told, tuple[int, ...]]:
    (folder / "returns" / "return.csv").write_text(TOP + text, encoding="utf-8")
    ingest(Workspace(folder))
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        told = connection.execute("SELECT cell, code, found FROM issue ORDER BY code, cell").fetchall()
        counts = connection.execute("SELECT rows_read, rows_loaded, rows_set_aside FROM source").fetchone()
        return connection.execute(query).fetchall(), told, counts


ASIDE = [("A6", "part_beside", "5"), ("C6", "part_beside", "3")]


@pytest.mark.parametrize("whole", ["All", "Total", "All children", "Overall"])
def test_a_group_that_says_so_is_read_alone(empty_workspace: Path, whole: str) -> None:
    assert _deaths(empty_workspace, f"Boys,Girls,{whole}", "5,4,3,2,8,6") == ([(8, 6)], ASIDE, (3, 1, 2))


def test_wherever_it_stands(empty_workspace: Path) -> None:
    aside = [("C6", "part_beside", "5"), ("E6", "part_beside", "3")]
    assert _deaths(empty_workspace, "Total,Boys,Girls", "8,6,5,4,3,2") == ([(8, 6)], aside, (3, 1, 2))


def test_a_part_of_all_alone(empty_workspace: Path) -> None:
    assert _deaths(empty_workspace, "Boys,All", "5,4,8,6") == ([(8, 6)], ASIDE[:1], (2, 1, 1))


def test_one_that_does_not_add_up_is_read_and_asked_about(empty_workspace: Path) -> None:
    asked = ("E6", "total_differs", "9, where the groups beside it add up to 8")
    assert _deaths(empty_workspace, "Boys,Girls,All", "5,4,3,2,9,6") == ([(9, 6)], [*ASIDE, asked], (3, 1, 2))


def test_the_sum_of_the_others_that_does_not_say_so_is_asked_about(empty_workspace: Path) -> None:
    asked = ("E5", "whole_beside", "a group that adds up those at A5 and C5")
    assert _deaths(empty_workspace, "Boys,Girls,Persons", "5,4,3,2,8,6") == ([(8, 6)], [*ASIDE, asked], (3, 1, 2))


@pytest.mark.parametrize(
    ("groups", "figures", "loaded"),
    [
        ("Boys,Girls,Average", "5,4,3,2,4,3", [(5, 4), (3, 2), (4, 3)]),
        ("Boys,Girls,All", "5,4,3,2,8,", [(5, 4), (3, 2), (8, None)]),
        ("North,South,East", "5,4,3,2,8,5", [(5, 4), (3, 2), (8, 5)]),
        ("North,South,East", "5,0,3,0,8,0", [(5, 0), (3, 0), (8, 0)]),
        ("North,South,East", "0,0,8,6,8,6", [(0, 0), (8, 6), (8, 6)]),
    ],
)
def test_groups_of_which_none_is_surely_of_all_are_asked_about_by_their_cells(
    empty_workspace: Path, groups: str, figures: str, loaded: list[tuple[int, int | None]]
) -> None:
    asked = [("", "repeated_record", "2 records (C6, E6) that stand already in A6")]
    assert _deaths(empty_workspace, groups, figures) == (loaded, asked, (3, 3, 0))


def test_groups_that_share_what_they_are_of(empty_workspace: Path) -> None:
    head = ",Boys,,Girls,,All,\nPopulation,Snapshot,Flow,Snapshot,Flow,Snapshot,Flow\n"
    rows = "own,10,12,5,6,15,18\nplaced in area,20,22,5,6,25,28\n"
    records, told, counts = _take(empty_workspace, head + rows, "SELECT snapshot, flow FROM current_looked_after_children ORDER BY row")
    assert (records, counts) == ([(15, 18), (25, 28)], (6, 2, 4))
    assert told == [(cell, "part_beside", found) for cell, found in (("B6", "10"), ("B7", "20"), ("D6", "5"), ("D7", "5"))]


def test_groups_of_staff_are_records_of_their_own(empty_workspace: Path) -> None:
    text = ",Nursing,,Medical,,All,\nCourse,Required,Compliant,Required,Compliant,Required,Compliant\nMCA,10,9,8,7,18,16\n"
    records, _, _ = _take(empty_workspace, text, "SELECT required, compliant FROM current_training ORDER BY abreast")
    assert records == [(10, 9), (8, 7)]
