"""What was asked about and is answered is told as settled, and is no open doubt any more; what is asked still is."""

import sqlite3
from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures.model import Doubt
from boardpaper.workspace import Workspace

TRAINING = "Organisation,NHS Stockport CCG\nReporting period,March 2019\n\nSubject,Level,Required,Compliant\n"


def _doubts(folder: Path, table: str, *settled: str) -> tuple[Doubt, ...]:
    settings = (folder / "boardpaper.toml").read_text(encoding="utf-8")
    (folder / "boardpaper.toml").write_text(settings.partition("\n[expected]")[0], encoding="utf-8")
    (folder / "returns" / "a.csv").write_text(TRAINING + table, encoding="utf-8")
    workspace = Workspace(folder)
    ingest(workspace)
    connection = sqlite3.connect(workspace.warehouse)
    for cell in settled:
        assert connection.execute("UPDATE issue SET settled = 'as it is' WHERE cell = ?", [cell]).rowcount
    connection.commit()
    connection.close()
    with reader(workspace.warehouse) as read:
        return measure_all(read, workspace, load_layouts()).figures["training.mental_capacity_act.percent"].doubts


LEFT_OUT = "a.csv: more staff compliant than required, so left out"


def test_row_that_is_left_out_is_settled_once_its_query_is(empty_workspace: Path) -> None:
    table = "MCA,1,100,90\nMCA,2,10,12\nMCA,3,10,12\n"
    assert _doubts(empty_workspace, table, "D6") == (Doubt("settled", f"{LEFT_OUT} (row 6)"), Doubt("left out", f"{LEFT_OUT} (row 7)"))


def test_value_that_is_missing_is_settled_once_its_query_is(empty_workspace: Path) -> None:
    table = "MCA,1,100,90\nMCA,2,#REF!,9\n"
    assert _doubts(empty_workspace, table, "C6") == (
        Doubt("settled", "a.csv: without both counts, so not in the percentage (row 6)"),
        Doubt("settled", "a.csv: a value is missing, and is not in the figure, at C6"),
    )
