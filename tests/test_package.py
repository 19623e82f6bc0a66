"""What `pip install .` installs: the code, the template, the layouts, the figures and the sample, and nothing else."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import boardpaper

ROOT = Path(boardpaper.__file__).parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from a copy of the checkout, in a folder of another name."""
    copy = tmp_path_factory.mktemp("build") / "any name"
    shutil.copytree(
        ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "demo", "build", "*.egg-info", ".*_cache", ".hypothesis", "__pycache__")
    )
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(copy / "dist"), str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    (path,) = (copy / "dist").glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_module_and_all_that_they_read(wheel: set[str]) -> None:
    rooms = ("assembly", "blanks", "browser", "docx_templates", "etl", "layouts", "sample", "warehouse")
    code = {path for room in rooms for path in (ROOT / room).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    code |= {path for path in ROOT.glob("*.py") if path.name != "setup.py"} | {ROOT / "py.typed", ROOT / "starting.toml"}
    assert {f"boardpaper/{path.relative_to(ROOT).as_posix()}" for path in code} - wheel == set()


def test_the_wheel_holds_nothing_else(wheel: set[str]) -> None:
    assert [name for name in wheel if name.split("/")[1] in ("tests", "benchmarks", "docs", "demo", "build", ".ci")] == []
