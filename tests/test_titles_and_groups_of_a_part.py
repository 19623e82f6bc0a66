"""Words over a table, or over some of its columns, that make its figures a part, of another time or another's: they are asked about."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

DBS = ["Staff group", "Required", "In date", "Outstanding", "In progress"]
ROW: list[object] = ["Nurses", 100, 80, 15, 5]

INSTRUCTIONS = ["Only complete the white cells", "Do not alter this form", "Official sensitive - not for publication", "For NHS use only"]


def _asked(folder: Path, rows: list[list[object]], merged: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    write_book(folder / "returns" / "a.xlsx", [["Organisation", "Moorside"], ["Reporting period", "March 2019"], [], *rows], merged)
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        return [tuple(row) for row in connection.execute("SELECT cell, code FROM issue WHERE severity <> 'info' ORDER BY id")]


@pytest.mark.parametrize("group", ["Last year", "Forecast for March 2020", "Target", "Volunteers", "Lakeview Clinic", "Excluding maternity leave"])
def test_a_group_that_says_more_is_asked_about(empty_workspace: Path, group: str) -> None:
    asked = _asked(empty_workspace, [[None, group, None, None, None], DBS, ROW], ("B4:E4",))
    assert [cell for cell, _ in asked] == ["B4"]


@pytest.mark.parametrize(
    "group", ["Number of staff", "DBS checks", "March 2019", "Criminal record checks in date", "Section A: to be completed by the Trust"]
)
def test_one_that_says_no_more_is_not(empty_workspace: Path, group: str) -> None:
    assert _asked(empty_workspace, [[None, group, None, None, None], DBS, ROW], ("B4:E4",)) == []


def test_a_group_of_staff_is_told_and_not_asked(empty_workspace: Path) -> None:
    heads: list[list[object]] = [["Subject", "Level", "Nursing", None], [None, None, "Required", "Compliant"], ["MCA", "2", 10, 9]]
    assert _asked(empty_workspace, heads) == []


def test_a_heading_over_one_column_too(empty_workspace: Path) -> None:
    heads: list[list[object]] = [["Staff group", "Required", "In date", "Volunteers"], [None, None, None, "Outstanding"], ["Nurses", 10, 8, 2]]
    assert _asked(empty_workspace, heads, ("A4:A5", "B4:B5", "C4:C5")) == [("D4", "group_says_more")]


@pytest.mark.parametrize(
    "title",
    ["Volunteers only", "Rejected applications", "Bank and agency staff checks", "Checks not yet requested", "Change since last quarter", "Example"],
)
def test_a_title_of_a_part_is_asked_about(empty_workspace: Path, title: str) -> None:
    assert _asked(empty_workspace, [[title], [], DBS, ROW]) == [("A4", "title_of_a_part")]


@pytest.mark.parametrize("title", ["Checks for taxi drivers", "DBS of foster carers - March 2019", "Record checks for school governors, Q4"])
def test_a_title_of_others_is_asked_about(empty_workspace: Path, title: str) -> None:
    assert _asked(empty_workspace, [[title], [], DBS, ROW]) == [("A4", "title_of_a_part")]


def test_reports_of_others_are_asked_about(empty_workspace: Path) -> None:
    head: list[object] = ["Conference type", "Reports requested", "Reports returned", "Returned on time"]
    assert _asked(empty_workspace, [["Reports from schools"], [], head, ["Initial", 10, 9, 8]]) == [("A4", "title_of_a_part")]


@pytest.mark.parametrize(
    "title",
    [
        *(
            "DBS checks for all staff groups",
            "DBS of staff by directorate",
            "Criminal record checks for March 2019",
            "Checks for Moorside Urgent Care",
        ),
        *("Record checks for the Safeguarding Board", "Staff checks for quarter 4"),
    ],
)
def test_a_title_of_the_return_s_own_people_is_not(empty_workspace: Path, title: str) -> None:
    assert _asked(empty_workspace, [[title], [], DBS, ROW]) == []


@pytest.mark.parametrize(
    "title", ["DBS checks", "Return due by 5 April 2019", "Outstanding and in progress checks by staff group", "Moorside", *INSTRUCTIONS]
)
def test_a_title_of_the_return_is_not(empty_workspace: Path, title: str) -> None:
    assert _asked(empty_workspace, [[title], [], DBS, ROW]) == []


def test_another_provider_in_a_title_is_asked_about(empty_workspace: Path) -> None:
    assert _asked(empty_workspace, [["Staff checked at Lakeview Clinic"], [], DBS, ROW]) == [("A4", "provider_clash")]
