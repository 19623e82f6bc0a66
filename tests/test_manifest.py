"""The archive's manifest: a line for all that happened, none for what did not, and a line cut off by a crash is no line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.errors import WarehouseError
from boardpaper.etl import run as ingesting
from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.history import source_event, withdraw_event
from boardpaper.warehouse.manifest import Manifest
from boardpaper.workspace import Workspace

Run = Callable[..., tuple[int, str]]
RETURN = "Organisation,{who}\nReporting period,March 2019\n\nSubject,Level,Required,Compliant\nSafeguarding Adults,1,10,8\n"


def _events(folder: Path) -> list[tuple[object, ...]]:
    lines = (folder / "archive" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [tuple(json.loads(line).get(name) for name in ("event", "number", "name", "status")) for line in lines]


def test_each_file_has_a_line_and_another_only_when_something_else_became_of_it(empty_workspace: Path, run: Run) -> None:
    for name, who in (("a.csv", "Moorside"), ("b.csv", "Nowhere"), ("c.csv", "Moorside")):
        (empty_workspace / "returns" / name).write_text(RETURN.format(who=who), encoding="utf-8")
    for _ in range(2):
        run(empty_workspace, "ingest")
        assert sorted(event[2:] for event in _events(empty_workspace)) == [("a.csv", "accepted"), ("b.csv", "held"), ("c.csv", "duplicate")]
    run(empty_workspace, "alias", "XA5", "Nowhere")
    run(empty_workspace, "ingest")
    assert [event[2:] for event in _events(empty_workspace)[3:]] == [("b.csv", "accepted")]


def test_a_dry_run_leaves_none(empty_workspace: Path, run: Run) -> None:
    (empty_workspace / "returns" / "a.csv").write_text(RETURN.format(who="Moorside"), encoding="utf-8")
    run(empty_workspace, "ingest", "--dry-run")
    assert not (empty_workspace / "archive").exists()


def test_a_file_that_brings_out_a_fault_has_the_line_of_what_became_of_it(empty_workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_workspace / "returns" / "a.csv").write_text(RETURN.format(who="Moorside"), encoding="utf-8")

    def fail(*arguments: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(ingesting, "count_rows", fail)
    ingest(Workspace(empty_workspace))
    assert [event[2:] for event in _events(empty_workspace)] == [("a.csv", "held")]


def test_a_line_cut_off_by_a_crash_is_none_and_the_next_begins_anew(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    manifest.add([{"event": "source", "name": "a"}])
    with manifest.path.open("ab") as file:
        file.write(b'{"event": "sou')
    assert manifest.read() == [{"event": "source", "name": "a"}]
    manifest.add([{"event": "source", "name": "b"}])
    assert manifest.read() == [{"event": "source", "name": "a"}, {"event": "source", "name": "b"}]


def test_a_line_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "manifest.jsonl").write_bytes(b'{"event": "source"}\nspoilt\n{"event": "source"}\n')
    with pytest.raises(WarehouseError, match=r"^archive/manifest\.jsonl, line 2, cannot be read: restore the file from a copy\.$"):
        Manifest(tmp_path).read()


def test_the_hashes_of_what_was_taken_in_and_out(tmp_path: Path) -> None:
    def sha(digit: str) -> str:
        return digit * 64

    tricky = f'a", "sha256": "{sha("9")}", "status": "accepted", "x.xlsx'
    manifest = Manifest(tmp_path / "archive")
    assert manifest.hashes() == (set(), set())
    manifest.add(
        [
            source_event(1, "a.xlsx", sha("1"), "accepted", "taken_in: x"),
            source_event(2, "b.xlsx", sha("2"), "held", "no_return: x"),
            source_event(3, tricky, sha("3"), "accepted", tricky),
            source_event(4, tricky, sha("4"), "held", tricky),
            withdraw_event(tricky, sha("3"), f'withdrawn: {{"event": "purge", "sha256": "{sha("8")}"'),
            {"event": "purge", "sha256": sha("5"), "when": "now"},
            {"event": "answer", "sha256": sha("6"), "sheet": "S", "cell": "A1", "reason": tricky},
        ]
    )
    with manifest.path.open("ab") as file:
        file.write(b'{"event": "source", "number": 5, "name": "cut off", "sha256": "' + sha("7").encode() + b'", "status": "accepted"')
    assert manifest.hashes() == ({sha("1"), sha("3")}, {sha("3"), sha("5")})
    events = manifest.read()
    assert manifest.hashes() == (
        {event["sha256"] for event in events if event["event"] == "source" and event["status"] == "accepted"},
        {event["sha256"] for event in events if event["event"] in ("withdraw", "purge")},
    )
