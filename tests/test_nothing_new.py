"""An ingest that finds nothing new does not so much as import what reads, converts and marks workbooks."""

import json
import subprocess
import sys
from pathlib import Path

CODE = """
import json, sys
from boardpaper.cli import main
main(["-w", sys.argv[1], "ingest", "--json"], standalone_mode=False)
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
COSTLY = {"openpyxl", "python_calamine", "multiprocessing", "sqlite_utils", "xml.etree.ElementTree", "boardpaper.etl.run", "boardpaper.etl.privacy"}
RETURN = "Organisation,Moorside\nReporting period,March 2019\n\nSubject,Level,Required,Compliant\nMCA,1,20,19\n"


def _ingest(workspace: Path) -> tuple[list[str], set[str]]:
    done = subprocess.run([sys.executable, "-c", CODE, str(workspace)], capture_output=True, text=True, check=True)
    return [file["status"] for file in json.loads(done.stdout)["files"]], set(json.loads(done.stderr.splitlines()[-1]))


def test_nothing_new_costs_nothing(empty_workspace: Path) -> None:
    (empty_workspace / "returns" / "return 1.csv").write_text(RETURN)
    first, then = _ingest(empty_workspace), _ingest(empty_workspace)
    assert (first[0], then[0]) == (["accepted"], ["known"])
    assert "boardpaper.etl.run" in first[1]
    assert not then[1] & COSTLY
