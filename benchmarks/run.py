"""What the main job costs, as whole processes, beside the floor: calamine reading the same files and doing nothing with them.

Run `make bench`. Absolute times are this machine's; the ratio to the floor, measured in the same run, is what to compare.
"""

import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import boardpaper

SAMPLE = Path(boardpaper.__file__).parent / "sample"
RUNS = 7
COMMAND = [sys.executable, "-m", "boardpaper"]
FLOOR = """
import sys
from pathlib import Path
from python_calamine import CalamineError, CalamineWorkbook
values = 0
for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        book = CalamineWorkbook.from_filelike(path.open("rb"))
        values += sum(len(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False))
    except CalamineError:
        pass
"""


def timed(command: list[str], folder: Path, prepare: Callable[[], None], environment: dict[str, str] | None = None) -> float:
    """Return the median wall-clock seconds of a command as a whole process, after one run that is not counted."""
    found = []
    for _ in range(RUNS + 1):
        prepare()
        start = time.perf_counter()
        done = subprocess.run(command, cwd=folder, capture_output=True, env=environment)
        found.append(time.perf_counter() - start)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(command)}: {done.stderr.decode()}")
    return statistics.median(found[1:])


def _without_libreoffice(folder: Path) -> dict[str, str]:
    """Return an environment whose path has no LibreOffice on it."""
    empty = folder / "no-programs"
    empty.mkdir(exist_ok=True)
    return {**os.environ, "PATH": str(empty)}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "sample"
        shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))

        def afresh() -> None:
            (folder / "warehouse.db").unlink(missing_ok=True)
            shutil.rmtree(folder / "archive", ignore_errors=True)

        floor = timed([sys.executable, "-c", FLOOR, "returns"], folder, lambda: None)
        rows = [("calamine alone, 44 files (the floor)", floor), ("boardpaper ingest, 44 files", timed([*COMMAND, "ingest"], folder, afresh))]
        rows.append(("boardpaper ingest, nothing changed", timed([*COMMAND, "ingest"], folder, lambda: None)))
        rows.append(("boardpaper figures", timed([*COMMAND, "figures"], folder, lambda: None)))
        if shutil.which("soffice"):
            rows.append(("boardpaper assemble, pages measured", timed([*COMMAND, "assemble"], folder, lambda: None)))
            rows.append(("boardpaper assemble --pdf", timed([*COMMAND, "assemble", "--pdf"], folder, lambda: None)))
        rows.append(("boardpaper assemble, no LibreOffice", timed([*COMMAND, "assemble"], folder, lambda: None, _without_libreoffice(Path(name)))))
        paper = next(str(path) for path in sorted((folder / "papers").glob("*.docx")))
        rows.append(("boardpaper check --no-pages", timed([*COMMAND, "check", paper, "--no-pages"], folder, lambda: None)))
        rows.append(("boardpaper refresh --no-pages", timed([*COMMAND, "refresh", paper, "--no-pages"], folder, lambda: None)))
        rows.append(("boardpaper --help", timed([*COMMAND, "--help"], folder, lambda: None)))
    names = ("python-calamine", "openpyxl", "sqlite-utils", "msgspec", "lxml")
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores; " + ", ".join(f"{each} {version(each)}" for each in names)
    )
    for what, seconds in rows:
        print(f"{what:<40} {seconds:6.2f} s  {seconds / floor:5.1f} times the floor")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest single process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
