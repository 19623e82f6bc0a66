"""Workspaces that tests share: the sample ingested once, a copy of it to change, and an empty one."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import hypothesis
import pytest
from click.testing import CliRunner

import boardpaper
from boardpaper.cli import main
from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

hypothesis.settings.register_profile("house", suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")  # how long a busy machine takes says nothing of the code

SAMPLE = Path(boardpaper.__file__).parent / "sample"


def _copy(folder: Path) -> Path:
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    return folder


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample workspace after one ingest; to be read, never written."""
    folder = _copy(tmp_path_factory.mktemp("ingested") / "sample")
    ingest(Workspace(folder))
    yield folder


@pytest.fixture
def sample_copy(tmp_path: Path) -> Path:
    """The sample workspace, not yet ingested."""
    return _copy(tmp_path / "sample")


@pytest.fixture
def empty_workspace(tmp_path: Path) -> Path:
    """A workspace with the sample's settings and providers, and an empty returns folder."""
    for name in ("boardpaper.toml", "providers.csv"):
        shutil.copyfile(SAMPLE / name, tmp_path / name)
    (tmp_path / "returns").mkdir()
    return tmp_path


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """In CI nothing may skip: what a test needs is installed there, so a skip hides a test that did not run."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.skipped and os.environ.get("BOARDPAPER_NO_SKIP"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped where nothing may be: {report.longrepr}"


Tables = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="session")
def tables_of() -> Callable[[Path], Tables]:
    """Read every table of a warehouse, but for the times at which its files were taken in."""

    def read(workspace: Path) -> Tables:
        with closing(sqlite3.connect(workspace / "warehouse.db")) as connection:
            names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
            columns = {name: [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")') if row[1] != "ingested_at"] for name in names}
            return {
                name: sorted(connection.execute(f"""SELECT {", ".join(f'"{one}"' for one in columns[name])} FROM "{name}" """), key=repr)
                for name in names
            }

    return read


@pytest.fixture
def run() -> Callable[..., tuple[int, str]]:
    """Run a command in a workspace; return its exit code and all that it shows."""

    def invoke(workspace: Path, *arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["-w", str(workspace), *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output

    return invoke
