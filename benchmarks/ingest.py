"""What an ingest of 200 small returns costs beside three other ways of getting the same values into SQLite, all on one core.

The floor is calamine with executemany: every value, and none of the checks. Above it stands what it costs to keep the values as they are to be kept,
with none of the checks either: a child that reads, the bytes in an archive under their hash, rows with their places in a warehouse that is there
already. The others are openpyxl with sqlite-utils, and pandas with to_sql, which is compared where PANDAS names a Python of its own that has it: in
the environment itself it would slow the others, as sqlite-utils imports it wherever it can. Run `make bench`. Each is a whole process with its
children, in a fresh copy of the workspace. The ratios are of the seconds of the processor, which a machine that does other work besides changes
least, and are what to compare.
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
from typing import NamedTuple

from boardpaper.starting import start

FILES, RUNS = 200, 5
PROVIDERS = ["Northmoor FT", "CVMH", "Moorside", "Lakeview"]
MONTHS = ["Apr-18", "May-18", "Jun-18", "Jul-18", "Aug-18", "Sep-18", "Oct-18", "Nov-18", "Dec-18", "Jan-19", "Feb-19", "Mar-19"]
SUBJECTS = ["Safeguarding Adults", "Safeguarding Children", "Mental Capacity Act", "Prevent Basic", "Prevent L3"]
FLOOR = """
import sqlite3, sys
from pathlib import Path
from python_calamine import CalamineWorkbook
db = sqlite3.connect(sys.argv[2])
db.execute("CREATE TABLE cell (file TEXT, sheet TEXT, row INTEGER, col INTEGER, value)")
for path in sorted(Path(sys.argv[1]).iterdir()):
    book = CalamineWorkbook.from_filelike(path.open("rb"))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        db.executemany("INSERT INTO cell VALUES (?, ?, ?, ?, ?)",
            [(path.name, name, r, c, str(v)) for r, row in enumerate(rows) for c, v in enumerate(row) if v != ""])
db.commit()
"""
KEPT = """
import hashlib, sqlite3, sys
from multiprocessing import get_context
from pathlib import Path
def serve(pipe):
    from python_calamine import CalamineWorkbook
    while True:
        book = CalamineWorkbook.from_filelike(open(pipe.recv(), "rb"))
        pipe.send([(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names])
pipe, theirs = get_context("fork").Pipe()
get_context("fork").Process(target=serve, args=(theirs,), daemon=True).start()
archive = Path(sys.argv[2]).parent / "archive"
archive.mkdir()
db = sqlite3.connect(sys.argv[2], isolation_level=None)
fields = ["subject", "level", "staff_group", "required", "compliant", "percent"]
db.execute("BEGIN")
for path in sorted(Path(sys.argv[1]).iterdir()):
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    pipe.send(path)
    ((sheet, rows),) = pipe.recv()
    part = archive / f"{sha256}.part"
    part.write_bytes(data)
    part.replace(archive / f"{sha256}.xlsx")
    source = db.execute("INSERT INTO source (filename, sha256, status, reason, ingested_at, tool_version, libraries, layouts) "
        "VALUES (?, ?, 'accepted', '', '', '', '', '')", [path.name, sha256]).lastrowid
    submission = db.execute("INSERT INTO submission (source_id, return, provider, period_start, period_end) VALUES (?, 'training', ?, '', '')",
        [source, rows[1][1]]).lastrowid
    block = db.execute("INSERT INTO block (submission_id, sheet, heading_row, first_row, last_row) VALUES (?, ?, 5, 6, ?)",
        [submission, sheet, len(rows)]).lastrowid
    db.executemany("INSERT INTO block_field VALUES (?, ?, ?, NULL, NULL)", [(block, *each) for each in zip(fields, "ABCDEF")])
    db.executemany(f"INSERT INTO training ({', '.join(fields)}, submission_id, sheet, row) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row, submission, sheet, number) for number, row in enumerate(rows[5:], 6)])
    db.executemany("INSERT INTO mark (submission_id, sheet, row, field, state, text) VALUES (?, ?, ?, 'subject', 'given', ?)",
        [(submission, sheet, number, row[0]) for number, row in enumerate(rows[5:], 6)])
db.execute("COMMIT")
"""
OPENPYXL = """
import sys
from pathlib import Path
from openpyxl import load_workbook
from sqlite_utils import Database
db = Database(sys.argv[2])
for path in sorted(Path(sys.argv[1]).iterdir()):
    for sheet in load_workbook(path, data_only=True):
        db["cell"].insert_all({"file": path.name, "sheet": sheet.title, "row": c.row, "col": c.column, "value": str(c.value)}
            for row in sheet.iter_rows() for c in row if c.value is not None)
"""
PANDAS = """
import sqlite3, sys
from pathlib import Path
import pandas
db = sqlite3.connect(sys.argv[2])
for path in sorted(Path(sys.argv[1]).iterdir()):
    for name, frame in pandas.read_excel(path, sheet_name=None, header=None, dtype=str).items():
        cells = frame.assign(file=path.name, sheet=name).melt(id_vars=["file", "sheet"]).dropna().astype(str)
        cells.to_sql("cell", db, if_exists="append", index=False)
"""


def _write_returns(folder: Path) -> None:
    """Write small training returns: five subjects by four staff groups, each provider's months in turn."""
    from openpyxl import Workbook

    for number in range(FILES):
        book = Workbook()
        sheet = book.active
        year = 2018 - number // (len(PROVIDERS) * len(MONTHS))
        month = MONTHS[number // len(PROVIDERS) % len(MONTHS)]
        month = f"{month[:3]}-{int(month[4:]) - (2018 - year):02}"
        for row in (["Training compliance"], ["Organisation", PROVIDERS[number % len(PROVIDERS)]], ["Reporting period", month], []):
            sheet.append(row)
        sheet.append(["Subject", "Level", "Staff group", "Required", "Compliant", "% compliant"])
        for subject in SUBJECTS:
            for group in ("Nurses", "Doctors", "Therapists", "Others"):
                required = 20 + (number * 7 + len(subject) + len(group)) % 80
                compliant = required - number % 9
                sheet.append([subject, 1 + number % 3, group, required, compliant, compliant / required])
                sheet.cell(sheet.max_row, 6).number_format = "0.0%"
        book.save(folder / f"return {number:03}.xlsx")


class Cost(NamedTuple):
    """What a command costs: median seconds of the processor and by the clock, and the largest memory of one process in MB."""

    processor: float
    clock: float
    peak: float


def _measure(command: list[str], prepare: Callable[[], None]) -> Cost:
    """Run a command as whole processes, after one run that is not counted; `prepare` is not timed."""
    costs = []
    # the first run leaves its compiled modules to the others, as any machine does that is not told otherwise
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(RUNS + 1):
        prepare()
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(command, capture_output=True, env=environment)
        clock, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            raise SystemExit(f"{command}: {done.stdout.decode()}{done.stderr.decode()}")
        costs.append(Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock, after.ru_maxrss / 1024))
    return Cost(*(statistics.median(figures) for figures in zip(*costs[1:], strict=True)))


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as name:
        clean, workspace, made = Path(name) / "clean", Path(name) / "workspace", Path(name) / "cells.db"
        start(clean, sample=True)
        returns = clean / "returns"
        for path in returns.iterdir():
            path.unlink()
        _write_returns(returns)

        def afresh() -> None:
            made.unlink(missing_ok=True)
            shutil.rmtree(workspace, ignore_errors=True)
            shutil.copytree(clean, workspace)

        ours = [sys.executable, "-m", "boardpaper", "-w", str(workspace), "ingest"]
        empty = Path(name) / "empty"
        shutil.copytree(clean, empty, ignore=shutil.ignore_patterns("*.xlsx"))
        subprocess.run([sys.executable, "-m", "boardpaper", "-w", str(empty), "ingest"], check=True, capture_output=True)

        def with_warehouse() -> None:
            afresh()
            shutil.copyfile(empty / "warehouse.db", workspace / "warehouse.db")

        # the peak that the system tells is of all processes so far, so those that need least come first
        found = {"calamine with executemany (the floor)": _measure([sys.executable, "-c", FLOOR, str(returns), str(made)], afresh)}
        keeping = [sys.executable, "-c", KEPT, str(returns), str(workspace / "warehouse.db")]
        found["the values kept as they are to be"] = _measure(keeping, with_warehouse)
        found["boardpaper ingest"] = _measure(ours, afresh)
        found["boardpaper ingest, nothing changed"] = _measure(ours, lambda: None)
        found["openpyxl with sqlite-utils"] = _measure([sys.executable, "-c", OPENPYXL, str(returns), str(made)], afresh)
        if python := os.environ.get("PANDAS"):
            found["pandas with to_sql"] = _measure([python, "-c", PANDAS, str(returns), str(made)], afresh)
    versions = ", ".join(f"{each} {version(each)}" for each in ("python-calamine", "openpyxl", "sqlite-utils"))
    print(f"{FILES} returns, one core; Python {platform.python_version()}, {platform.machine()}; {versions}")
    floor = found["calamine with executemany (the floor)"].processor
    for what, cost in found.items():
        times = f"{cost.processor:6.2f} s of the processor, {cost.clock:6.2f} s by the clock"
        print(f"{what:<40} {times}  {cost.processor / floor:5.1f} times the floor  at most {cost.peak:4.0f} MB")


if __name__ == "__main__":
    main()
