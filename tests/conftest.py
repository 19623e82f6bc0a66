"""Workspaces that tests share: the sample ingested once, a copy of it to change, and an empty one."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import boardpaper
from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

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
