"""A file name that holds a person identifier is shown and stored nowhere."""

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from boardpaper.cli import main

CSV = b"Organisation,NHS Stockport CCG\nReporting period,March 2019\nStaff group,Required,In date,Outstanding\nNursing,20,18,2\n"
NAMES = {
    "list 999 000 0018": "an NHS number",
    "review_9990000018": "an NHS number",
    "IHA dob 12-03-2011": "a date of birth",
    "dbs AB123456C": "a National Insurance number",
}


def _run(workspace: Path, *arguments: str) -> str:
    return CliRunner().invoke(main, ["-w", str(workspace), *arguments]).output


def _kept(workspace: Path) -> bytes:
    """Return all that a run shows and keeps, the names in the archive included."""
    shown = _run(workspace, "ingest", "--json") + _run(workspace, "ingest") + _run(workspace, "issues") + _run(workspace, "status")
    names = " ".join(path.name for path in workspace.rglob("*") if "returns" not in path.parts)
    return shown.encode() + names.encode() + (workspace / "warehouse.db").read_bytes() + (workspace / "archive/manifest.jsonl").read_bytes()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data", [CSV, b"%PDF-1.4 no spreadsheet", b""], ids=["return", "unreadable", "empty"])
def test_a_name_is_withheld_and_the_file_held(empty_workspace: Path, name: str, data: bytes) -> None:
    (empty_workspace / "returns" / f"{name}.csv").write_bytes(data)
    assert name.encode() not in _kept(empty_workspace)
    with sqlite3.connect(empty_workspace / "warehouse.db") as connection:
        found = connection.execute("SELECT f.filename, f.status, i.found, i.expected FROM source f JOIN issue i ON i.source_id = f.id").fetchall()
    withheld = f"(name withheld {hashlib.sha256(data).hexdigest()[:12]})"
    assert found == [(withheld, "held", "withheld", f"counts alone, not {NAMES[name]} in the file name")]
    assert [path.name for path in (empty_workspace / "archive").iterdir()] == ["manifest.jsonl"]


def test_what_is_passed_over_is_withheld_too(empty_workspace: Path) -> None:
    (empty_workspace / "returns" / "999 000 0018").mkdir()
    (empty_workspace / "returns" / "~$list 999 000 0018.xlsx").write_bytes(b"x")
    shown = _run(empty_workspace, "ingest", "--json")
    folder = empty_workspace / "returns" / "(name withheld)"
    assert json.loads(shown)["passed_over"] == [
        {"name": "(name withheld)", "reason": f'a folder: to take in what it holds, run: boardpaper ingest "{folder}"'},
        {"name": "(name withheld)", "reason": "Excel's own lock file: the workbook it belongs to is open somewhere"},
    ]


def test_a_name_with_a_telephone_or_order_number_is_kept(empty_workspace: Path) -> None:
    (empty_workspace / "returns" / "DBS 0161 426 9900 PO 4500012345.csv").write_bytes(CSV)
    _run(empty_workspace, "ingest")
    with sqlite3.connect(empty_workspace / "warehouse.db") as connection:
        assert connection.execute("SELECT filename, status FROM source").fetchall() == [("DBS 0161 426 9900 PO 4500012345.csv", "accepted")]
