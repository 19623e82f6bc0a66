"""What was accepted of the words of a form stands for the same words of the provider's next one; another heading, cell or provider is asked about."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str]]
SAID = "it stands as it is, because Jo rang (said of first.csv, which has the same)"


def _send(folder: Path, run: Run, name: str, month: str, heading: str, provider: str = "Moorside", gap: str = "") -> list[tuple[str, str | None]]:
    text = f"Organisation,{provider}\nReporting period,{month}\n{gap}\nSubject,Level,Required,{heading}\nMCA,1,10,9\n"
    (folder / "returns" / name).write_text(text, encoding="utf-8")
    run(folder, "ingest")
    return _asked(folder, name)


def _asked(folder: Path, name: str) -> list[tuple[str, str | None]]:
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        query = "SELECT i.code, i.settled FROM issue i JOIN source f ON f.id = i.source_id WHERE f.filename = ? AND severity <> 'info' ORDER BY i.id"
        return connection.execute(query, [name]).fetchall()


def _accept(folder: Path, run: Run) -> None:
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        ((number,),) = connection.execute("SELECT id FROM issue WHERE settled IS NULL AND severity <> 'info'")
    assert run(folder, "settle", str(number), "--accept", "--reason", "Jo rang")[0] == 0


@pytest.fixture
def first(empty_workspace: Path, run: Run) -> Path:
    """A workspace with a query about a heading that was accepted."""
    assert _send(empty_workspace, run, "first.csv", "February 2019", "Trained (clinical)") == [("heading_says_more", None)]
    _accept(empty_workspace, run)
    return empty_workspace


@pytest.mark.parametrize("month", ["March 2019", "Feb 2019", "January 2019"])
def test_the_same_heading_of_another_file(first: Path, run: Run, month: str) -> None:
    assert _send(first, run, "second.csv", month, "Trained (clinical)")[0] == ("heading_says_more", SAID)


def test_it_is_carried_on_and_kept_by_rebuild(first: Path, run: Run) -> None:
    _send(first, run, "second.csv", "March 2019", "Trained (clinical)")
    assert _send(first, run, "third.csv", "April 2019", "Trained (clinical)") == [("heading_says_more", SAID)]
    assert run(first, "rebuild")[0] == 0
    assert [_asked(first, name) for name in ("second.csv", "third.csv")] == [[("heading_says_more", SAID)]] * 2


@pytest.mark.parametrize(
    ("heading", "provider", "gap"),
    [("Trained (bank)", "Moorside", ""), ("Trained (clinical)", "Calder Vale", ""), ("Trained (clinical)", "Moorside", "\n")],
)
def test_anything_else_is_asked_about(first: Path, run: Run, heading: str, provider: str, gap: str) -> None:
    assert _send(first, run, "second.csv", "March 2019", heading, provider, gap) == [("heading_says_more", None)]


def test_what_is_said_of_a_withdrawn_file_is_not(first: Path, run: Run) -> None:
    assert run(first, "withdraw", "first.csv", "--reason", "wrong")[0] == 0
    assert _send(first, run, "second.csv", "March 2019", "Trained (clinical)") == [("heading_says_more", None)]


@pytest.mark.parametrize(
    ("title", "settled"),
    [("Training - Calder Vale - March 2019", SAID), ("Training - Calder Vale - Q4 2018/19", SAID), ("Course list - Calder Vale - March 2019", None)],
)
def test_a_provider_named_in_a_title(empty_workspace: Path, run: Run, title: str, settled: str | None) -> None:
    for name, text in (("first.csv", "Training - Calder Vale - February 2019"), ("second.csv", title)):
        month = "February" if name == "first.csv" else "March"
        rows = f"{text}\nReporting period,{month} 2019\n\nSubject,Level,Required,Trained\nMCA,1,10,9\n"
        (empty_workspace / "returns" / name).write_text(rows, encoding="utf-8")
        run(empty_workspace, "ingest")
        if name == "first.csv":
            _accept(empty_workspace, run)
    assert ("provider_of_title", settled) in _asked(empty_workspace, "second.csv")
