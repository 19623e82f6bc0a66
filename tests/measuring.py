"""The figures of a workspace, for a test that goes on when its warehouse is closed again."""

from boardpaper.layouts import load_layouts
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures import measure_all
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace


def measure(workspace: Workspace) -> Catalogue:
    with reader(workspace.warehouse) as connection:
        return measure_all(connection, workspace, load_layouts(workspace.layouts))
