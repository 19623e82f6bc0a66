"""A file whose person identifiers were found late goes out of everything, and its record shows nothing."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str]]
HEAD = "Organisation,Moorside\nReporting period,March 2019\nDate of return,{day}\n\nSubject,Level,Staff group,Required,Compliant\n"
SECRET = "Quillfeather"  # a person's name in a free text, which no rule can tell from a staff group


def _write(folder: Path, name: str, day: str, *rows: str) -> str:
    data = (HEAD.format(day=day) + "".join(f"{row}\n" for row in rows)).encode()
    (folder / "returns" / name).write_bytes(data)
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def late(empty_workspace: Path, run: Run) -> tuple[Path, str]:
    """A workspace in which b.csv replaced a record of a.csv, holds a person's name, and had an answer that says it too."""
    _write(empty_workspace, "a.csv", "01/04/2019", "Safeguarding Adults,1,Nurses,10,8", "Safeguarding Children,1,Nurses,9,8")
    sha256 = _write(
        empty_workspace, "b.csv", "08/04/2019", "Safeguarding Adults,1,Nurses,10,9", *(f"Prevent,1,{SECRET} {number},5,6" for number in range(200))
    )
    run(empty_workspace, "ingest")
    with closing(sqlite3.connect(empty_workspace / "warehouse.db")) as connection:
        (issue,) = connection.execute("SELECT id FROM issue WHERE code = 'compliant_above_required'").fetchone()
    run(empty_workspace, "settle", str(issue), "--accept", "--reason", f"{SECRET} counts twice")
    (empty_workspace / "feedback").mkdir(exist_ok=True)
    for name in ("b (issues).csv", "b.xlsx", "bb.csv", "a.csv"):
        (empty_workspace / "feedback" / name).write_text(SECRET if name.startswith("b") else "", encoding="utf-8")
    return empty_workspace, sha256


def _holding(folder: Path) -> list[str]:
    """Return the files outside returns/ whose bytes hold the name."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "returns" not in path.parts and SECRET.encode() in path.read_bytes()
    )


def test_nothing_of_it_is_left_in_any_file(late: tuple[Path, str], run: Run) -> None:
    folder, sha256 = late
    run(folder, "rebuild")
    everywhere = [f"archive/{sha256}.csv", "archive/manifest.jsonl", "feedback/b (issues).csv", "feedback/b.xlsx", "feedback/bb.csv"]
    assert _holding(folder) == [*everywhere, "warehouse.db", "warehouse.db.before-rebuild"]
    code, shown = run(folder, "purge", "b.csv", "--yes")
    assert (code, shown) == (
        0,
        f"b.csv is purged: out of the warehouse, archive/{sha256}.csv, feedback/b (issues).csv, "
        "feedback/b - e-mail.txt, feedback/b - to correct.xlsx, feedback/b.xlsx, warehouse.db.before-rebuild. "
        "What stays on record is that it was.\n"
        f"Delete this copy yourself: {folder / 'returns' / 'b.csv'}\n"
        "Next: ask for the return again with counts alone, then run 'boardpaper ingest'.\n",
    )
    assert _holding(folder) == ["feedback/bb.csv"]  # of another file, as its name says


def test_its_record_says_so_and_what_it_replaced_stands_again(late: tuple[Path, str], run: Run) -> None:
    folder, _ = late
    run(folder, "purge", "b.csv", "--yes")
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        assert connection.execute("SELECT filename, status, reason, rows_read FROM source ORDER BY id").fetchall()[1:] == [
            ("b.csv", "withdrawn", "purged: The file held person identifiers; nothing of it is kept.", 0)
        ]
        assert connection.execute("SELECT filename, cell, value FROM fact WHERE field = 'compliant' ORDER BY cell").fetchall() == [
            ("a.csv", "E6", 8),
            ("a.csv", "E7", 8),
        ]
        assert connection.execute("SELECT count(*) FROM answer").fetchone() == (0,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_same_bytes_are_refused_under_any_name(late: tuple[Path, str], run: Run) -> None:
    folder, _ = late
    run(folder, "purge", "b.csv", "--yes")
    (folder / "returns" / "b.csv").rename(folder / "returns" / "c.csv")
    code, shown = run(folder, "ingest")
    said = "The file held person identifiers and was purged, so nothing of it was taken in. Please delete this copy."
    assert (code, f"  refused: c.csv\n    {said}\n" in shown) == (1, True), shown
    assert [name for name in _holding(folder) if "feedback" not in name] == []


def test_it_stays_purged_when_the_warehouse_is_made_again(late: tuple[Path, str], run: Run, tables_of: Callable[[Path], dict[str, list]]) -> None:
    folder, _ = late
    run(folder, "purge", "b.csv", "--yes")
    before = tables_of(folder)
    assert run(folder, "rebuild")[0] == 0
    assert tables_of(folder) == before


def test_a_name_that_names_a_person_is_withheld_everywhere(empty_workspace: Path, run: Run) -> None:
    _write(empty_workspace, "a.csv", "01/04/2019", "Safeguarding Adults,1,Nurses,10,8", "Safeguarding Children,1,Nurses,9,8")
    sha256 = _write(empty_workspace, f"{SECRET}.csv", "08/04/2019", "Safeguarding Adults,1,Nurses,10,9")
    (empty_workspace / "returns" / f"z {SECRET}.csv").write_bytes((empty_workspace / "returns" / f"{SECRET}.csv").read_bytes())
    run(empty_workspace, "ingest")
    with closing(sqlite3.connect(empty_workspace / "warehouse.db")) as connection:
        (issue,) = connection.execute("SELECT id FROM issue WHERE code = 'records_missing' ORDER BY source_id").fetchone()
    run(empty_workspace, "settle", str(issue), "--accept", "--reason", "both stand")
    assert run(empty_workspace, "purge", f"{SECRET}.csv", "--withhold-name", "--yes")[0] == 0
    assert _holding(empty_workspace) == []
    with closing(sqlite3.connect(empty_workspace / "warehouse.db")) as connection:
        assert connection.execute("SELECT filename, status FROM source").fetchall() == [
            ("a.csv", "accepted"),
            (f"(name withheld {sha256[:12]})", "withdrawn"),
        ]
    assert run(empty_workspace, "rebuild")[0] == 0
    assert [name for name in _holding(empty_workspace) if "before" not in name] == []


def test_without_a_terminal_it_wants_to_be_told_twice(late: tuple[Path, str], run: Run, tables_of: Callable[[Path], object]) -> None:
    folder, _ = late
    before = tables_of(folder)
    assert run(folder, "purge", "b.csv") == (
        2,
        "boardpaper: Nothing was purged: to purge b.csv without being asked, run the command with --yes.\n",
    )
    assert tables_of(folder) == before


def test_purging_again_finishes_what_was_cut_short(late: tuple[Path, str], run: Run) -> None:
    folder, sha256 = late
    kept = (folder / "archive" / f"{sha256}.csv").read_bytes()
    run(folder, "purge", "b.csv", "--yes")
    (folder / "archive" / f"{sha256}.csv").write_bytes(kept)
    assert run(folder, "purge", "b.csv", "--yes")[0] == 0
    assert not (folder / "archive" / f"{sha256}.csv").exists()
