"""A wrong file is withdrawn: what it had replaced stands again, as if it had never come, and it stays out."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.warehouse.withdrawal import withdraw
from boardpaper.workspace import Workspace

Run = Callable[..., tuple[int, str]]
HEAD = "Organisation,Moorside\nReporting period,{period}\nDate of return,{day}\n\nSubject,Level,Required,Compliant\n"
SUBJECTS = ("Safeguarding Adults", "Safeguarding Children", "Mental Capacity Act")
SAMPLE = Path(__file__).parent.parent / "sample"


def _write(folder: Path, name: str, day: str, compliant: list[int | None], period: str = "March 2019") -> None:
    rows = [f"{subject},1,10,{number}\n" for subject, number in zip(SUBJECTS, compliant, strict=True) if number is not None]
    (folder / "returns" / name).write_text(HEAD.format(day=day, period=period) + "".join(rows), encoding="utf-8")


def _in_use(folder: Path) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return all that can be seen of the files in use: values, submissions, issues; by name and not by number."""
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        facts = connection.execute("SELECT * FROM fact").fetchall()
        submissions = connection.execute(
            "SELECT f.filename, s.return, s.provider, s.period_start, s.status, g.filename FROM submission s "
            "JOIN source f ON f.id = s.source_id AND f.status = 'accepted' LEFT JOIN submission n ON n.id = s.superseded_by "
            "LEFT JOIN source g ON g.id = n.source_id"
        ).fetchall()
        issues = connection.execute(
            "SELECT f.filename, i.sheet, i.cell, i.severity, i.code, i.found FROM issue i "
            "JOIN source f ON f.id = i.source_id AND f.status = 'accepted'"
        ).fetchall()
    return sorted(facts, key=repr), sorted(submissions, key=repr), sorted(issues, key=repr)


def test_what_it_replaced_stands_again(empty_workspace: Path, run: Run) -> None:
    _write(empty_workspace, "a.csv", "01/04/2019", [1, 2, 3])
    _write(empty_workspace, "b.csv", "08/04/2019", [4, 5, 6])
    run(empty_workspace, "ingest")
    code, shown = run(empty_workspace, "withdraw", "b.csv", "--reason", "the wrong trust")
    assert (code, shown) == (
        0,
        "b.csv is withdrawn: 3 records out of the figures, and nothing deleted.\n"
        "Records of these stand again: a.csv.\n"
        "Next: ask for the right return, put it into returns/ and run 'boardpaper ingest'; this one is not taken in again.\n",
    )
    facts, submissions, issues = _in_use(empty_workspace)
    assert sorted({fact[0] for fact in facts}) == ["a.csv"]
    assert submissions == [("a.csv", "training", "XA4", "2019-03-01", "current", None)]
    assert issues == []
    with closing(sqlite3.connect(empty_workspace / "warehouse.db")) as connection:
        assert connection.execute("SELECT status, reason FROM source WHERE filename = 'b.csv'").fetchall() == [
            ("withdrawn", "withdrawn: the wrong trust")
        ]
        assert connection.execute("SELECT count(*) FROM training").fetchone() == (6,)
        assert connection.execute("SELECT count(*) FROM submission WHERE status = 'current'").fetchone() == (1,)


_FILE = st.tuples(
    st.sampled_from(["01/04/2019", "08/04/2019"]),
    st.sampled_from(["March 2019", "Q4 2018/19"]),
    st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=3, max_size=3).filter(any),
)


@settings(max_examples=12, deadline=None)
@given(files=st.lists(_FILE, min_size=2, max_size=4), data=st.data())
def test_a_file_withdrawn_is_as_if_it_had_never_come(files: list[tuple[str, str, list[int | None]]], data: st.DataObject) -> None:
    wrong = data.draw(st.integers(0, len(files) - 1))
    with TemporaryDirectory() as temporary:
        found = []
        for name, present in (("with", range(len(files))), ("without", [number for number in range(len(files)) if number != wrong])):
            folder = Path(temporary) / name
            (folder / "returns").mkdir(parents=True)
            for copied in ("boardpaper.toml", "providers.csv"):
                (folder / copied).write_bytes((SAMPLE / copied).read_bytes())
            for number in present:
                day, period, compliant = files[number]
                _write(folder, f"{number}.csv", day, [*compliant[:2], (compliant[2] or 0) + 10 * number], period)
            ingest(Workspace(folder))
            if name == "with":
                withdraw(Workspace(folder), load_layouts(), f"{wrong}.csv", "wrong")
            found.append(_in_use(folder))
        assert found[0] == found[1]


def test_the_same_bytes_stay_out_under_any_name(empty_workspace: Path, run: Run) -> None:
    _write(empty_workspace, "a.csv", "01/04/2019", [1, 2, 3])
    run(empty_workspace, "ingest")
    run(empty_workspace, "withdraw", "a.csv", "--reason", "the wrong trust")
    (empty_workspace / "returns" / "b.csv").write_bytes((empty_workspace / "returns" / "a.csv").read_bytes())
    code, shown = run(empty_workspace, "ingest")
    assert (code, shown) == (
        0,
        "2 files: 2 withdrawn before.\n"
        "  withdrawn: a.csv\n    It was withdrawn before (the wrong trust), so nothing of it was taken in.\n"
        "  withdrawn: b.csv\n    The file has the same bytes as a.csv, which was withdrawn, so nothing of it was taken in.\n"
        "Next: 'boardpaper figures', then 'boardpaper assemble'.\n",
    )
    assert _in_use(empty_workspace) == ([], [], [])


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("b.csv", "No source is called 'b.csv': give its file name as 'boardpaper issues' shows it. Did you mean "),
        ("a.csv", "2 sources are called 'a.csv': give the number of the one that is meant: 1 (accepted, taken in "),
        ("c.csv", "Nothing of c.csv is in use, as it is a copy of a.csv: withdraw that one (2)."),
    ],
)
def test_what_cannot_be_withdrawn_is_told(empty_workspace: Path, run: Run, source: str, said: str) -> None:
    for number in (1, 2):
        _write(empty_workspace, "a.csv", "01/04/2019", [number, 2, 3])
        run(empty_workspace, "ingest")
    _write(empty_workspace, "c.csv", "01/04/2019", [2, 2, 3])
    run(empty_workspace, "ingest")
    code, shown = run(empty_workspace, "withdraw", source, "--reason", "wrong")
    assert (code, said in shown, shown.count("\n")) == (2, True, 1), shown
    assert run(empty_workspace, "withdraw", "2", "--reason", " ")[0] == 2
    assert run(empty_workspace, "withdraw", "2", "--reason", "wrong")[0] == 0
    assert "is out of use already (withdrawn: wrong)" in run(empty_workspace, "withdraw", "2", "--reason", "wrong")[1]


def test_a_settled_query_keeps_its_number_and_answer(empty_workspace: Path, run: Run) -> None:
    _write(empty_workspace, "a.csv", "01/04/2019", [1, 2, 3])
    _write(empty_workspace, "b.csv", "08/04/2019", [4, None, None])
    _write(empty_workspace, "c.csv", "15/04/2019", [7, 8, None], "Q4 2018/19")
    run(empty_workspace, "ingest")
    issues = "SELECT i.id, f.filename, i.code, i.settled FROM issue i JOIN source f ON f.id = i.source_id ORDER BY i.id"
    with closing(sqlite3.connect(empty_workspace / "warehouse.db")) as connection:
        numbers = {(name, code): number for number, name, code, _ in connection.execute(issues)}
        run(empty_workspace, "settle", str(numbers["a.csv", "records_missing"]), "--accept", "--reason", "both stand")
        run(empty_workspace, "withdraw", "c.csv", "--reason", "wrong")
        assert connection.execute(issues).fetchall() == [
            (numbers["a.csv", "records_missing"], "a.csv", "records_missing", "it stands as it is, because both stand"),
            (numbers["b.csv", "records_missing"], "b.csv", "records_missing", None),
        ]


@pytest.mark.parametrize(
    "command", [("withdraw", "a.csv", "--reason", "x"), ("settle", "1", "--accept", "--reason", "x"), ("purge", "a.csv", "--yes"), ("diff", "a", "b")]
)
def test_without_a_warehouse_none_is_made(empty_workspace: Path, run: Run, command: tuple[str, ...]) -> None:
    code, shown = run(empty_workspace, *command)
    assert (code, "run 'boardpaper ingest' first" in shown) == (2, True)
    assert not (empty_workspace / "warehouse.db").exists()
