"""What tests of disclosure share: a catalogue measured from a few returns, with declarations of a team's own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

Measured = Callable[..., Catalogue]


@pytest.fixture
def measured(empty_workspace: Path) -> Measured:
    def measure(declared: str = "", layout: str = "", **returns: str) -> Catalogue:
        settings = (empty_workspace / "boardpaper.toml").read_text(encoding="utf-8").partition("\n[expected]")[0]
        (empty_workspace / "boardpaper.toml").write_text(settings.replace('public = "none"', 'public = "under_5"'), encoding="utf-8")
        for folder, text in (("figures", declared), ("layouts", layout)):
            (empty_workspace / folder).mkdir()
            if text:
                (empty_workspace / folder / "own.toml").write_text(text, encoding="utf-8")
        for name, text in returns.items():
            (empty_workspace / "returns" / f"{name}.csv").write_text(text, encoding="utf-8")
        workspace = Workspace(empty_workspace)
        assert [outcome.status for outcome in ingest(workspace).outcomes] == ["accepted"] * len(returns)
        with reader(workspace.warehouse) as connection:
            return measure_all(connection, workspace, load_layouts(workspace.layouts))

    return measure
