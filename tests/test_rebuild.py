"""The warehouse made again from archive/: the same, but for times; nothing is replaced unless all is there."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from boardpaper.etl.ingest import ingest
from boardpaper.etl.rebuild import rebuild
from boardpaper.etl.settle import settle
from boardpaper.layouts import load_layouts
from boardpaper.warehouse.superseded import offer_superseded
from boardpaper.warehouse.withdrawal import withdraw
from boardpaper.workspace import Workspace

Run = Callable[..., tuple[int, str]]
Tables = dict[str, list[tuple[object, ...]]]
SAMPLE = Path(__file__).parent.parent / "sample"
HEAD = "Organisation,{who}\nReporting period,March 2019\nDate of return,{day}\n\nSubject,Level,Required,Compliant\n"


def _write(folder: Path, name: str, day: str, *rows: str, who: str = "Moorside") -> None:
    (folder / "returns" / name).write_text(HEAD.format(who=who, day=day) + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def _issues(folder: Path) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        connection.row_factory = sqlite3.Row
        offer_superseded(connection)
        asked = connection.execute(
            "SELECT i.id, i.cell FROM issue i JOIN source f ON f.id = i.source_id "
            "WHERE f.status = 'accepted' AND i.severity <> 'info' AND superseded_by(i.id) IS NULL ORDER BY i.id"
        )
        return [tuple(row) for row in asked]


def _events(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "archive" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_sample_is_the_same_and_the_old_one_is_kept(sample_copy: Path, run: Run, tables_of: Callable[[Path], Tables]) -> None:
    run(sample_copy, "ingest")
    before, bytes_before = tables_of(sample_copy), (sample_copy / "warehouse.db").read_bytes()
    assert run(sample_copy, "rebuild") == (
        0,
        "The warehouse was made again from archive/: 44 files, 0 answers, 0 withdrawals.\n"
        "What became of each file is as it was.\n"
        "The warehouse as it was is kept as warehouse.db.before-rebuild; delete it when you have looked at this one.\n"
        "Next: 'boardpaper status', then 'boardpaper figures'.\n",
    )
    assert tables_of(sample_copy) == before
    assert (sample_copy / "warehouse.db.before-rebuild").read_bytes() == bytes_before
    assert sorted(path.name for path in sample_copy.iterdir() if path.name.startswith((".", "warehouse"))) == [
        "warehouse.db",
        "warehouse.db.before-rebuild",
    ]


_DAYS = st.sampled_from(["01/04/2019", "08/04/2019"])
_COUNTS = st.lists(st.sampled_from(["", "4", "8", "30", "many", "TBC"]), min_size=2, max_size=2)
_STEP = st.one_of(
    st.tuples(st.just("ingest"), st.integers(0, 2), _DAYS, _COUNTS),
    st.tuples(st.just("settle"), st.integers(0, 9), st.sampled_from(["", "9", "11", "Nil", "over 5"])),
    st.tuples(st.just("withdraw"), st.integers(1, 4)),
)


@settings(max_examples=15, deadline=None)
@given(steps=st.lists(_STEP, min_size=2, max_size=6))
def test_whatever_was_done_is_done_again(steps: list[tuple], tables_of: Callable[[Path], Tables]) -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "returns").mkdir()
        for copied in ("boardpaper.toml", "providers.csv"):
            (folder / copied).write_bytes((SAMPLE / copied).read_bytes())
        _write(folder, "first.csv", "01/04/2019", "Safeguarding Adults,1,10,many", "Safeguarding Children,1,10,12")
        ingest(Workspace(folder))
        for verb, *arguments in steps:
            _do(folder, verb, arguments)
        before = tables_of(folder)
        rebuild(Workspace(folder))
        assert tables_of(folder) == before


def _do(folder: Path, verb: str, arguments: list) -> None:
    if verb == "ingest":
        number, day, (one, two) = arguments
        _write(folder, f"{number}.csv", day, f"Safeguarding Adults,1,10,{one}", f"Safeguarding Children,1,20,{two}")
        ingest(Workspace(folder))
    elif verb == "settle" and (asked := _issues(folder)):
        number, cell = asked[arguments[0] % len(asked)]
        value = arguments[1] if cell else ""
        settle(Workspace(folder), number, accept=not value, value=value or None, reason="Jo rang")
    elif verb == "withdraw":
        with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
            known = connection.execute("SELECT 1 FROM source WHERE id = ? AND status IN ('accepted', 'held')", [arguments[0]]).fetchone()
        if known:
            withdraw(Workspace(folder), load_layouts(), str(arguments[0]), "wrong")


def test_the_order_of_arrival_is_kept_where_a_held_file_came_in_later(empty_workspace: Path, run: Run, tables_of: Callable[[Path], Tables]) -> None:
    _write(empty_workspace, "a.csv", "01/04/2019", "Safeguarding Adults,1,10,7", who="Moorsyde")
    _write(empty_workspace, "b.csv", "01/04/2019", "Safeguarding Adults,1,10,8")
    run(empty_workspace, "ingest")
    run(empty_workspace, "alias", "XA4", "Moorsyde")
    run(empty_workspace, "ingest")
    before = tables_of(empty_workspace)
    with closing(sqlite3.connect(empty_workspace / "warehouse.db")) as connection:
        assert connection.execute("SELECT filename FROM fact WHERE field = 'compliant'").fetchall() == [("a.csv",)]
    run(empty_workspace, "rebuild")
    assert tables_of(empty_workspace) == before


def test_what_is_otherwise_than_before_is_told(empty_workspace: Path, run: Run) -> None:
    _write(empty_workspace, "a.csv", "01/04/2019", "Safeguarding Adults,1,10,many", who="Moorside")
    _write(empty_workspace, "b.csv", "01/04/2019", "Safeguarding Adults,1,10,8", who="Nowhere")
    run(empty_workspace, "ingest")
    assert run(empty_workspace, "settle", str(_issues(empty_workspace)[0][0]), "--value", "5", "--reason", "Jo rang")[0] == 0
    providers = (empty_workspace / "providers.csv").read_text(encoding="utf-8")
    (empty_workspace / "providers.csv").write_text(providers.replace("Moorside", "Elsewhere") + "XA9,Nowhere,,partner\n", encoding="utf-8")
    assert run(empty_workspace, "rebuild")[1].splitlines()[1:5] == [
        "Otherwise than before, with the layouts and providers of today:",
        "  a.csv: accepted before, held now",
        "  b.csv: held before, accepted now",
        "An answer could not be given again, at D6: not_a_count is no longer asked there",
    ]


def test_nothing_is_replaced_unless_all_is_there(sample_copy: Path, run: Run) -> None:
    run(sample_copy, "ingest")
    before = (sample_copy / "warehouse.db").read_bytes()
    names = {event["name"]: event["sha256"] for event in _events(sample_copy)}
    (path,) = (sample_copy / "archive").glob(f"{names['SAR tracker.xlsx']}*")
    data = path.read_bytes()
    path.write_bytes(data + b"x")
    assert run(sample_copy, "rebuild") == (
        2,
        "boardpaper: SAR tracker.xlsx was changed in archive/, so nothing was replaced: restore archive/ from a copy, or purge the file.\n",
    )
    path.unlink()
    assert "SAR tracker.xlsx is missing from archive/, so nothing was replaced" in run(sample_copy, "rebuild")[1]
    assert (sample_copy / "warehouse.db").read_bytes() == before
    assert not (sample_copy / "warehouse.db.before-rebuild").exists()
    path.write_bytes(data)
    assert run(sample_copy, "rebuild")[0] == 0


def test_a_warehouse_that_is_gone_or_broken_is_made_again(sample_copy: Path, run: Run, tables_of: Callable[[Path], Tables]) -> None:
    run(sample_copy, "ingest")
    before = tables_of(sample_copy)
    (sample_copy / "warehouse.db").unlink()
    assert run(sample_copy, "ingest") == (
        2,
        "boardpaper: There is no warehouse.db, but archive/ holds what one was made from: run 'boardpaper rebuild', then ingest again.\n",
    )
    assert run(sample_copy, "rebuild")[0] == 0
    assert tables_of(sample_copy) == before
    (sample_copy / "warehouse.db").write_bytes(b"no warehouse")
    assert run(sample_copy, "rebuild")[0] == 0
    assert tables_of(sample_copy) == before


def test_an_emptied_warehouse_is_not_begun_anew(sample_copy: Path, run: Run, tables_of: Callable[[Path], Tables]) -> None:
    run(sample_copy, "ingest")
    run(sample_copy, "purge", "Team.xlsx", "--yes")
    before = tables_of(sample_copy)
    (sample_copy / "warehouse.db").write_bytes(b"")
    told = (
        "boardpaper: The warehouse warehouse.db has nothing in it, as one that was cut short: restore it from a copy, or make it again with "
        "'boardpaper rebuild'.\n"
    )
    assert [run(sample_copy, *command) for command in (["ingest"], ["withdraw", "SAR tracker.xlsx", "--reason", "wrong"])] == [(2, told)] * 2
    assert run(sample_copy, "rebuild")[0] == 0
    assert tables_of(sample_copy) == before


def test_an_older_copy_of_the_warehouse_is_not_gone_on_with(sample_copy: Path, run: Run, tables_of: Callable[[Path], Tables]) -> None:
    tracker = sample_copy / "returns" / "SAR tracker.xlsx"
    later = sample_copy / "later.xlsx"
    tracker.rename(later)
    run(sample_copy, "ingest")
    copy = (sample_copy / "warehouse.db").read_bytes()
    later.rename(tracker)
    run(sample_copy, "ingest")
    tracker.unlink()
    run(sample_copy, "purge", "Team.xlsx", "--yes")
    run(sample_copy, "withdraw", "DBS March.xlsx", "--reason", "wrong")
    before = tables_of(sample_copy)
    (sample_copy / "warehouse.db").write_bytes(copy)
    assert run(sample_copy, "ingest") == (
        2,
        "boardpaper: The warehouse is older than archive/, as one restored from a copy: it does not know of 3 files that were taken in, withdrawn or "
        "purged since. Run 'boardpaper rebuild', then ingest again.\n",
    )
    assert run(sample_copy, "rebuild")[0] == 0
    assert run(sample_copy, "ingest")[0] == 1  # as some of the sample are held
    assert tables_of(sample_copy)["training"] == before["training"]
    assert len(tables_of(sample_copy)["adult_review"]) == len(before["adult_review"]) > 0
    assert tables_of(sample_copy)["team"] == []


def test_without_a_manifest_there_is_nothing_to_make_it_from(empty_workspace: Path, run: Run) -> None:
    assert run(empty_workspace, "rebuild") == (
        2,
        "boardpaper: There is no archive/manifest.jsonl to go by: move warehouse.db away if it is spoilt, and run 'boardpaper ingest'.\n",
    )
