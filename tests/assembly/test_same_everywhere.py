"""The same workspace gives the same bytes: in another folder, in another time zone, language and order of hashing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes no time zone from the environment")
def test_paper_is_the_same_bytes_everywhere(ingested: Path, tmp_path: Path) -> None:
    papers = []
    for number, settings in enumerate(({"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"})):
        workspace = tmp_path / f"folder {number}" / "w"
        shutil.copytree(ingested, workspace, ignore=shutil.ignore_patterns("papers"))
        # without a PATH there is no LibreOffice, whose pages are those of its own fonts
        environment = {**os.environ, **settings, "PATH": str(tmp_path / "nothing")}
        command = [sys.executable, "-m", "boardpaper", "-w", str(workspace), "assemble"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        made = sorted(path for path in (workspace / "papers").iterdir() if path.suffix in (".docx", ".json"))
        papers.append([(path.name, path.read_bytes()) for path in made])
    assert papers[0] == papers[1]
    assert len(papers[0]) == 2
