"""What changed since the period before is asked about at the later return, in whichever order the two come."""

import sqlite3
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

HEAD = "Organisation,Moorside\nReporting period,{period}\nDate of return,{day}\n\n"
TRAINING = "Subject,Level,%\nSafeguarding Adults,1,{0}\nSafeguarding Children,1,90.0%\n"
DBS = "Staff group,Required,In date,Outstanding,In progress\nNurses,{0},{0},0,0\n"
ACTIONS = "Ref,Source,Action,Owner,Due,Status\n"


def _write(folder: Path, name: str, period: str, table: str, day: str = "") -> None:
    (folder / "returns" / f"{name}.csv").write_text(HEAD.format(period=period, day=day) + table, encoding="utf-8")


def _asked(folder: Path) -> list[tuple[str, str, str, str]]:
    ingest(Workspace(folder))
    with sqlite3.connect(folder / "warehouse.db") as connection:
        query = "SELECT f.filename, i.cell, i.code, i.found FROM issue i JOIN source f ON f.id = i.source_id WHERE severity = 'query' ORDER BY i.id"
        return connection.execute(query).fetchall()


STEP = ("b.csv", "C6", "percent_step", "60.0%, where it was 85.0% in February 2019")


@pytest.mark.parametrize(("later", "expected"), [("60.0%", [STEP]), ("65.0%", []), ("106.0%", None)])
def test_a_percentage_that_leapt(empty_workspace: Path, later: str, expected: list[tuple] | None) -> None:
    _write(empty_workspace, "a", "February 2019", TRAINING.format("85.0%"))
    _write(empty_workspace, "b", "March 2019", TRAINING.format(later))
    found = _asked(empty_workspace)
    assert found == expected if expected is not None else [code for _, _, code, _ in found] == ["percent_above_one"]


def test_the_earlier_return_comes_last(empty_workspace: Path) -> None:
    _write(empty_workspace, "b", "March 2019", TRAINING.format("60.0%"))
    assert _asked(empty_workspace) == []
    _write(empty_workspace, "c", "February 2019", TRAINING.format("85.0%"))
    assert _asked(empty_workspace) == [STEP]


def test_a_correction_of_the_earlier_return_is_held_against_the_later_one_anew(empty_workspace: Path) -> None:
    _write(empty_workspace, "a", "February 2019", TRAINING.format("85.0%"), "01/03/2019")
    _write(empty_workspace, "b", "March 2019", TRAINING.format("60.0%"))
    assert _asked(empty_workspace) == [STEP]
    _write(empty_workspace, "c", "February 2019", TRAINING.format("65.0%"), "04/03/2019")
    assert _asked(empty_workspace) == []


def test_a_period_between_that_is_not_in_is_passed_over(empty_workspace: Path) -> None:
    _write(empty_workspace, "a", "January 2019", TRAINING.format("85.0%"))
    _write(empty_workspace, "b", "March 2019", TRAINING.format("60.0%"))
    assert _asked(empty_workspace) == [("b.csv", "C6", "percent_step", "60.0%, where it was 85.0% in January 2019")]
    _write(empty_workspace, "c", "February 2019", TRAINING.format("65.0%"))
    assert _asked(empty_workspace) == []


@pytest.mark.parametrize("early", ["January 2018", "March 2017"])
def test_what_was_more_than_a_year_before_is_not(empty_workspace: Path, early: str) -> None:
    _write(empty_workspace, "a", early, TRAINING.format("85.0%"))
    _write(empty_workspace, "b", "March 2019", TRAINING.format("60.0%"))
    assert _asked(empty_workspace) == []


COUNTS = "Subject,Level,Required,Compliant\nSafeguarding Adults,1,{0},{1}\n"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ((100, 85), (100, 60), "60.0%, where it was 85.0% in February 2019"),
        ((100, 85), (20, 17), None),
        ((100, 85), (100, 65), None),
        ((4, 4), (4, 1), None),
        ((0, 0), (100, 60), None),
    ],
)
def test_a_percentage_that_only_its_counts_give(empty_workspace: Path, before: tuple[int, int], after: tuple[int, int], found: str | None) -> None:
    _write(empty_workspace, "a", "February 2019", COUNTS.format(*before))
    _write(empty_workspace, "b", "March 2019", COUNTS.format(*after))
    assert _asked(empty_workspace) == ([("b.csv", "D6", "percent_step", found)] if found else [])


def test_two_periods_of_one_file(empty_workspace: Path) -> None:
    table = "Training compliance %\nSubject,Feb 2019,Mar 2019\nSafeguarding Adults,85.0%,60.0%\n"
    (empty_workspace / "returns" / "a.csv").write_text(f"Organisation,Moorside\n\n{table}", encoding="utf-8")
    assert _asked(empty_workspace) == []


DOUBLED = "{1}, where it was {0} in February 2019"


@pytest.mark.parametrize(("counts", "asked"), [((5, 10), True), ((40, 79), False), ((4, 12), False), ((10, 5), False)])
def test_a_count_that_doubled(empty_workspace: Path, counts: tuple[int, int], asked: bool) -> None:
    _write(empty_workspace, "a", "February 2019", DBS.format(counts[0]))
    _write(empty_workspace, "b", "March 2019", DBS.format(counts[1]))
    found = DOUBLED.format(*counts)
    assert _asked(empty_workspace) == ([("b.csv", "B6", "count_doubled", found), ("b.csv", "C6", "count_doubled", found)] if asked else [])


def test_a_count_that_adds_up_over_the_year(empty_workspace: Path) -> None:
    table = "Population,Snapshot,Flow\nOwn LAC,100,{}\n"
    _write(empty_workspace, "a", "Q1 2018/19", table.format(110))
    _write(empty_workspace, "b", "Q2 2018/19", table.format(230))
    assert _asked(empty_workspace) == []


def test_an_action_that_vanished(empty_workspace: Path) -> None:
    row = "{},audit,Train all,Head,31/05/2019,On track\n"
    _write(empty_workspace, "a", "February 2019", ACTIONS + row.format("1") + row.format("2") + row.format("3"))
    _write(empty_workspace, "b", "March 2019", ACTIONS + row.format("2") + row.format("4"))
    found = "audit 1, audit 3: in the return for February 2019, and not in this one"
    assert _asked(empty_workspace) == [("b.csv", "", "record_vanished", found)]


def test_what_is_settled_is_not_asked_again(empty_workspace: Path) -> None:
    _write(empty_workspace, "a", "February 2019", TRAINING.format("85.0%"))
    _write(empty_workspace, "b", "March 2019", TRAINING.format("60.0%"))
    assert _asked(empty_workspace) == [STEP]
    with sqlite3.connect(empty_workspace / "warehouse.db") as connection:
        connection.execute("UPDATE issue SET settled = 'the provider telephoned'")
    _write(empty_workspace, "c", "April 2019", TRAINING.format("70.0%"))
    assert _asked(empty_workspace) == [STEP]
