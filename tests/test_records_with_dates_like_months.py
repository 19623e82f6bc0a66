"""A record below a blank row, with two dates and a word that is a heading elsewhere, is no heading over months; a true one there is."""

from datetime import date
from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

from .books import write_book

HEAD = ["Ref", "Source", "Action", "Owner", "Due", "Revised", "Completed", "Status"]
ACTIONS = [
    ["Organisation", "Northmoor NHS Foundation Trust"],
    ["Month", "March 2019"],
    [],
    HEAD,
    ["1.1", "Audit", "Policy", "Lead", date(2019, 1, 31), None, None, "On track"],
    [],
    ["1.2", "Audit", "Training", "Lead", date(2019, 3, 31), date(2019, 4, 30), None, "On track"],
    ["1.3", "Audit", "Staff training", "Lead", date(2019, 2, 28), None, date(2019, 3, 1), "Complete"],
]
MONTHS = [
    [],
    ["Compliant"],
    ["", "", "", "Subject", date(2018, 11, 1), date(2018, 12, 1), date(2019, 1, 1)],
    ["", "", "", "Prevent Basic", 10, 11, 12],
]


def _facts(folder: Path, rows: list[list], field: str) -> list[tuple]:
    write_book(folder / "returns" / "actions.xlsx", rows)
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT return, cell, value FROM fact WHERE field = ? ORDER BY cell", [field]).fetchall()
    return [tuple(row) for row in facts]


def test_a_record_below_a_blank_row(empty_workspace: Path) -> None:
    assert _facts(empty_workspace, ACTIONS, "due") == [
        ("action", "E5", "2019-01-31"),
        ("action", "E7", "2019-03-31"),
        ("action", "E8", "2019-02-28"),
    ]


def test_months_below_the_dates_of_a_register(empty_workspace: Path) -> None:
    assert _facts(empty_workspace, ACTIONS + MONTHS, "compliant") == [
        ("training", "E12", 10),
        ("training", "F12", 11),
        ("training", "G12", 12),
    ]
