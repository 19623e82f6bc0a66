"""Where a column names the provider of each row, a total below one provider's rows, or that names it, is of these alone."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Reporting period,March 2019\nProvider,Staff group,Required,In date,Outstanding,In progress\n"
MUC = ["Moorside,Nurses,10,8,1,1", "Moorside,Doctors,5,5,0,0"]
LAKE = ["Lakeview,Nurses,4,3,1,0", "Lakeview,Doctors,2,2,0,0"]


def _differing(folder: Path, *rows: str) -> list[tuple[str, str]]:
    (folder / "returns" / "dbs.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    ingest(Workspace(folder))
    with reader(Workspace(folder).warehouse) as connection:
        assert connection.execute("SELECT count(*) FROM dbs").fetchone()[0] == sum("otal" not in row for row in rows)
        return [tuple(row) for row in connection.execute("SELECT cell, found FROM issue WHERE code = 'total_differs' ORDER BY cell")]


@pytest.mark.parametrize(
    "rows",
    [
        [*MUC, *LAKE, "Total,,6,5,1,0"],
        [*MUC, *LAKE, "Lakeview total,,6,5,1,0"],
        [*MUC, *LAKE, "Lakeview,Total,6,5,1,0"],
        [*MUC, *LAKE, "Moorside,Total,15,13,1,1", "Lakeview,Total,6,5,1,0", "Total,,21,18,2,1"],
        [*MUC, "Total,,15,13,1,1", *LAKE, "Total,,6,5,1,0", "All providers total,,21,18,2,1"],
    ],
)
def test_a_total_of_one_provider(empty_workspace: Path, rows: list[str]) -> None:
    assert _differing(empty_workspace, *rows) == []


@pytest.mark.parametrize(
    ("total", "cell", "found"),
    [
        ("Lakeview,Total,7,5,1,0", "C7", "7, where the rows above it add up to 6"),
        ("Moorside,Total,15,5,1,1", "D7", "5, where the rows above it add up to 13"),
    ],
)
def test_one_that_is_wrong_is_asked_about(empty_workspace: Path, total: str, cell: str, found: str) -> None:
    assert _differing(empty_workspace, *MUC, *LAKE, total) == [(cell, found)]
