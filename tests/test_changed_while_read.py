"""What is loaded and archived under a hash are the bytes of that hash: a file that changes on the way is passed over, and said."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from boardpaper.etl import ingest as room
from boardpaper.etl.guard import read_all
from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

FORM = "Organisation,Moorside\nReporting period,March 2019\n\nSubject,Level,Required,Compliant\nMCA,1,20,{}\n"
SAYS = "it was changed while it was being read, so nothing of it was taken in: ingest again"


def _before(paths: Iterable[Path], **_: object) -> Iterator[tuple[Path, object]]:
    for path in paths:
        path.write_text(FORM.format(18))
        yield from read_all([path])


def _after(paths: Iterable[Path], **_: object) -> Iterator[tuple[Path, object]]:
    for path, read in read_all(paths):
        path.write_text(FORM.format(18))
        yield path, read


def _away(paths: Iterable[Path], **_: object) -> Iterator[tuple[Path, object]]:
    for path in paths:
        path.unlink()
        yield from read_all([path])


@pytest.mark.parametrize(
    ("between", "says"),
    [(_before, SAYS), (_after, SAYS), (_away, "it cannot be opened (No such file or directory): close it in Excel and ingest again")],
)
def test_a_file_that_changes_between_two_looks(
    empty_workspace: Path, monkeypatch: pytest.MonkeyPatch, between: Callable[..., Iterator[tuple[Path, object]]], says: str
) -> None:
    (empty_workspace / "returns" / "a.csv").write_text(FORM.format(19))
    with monkeypatch.context() as patch:
        patch.setattr(room, "read_all", between)
        report = ingest(Workspace(empty_workspace))
    assert (report.outcomes, report.passed_over, report.all_in) == ([], [("a.csv", says)], False)
    assert not (empty_workspace / "archive").exists()
    with reader(empty_workspace / "warehouse.db") as connection:
        assert [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("source", "submission", "issue")] == [0, 0, 0]


def test_the_next_ingest_takes_it_in(empty_workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_workspace / "returns" / "a.csv").write_text(FORM.format(19))
    with monkeypatch.context() as patch:
        patch.setattr(room, "read_all", _before)
        ingest(Workspace(empty_workspace))
    assert ingest(Workspace(empty_workspace)).all_in
    with reader(empty_workspace / "warehouse.db") as connection:
        assert [tuple(row) for row in connection.execute("SELECT field, value FROM fact WHERE field = 'compliant'")] == [("compliant", 18)]
