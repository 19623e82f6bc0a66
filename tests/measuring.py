"""The figures of a workspace, for a test that goes on when its warehouse is closed again."""

import sqlite3
from collections.abc import Callable, Collection, Mapping

from boardpaper.layouts import Layout, load_layouts
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures import on_offer
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace


def measure(workspace: Workspace) -> Catalogue:
    with reader(workspace.warehouse) as connection:
        return measure_all(connection, workspace, load_layouts(workspace.layouts))


def measure_all(
    connection: sqlite3.Connection, workspace: Workspace, layouts: Mapping[str, Layout], named: Callable[[], Collection[str]] = frozenset
) -> Catalogue:
    """Return every figure, table and chart of a workspace, measured."""
    with on_offer(connection, workspace, layouts, named) as catalogue:
        return catalogue.whole()
