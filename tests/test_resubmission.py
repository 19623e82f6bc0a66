"""A return that comes again: the later one replaces the records that it repeats, and nothing is dropped without a word."""

import sqlite3
from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

HEAD = "Organisation,Moorside\nReporting period,March 2019\nDate of return,{day}\n\nSubject,Level,Required,Compliant\n"


def _write(folder: Path, name: str, day: str, *rows: str) -> None:
    (folder / "returns" / name).write_text(HEAD.format(day=day) + "\n".join(rows) + "\n", encoding="utf-8")


def _state(folder: Path) -> tuple[list[tuple], list[str]]:
    ingest(Workspace(folder))
    with sqlite3.connect(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT filename, cell, value FROM fact WHERE field = 'compliant' ORDER BY filename, cell").fetchall()
        asked = [code for (code,) in connection.execute("SELECT code FROM issue WHERE sheet = '' AND severity = 'query' ORDER BY id")]
    return facts, asked


def test_a_later_return_replaces_an_earlier_one(empty_workspace: Path) -> None:
    _write(empty_workspace, "a.csv", "01/04/2019", "Safeguarding Adults,1,10,8", "Safeguarding Children,1,20,15")
    _write(empty_workspace, "b.csv", "08/04/2019", "Safeguarding Adults,1,10,9", "Safeguarding Children,1,20,16")
    assert _state(empty_workspace) == ([("b.csv", "D6", 9), ("b.csv", "D7", 16)], [])


def test_an_earlier_return_that_arrives_last_replaces_nothing(empty_workspace: Path) -> None:
    _write(empty_workspace, "a.csv", "08/04/2019", "Safeguarding Adults,1,10,9")
    _write(empty_workspace, "b.csv", "01/04/2019", "Safeguarding Adults,1,10,8")
    assert _state(empty_workspace) == ([("a.csv", "D6", 9)], ["superseded_on_arrival"])


def test_a_record_that_the_later_return_lacks_still_stands_with_a_query(empty_workspace: Path) -> None:
    _write(empty_workspace, "a.csv", "01/04/2019", "Safeguarding Adults,1,10,8", "Safeguarding Children,1,20,15")
    _write(empty_workspace, "b.csv", "08/04/2019", "Safeguarding Adults,1,10,9")
    assert _state(empty_workspace) == ([("a.csv", "D7", 15), ("b.csv", "D6", 9)], ["records_missing", "records_missing"])


def test_a_tie_of_dates_is_a_query_and_the_last_to_arrive_is_used(empty_workspace: Path) -> None:
    _write(empty_workspace, "a.csv", "01/04/2019", "Safeguarding Adults,1,10,8")
    _write(empty_workspace, "b.csv", "01/04/2019", "Safeguarding Adults,1,10,9")
    assert _state(empty_workspace) == ([("b.csv", "D6", 9)], ["dates_tie"])
