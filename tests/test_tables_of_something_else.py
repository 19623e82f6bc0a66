"""A table of something else whose headings read like a return's is held by what names it; a return that is named, or names nothing, is read."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

CONCERNS = [["Notified", "Allocated", "In progress", "Closed"], [12, 10, 3, 9]]
CHECKS = [["Directorate", "Required", "In progress", "Outstanding"], ["Nursing", 5, 2, 3]]
RISKS = [["Ref", "Risk", "RAG", "Owner", "Due date"], ["1", "Fire", "Red", "Head of Estates", "01/04/2019"]]
AUDIT = [
    ["Ref", "Domain", "Standard", "RAG", "Gaps", "Lead", "Due date", "Risk"],
    ["1.1", "Policy", "In date", "Red", "Write", "Lead", "01/04/2019", "High"],
]
HELD = "another_subject"


def _take(folder: Path, table: list[list[object]], title: str = "", sheet: str = "Sheet1", name: str = "return.xlsx") -> tuple[str, str]:
    """Return what became of a table, and the reason in full."""
    book = Workbook()
    book.active.title = sheet  # type: ignore[union-attr]
    for row in ([title], ["Organisation", "Lakeview"], ["Reporting period", "March 2019"], [], *table):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(folder / "returns" / name)
    (outcome,) = ingest(Workspace(folder)).outcomes
    return outcome.reason.partition(":")[0], outcome.reason


@pytest.mark.parametrize(
    ("table", "named"),
    [
        (CONCERNS, {"title": "Adult safeguarding concerns 2018/19"}),
        (CONCERNS, {"sheet": "Section 42"}),
        (CHECKS, {"name": "DoLS_applications.xlsx"}),
        (CHECKS, {"title": "Deprivation of Liberty Safeguards"}),
        (RISKS, {}),
        (RISKS, {"title": "Risk register"}),
    ],
)
def test_what_is_named_for_something_else_is_held(empty_workspace: Path, table: list[list[object]], named: dict[str, str]) -> None:
    assert _take(empty_workspace, table, **named)[0] == HELD


@pytest.mark.parametrize(
    ("table", "named"),
    [
        (CONCERNS, {}),
        (CONCERNS, {"title": "LeDeR: concerns raised in reviews"}),
        (CONCERNS, {"sheet": "Learning disability deaths", "name": "concerns raised.xlsx"}),
        (CONCERNS, {"title": "If you have any concerns raised by the questions on this form please telephone the safeguarding team at once"}),
        (CHECKS, {"title": "DBS checks, supervision and DoLS teams"}),
        (AUDIT, {}),
        (RISKS, {"title": "Safeguarding audit"}),
    ],
)
def test_what_is_named_for_the_return_or_for_nothing_is_read(empty_workspace: Path, table: list[list[object]], named: dict[str, str]) -> None:
    assert _take(empty_workspace, table, **named)[0] == "taken_in"


def test_the_reason_names_both_and_says_what_to_do(empty_workspace: Path) -> None:
    assert _take(empty_workspace, CONCERNS, "Adult safeguarding concerns")[1] == (
        "another_subject: The table on sheet 'Sheet1', row 5, has headings of 'LeDeR reviews', but 'Adult safeguarding concerns' names "
        "something else (Safeguarding concerns). If it is that return, please write 'LeDeR reviews' above it; else send the return alone."
    )


def test_a_team_s_own_layout_may_be_of_what_is_something_else_elsewhere(empty_workspace: Path) -> None:
    (empty_workspace / "layouts").mkdir()
    fields = "".join(f'[[field]]\nname = "{name}"\ntype = "{kind}"\nheadings = ["{name}"]\n' for name, kind in (("ward", "text"), ("due", "count")))
    head = 'name = "supervision"\ntitle = "Safeguarding supervision"\nabout = "Sessions."\nusual_period = "month"\nrecord_key = ["ward"]\n'
    (empty_workspace / "layouts" / "supervision.toml").write_text(head + fields, encoding="utf-8")
    assert _take(empty_workspace, [["Ward", "Due"], ["North", 3]], sheet="Supervision")[0] == "taken_in"
