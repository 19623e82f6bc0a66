"""What `browse` shows: every table described from its layout, on this computer alone."""

import asyncio
import socket
from pathlib import Path

import pytest

from boardpaper.browser.metadata import make_metadata
from boardpaper.browser.serve import choose_port, make_datasette
from boardpaper.errors import BoardpaperError
from boardpaper.layouts import load_layouts
from boardpaper.warehouse.snapshot import publish


def test_every_column_of_every_return_is_described(ingested: Path) -> None:
    tables = make_metadata(load_layouts(), "x")["databases"]["warehouse"]["tables"]
    missing = [
        f"{layout.name}.{field.name}"
        for layout in load_layouts().values()
        for field in layout.field
        if not tables[layout.name]["columns"].get(field.name)
    ]
    assert missing == []


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


def test_a_port_in_use_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BoardpaperError, match="is in use: name another one with --port"):
            choose_port(taken.getsockname()[1])
