"""The process that reads files ends with the one that asks it, however that one ends."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

CODE = """
import os, signal, sys
from pathlib import Path
from boardpaper.etl.guard import read_all
reading = read_all(map(Path, sys.argv[1:]), jobs=2)
next(reading)
import multiprocessing
print(*[child.pid for child in multiprocessing.active_children()], flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def _is_there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return not (status := Path(f"/proc/{number}/status")).is_file() or "State:\tZ" not in status.read_text()


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot be asked for a process by its number")
def test_no_reader_outlives_its_parent(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.csv" for number in range(4)]
    for path in paths:
        path.write_text("a,b\n1,2\n")
    done = subprocess.run([sys.executable, "-c", CODE, *map(str, paths)], stdout=subprocess.PIPE, text=True)
    children = [int(number) for number in done.stdout.split()]
    assert len(children) == 2
    end = time.monotonic() + 30
    while any(map(_is_there, children)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(_is_there, children))
