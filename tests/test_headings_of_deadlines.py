"""The days of an action by the many names that they have: the one by which it is due, the one it was put back to, and the one it was done on."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

DUE = ["Due date", "Deadline", "Target date", "By when", "To be completed by", "Date to be completed", "Target completion date", "Timescale"]
REVISED = ["Revised", "Revised due date", "Revised date", "Revised deadline", "Revised target date", "Revised completion date"]
DONE = ["Completed", "Date completed", "Completed on", "Actual completion date", "Date of completion"]


def _days(folder: Path, head: str, values: str) -> list[tuple]:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nAction no.,Source,Action,{head}\n1,Audit,Write it,{values}\n"
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        return [tuple(row) for row in connection.execute('SELECT due, revised_due, completed_on FROM "action"')]


@pytest.mark.parametrize("due", DUE)
@pytest.mark.parametrize(("revised", "done"), [*((revised, DONE[1]) for revised in REVISED), *((REVISED[0], done) for done in DONE)])
def test_each_is_read_for_what_it_is(empty_workspace: Path, due: str, revised: str, done: str) -> None:
    assert _days(empty_workspace, f"{due},{revised},{done}", "01/04/2019,01/05/2019,02/05/2019") == [("2019-04-01", "2019-05-01", "2019-05-02")]


def test_whether_it_was_done_is_not_when(empty_workspace: Path) -> None:
    assert _days(empty_workspace, "Due,Completed (Y/N),Date completed", "01/04/2019,Y,02/05/2019") == [("2019-04-01", None, "2019-05-02")]
