"""A banner, a key to the colours, a signature, a sum or "none to report" in a register is no record, and is accounted for."""

from pathlib import Path
from typing import TypeAlias

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows: TypeAlias = list[list[object]]
HEAD: Rows = [["Organisation", "Lakeview"], ["Reporting period", "March 2019"], []]
ACTION: Rows = [["Action no.", "Source", "Action", "Lead", "Due", "Status"], ["A1", "SAR 4", "Train", "Nurse", "01/04/2019", "On track"]]
RAPID: Rows = [
    ["Case", "Date of incident", "Date aware", "Notified to panel", "Decision", "Status"],
    ["RR1", "01/03/2019", "02/03/2019", "05/03/2019", "LCSPR", "Open"],
]
CARE: Rows = [
    ["Practice code", "Practice", "Returned?", "Lead GP?", "Deputy?", "Policy in date?"],
    ["P88001", "Elm Tree", "Yes", "Yes", "No", "Yes"],
]
DUTY: Rows = [["No.", "Duty", "Level", "Rationale", "Assessed"], ["1", "Section 11", "Full", "Audited", "01/03/2019"]]
TEAM: Rows = [["Role", "Reports to", "WTE", "Vacant?"], ["Named nurse", "Head", 1, "No"]]


def _ingest(folder: Path, rows: Rows) -> tuple[str, list[str], list[tuple[str, str]]]:
    """Take in rows; return the outcome, the cells of the first field of each record, and the rows set aside."""
    write_book(folder / "returns" / "a.xlsx", rows)
    (outcome,) = ingest(Workspace(folder)).outcomes
    codes = ("note_row", "none_row", "row_apart", "no_values", "total_row", "example_row")
    with reader(Workspace(folder).warehouse) as connection:
        cells = {row[0] for row in connection.execute("SELECT CAST(substr(cell, 2) AS INTEGER) FROM fact")}
        aside = connection.execute(f"SELECT code, cell FROM issue WHERE code IN {codes} ORDER BY CAST(substr(cell, 2) AS INTEGER)").fetchall()
    return outcome.reason.partition(":")[0], sorted(cells), [tuple(row) for row in aside]


@pytest.mark.parametrize("table", [ACTION, RAPID, CARE, DUTY])
@pytest.mark.parametrize(
    ("rows", "aside"),
    [
        ([["Completed by", "A Smith"]], [("note_row", "A7")]),
        ([["Date", "05/04/2019"], ["Position", "Nurse"]], [("note_row", "A7"), ("note_row", "A8")]),
        ([["Key"], ["Green", "On track"], ["Red", "Overdue"]], [("note_row", "A7"), ("note_row", "A8"), ("note_row", "A9")]),
        ([["Green", "On track"]], [("row_apart", "A7")]),
        ([["Practices returned", 1]], [("row_apart", "A7")]),
    ],
)
def test_what_stands_below_a_register(empty_workspace: Path, table: Rows, rows: Rows, aside: list[tuple[str, str]]) -> None:
    assert _ingest(empty_workspace, [*HEAD, *table, [], *rows]) == ("taken_in", [5], aside)


@pytest.mark.parametrize("table", [ACTION, RAPID, CARE, DUTY, TEAM])
@pytest.mark.parametrize("banner", ["Open cases", "Closed reviews", "Marple locality"])
def test_a_banner(empty_workspace: Path, table: Rows, banner: str) -> None:
    found = _ingest(empty_workspace, [*HEAD, table[0], [banner], *table[1:]])
    assert found == ("taken_in", [6], [("no_values" if table is TEAM else "note_row", "A5")])


@pytest.mark.parametrize("table", [ACTION, RAPID, DUTY])
@pytest.mark.parametrize("row", [["No further cases this quarter"], ["Nil return"], ["None"], ["N/A"] * 5, ["Not commissioned"]])
def test_none_to_report_below_a_record(empty_workspace: Path, table: Rows, row: list[object]) -> None:
    assert _ingest(empty_workspace, [*HEAD, *table, row]) == ("taken_in", [5], [("none_row", "A6")])


@pytest.mark.parametrize("table", [ACTION, RAPID, CARE])
def test_a_record_that_says_little_after_a_blank_row_is_one(empty_workspace: Path, table: Rows) -> None:
    reference = str(table[1][0])[:-1] + "9"
    assert _ingest(empty_workspace, [*HEAD, *table, [], [reference, "Something"]])[1] == [5, 7]


@pytest.mark.parametrize("table", [ACTION, RAPID, CARE])
def test_an_example_of_how_to_fill_in(empty_workspace: Path, table: Rows) -> None:
    example = ["Example", *table[1][1:]]
    assert _ingest(empty_workspace, [*HEAD, table[0], example, *table[1:]]) == ("taken_in", [6], [("example_row", "A5")])


def test_a_sheet_of_an_example(empty_workspace: Path) -> None:
    book = Workbook()
    for name in ("Example", "Actions"):
        sheet = book.create_sheet(name)
        for row in [*HEAD, *ACTION]:
            sheet.append(row)
    book.save(empty_workspace / "returns" / "a.xlsx")
    ingest(Workspace(empty_workspace))
    with reader(Workspace(empty_workspace).warehouse) as connection:
        assert [tuple(row) for row in connection.execute("SELECT DISTINCT sheet FROM fact")] == [("Actions",)]
        said = connection.execute("SELECT code, severity, sheet FROM issue WHERE code = 'example_sheet'").fetchall()
    assert [tuple(row) for row in said] == [("example_sheet", "info", "Example")]


def test_a_case_that_goes_by_a_name_and_says_nothing_yet_is_one(empty_workspace: Path) -> None:
    rows = [RAPID[0], ["Child A", *RAPID[1][1:]], ["Child B"], ["Child C", *RAPID[1][1:]]]
    assert _ingest(empty_workspace, [*HEAD, *rows]) == ("taken_in", [5, 6, 7], [])
    assert _ingest(empty_workspace, [*HEAD, *rows, [], ["Child D", "01/03/2019"]])[1] == [5, 6, 7, 9]


@pytest.mark.parametrize("reference", ["Case 3", "Child X", "EG-01", "Example ward"])
def test_a_case_with_a_name_of_its_own_is_one(empty_workspace: Path, reference: str) -> None:
    rows = [RAPID[0], ["Child A", *RAPID[1][1:]], [reference], ["Child C", *RAPID[1][1:]]]
    assert _ingest(empty_workspace, [*HEAD, *rows]) == ("taken_in", [5, 6, 7], [])


@pytest.mark.parametrize("key", [["Key:", None, "Green", "fully met"], ["Key"]])
def test_a_key_right_below_the_ratings(empty_workspace: Path, key: list[object]) -> None:
    rows = [["Ref", "Standard", "RAG", "Evidence"], ["1.1", "a", "Green", "x"], key, [None, None, "Amber", "partially met"], ["Red", "Not met"]]
    found = _ingest(empty_workspace, [*HEAD, *rows])
    assert (found[0], found[1], [cell[1:] for _, cell in found[2]]) == ("taken_in", [5], ["6", "7", "8"])


def test_a_label_among_the_records_is_no_signature(empty_workspace: Path) -> None:
    rows = [["Role", "Reports to", "WTE", "Vacant?"], ["Contact", "Head"], ["Named nurse", "Head", 1, "No"]]
    assert _ingest(empty_workspace, [*HEAD, *rows])[1] == [5, 6]


def test_the_number_of_a_section_is_no_standard(empty_workspace: Path) -> None:
    rows = [
        ["Ref", "Standard", "RAG", "Evidence"],
        [1, "Leadership"],
        [1.1, "A lead", "Green"],
        [1.2, "A policy"],
        [2, "Training", "Red"],
        [2.1, "Staff", "Green"],
    ]
    found = _ingest(empty_workspace, [*HEAD, *rows])
    assert found == ("taken_in", [6, 7, 8, 9], [("note_row", "A5")])


@pytest.mark.parametrize("table", [ACTION, RAPID, CARE, DUTY])
@pytest.mark.parametrize("signed", [["Chair", "J Smith"], ["Agreed at Board", "03/04/2019"], ["Ratified by", "Quality Committee"]])
def test_who_agreed_it_right_below_is_no_record(empty_workspace: Path, table: Rows, signed: list[object]) -> None:
    assert _ingest(empty_workspace, [*HEAD, *table, signed]) == ("taken_in", [5], [("note_row", "A6")])


@pytest.mark.parametrize("text", ["1. Includes honorary contracts", "2) As at the month's end"])
def test_a_footnote_right_below_the_records(empty_workspace: Path, text: str) -> None:
    table: Rows = [["Staff group", "Required", "In date", "Outstanding", "In progress"], ["Nursing", 10, 8, 1, 1], ["Medical", 5, 5, 0, 0]]
    assert _ingest(empty_workspace, [*HEAD, *table, [text]]) == ("taken_in", [5, 6], [("note_row", "A7")])


@pytest.mark.parametrize(("rows", "aside"), [([["Total", 15, 13, 1, 1], ["End of return"]], "note_row"), ([["Estates"]], "no_values")])
def test_a_lone_text_below_the_total_is_no_record(empty_workspace: Path, rows: Rows, aside: str) -> None:
    table: Rows = [["Staff group", "Required", "In date", "Outstanding", "In progress"], ["Nursing", 10, 8, 1, 1], ["Medical", 5, 5, 0, 0]]
    assert _ingest(empty_workspace, [*HEAD, *table, *rows])[2][-1] == (aside, f"A{6 + len(rows)}")


DBS: Rows = [["Staff group", "Required", "In date", "Outstanding", "In progress"], ["Nursing", 10, 8, 1, 1]]
SHARES: Rows = [["Subject", "Level", "Required", "Compliant", "%"], ["MCA", 1, 10, 8, 0.8], ["LAC", 1, 0, 0, 1]]


@pytest.mark.parametrize("example", ["e.g. Nursing", "E.g. ward staff", "(e.g. Nursing)"])
def test_an_example_with_figures(empty_workspace: Path, example: str) -> None:
    assert _ingest(empty_workspace, [*HEAD, DBS[0], [example, 100, 90, 5, 5], DBS[1]]) == ("taken_in", [6], [("example_row", "A5")])


@pytest.mark.parametrize(
    "row",
    [
        [1, 2, 3, 4, 5],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["A", "B", "C", "D", "E = B - C - D"],
        ["(text)", "(no.)", "(no.)", "(no.)", "(no.)"],
        [None, "No.", "No.", "No.", "No."],
        ["Text", "Number", "%", "Nos", "Count"],
    ],
)
@pytest.mark.parametrize("table", [DBS, SHARES])
def test_what_numbers_the_columns_is_no_record(empty_workspace: Path, table: Rows, row: list[object]) -> None:
    expected = [6] if table is DBS else [6, 7]
    assert _ingest(empty_workspace, [*HEAD, table[0], row, *table[1:]]) == ("taken_in", expected, [("note_row", "B5" if row[0] is None else "A5")])
    with reader(Workspace(empty_workspace).warehouse) as connection:
        assert [tuple(read) for read in connection.execute("SELECT percent FROM training ORDER BY row")] == ([] if table is DBS else [(0.8,), (1.0,)])


@pytest.mark.parametrize("row", [["A", 2, 3, 4, 5], ["1", 2, 1, 1, 0], ["Ward 1", 2, 3, 4, 5]])
def test_a_record_of_small_numbers_is_one(empty_workspace: Path, row: list[object]) -> None:
    assert _ingest(empty_workspace, [*HEAD, DBS[0], row, DBS[1]])[1:] == ([5, 6], [])


@pytest.mark.parametrize("answer", ["No", "N"])
def test_a_row_of_answers_is_a_record(empty_workspace: Path, answer: str) -> None:
    rows: Rows = [["Prevent lead", "Prevent policy", "Training strategy"], [answer, answer, answer]]
    assert _ingest(empty_workspace, [*HEAD, *rows])[1:] == ([5], [])


def test_a_row_of_figures_that_count_up_is_a_record(empty_workspace: Path) -> None:
    rows: Rows = [["Deaths notified", "Deaths reviewed", "Open over 12 months", "Modifiable factors"], [1, 2, 3, 4]]
    assert _ingest(empty_workspace, [*HEAD, *rows])[1:] == ([5], [])


def test_a_number_alone_that_is_written_as_text_is_no_note(empty_workspace: Path) -> None:
    """Every number of a .csv is a text, and so are many in a workbook."""
    table: Rows = [["Deaths notified", "Deaths reviewed"], ["8", None]]
    assert _ingest(empty_workspace, [HEAD[0], ["Quarter", "Q4 2018/19"], [], *table]) == ("taken_in", [5], [])
