"""Figures of another period beside a return's own are kept where nothing else came for it, and replace nothing that did."""

import sqlite3
from contextlib import closing
from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

from .books import write_book

JUNE = [
    ["Organisation", "Moorside"],
    ["Reporting period", "June 2018"],
    ["Date of return", "04/07/2018"],
    [],
    ["Subject", "Level", "Required", "Compliant", "% compliant"],
    ["Safeguarding Children", 2, 100, 80, 0.8],
    ["Safeguarding Adults", 2, 50, 40, 0.8],
]
OWN = [("june.xlsx", "C6", "required", 100), ("june.xlsx", "D6", "compliant", 80), ("june.xlsx", "E6", "percent", 0.8)]


def _july(of_june: float, *, heading: str = "% compliant June 2018") -> list[list[object]]:
    return [
        ["Organisation", "Moorside"],
        ["Reporting period", "July 2018"],
        ["Date of return", "03/08/2018"],
        [],
        ["Subject", "Level", "Required", "Compliant", heading, "% compliant July 2018"],
        ["Safeguarding Children", 2, 110, 99, of_june, 0.9],
    ]


def _send(folder: Path, **books: list[list[object]]) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Take files in, one after another; return the facts of June on safeguarding children, and what is asked beside the clash of the periods."""
    for name, rows in books.items():
        write_book(folder / "returns" / f"{name}.xlsx", rows)
        ingest(Workspace(folder))
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        facts = connection.execute(
            "SELECT filename, cell, field, value FROM fact WHERE period_start = '2018-06-01' AND cell LIKE '_6' "
            "AND field IN ('required', 'compliant', 'percent') ORDER BY cell"
        ).fetchall()
        asked = connection.execute(
            "SELECT f.filename, i.cell, i.code, i.found FROM issue i JOIN source f ON f.id = i.source_id "
            "WHERE i.severity <> 'info' AND i.code NOT IN ('period_clash', 'records_missing', 'percent_step') ORDER BY i.id"
        ).fetchall()
    return facts, asked


def test_a_return_keeps_its_counts_when_the_next_gives_its_percentage_again(empty_workspace: Path) -> None:
    assert _send(empty_workspace, june=JUNE, july=_july(0.8)) == (OWN, [])


def test_another_value_is_asked_about_at_its_cell_and_not_used(empty_workspace: Path) -> None:
    found = "82%, where june.xlsx says 80%"
    assert _send(empty_workspace, june=JUNE, july=_july(0.82)) == (OWN, [("july.xlsx", "E6", "compared_value_differs", found)])


def test_the_return_for_the_period_replaces_what_stood_beside_another_however_late_it_comes(empty_workspace: Path) -> None:
    found = "82%, where june.xlsx says 80%"
    assert _send(empty_workspace, july=_july(0.82), june=JUNE) == (OWN, [("july.xlsx", "E6", "compared_value_differs", found)])


def test_what_stands_beside_another_period_is_used_where_nothing_else_came(empty_workspace: Path) -> None:
    assert _send(empty_workspace, july=_july(0.8)) == ([("july.xlsx", "E6", "percent", 0.8)], [])


def test_of_two_returns_that_give_a_period_beside_their_own_the_later_one_stands(empty_workspace: Path) -> None:
    august = [["Organisation", "Moorside"], ["Reporting period", "August 2018"], ["Date of return", "05/09/2018"], *_july(0.81)[3:]]
    august[4] = ["Subject", "Level", "Required", "Compliant", "% compliant June 2018", "% compliant August 2018"]
    assert _send(empty_workspace, july=_july(0.8), august=august) == ([("august.xlsx", "E6", "percent", 0.81)], [])


def test_a_correction_of_the_period_itself_still_replaces(empty_workspace: Path) -> None:
    again = [JUNE[0], JUNE[1], ["Date of return", "09/08/2018"], *JUNE[3:5], ["Safeguarding Children", 2, 100, 82, 0.82], JUNE[6]]
    corrected = [("again.xlsx", "C6", "required", 100), ("again.xlsx", "D6", "compliant", 82), ("again.xlsx", "E6", "percent", 0.82)]
    assert _send(empty_workspace, june=JUNE, july=_july(0.8), again=again) == (corrected, [])
