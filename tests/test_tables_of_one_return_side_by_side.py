"""Two tables of one return side by side, of one provider and period, are one return: each value at its own cell, each record by its own table."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from boardpaper.warehouse.superseded import superseded

Run = Callable[..., tuple[int, str]]
Tables = dict[str, list[tuple[object, ...]]]
HEADINGS = "Subject,Level,Required,Compliant"
HEAD = "Organisation,Moorside\nReporting period,March 2019\nDate of return,{day}\n\n"


def _send(folder: Path, run: Run, *rows: str, name: str = "return.csv", day: str = "01/04/2019", head: str = HEAD) -> None:
    (folder / "returns" / name).write_text(head.format(day=day) + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    run(folder, "ingest")


def _ask(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        return connection.execute(sql).fetchall()


def _facts(folder: Path) -> list[tuple[object, ...]]:
    return _ask(folder, "SELECT cell, value FROM fact WHERE field IN ('subject', 'compliant') ORDER BY cell")


def _queries(folder: Path) -> list[tuple[object, ...]]:
    return _ask(folder, "SELECT cell, code, found FROM issue WHERE severity <> 'info' ORDER BY cell, code")


OWN = HEAD.replace("Moorside", "Stockport CCG")
TWO = (f"{HEADINGS},,{HEADINGS}", "MCA,1,10,8,,Prevent Basic,1,11,9", "LAC,2,7,TBC,,Domestic abuse,2,6,5", ",,,,,Safeguarding Adults,2,3,3")


def test_every_value_is_at_its_own_cell(empty_workspace: Path, run: Run) -> None:
    _send(empty_workspace, run, *TWO)
    assert _facts(empty_workspace) == [
        ("A6", "mental_capacity_act"),
        ("A7", "looked_after_children"),
        ("D6", 8),
        ("D7", None),
        ("F6", "prevent_basic"),
        ("F7", "domestic_abuse"),
        ("F8", "safeguarding_adults"),
        ("I6", 9),
        ("I7", 5),
        ("I8", 3),
    ]
    assert _ask(empty_workspace, "SELECT sheet, row, abreast, compliant FROM training ORDER BY abreast, row") == [
        ("", 6, 0, 8),
        ("", 7, 0, None),
        ("", 6, 1, 9),
        ("", 7, 1, 5),
        ("", 8, 1, 3),
    ]
    assert _ask(empty_workspace, "SELECT rows_read, rows_loaded FROM source") == [(5, 5)]
    assert _queries(empty_workspace) == []


def test_three_tables_with_totals_of_their_own(empty_workspace: Path, run: Run) -> None:
    rows = ("MCA,,4,3,,LAC,,5,4,,Prevent Basic,,6,5", "MCA,2,4,3,,,,,,,Prevent L3,,1,1", "Total,,8,6,,Total,,5,4,,Total,,7,6")
    _send(empty_workspace, run, f"{HEADINGS},,{HEADINGS},,{HEADINGS}", *rows)
    assert [cell for cell, _ in _facts(empty_workspace)] == ["A6", "A7", "D6", "D7", "F6", "I6", "K6", "K7", "N6", "N7"]
    assert _ask(empty_workspace, "SELECT cell, code FROM issue") == [("A8", "total_row"), ("F8", "total_row"), ("K8", "total_row")]


def test_providers_in_a_column_of_each(empty_workspace: Path, run: Run) -> None:
    head = "Reporting period,March 2019\n\n"
    rows = ("Moorside,MCA,10,8,,Moorside,LAC,11,9", "Northmoor FT,MCA,5,4,,Calder Vale,MCA,6,6")
    _send(empty_workspace, run, "Provider,Subject,Required,Compliant,,Provider,Subject,Required,Compliant", *rows, head=head)
    assert _ask(empty_workspace, "SELECT provider, cell, value FROM fact WHERE field = 'compliant' ORDER BY provider, cell") == [
        ("XA1", "D5", 4),
        ("XA2", "I5", 6),
        ("XA4", "D4", 8),
        ("XA4", "I4", 9),
    ]


def test_a_record_in_both_is_asked_about(empty_workspace: Path, run: Run) -> None:
    _send(empty_workspace, run, f"{HEADINGS},,{HEADINGS}", "MCA,1,10,8,,LAC,,6,5", "Prevent Basic,,2,2,,MCA,1,11,9")
    assert _queries(empty_workspace) == [("H7", "repeated_record", "a record that stands already in C6")]


def test_a_figure_adds_up_both(empty_workspace: Path, run: Run) -> None:
    _send(empty_workspace, run, f"{HEADINGS},,{HEADINGS}", "MCA,1,10,8,,MCA,2,30,22", head=OWN)
    shown = run(empty_workspace, "trace", "training.mental_capacity_act.percent")[1]
    assert "75.0%" in shown
    assert [cell for cell in ("C6", "D6", "H6", "I6") if cell in shown] == ["C6", "D6", "H6", "I6"]


def test_a_flag_of_one_is_not_settled_by_an_answer_about_the_other(empty_workspace: Path, run: Run) -> None:
    _send(empty_workspace, run, f"{HEADINGS},,{HEADINGS}", "MCA,1,10,12,,MCA,2,30,", head=OWN)
    (number,) = _ask(empty_workspace, "SELECT id FROM issue WHERE code = 'compliant_above_required'")[0]
    run(empty_workspace, "settle", str(number), "--accept", "--reason", "Jo rang")
    shown = run(empty_workspace, "trace", "training.mental_capacity_act.percent")[1]
    assert "without both counts, so not in the percentage (row 6)" in shown
    assert [line for line in shown.splitlines() if "without both counts" in line and "settled" in line] == []


def test_an_answer_is_of_its_own_table(empty_workspace: Path, run: Run, tables_of: Callable[[Path], Tables]) -> None:
    _send(empty_workspace, run, f"{HEADINGS},,{HEADINGS}", "MCA,1,10,TBC,,LAC,1,11,12")
    (number,) = _ask(empty_workspace, "SELECT id FROM issue WHERE code = 'compliant_above_required'")[0]
    assert run(empty_workspace, "settle", str(number), "--value", "c. 7", "--reason", "Jo rang")[0] == 0
    assert _ask(empty_workspace, "SELECT cell, value, state, qualifier FROM fact WHERE field = 'compliant' ORDER BY cell") == [
        ("D6", None, "pending", None),
        ("I6", 7, "given", "about"),
    ]
    before = tables_of(empty_workspace)
    run(empty_workspace, "rebuild")
    assert tables_of(empty_workspace) == before


def test_a_later_return_replaces_what_it_repeats_of_each(empty_workspace: Path, run: Run) -> None:
    _send(empty_workspace, run, f"{HEADINGS},,{HEADINGS}", "MCA,1,10,12,,LAC,1,11,12", "MCA,2,5,5,,LAC,2,4,4")
    _send(empty_workspace, run, HEADINGS, "LAC,1,11,9", "MCA,2,5,4", name="later.csv", day="02/04/2019")
    found = _ask(empty_workspace, "SELECT filename, cell, value FROM fact WHERE field = 'compliant' ORDER BY filename DESC, cell")
    assert found == [("return.csv", "D6", 12), ("return.csv", "I7", 4), ("later.csv", "D6", 9), ("later.csv", "D7", 4)]
    assert _ask(empty_workspace, "SELECT sheet, row, abreast FROM replaced ORDER BY abreast") == [("", 7, 0), ("", 6, 1)]


def test_a_query_is_closed_with_the_record_of_its_own_table(empty_workspace: Path, run: Run) -> None:
    _send(empty_workspace, run, f"{HEADINGS},,{HEADINGS}", "MCA,1,10,12,,LAC,1,11,12", "MCA,2,5,5,,LAC,2,4,4")
    _send(empty_workspace, run, HEADINGS, "LAC,1,11,9", name="later.csv", day="02/04/2019")
    with closing(sqlite3.connect(empty_workspace / "warehouse.db")) as connection:
        connection.row_factory = sqlite3.Row
        closed = superseded(connection)
    asked = _ask(empty_workspace, "SELECT id, cell FROM issue WHERE code = 'compliant_above_required' ORDER BY id")
    assert [(cell, closed.get(number)) for number, cell in asked] == [("D6", None), ("I6", "later.csv")]


def test_two_files_are_compared_record_by_record(empty_workspace: Path, run: Run) -> None:
    _send(empty_workspace, run, f"{HEADINGS},,{HEADINGS}", "MCA,1,10,8,,LAC,1,11,9")
    _send(empty_workspace, run, HEADINGS, "MCA,1,10,8", "LAC,1,11,10", name="later.csv", day="02/04/2019")
    assert run(empty_workspace, "diff", "return.csv", "later.csv")[1].splitlines()[4:] == [
        "  looked after children 1: compliant 9 -> 10  (A I6, B D7)",
        "  1 value changed, 0 only in A, 0 only in B, 7 values unchanged.",
    ]


def test_two_forms_of_one_return_are_held(empty_workspace: Path, run: Run) -> None:
    _send(empty_workspace, run, "Prevent lead,Yes,,Prevent lead,No", "Policy,Yes,,Policy,No")
    assert _ask(empty_workspace, "SELECT substr(reason, 1, 10) FROM source") == [("form_twice",)]
