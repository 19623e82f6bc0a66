"""Where what stands beside the values cannot be read, the values are all the same, and the sender is told what was not looked at."""

import zipfile
from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

FORMATS = Path(__file__).parent / "formats"


def test_a_broken_part_costs_no_value_and_is_told_once(empty_workspace: Path) -> None:
    target = empty_workspace / "returns" / "returns.ods"
    with zipfile.ZipFile(FORMATS / "returns.ods") as whole, zipfile.ZipFile(target, "w") as broken:
        for name in whole.namelist():
            broken.writestr(name, b"<broken" if name == "styles.xml" else whole.read(name))
    workspace = Workspace(empty_workspace)
    ingest(workspace)
    with reader(workspace.warehouse) as connection:
        told = connection.execute("SELECT sheet, cell, severity, found FROM issue WHERE code = 'not_looked_at'").fetchall()
        counts = connection.execute("SELECT cell, value FROM fact WHERE field = 'compliant' AND sheet = 'Training' ORDER BY cell").fetchall()
    what = "Excel errors, number formats, fills, hidden rows and columns, comments, properties"
    assert [tuple(row) for row in told] == [("", "", "info", what)]
    assert [tuple(row) for row in counts] == [("E5", 90), ("E6", 80), ("E8", 25)]
