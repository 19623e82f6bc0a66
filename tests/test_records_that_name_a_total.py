"""A record with a reference of its own is no row of totals, whatever word its domain, its duty or its action begins with."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

AUDIT = ["Ref", "Domain", "Standard", "RAG", "Evidence"]
ACTIONS = ["Ref", "Action", "Owner", "Status"]
CASES = ["Ref", "Decision", "Themes", "Learning events"]
PRACTICES = ["Practice code", "Practice", "Lead GP?", "Adults L3 required", "Adults L3 trained"]


def _taken(folder: Path, heads: list[str], rows: list[list]) -> tuple[list[object], list[tuple]]:
    """Return what stands in the first column of the records, and the cell and code of each issue."""
    write_book(folder / "returns" / "a.xlsx", [["Organisation", "Moorside"], ["Year", "2018/19"], [], heads, *rows])
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        refs = [
            row[0]
            for row in connection.execute(
                "SELECT value FROM fact WHERE field IN ('practice_code', 'standard_ref', 'case_ref', 'action_ref') ORDER BY cell"
            )
        ]
        return refs, [tuple(row) for row in connection.execute("SELECT cell, code FROM issue WHERE code LIKE 'total%' ORDER BY id")]


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        (
            AUDIT,
            [
                ["1.1", "Policy", "There is one", "Green", "x"],
                ["1.2", "Overall", "Leadership", "Green", "x"],
                ["1.3", "Overall", "", "Green", "Total"],
            ],
        ),
        (AUDIT, [["1.1", "Policy", "There is one", "Green", "x"], [1.2, "", "Total number of staff is known", "Green", "x"]]),
        (ACTIONS, [[1, "Policy", "Lead", "On track"], [2, "Total number of staff trained to be reported", "Lead", "On track"]]),
        (CASES, [["A1", "SAR", "Neglect", 2], ["A2", "SAR", "Overall", 2], ["A3", "SAR", "Neglect total", 4]]),
    ],
)
def test_one_with_a_reference_is_a_record(empty_workspace: Path, heads: list[str], rows: list[list]) -> None:
    assert _taken(empty_workspace, heads, rows) == ([str(row[0]) for row in rows], [])


def test_totals_of_practices_are_none(empty_workspace: Path) -> None:
    rows = [
        ["P1", "A", "Yes", 10, 8],
        ["P2", "B", "Yes", 10, 9],
        ["", "Total", "", 20, 17],
        ["01W", "Total", "", 20, 17],
        ["All practices total", "", "", 20, 17],
    ]
    assert _taken(empty_workspace, PRACTICES, rows) == (["P1", "P2"], [("B7", "total_row"), ("B8", "total_row"), ("A9", "total_row")])
