"""A value that is said to be still to come, at whatever length, is pending, and no wrong number."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD: list[list[object]] = [
    ["Organisation", "Moorside"],
    ["Reporting period", "March 2019"],
    [],
    ["Staff group", "Required", "In date", "Outstanding"],
]


def _states(folder: Path, text: str) -> list[tuple]:
    write_book(folder / "returns" / "a.xlsx", [*HEAD, ["Nurses", 10, text, 1], ["Doctors", 5, 5, 0]])
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT value, state FROM fact WHERE cell = 'C5'").fetchall()
        return [*map(tuple, facts), *map(tuple, connection.execute("SELECT severity, code FROM issue WHERE cell = 'C5'"))]


@pytest.mark.parametrize(
    "text", ["Data not yet available", "Awaiting data from HR", "Figures awaited", "data to follow", "Still awaiting returns", "Yet to be confirmed"]
)
def test_it_is_pending(empty_workspace: Path, text: str) -> None:
    assert _states(empty_workspace, text) == _states_of_tbc(empty_workspace)


def _states_of_tbc(folder: Path) -> list[tuple]:
    other = folder / "other"
    (other / "returns").mkdir(parents=True)
    for name in ("boardpaper.toml", "providers.csv"):
        (other / name).write_bytes((folder / name).read_bytes())
    found = _states(other, "TBC")
    assert found[0] == (None, "pending")
    return found


@pytest.mark.parametrize("text", ["Awaiting theatre list", "Not available to part-time staff"])
def test_other_words_are_missing(empty_workspace: Path, text: str) -> None:
    assert _states(empty_workspace, text) == [(None, "missing"), ("block", "not_a_count")]
