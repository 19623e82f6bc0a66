"""A marked workbook that comes back gives what the first gave: the list is no part of the return, and is looked through for identifiers alone."""

import sqlite3
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from boardpaper.etl.feedback.annotate import annotate
from boardpaper.etl.feedback.entry import Entry
from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

FACT = "sheet, cell, return, provider, period_start, period_end, basis, field, value, state, qualifier, text, decimals"


def _facts(folder: Path, name: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "warehouse.db") as connection:
        return connection.execute(f"SELECT {FACT} FROM fact WHERE filename = ? ORDER BY {FACT}", [name]).fetchall()


def _issues(folder: Path, name: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "warehouse.db") as connection:
        query = (
            "SELECT i.sheet, i.cell, i.severity, i.code, i.found FROM issue i JOIN source s ON s.id = i.source_id WHERE s.filename = ? ORDER BY i.id"
        )
        return connection.execute(query, [name]).fetchall()


@pytest.mark.parametrize(
    "name", ["Lakeview training", "Northmoor events", "Northmoor safeguarding audit 2018-19", "grange training mar", "moorside audit"]
)
def test_it_gives_the_same_facts_and_issues(ingested: Path, empty_workspace: Path, name: str) -> None:
    marked = f"{name} - to correct.xlsx"
    (empty_workspace / "returns" / marked).write_bytes((ingested / "feedback" / marked).read_bytes())
    ingest(Workspace(empty_workspace))
    assert _facts(empty_workspace, marked) == _facts(ingested, f"{name}.xlsx") != []
    assert _issues(empty_workspace, marked) == _issues(ingested, f"{name}.xlsx")


def test_a_second_list_has_a_name_of_its_own_and_is_passed_over_too(returned: Path, sent: bytes) -> None:
    ingest(Workspace(returned))
    once = (returned / "feedback" / "training March - to correct.xlsx").read_bytes()
    twice, _ = annotate(once, "training March.xlsx", [], [Entry("Notes", "A1", "Employee", "better", "Please check.")])
    assert load_workbook(BytesIO(twice)).sheetnames[2:] == ["boardpaper issues", "boardpaper issues 2"]
    (returned / "returns" / "again.xlsx").write_bytes(twice)
    before = _facts(returned, "training March.xlsx")
    (_, again) = ingest(Workspace(returned)).outcomes
    assert (again.status, _facts(returned, "again.xlsx")) == ("accepted", before)


def test_an_identifier_that_a_sender_writes_into_the_list_holds_the_file(returned: Path) -> None:
    ingest(Workspace(returned))
    book = load_workbook(returned / "feedback" / "training March - to correct.xlsx")
    book["boardpaper issues"]["F6"] = "NHS number 999 000 0018 was counted twice"
    book.save(returned / "returns" / "again.xlsx")
    (_, again) = ingest(Workspace(returned)).outcomes
    assert (again.status, again.reason.partition(":")[0]) == ("held", "person_identifiers")


def test_a_corrected_return_takes_the_feedback_on_the_first_away(returned: Path) -> None:
    ingest(Workspace(returned))
    book = load_workbook(returned / "feedback" / "training March - to correct.xlsx")
    sheet = book["Our 'own' & sheet"]
    for cell, value in (("D8", 30), ("D9", 40), ("E8", 0.75), ("E9", 0.8)):
        sheet[cell] = value
    book.save(returned / "returns" / "training March - to correct.xlsx")
    report = ingest(Workspace(returned))
    assert (report.feedback.written, [path.name for path in (returned / "feedback").iterdir()]) == ([], [".written.json"])
