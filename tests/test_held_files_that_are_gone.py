"""A held file that was taken out of returns/ is not tried again: ingest and status say so, and what to do."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str]]
TEXT = "Organisation,{}\nReporting period,March 2019\n\nStaff group,Required,In date,Outstanding,In progress\nNurses,5,5,0,0\n"
HEAD = "Held, and no longer in returns/, so not tried again: put each back there, or take it out of use where it is not wanted any more"


def _gone(said: str) -> list[str]:
    lines = said.splitlines()
    return [line for at in range(len(lines)) if lines[at] == HEAD for line in lines[at : at + 2]]


def _held(folder: Path, run: Run, name: str = "a.csv", text: str = TEXT.format("Moorland Care")) -> Path:
    path = folder / "returns" / name
    path.write_text(text, encoding="utf-8")
    assert run(folder, "ingest")[0] == 1
    return path


@pytest.mark.parametrize("command", ["ingest", "status"])
def test_it_is_said(empty_workspace: Path, run: Run, command: str) -> None:
    path = _held(empty_workspace, run)
    assert _gone(run(empty_workspace, command)[1]) == []
    path.unlink()
    assert _gone(run(empty_workspace, command)[1]) == [HEAD, "  a.csv: boardpaper withdraw 1 --reason TEXT"]


def test_it_is_taken_in_when_it_is_back(empty_workspace: Path, run: Run) -> None:
    path = _held(empty_workspace, run)
    data = path.read_bytes()
    path.unlink()
    run(empty_workspace, "alias", "XA4", "Moorland Care")
    assert "1 taken in" not in run(empty_workspace, "ingest")[1]
    path.write_bytes(data)
    code, said = run(empty_workspace, "ingest")
    assert (code, _gone(said), said.splitlines()[0]) == (0, [], "1 file: 1 taken in.")


def test_it_is_no_longer_said_once_it_is_withdrawn(empty_workspace: Path, run: Run) -> None:
    _held(empty_workspace, run).unlink()
    assert run(empty_workspace, "withdraw", "1", "--reason", "sent again")[0] == 0
    assert [_gone(run(empty_workspace, command)[1]) for command in ("ingest", "status")] == [[], []]


def test_one_that_names_people_is_not_asked_back(empty_workspace: Path, run: Run) -> None:
    _held(empty_workspace, run, text=TEXT.format("Moorside") + "\nNHS number,999 000 0018\n").unlink()
    said = run(empty_workspace, "status")[1]
    assert ("person_identifiers" in said, _gone(said)) == (True, [])


def test_files_named_one_by_one_say_nothing_of_the_others(empty_workspace: Path, run: Run) -> None:
    _held(empty_workspace, run).unlink()
    other = empty_workspace / "b.csv"
    other.write_text(TEXT.format("Moorside"), encoding="utf-8")
    assert _gone(run(empty_workspace, "ingest", str(other))[1]) == []


def test_of_a_file_that_came_again_under_its_name_the_last_alone_is_held(empty_workspace: Path, run: Run) -> None:
    _held(empty_workspace, run)
    _held(empty_workspace, run, text=TEXT.format("Moorland Care Ltd"))
    said = run(empty_workspace, "status")[1]
    assert re.findall(r"Held: \d|'Moorland[^']*'", said) == ["Held: 1", "'Moorland Care Ltd'"]
