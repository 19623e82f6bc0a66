"""Of returns of which one has no date of return, one always stands: it is taken to be as late as the latest that was in when it came."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Run = Callable[..., tuple[int, str]]
DATES = {"April 9": "Date of return,09/04/2019\n", "April 3": "Date of return,03/04/2019\n", "none": ""}
RETURN = "Organisation,Moorside\nReporting period,March 2019\n{date}\nStaff group,Required,In date,Outstanding,In progress\n{rows}"
STANDS = {
    ("April 9", "none", "April 3"): "none",
    ("April 3", "none", "April 9"): "April 9",
    ("none", "April 9", "April 3"): "April 9",
    ("none", "April 3", "April 9"): "April 9",
    ("April 9", "April 3", "none"): "none",
    ("April 3", "April 9", "none"): "none",
}


def _standing(folder: Path) -> list[str]:
    with reader(folder / "warehouse.db") as connection:
        return [Path(row[0]).stem for row in connection.execute("SELECT filename FROM current_dbs WHERE staff_group = 'Nurses'")]


@pytest.mark.parametrize("order", list(permutations(DATES)))
@pytest.mark.parametrize("more", [True, False], ids=["other records beside", "the same records alone"])
def test_one_of_three_stands(empty_workspace: Path, run: Run, order: tuple[str, ...], more: bool) -> None:
    for number, name in enumerate(order):
        rows = f"Nurses,{number + 5},{number + 5},0,0\n" + (f"Group {number},1,1,0,0\n" if more else "")
        (empty_workspace / "returns" / f"{name}.csv").write_text(RETURN.format(date=DATES[name], rows=rows), encoding="utf-8")
        ingest(Workspace(empty_workspace))
    assert _standing(empty_workspace) == [STANDS[order]]
    run(empty_workspace, "rebuild")
    assert _standing(empty_workspace) == [STANDS[order]]


def test_the_one_that_came_too_late_is_asked_about(empty_workspace: Path) -> None:
    for name in ("April 9", "none", "April 3"):
        text = RETURN.format(date=DATES[name], rows=f"Nurses,{len(name)},{len(name)},0,0\n")
        (empty_workspace / "returns" / f"{name}.csv").write_text(text, encoding="utf-8")
        ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        asked = connection.execute("SELECT f.filename, i.code, i.found FROM issue i JOIN source f ON f.id = i.source_id").fetchall()
    assert [tuple(row) for row in asked] == [
        (
            "April 3.csv",
            "superseded_on_arrival",
            "a date of return (2019-04-03) before the latest there was (2019-04-09) when none.csv came, which is in already",
        )
    ]
