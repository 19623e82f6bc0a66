"""The same warehouse gives the same figures, cells and order, whatever the hash seed of the process."""

import os
import subprocess
import sys
from pathlib import Path


def _figures(folder: Path, seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "boardpaper", "--workspace", str(folder), "figures", "--json"]
    return subprocess.run(command, check=True, capture_output=True, env=environment).stdout


def test_figures_do_not_depend_on_the_hash_seed(ingested: Path) -> None:
    assert len({_figures(ingested, seed) for seed in ("1", "2", "3", "4")}) == 1
