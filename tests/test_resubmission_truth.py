"""What is asked of returns that came again is true after each of them, and closed once a later one settles it."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.warehouse.connection import writer
from boardpaper.warehouse.relations import relate_again
from boardpaper.workspace import Workspace

from .conftest import SAMPLE

HEAD = "Organisation,Moorside\nReporting period,March 2019\nDate of return,{day}\n\nSubject,Level,Required,Compliant\n"
ADULTS, CHILDREN, MCA = ("Safeguarding Adults,1,10,8", "Safeguarding Children,1,20,15", "Mental Capacity Act,1,10,9")
Asked = list[tuple[str, str, str, str]]


def _send(folder: Path, name: str, day: str, *rows: str) -> Asked:
    (folder / "returns" / name).write_text(HEAD.format(day=day) + "\n".join(rows) + "\n", encoding="utf-8")
    ingest(Workspace(folder))
    return _asked(folder)


def _asked(folder: Path) -> Asked:
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        return connection.execute(
            "SELECT f.filename, i.code, i.found, i.cure FROM issue i JOIN source f ON f.id = i.source_id "
            "WHERE i.severity = 'query' ORDER BY f.filename, i.code, i.found"
        ).fetchall()


def _missing(number: str, older: str, newer: str) -> Asked:
    said = (f"{number} records of {older} are not in the later {newer}", "They still stand: please say whether they should.")
    return [(older, "records_missing", *said), (newer, "records_missing", *said)]


def test_a_return_with_fewer_rows_then_one_with_none_in_common_then_a_full_one(empty_workspace: Path) -> None:
    assert _send(empty_workspace, "a.csv", "01/04/2019", ADULTS, CHILDREN) == []
    assert _send(empty_workspace, "b.csv", "02/04/2019", ADULTS) == _missing("1 of 2", "a.csv", "b.csv")
    assert _send(empty_workspace, "c.csv", "03/04/2019", MCA) == sorted(
        [*_missing("1 of 2", "a.csv", "b.csv"), *_missing("1 of 2", "a.csv", "c.csv"), *_missing("1 of 1", "b.csv", "c.csv")]
    )
    assert _send(empty_workspace, "d.csv", "04/04/2019", ADULTS, CHILDREN, MCA) == []


def test_a_third_return_settles_what_was_asked_of_the_first_two(empty_workspace: Path) -> None:
    _send(empty_workspace, "a.csv", "01/04/2019", ADULTS, CHILDREN)
    _send(empty_workspace, "b.csv", "02/04/2019", ADULTS)
    assert _send(empty_workspace, "c.csv", "03/04/2019", CHILDREN) == _missing("1 of 1", "b.csv", "c.csv")


def test_an_earlier_return_that_arrives_last_and_holds_more_is_said_to_stand_beside(empty_workspace: Path) -> None:
    _send(empty_workspace, "a.csv", "08/04/2019", ADULTS)
    found = "a date of return (2019-04-01) before that of a.csv (2019-04-08), which is in already"
    cure = "Where both have a record, the later one stands: please say if it should not."
    assert _send(empty_workspace, "b.csv", "01/04/2019", ADULTS, MCA) == [
        ("a.csv", *_missing("1 of 2", "b.csv", "a.csv")[0][1:]),
        _missing("1 of 2", "b.csv", "a.csv")[0],
        ("b.csv", "superseded_on_arrival", found, cure),
    ]


def test_returns_with_one_date_and_nothing_in_common_replace_nothing_and_tie_in_nothing(empty_workspace: Path) -> None:
    _send(empty_workspace, "a.csv", "01/04/2019", ADULTS)
    assert _send(empty_workspace, "b.csv", "01/04/2019", MCA) == _missing("1 of 1", "a.csv", "b.csv")


def test_two_periods_on_one_sheet_that_overlap_are_asked_about_once(empty_workspace: Path) -> None:
    rows = f"Organisation,Moorside\n\nMonth,Subject,Level,Required,Compliant\nMarch 2019,{ADULTS}\nQ4 2018/19,{ADULTS}\n"
    (empty_workspace / "returns" / "a.csv").write_text(rows, encoding="utf-8")
    ingest(Workspace(empty_workspace))
    found = "2019-03-01 to 2019-03-31 in a.csv and 2019-01-01 to 2019-03-31 in a.csv"
    assert _asked(empty_workspace) == [("a.csv", "periods_overlap", found, "Nothing was replaced: please say which one stands.")]


def test_a_return_that_lacks_a_figure_of_the_one_it_replaces_is_asked_for_it(empty_workspace: Path) -> None:
    _send(empty_workspace, "a.csv", "01/04/2019", ADULTS, CHILDREN)
    found = "nothing under 'Compliant', which a.csv has"
    lacking = ("b.csv", "figures_missing", found, "Please send them with it, or say that they no longer hold.")
    assert lacking in _send(empty_workspace, "b.csv", "02/04/2019", "Safeguarding Adults,1,10,", "Safeguarding Children,1,20,")
    assert _send(empty_workspace, "c.csv", "03/04/2019", ADULTS, CHILDREN) == []


_RETURNS = st.tuples(st.sampled_from(["", "01/04/2019", "02/04/2019"]), st.sets(st.sampled_from([ADULTS, CHILDREN, MCA]), min_size=1))


@settings(max_examples=25, deadline=None)
@given(st.lists(_RETURNS, min_size=2, max_size=5))
def test_however_they_come_what_is_said_to_stand_does(returns: list[tuple[str, set[str]]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for one in ("boardpaper.toml", "providers.csv"):
            (folder / one).write_bytes((SAMPLE / one).read_bytes())
        (folder / "returns").mkdir()
        for number, (day, rows) in enumerate(returns):
            # a line of its own keeps two alike returns from being the same bytes
            asked = _send(folder, f"{number}.csv", day, *sorted(rows), f"Total {number}")
            said = {(found, name) for name, code, found, _ in asked if code == "records_missing"}
            with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
                standing = dict(connection.execute("SELECT filename, count(*) FROM current_training GROUP BY filename").fetchall())
            for found, _ in said:
                older, newer = found.split(" records of ")[1].split(" are not in the later ")
                assert int(found.split()[0]) == standing[older] and newer in standing
            pairs = {frozenset((one, other)) for one in standing for other in standing if one != other}
            assert len({found for found, _ in said}) == len(pairs) == len(said) / 2
        layouts = load_layouts()
        with writer(folder / "warehouse.db", layouts) as connection:
            connection.execute("BEGIN")
            relate_again(connection, [("training", "XA4")], layouts)
            connection.execute("COMMIT")
        assert _asked(folder) == asked
