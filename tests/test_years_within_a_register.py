"""Years that stand on rows of their own in a register are those of the cases below them, and no cases."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

ROWS = "SAR no.,Referred,Outcome\n2017/18\nSAR1,01/05/2017,DHR\n2018/19\nSAR2,01/05/2018,DHR\n"


@pytest.mark.parametrize("period", ["", "Period,2018/19\n"])
def test_each_case_is_of_its_year(empty_workspace: Path, period: str) -> None:
    (empty_workspace / "returns" / "a.csv").write_text(f"Organisation,Adults Board\n{period}\n{ROWS}", encoding="utf-8")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        found = connection.execute("SELECT value, period_end FROM fact WHERE field = 'case_ref' ORDER BY value").fetchall()
    assert [tuple(row) for row in found] == [("SAR1", "2018-03-31"), ("SAR2", "2019-03-31")]
