"""What was accepted of a return stands for the same query in the file that replaces it; a value given in place of another is asked for again."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from boardpaper.warehouse.answers import standing_answers

Run = Callable[..., tuple[int, str]]
Tables = dict[str, list[tuple[object, ...]]]
HEAD = "Organisation,Moorside\nReporting period,March 2019\nDate of return,{day}\n\nSubject,Level,Required,Compliant,%\n"
ACCEPTED = "it stands as it is, because Jo rang"
CARRIED = f"{ACCEPTED} (said of first.csv, which has the same)"
ODD, OTHER = "MCA,1,10,12,", "LAC,2,20,21,"


def _send(folder: Path, run: Run, name: str, day: int, *rows: str) -> str:
    (folder / "returns" / name).write_text(HEAD.format(day=f"{day:02}/04/2019") + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return run(folder, "ingest")[1]


def _ask(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        return connection.execute(sql).fetchall()


def _settled(folder: Path, name: str) -> list[tuple[object, ...]]:
    rows = _ask(
        folder,
        "SELECT f.filename, i.cell, i.code, i.settled FROM issue i JOIN source f ON f.id = i.source_id "
        "WHERE severity <> 'info' AND cell <> '' ORDER BY i.cell, i.code",
    )
    return [row[1:] for row in rows if row[0] == name]


def _answer(folder: Path, run: Run, cell: str, *answer: str) -> None:
    (number,) = _ask(folder, f"SELECT id FROM issue WHERE cell = '{cell}' AND severity <> 'info' ORDER BY id DESC")[0]
    assert run(folder, "settle", str(number), *answer, "--reason", "Jo rang")[0] == 0


@pytest.fixture
def first(empty_workspace: Path, run: Run) -> Path:
    """A workspace with two queries about counts above those required, of which one is accepted."""
    _send(empty_workspace, run, "first.csv", 1, ODD, OTHER)
    _answer(empty_workspace, run, "D6", "--accept")
    return empty_workspace


def test_it_stands_for_the_file_that_corrects_another_cell(first: Path, run: Run) -> None:
    shown = _send(first, run, "second.csv", 2, "LAC,2,20,19,", ODD)
    assert _settled(first, "second.csv") == [("D7", "compliant_above_required", CARRIED)]
    assert [line for line in shown.splitlines() if "quer" in line] == [
        "1 query settled by what was accepted of the return before: see 'boardpaper issues'."
    ]
    assert f"settled: {CARRIED}" in run(first, "issues", "second.csv")[1]
    columns = "cell, kind, reason, carried_from, replaced_by"
    assert _ask(first, f"SELECT {columns} FROM answer ORDER BY id") == [
        ("D6", "accept", "Jo rang", None, None),
        ("D7", "accept", "Jo rang", "first.csv", None),
    ]


def test_what_was_not_answered_is_asked_again(first: Path, run: Run) -> None:
    _send(first, run, "second.csv", 2, ODD, OTHER)
    assert _settled(first, "second.csv") == [("D6", "compliant_above_required", CARRIED), ("D7", "compliant_above_required", None)]


@pytest.mark.parametrize("row", ["MCA,1,10,13,", "MCA,1,11,12,", "MCA,2,10,12,", "Prevent Basic,1,10,12,"])
def test_what_is_not_the_same_is_asked_again(first: Path, run: Run, row: str) -> None:
    _send(first, run, "second.csv", 2, row)
    assert _settled(first, "second.csv")[0] == ("D6", "compliant_above_required", None)


def test_another_field_of_the_record_may_be_corrected(first: Path, run: Run) -> None:
    _send(first, run, "second.csv", 2, "MCA,1,10,12,120%")
    assert ("D6", "compliant_above_required", CARRIED) in _settled(first, "second.csv")


def test_the_next_file_after_that(first: Path, run: Run) -> None:
    _send(first, run, "second.csv", 2, ODD)
    _send(first, run, "third.csv", 3, ODD)
    assert _settled(first, "third.csv") == [("D6", "compliant_above_required", CARRIED)]


def test_another_period_is_asked_about(first: Path, run: Run) -> None:
    text = HEAD.format(day="02/04/2019").replace("March", "February") + f"{ODD}\n"
    (first / "returns" / "february.csv").write_text(text, encoding="utf-8")
    run(first, "ingest")
    assert _settled(first, "february.csv") == [("D6", "compliant_above_required", None)]


def test_one_that_came_later_and_is_older_is_asked_about(first: Path, run: Run) -> None:
    text = HEAD.format(day="31/03/2019") + f"{ODD}\n"
    (first / "returns" / "oldest.csv").write_text(text, encoding="utf-8")
    run(first, "ingest")
    assert _settled(first, "oldest.csv")[-1] == ("D6", "compliant_above_required", None)


def test_a_value_in_place_of_another_is_told_and_asked_for_again(first: Path, run: Run) -> None:
    _answer(first, run, "D7", "--value", "19")
    _send(first, run, "second.csv", 2, ODD, OTHER)
    assert _settled(first, "second.csv") == [("D6", "compliant_above_required", CARRIED), ("D7", "compliant_above_required", None)]
    told = [("D7", "info", "21, where the answer about first.csv was 19 instead of 21")]
    assert _ask(first, "SELECT cell, severity, found FROM issue WHERE code = 'answered_otherwise'") == told
    assert _ask(first, "SELECT value FROM fact WHERE cell = 'D7' AND filename = 'second.csv'") == [(21,)]


def test_a_value_that_the_sender_took_over_is_not_told(first: Path, run: Run) -> None:
    _answer(first, run, "D7", "--value", "19")
    _send(first, run, "second.csv", 2, ODD, "LAC,2,20,19,")
    assert _ask(first, "SELECT cell FROM issue WHERE code = 'answered_otherwise'") == []


def test_whatever_rests_on_the_value_says_of_which_file_it_was_said(first: Path, run: Run) -> None:
    _send(first, run, "second.csv", 2, ODD, OTHER)
    with closing(sqlite3.connect(first / "warehouse.db")) as connection:
        assert standing_answers(connection) == {(1, "", "D6"): [ACCEPTED], (2, "", "D6"): [CARRIED]}


def test_withdrawing_the_later_file_leaves_the_answer_of_the_first(first: Path, run: Run) -> None:
    before = _settled(first, "first.csv")
    _send(first, run, "second.csv", 2, ODD, OTHER)
    assert run(first, "withdraw", "second.csv", "--reason", "wrong")[0] == 0
    assert _settled(first, "first.csv") == before
    _send(first, run, "third.csv", 3, ODD)
    assert _settled(first, "third.csv")[-1] == ("D6", "compliant_above_required", CARRIED)


@pytest.mark.parametrize("then", [(), ("withdraw", "second.csv"), ("withdraw", "first.csv")])
def test_a_rebuild_makes_the_same(first: Path, run: Run, tables_of: Callable[[Path], Tables], then: tuple[str, ...]) -> None:
    _answer(first, run, "D7", "--value", "19")
    _send(first, run, "second.csv", 2, ODD, OTHER)
    if then:
        assert run(first, *then, "--reason", "wrong")[0] == 0
    before = tables_of(first)
    assert run(first, "rebuild")[0] == 0
    assert tables_of(first) == before


@pytest.mark.parametrize(("purged", "left"), [("first.csv", [("D6", "compliant_above_required", CARRIED)]), ("second.csv", [])])
def test_a_rebuild_after_a_purge_answers_the_same(first: Path, run: Run, purged: str, left: list[tuple[object, ...]]) -> None:
    _send(first, run, "second.csv", 2, ODD)
    assert run(first, "purge", purged, "--yes")[0] == 0
    assert _settled(first, "second.csv") == left
    assert run(first, "rebuild")[0] == 0
    assert _settled(first, "second.csv") == left


def test_a_name_that_is_withheld_is_in_no_answer(first: Path, run: Run) -> None:
    _send(first, run, "second.csv", 2, ODD)
    assert run(first, "purge", "first.csv", "--yes", "--withhold-name")[0] == 0
    said = [text for row in _ask(first, "SELECT carried_from FROM answer UNION ALL SELECT settled FROM issue") for text in row if text]
    assert len(said) == 2
    assert [text for text in said if "first.csv" in text] == []


def test_a_record_that_stands_twice(empty_workspace: Path, run: Run) -> None:
    _send(empty_workspace, run, "first.csv", 1, "MCA,1,10,8,", "MCA,1,5,4,")
    _answer(empty_workspace, run, "A7", "--accept")
    _send(empty_workspace, run, "second.csv", 2, "MCA,1,10,8,", "MCA,1,5,4,", "LAC,,3,3,")
    assert _settled(empty_workspace, "second.csv") == [("A7", "repeated_record", CARRIED)]
    _send(empty_workspace, run, "third.csv", 3, "MCA,1,10,8,", "MCA,1,9,4,")
    assert ("A7", "repeated_record", None) in _settled(empty_workspace, "third.csv")


def _of_sheets(folder: Path, name: str) -> list[tuple[object, ...]]:
    rows = _ask(folder, "SELECT f.filename, code, settled FROM issue i JOIN source f ON f.id = i.source_id WHERE severity = 'query' AND cell = ''")
    return sorted((code, settled) for filename, code, settled in rows if filename == name)


def _accept_of_sheet(folder: Path, run: Run, code: str) -> None:
    ((number,),) = _ask(folder, f"SELECT id FROM issue WHERE code = '{code}' AND cell = '' AND settled IS NULL")
    assert run(folder, "settle", str(number), "--accept", "--reason", "Jo rang")[0] == 0


def test_what_the_file_says_of_itself(empty_workspace: Path, run: Run) -> None:
    _send(empty_workspace, run, "training Feb 2019.csv", 1, "MCA,1,10,8,")
    _accept_of_sheet(empty_workspace, run, "file_name_period")
    _send(empty_workspace, run, "training Feb 2019 v2.csv", 2, "MCA,1,10,9,")
    said = CARRIED.replace("first.csv", "training Feb 2019.csv")
    assert _of_sheets(empty_workspace, "training Feb 2019 v2.csv") == [("file_name_period", said)]
    _send(empty_workspace, run, "training Jan 2019.csv", 3, "MCA,1,10,9,")
    assert _of_sheets(empty_workspace, "training Jan 2019.csv") == [("file_name_period", None)]


WARDS = ("MCA,1,10,8,", "LAC,2,20,18,", "MCA,1,11,9,", "LAC,2,21,19,")


@pytest.mark.parametrize(
    ("rows", "settled"),
    [((*WARDS, "Prevent Basic,1,3,3,"), CARRIED), ((*WARDS[:3], "LAC,2,21,20,"), None), ((*WARDS, "MCA,1,12,9,"), None)],
)
def test_records_that_stand_twice_on_a_sheet(empty_workspace: Path, run: Run, rows: tuple[str, ...], settled: str | None) -> None:
    _send(empty_workspace, run, "first.csv", 1, *WARDS)
    _accept_of_sheet(empty_workspace, run, "repeated_record")
    _send(empty_workspace, run, "second.csv", 2, *rows)
    assert _of_sheets(empty_workspace, "second.csv") == [("repeated_record", settled)]


ACTIONS = "Organisation,Moorside\nReporting period,{month}\nDate of return,{day}\n\nAction no.,Action,Lead,Due,Status\n"


def _send_actions(folder: Path, run: Run, name: str, month: str, day: str, *numbers: int) -> None:
    rows = "".join(f"{number},A policy,Jo,31/12/2019,On track\n" for number in numbers)
    (folder / "returns" / name).write_text(ACTIONS.format(month=month, day=day) + rows, encoding="utf-8")
    run(folder, "ingest")


@pytest.mark.parametrize(("before", "settled"), [(range(1, 4), CARRIED), (range(1, 15), None)])
def test_records_that_vanished_where_all_are_named(empty_workspace: Path, run: Run, before: range, settled: str | None) -> None:
    _send_actions(empty_workspace, run, "before.csv", "February 2019", "01/03/2019", *before)
    _send_actions(empty_workspace, run, "first.csv", "March 2019", "01/04/2019", 1, 3)
    _accept_of_sheet(empty_workspace, run, "record_vanished")
    _send_actions(empty_workspace, run, "second.csv", "March 2019", "02/04/2019", 1, 3, 20)
    assert _of_sheets(empty_workspace, "second.csv") == [("record_vanished", settled)]


def test_which_of_two_files_stands_is_asked_of_each(empty_workspace: Path, run: Run) -> None:
    _send(empty_workspace, run, "first.csv", 1, "MCA,1,10,8,")
    _send(empty_workspace, run, "second.csv", 1, "MCA,1,10,9,")
    _accept_of_sheet(empty_workspace, run, "dates_tie")
    _send(empty_workspace, run, "third.csv", 1, "MCA,1,10,7,")
    assert {settled for code, settled in _of_sheets(empty_workspace, "third.csv") if code == "dates_tie"} == {None}
