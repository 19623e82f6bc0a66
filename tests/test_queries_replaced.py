"""Queries about values that a later return replaced are closed: shown as such, asked of nobody, counted nowhere."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from openpyxl import load_workbook

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.superseded import superseded
from boardpaper.workspace import Workspace

Run = Callable[..., tuple[int, str]]
HEAD = "Organisation,Moorside\nReporting period,March 2019\nDate of return,{day}\n\nSubject,Level,Required,Compliant\n"


def _send(folder: Path, name: str, day: str, *rows: str, head: str = HEAD) -> None:
    (folder / "returns" / name).write_text(head.format(day=day) + "\n".join(rows) + "\n", encoding="utf-8")
    ingest(Workspace(folder))


def _told(folder: Path) -> list[tuple[str, str, str, str | None]]:
    """Return each issue: file, cell, code, and the later file that closed it."""
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        connection.row_factory = sqlite3.Row
        closed = superseded(connection)
        issues = connection.execute(
            "SELECT i.id, f.filename, i.cell, i.code FROM issue i JOIN source f ON f.id = i.source_id WHERE severity <> 'info' "
            "ORDER BY f.filename, i.cell, i.code"
        )
        return [(row["filename"], row["cell"], row["code"], closed.get(row["id"])) for row in issues]


def _facts(folder: Path) -> list[tuple[str, str, str, object]]:
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        return connection.execute("SELECT filename, cell, field, value FROM fact WHERE field IN ('subject', 'compliant') ORDER BY 1, 2").fetchall()


def test_of_a_marked_copy_that_comes_back_corrected(empty_workspace: Path, run: Run) -> None:
    _send(empty_workspace, "a.csv", "01/04/2019")  # headings alone: nothing, so that the numbers below are those of the workbook
    (empty_workspace / "returns" / "a.csv").unlink()
    book = load_workbook(_workbook(empty_workspace / "returns" / "March.xlsx"))
    assert book.sheetnames == ["Return"]
    run(empty_workspace, "ingest")
    marked = empty_workspace / "feedback" / "March - to correct.xlsx"
    book = load_workbook(marked)
    book["Return"]["D6"], book["Return"]["D7"] = 38, 41
    book.save(empty_workspace / "returns" / "March - to correct.xlsx")
    run(empty_workspace, "ingest")
    assert _told(empty_workspace) == [
        ("March - to correct.xlsx", "", "dates_tie", None),
        ("March.xlsx", "D6", "compliant_above_required", "March - to correct.xlsx"),
        ("March.xlsx", "D7", "not_a_count", "March - to correct.xlsx"),
        ("a.csv", "", "no_rows", None),
    ]
    _, shown = run(empty_workspace, "issues", "March.xlsx")
    assert shown.splitlines()[-4:] == [
        "     3  query  Return D6: compliant_above_required",
        "              found 44: more staff compliant than required; expected no more compliant than required. Please check both counts.",
        "              closed: the later March - to correct.xlsx replaced it, so it is no longer asked",
        "0 issues: 0 block, 0 query, 0 info; 2 closed by later returns.",
    ]
    assert run(empty_workspace, "settle", "3", "--accept", "--reason", "they telephoned") == (
        2,
        "boardpaper: Issue 3 is about what the later March - to correct.xlsx replaced, so nothing is asked and no figure rests on it.\n",
    )


def _workbook(path: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Return"
    rows = [["Organisation", "Moorside"], ["Reporting period", "March 2019"], ["Training return"], [], ["Subject", "Level", "Required", "Compliant"]]
    for row in [*rows, ["Safeguarding Adults", 2, 40, 44], ["Safeguarding Children", 2, 50, "lots"], ["Mental Capacity Act", 1, 30, 28]]:
        sheet.append(row)
    book.save(path)
    return path


def test_of_the_records_that_a_partial_correction_repeats_and_of_no_other(empty_workspace: Path, run: Run) -> None:
    _send(empty_workspace, "a.csv", "01/04/2019", "Safeguarding Adults,1,10,12", "Safeguarding Children,1,20,many", "Mental Capacity Act,1,5,7")
    _send(empty_workspace, "b.csv", "08/04/2019", "Safeguarding Adults,1,10,9", "Safeguarding Children,1,20,15")
    missing = "records_missing"
    assert _told(empty_workspace) == [
        ("a.csv", "", missing, None),
        ("a.csv", "D6", "compliant_above_required", "b.csv"),
        ("a.csv", "D7", "not_a_count", "b.csv"),
        ("a.csv", "D8", "compliant_above_required", None),
        ("b.csv", "", missing, None),
    ]
    assert run(empty_workspace, "status")[1].splitlines()[-3:] == ["Queried: 2 files", "  a.csv: 2 queries", "  b.csv: 1 query"]
    letter = (empty_workspace / "feedback" / "a - e-mail.txt").read_text(encoding="utf-8")
    assert ("2 things to put right" in letter, "D6" in letter, "D7" in letter, "Cell D8" in letter) == (True, False, False, True)
    run(empty_workspace, "withdraw", "b.csv", "--reason", "wrong")
    assert [closed for name, _, _, closed in _told(empty_workspace) if name == "a.csv"] == [None, None, None]


def test_of_one_month_across_the_page_and_not_of_the_others(empty_workspace: Path) -> None:
    head = "Organisation,Moorside\nReturn for,2018/19\nCompliance %\n\nSubject,Level,Jan-19,Feb-19,Mar-19\n"
    _send(empty_workspace, "a.csv", "", "Safeguarding Adults,1,80%,lots,many", head=head)
    _send(empty_workspace, "b.csv", "", "Safeguarding Adults,1,80%,81%", head=head.replace(",Mar-19", ""))
    closed = {(name, cell): by for name, cell, code, by in _told(empty_workspace) if code == "not_a_percentage"}
    assert closed == {("a.csv", "D6"): "b.csv", ("a.csv", "E6"): None}


def test_a_corrected_name_of_a_record_replaces_the_record_that_was_asked_about(empty_workspace: Path) -> None:
    _send(empty_workspace, "a.csv", "01/04/2019", "Safegarding Adlts,1,10,8", "Safeguarding Children,1,20,15")
    _send(empty_workspace, "b.csv", "08/04/2019", "Safeguarding Adults,1,10,8", "Safeguarding Children,1,20,15")
    assert (_told(empty_workspace), [row[0] for row in _facts(empty_workspace)]) == ([("a.csv", "A6", "unknown_word", "b.csv")], ["b.csv"] * 4)


def test_another_name_that_was_not_asked_about_replaces_nothing(empty_workspace: Path) -> None:
    _send(empty_workspace, "a.csv", "01/04/2019", "Mental Capacity Act,1,10,8", "Safeguarding Children,1,20,15")
    _send(empty_workspace, "b.csv", "08/04/2019", "Safeguarding Adults,1,10,8", "Safeguarding Children,1,20,15")
    assert [row[:3] for row in _told(empty_workspace)] == [("a.csv", "", "records_missing"), ("b.csv", "", "records_missing")]
    assert len(_facts(empty_workspace)) == 6


def test_a_return_of_another_period_closes_nothing(empty_workspace: Path) -> None:
    _send(empty_workspace, "a.csv", "01/04/2019", "Safeguarding Adults,1,10,12")
    _send(empty_workspace, "b.csv", "01/03/2019", "Safeguarding Adults,1,10,8", head=HEAD.replace("March", "February"))
    assert _told(empty_workspace) == [("a.csv", "D6", "compliant_above_required", None)]
