"""The figures that a withdrawn return named stay on offer, and say that they are not measured: a paper that names them is still made."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.warehouse.withdrawal import withdraw
from boardpaper.workspace import Workspace

OWN = "Organisation,NHS Stockport CCG\nReporting period,March 2019\n\n"
DBS = "Staff group,Required,In date,Outstanding,In progress\nHealth visitors,100,90,3,7\n"
KEY = "dbs_by_staff_group.health_visitors.required"


def _measured(workspace: Workspace) -> Catalogue:
    with reader(workspace.warehouse) as connection:
        return measure_all(connection, workspace, load_layouts())


def test_they_are_not_measured_and_stand_in_no_table(empty_workspace: Path) -> None:
    workspace = Workspace(empty_workspace)
    (empty_workspace / "returns" / "dbs.csv").write_text(OWN + DBS, encoding="utf-8")
    ingest(workspace)
    before = _measured(workspace)
    withdraw(workspace, load_layouts(), "dbs.csv", "the wrong trust")
    after = _measured(workspace)
    shown = [figure.text for figure in (before.figures[KEY], after.figures[KEY])]
    assert shown == ["100", "not measured"]
    assert after.figures.keys() == before.figures.keys()
    assert not any("Health visitors" in cell for table in after.tables.values() for row in table.rows for cell in map(str, row))
