"""Workspaces that tests share: the sample ingested once, a copy of it to change, and an empty one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import boardpaper
import pytest
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
