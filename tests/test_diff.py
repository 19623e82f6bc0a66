"""Two returned files compared cell by cell: what changed, what one alone has, how much is the same."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str]]
HEAD = "Organisation,{who}\nReporting period,{period}\n\nSubject,Level,Required,Compliant\n"


def _write(folder: Path, name: str, *rows: str, who: str = "Moorside", period: str = "March 2019") -> None:
    (folder / "returns" / name).write_text(HEAD.format(who=who, period=period) + "".join(f"{row}\n" for row in rows), encoding="utf-8")


@pytest.fixture
def two(empty_workspace: Path, run: Run) -> Path:
    _write(empty_workspace, "a.csv", "Safeguarding Adults,1,10,8", "Safeguarding Children,2,20,TBC", "Prevent Basic,,5,5")
    _write(empty_workspace, "b.csv", "Safeguarding Children,2,20,15", "Safeguarding Adults,1,10,over 8", "Mental Capacity Act,,7,")
    _write(empty_workspace, "later.csv", "Safeguarding Adults,1,10,9", period="April 2019")
    _write(empty_workspace, "other.csv", "Safeguarding Adults,1,10,9", "Safeguarding Adults,1,10,9", who="Calder Vale")
    run(empty_workspace, "ingest")
    return empty_workspace


def test_values_and_records_by_their_key(two: Path, run: Run) -> None:
    assert run(two, "diff", "a.csv", "b.csv") == (
        0,
        "A: a.csv\nB: b.csv\n\n"
        "training, XA4, 2019-03-01 to 2019-03-31\n"
        "  safeguarding adults 1: compliant 8 -> over 8  (A D5, B D6)\n"
        "  safeguarding children 2: compliant TBC -> 15  (A D6, B D5)\n"
        "  only in A: prevent basic  (A7)\n"
        "  only in B: mental capacity act  (A7)\n"
        "  2 values changed, 1 only in A, 1 only in B, 6 values unchanged.\n",
    )


def test_a_file_is_like_itself(two: Path, run: Run) -> None:
    assert run(two, "diff", "1", "1")[1].splitlines()[-1] == "  0 values changed, 0 only in A, 0 only in B, 11 values unchanged."


def test_the_only_submissions_of_two_files_are_compared_whatever_their_period(two: Path, run: Run) -> None:
    assert run(two, "diff", "a.csv", "later.csv")[1].splitlines()[3:5] == [
        "training, XA4, A 2019-03-01 to 2019-03-31, B 2019-04-01 to 2019-04-30",
        "  safeguarding adults 1: compliant 8 -> 9  (A D5, B D5)",
    ]


def test_a_record_that_stands_twice_is_told_apart(two: Path, run: Run) -> None:
    assert "  only in B: safeguarding adults 1 (number 2)  (A6)" in run(two, "diff", "later.csv", "other.csv")[1]


def test_as_json(two: Path, run: Run) -> None:
    found = json.loads(run(two, "diff", "a.csv", "b.csv", "--json")[1])
    assert found["differences"][0]["changed"][0] == {
        "record": "safeguarding adults 1",
        "field": "compliant",
        "old": "8",
        "new": "over 8",
        "old_cell": "D5",
        "new_cell": "D6",
    }
    assert found["alone"] == [[], []]


def test_a_file_of_several_submissions_is_matched_or_narrowed(sample_copy: Path, run: Run) -> None:
    run(sample_copy, "ingest")
    name = "Northmoor Jan 19 training and DBS.xlsx"
    assert [line for line in run(sample_copy, "diff", name, name)[1].splitlines() if line.startswith(("dbs", "training"))] == [
        "dbs, XA1, 2019-01-01 to 2019-01-31",
        "training, XA1, 2019-01-01 to 2019-01-31",
    ]
    narrowed = run(sample_copy, "diff", name, "DBS March.xlsx", "--return", "dbs")[1]
    assert narrowed.splitlines()[3] == "dbs, XA1, XA4, A 2019-01-01 to 2019-01-31, B 2019-03-01 to 2019-03-31"
    code, shown = run(sample_copy, "diff", name, "DBS March.xlsx")
    assert (code, "choose with --return and --provider" in shown, shown.count("\n")) == (2, True, 1)
    code, shown = run(sample_copy, "diff", name, "notes.xlsx")
    assert (code, "notes.xlsx holds no submission (it is held)" in shown) == (2, True)
