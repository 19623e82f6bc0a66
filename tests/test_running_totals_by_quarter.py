"""Running totals and counts on a day beside their quarters, months and years: each is kept for what it says it is up to."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Organisation,Lakeview\nReporting period,2018/19\n\n"
Q1, Q2, YEAR, BEFORE = "2018-04-01 2018-06-30", "2018-07-01 2018-09-30", "2018-04-01 2019-03-31", "2017-04-01 2018-03-31"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Cohort,Q1 snapshot,Q1 flow,Q2 snapshot,Q2 flow\nOwn,10,12,11,14\n",
            [(Q1, "B5", "snapshot"), (Q1, "C5", "flow"), (Q2, "D5", "snapshot"), (Q2, "E5", "flow")],
        ),
        (
            ",Q1,,Q2,\nCohort,Snapshot,Flow,Snapshot,Flow\nOwn,10,12,11,14\n",
            [(Q1, "B6", "snapshot"), (Q1, "C6", "flow"), (Q2, "D6", "snapshot"), (Q2, "E6", "flow")],
        ),
        (
            "Cohort,Snapshot March 2018,Snapshot March 2019,Flow 2018/19\nOwn,10,12,14\n",
            [("2018-03-01 2018-03-31", "B5", "snapshot"), (YEAR, "C5", "snapshot"), (YEAR, "D5", "flow")],
        ),
        (
            "Cohort,Snapshot March 2019,Flow 2017/18,Flow 2018/19\nOwn,10,12,14\n",
            [(YEAR, "B5", "snapshot"), (BEFORE, "C5", "flow"), (YEAR, "D5", "flow")],
        ),
        (
            "Notified since April 2017,Completed,In progress\n14,12,2\n",
            [(YEAR, "A5", "notified"), (YEAR, "B5", "completed"), (YEAR, "C5", "in_progress")],
        ),
    ],
)
def test_each_is_kept_for_its_own_time(empty_workspace: Path, rows: str, expected: list[tuple[str, str, str]]) -> None:
    (empty_workspace / "returns" / "return.csv").write_text(HEAD + rows, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        found = connection.execute(
            "SELECT period_start || ' ' || period_end, cell, field FROM fact WHERE typeof(value) = 'integer' ORDER BY cell"
        ).fetchall()
    assert [tuple(row) for row in found] == expected
