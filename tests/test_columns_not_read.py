"""A rule that asks for what a sender left out names the column that was not read and may hold it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

from .books import write_book

Run = Callable[..., tuple[int, str]]
ACTIONS = [["Organisation", "Moorside"], ["Reporting period", "March 2019"], []]
AUDIT = [["Organisation", "Moorside"], ["Reporting period", "2018/19"], []]
ADD = "Please add the date."
PLAN = "Please add what is to be done and by when."
LACKS_PLAN = "partial: a rating below met without a gap and a due date"
LACKS_DATE = "complete: a complete action without a date"


def _under(columns: str, headings: str, cure: str) -> str:
    return f"{cure} Or, where {columns} is meant for it, put that under the heading {headings} and send the return again."


def _asked(folder: Path, rows: Sequence[Sequence[object]]) -> list[tuple[str, str, str]]:
    write_book(folder / "returns" / "return.xlsx", rows)
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        asked = connection.execute("SELECT cell, found, cure FROM issue WHERE code IN ('complete_without_date', 'gap_without_plan') ORDER BY id")
        return [tuple(row) for row in asked]


@pytest.mark.parametrize(
    ("heading", "held", "told"),
    [
        ("Signed off", date(2019, 2, 1), "column E 'Signed off', which was not read, holds a date"),
        ("Signed off", "1st February 2019", "column E 'Signed off', which was not read, holds a date"),
        ("", date(2019, 2, 1), "column E without a heading, which was not read, holds a date"),
        ("Evidence", date(2019, 2, 1), "column E 'Evidence', which was read as words, holds a date"),
        ("Evidence", "01/02/2019", "column E 'Evidence', which was read as words, holds a date"),
        ("Evidence", "Completed 01/02/2019", "column E 'Evidence', which was read as words, holds a date"),
        ("Evidence", "Minutes of 01/02/2019", None),
        ("Evidence", "See the plan", None),
        ("Notes", "the board was told", None),
        ("Budget", 43497, None),
        ("Signed off", "TBC", None),
        ("Signed off", "February", None),
        ("Signed off", None, None),
    ],
)
def test_a_date(empty_workspace: Path, heading: str, held: object, told: str | None) -> None:
    rows = [
        *ACTIONS,
        ["Ref", "Source", "Action", "Status", heading, "Completed"],
        ["1", "SAR 4", "Write a policy", "Complete", held, None],
        ["2", "SAR 4", "Tell the board", "Complete", date(2019, 3, 1), date(2019, 3, 1)],
        ["3", "SAR 4", "Ask the ward", "Open", date(2019, 3, 1), None],
    ]
    expected = ("D5", f"{LACKS_DATE}; but {told}", _under(told.partition(", which")[0], "'Completed'", ADD)) if told else ("D5", LACKS_DATE, ADD)
    assert _asked(empty_workspace, rows) == [expected]


def test_what_each_row_lacks(empty_workspace: Path) -> None:
    rows = [
        *AUDIT,
        ["Std No", "Standard", "Self assessment", "Areas for improvement", "To do", "Deadline", "Before"],
        ["1", "A lead", "Amber", None, "Write one", date(2019, 6, 1), None],
        ["2", "A policy", "Amber", None, "Write one", None, "June 2019"],
        ["3", "A plan", "Amber", "None yet", None, None, date(2019, 6, 1)],
        ["4", "A board", "Amber", "None yet", "Ask", date(2019, 6, 1), None],
    ]
    words, day = "column E 'To do', which was not read, holds words", "column G 'Before', which was not read, holds a date"
    assert _asked(empty_workspace, rows) == [
        ("C5", f"{LACKS_PLAN}; but {words}", _under("column E 'To do'", "'Areas for improvement'", PLAN)),
        (
            "C6",
            f"{LACKS_PLAN}; but {words} and {day}",
            _under("column E 'To do' or column G 'Before'", "'Areas for improvement' or 'Deadline'", PLAN),
        ),
        ("C7", f"{LACKS_PLAN}; but {day}", _under("column G 'Before'", "'Deadline'", PLAN)),
    ]


def test_it_is_told_still_when_another_answer_has_been_given(empty_workspace: Path, run: Run) -> None:
    rows = [
        *ACTIONS,
        ["Ref", "Source", "Action", "Due", "Status", "Signed off"],
        ["1", "SAR 4", "Write a policy", "soon", "Complete", date(2019, 2, 1)],
    ]
    before = _asked(empty_workspace, rows)
    with reader(empty_workspace / "warehouse.db") as connection:
        (number,) = connection.execute("SELECT id FROM issue WHERE code = 'not_a_date'").fetchone()
    assert run(empty_workspace, "settle", str(number), "--value", "31/03/2019", "--reason", "the ward rang")[0] == 0
    with reader(empty_workspace / "warehouse.db") as connection:
        after = connection.execute("SELECT cell, found, cure FROM issue WHERE code = 'complete_without_date'").fetchall()
    assert [tuple(row) for row in after] == before != []
