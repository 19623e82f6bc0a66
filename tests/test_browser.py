"""What `browse` shows: every table described from its layout, on this computer alone."""

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from boardpaper.browser.metadata import make_metadata
from boardpaper.browser.serve import make_datasette, open_port
from boardpaper.errors import BoardpaperError
from boardpaper.layouts import Layout, load_layouts
from boardpaper.toml_tables import fitted
from boardpaper.warehouse.snapshot import publish


def test_every_column_of_every_table_is_described(ingested: Path) -> None:
    tables = make_metadata(load_layouts(), "x")["databases"]["warehouse"]["tables"]
    with closing(sqlite3.connect(ingested / "warehouse.db")) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
        columns = {name: {row[1] for row in connection.execute(f"PRAGMA table_info('{name}')")} for name in names}
    shown = {name: found for name, found in columns.items() if not tables.get(name, {}).get("hidden")}
    assert {name: set(tables[name]["columns"]) for name in shown} == shown
    assert [name for name in shown if not all(tables[name]["columns"].values())] == []


def test_a_field_that_says_nothing_of_itself_is_described_by_its_heading() -> None:
    field = {"name": "due", "type": "percent", "headings": ["Sessions due"], "basis": "year_to_date"}
    layout = fitted(
        {"name": "supervision", "title": "Supervision", "about": "Sessions.", "usual_period": "quarter", "record_key": ["due"], "field": [field]},
        Layout,
    )
    tables = make_metadata({"supervision": layout}, "x")["databases"]["warehouse"]["tables"]
    assert tables["supervision"]["columns"]["due"] == "Sessions due (in the year so far). A ratio, 0 to 1."


def test_the_pages_open_and_show_what_came_back(ingested: Path, tmp_path: Path) -> None:
    publish(ingested / "warehouse.db", tmp_path / "warehouse.db")
    datasette = make_datasette(tmp_path / "warehouse.db", load_layouts(), "The Organisation")

    async def fetch() -> dict[str, tuple[int, str]]:
        paths = ("/", "/warehouse", "/warehouse/fact", "/warehouse/training", "/warehouse/held", "/look/boardpaper.css")
        answers = {path: await datasette.client.get(path) for path in paths}
        return {path: (answer.status_code, answer.text) for path, answer in answers.items()}

    pages = asyncio.run(fetch())
    assert {path: status for path, (status, _) in pages.items()} == dict.fromkeys(pages, 200)
    assert "Compliant staff as a share of those required" in pages["/warehouse/training"][1]
    assert "GRANGE_AUDIT_RETURN.xlsx" in pages["/warehouse/held"][1]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_no_copy_of_the_returns_stays_behind(ingested: Path, tmp_path: Path, name: str) -> None:
    command = [sys.executable, "-m", "boardpaper", "--workspace", str(ingested), "browse", "--no-open"]
    served = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "TMPDIR": str(tmp_path)})
    try:
        assert served.stdout is not None
        _wait_for(served.stdout.readline().split()[4])
        copies = [path.name for path in tmp_path.rglob("*.db")]
        served.send_signal(signal.Signals[name])
        rest, _ = served.communicate(timeout=20)
    finally:
        served.kill()
    assert (copies, rest.strip(), served.returncode, list(tmp_path.iterdir())) == (["warehouse.db"], "", 0, [])


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{address}-/versions.json"):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


def test_a_port_that_was_chosen_is_held_from_then_on() -> None:
    with open_port(None) as listening, pytest.raises(BoardpaperError, match="is in use: name another one with --port"):
        open_port(listening.getsockname()[1])


def test_the_usual_port_in_use_is_no_fault_of_a_command_that_names_none() -> None:
    with open_port(None) as one, open_port(None) as another:
        assert one.getsockname()[1] != another.getsockname()[1]


def test_a_port_in_use_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BoardpaperError, match="is in use: name another one with --port"):
            open_port(taken.getsockname()[1])
