"""The forms in which one return comes back: labels, headings over two rows, merges, months across, questions and answers."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _facts(folder: Path, rows: list[list], field: str, merged: tuple[str, ...] = (), *, mac: bool = False) -> list[tuple]:
    book = Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    for row in rows:
        book.active.append(row)
    for span in merged:
        book.active.merge_cells(span)
    book.save(folder / "returns" / "return.xlsx")
    workspace = Workspace(folder)
    ingest(workspace)
    with reader(workspace.warehouse) as connection:
        query = "SELECT return, provider, period_end, cell, value FROM fact WHERE field = ? ORDER BY cell"
        return [tuple(row) for row in connection.execute(query, [field])]


def test_labels_above_their_values_and_a_quarter_apart_from_its_year(empty_workspace: Path) -> None:
    rows = [
        ["Provider name", "Quarter", "Year"],
        ["Moorside", "Q4", "2018/19"],
        [],
        ["Module", "No. of\nstaff", "Trained %\n(target 90%)"],
        ["MCA", 100, 0.88],
    ]
    assert _facts(empty_workspace, rows, "percent") == [("training", "XA4", "2019-03-31", "C5", 0.88)]


def test_a_level_within_the_name_of_the_course(empty_workspace: Path) -> None:
    rows = [
        ["Trust", "Moorside"],
        ["Month", "Mar-19"],
        ["Course", "Eligible", "Achieved"],
        ["NHS CSTF Safeguarding Adults - Level 2 - 3 Years", 10, 9],
    ]
    assert _facts(empty_workspace, rows, "level") == [("training", "XA4", "2019-03-31", "A4", "2")]


def test_headings_over_two_merged_rows_and_a_merged_subject(empty_workspace: Path) -> None:
    rows = [
        ["Trust", "Northmoor FT"],
        ["Month", "Mar-19"],
        [],
        ["Subject", "Level", "Staff", None],
        [None, None, "Eligible", "Achieved"],
        ["Safeguarding Adults", 1, 10, 9],
        [None, 2, 20, 15],
    ]
    merged = ("A4:A5", "B4:B5", "C4:D4", "A6:A7")
    assert _facts(empty_workspace, rows, "compliant", merged) == [
        ("training", "XA1", "2019-03-31", "D6", 9),
        ("training", "XA1", "2019-03-31", "D7", 15),
    ]
    with reader(Workspace(empty_workspace).warehouse) as connection:
        subjects = connection.execute("SELECT cell, value FROM fact WHERE field = 'subject'").fetchall()
    assert [tuple(row) for row in subjects] == [("A6", "safeguarding_adults"), ("A6", "safeguarding_adults")]


def test_a_title_merged_across_the_headings_is_no_part_of_them(empty_workspace: Path) -> None:
    rows = [
        ["Trust", "Moorside"],
        ["Month", "Mar-19"],
        ["Standards and training required", None, None],
        ["Course", "Eligible", "Achieved"],
        ["MCA", 10, 9],
    ]
    assert _facts(empty_workspace, rows, "required", ("A3:C3",)) == [("training", "XA4", "2019-03-31", "B5", 10)]


def test_headings_over_three_rows(empty_workspace: Path) -> None:
    rows = [
        ["Organisation", "Northmoor FT"],
        ["Quarter", "Q4 2018/19"],
        ["Population", "Health assessments", None, None, None],
        [None, "RHA under 5", None, "RHA 5+", None],
        [None, "due", "on time", "due", "on time"],
        ["Own LAC", 38, 31, 190, 163],
    ]
    merged = ("A3:A5", "B3:E3", "B4:C4", "D4:E4")
    assert _facts(empty_workspace, rows, "rha_5plus_on_time", merged) == [("looked_after_children", "XA1", "2019-03-31", "E6", 163)]


def test_months_across_the_page_for_the_figure_that_the_title_names(empty_workspace: Path) -> None:
    rows = [
        ["Organisation", "SMBC"],
        ["Snapshot of children"],
        ["Population", date(2019, 2, 1), date(2019, 3, 1)],
        ["Own LAC", 352, 355],
        ["OLA", 465, "<5"],
    ]
    assert _facts(empty_workspace, rows, "snapshot") == [
        ("looked_after_children", "XB1", "2019-02-28", "B4", 352),
        ("looked_after_children", "XB1", "2019-02-28", "B5", 465),
        ("looked_after_children", "XB1", "2019-03-31", "C4", 355),
        ("looked_after_children", "XB1", "2019-03-31", "C5", None),
    ]


def test_questions_with_their_answers_beside_them(empty_workspace: Path) -> None:
    rows = [
        ["Organisation", "NHS Stockport CCG"],
        ["Period", "YTD to Feb 2019"],
        ["Notified", "55"],
        ["On hold", 2],
        ["Completed (reviewed)", 31],
        ["Other", 1],
    ]
    assert _facts(empty_workspace, rows, "completed") == [("leder", "01W", "2019-02-28", "B5", 31)]
    with reader(Workspace(empty_workspace).warehouse) as connection:
        assert [tuple(row) for row in connection.execute("SELECT cell, code FROM issue")] == [("A6", "unmapped_question")]


@pytest.mark.parametrize("mac", [False, True])
def test_dates_of_both_epochs(empty_workspace: Path, mac: bool) -> None:
    rows = [["Organisation", "Adults Board"], ["Year", "2018/19"], ["SAR no.", "Referral date", "Outcome"], ["S1", date(2018, 5, 11), "DHR"]]
    assert _facts(empty_workspace, rows, "referred_on", mac=mac) == [("adult_review", "XB3", "2019-03-31", "B4", "2018-05-11")]


def test_a_provider_whose_name_holds_the_word_of_a_label(empty_workspace: Path) -> None:
    rows = [
        ["Organisation", "Northmoor NHS Foundation Trust"],
        ["Reporting period", "March 2019"],
        ["Course", "Eligible", "Achieved"],
        ["MCA", 10, 9],
    ]
    assert _facts(empty_workspace, rows, "compliant") == [("training", "XA1", "2019-03-31", "C4", 9)]
