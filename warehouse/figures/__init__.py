"""Figures: declared in TOML, measured from the warehouse, each with the cells behind it."""

import sqlite3
from collections.abc import Callable, Collection, Mapping

from ...layouts import Layout
from ...workspace import Workspace
from .check import check_declarations, check_targets
from .declare import load_declarations
from .measure import Measure
from .model import Catalogue


def measure_all(
    connection: sqlite3.Connection, workspace: Workspace, layouts: Mapping[str, Layout], named: Callable[[], Collection[str]] = frozenset
) -> Catalogue:
    """Return every figure, table and chart of a workspace as its warehouse stands. `named` tells the keys that its paper names, where that matters.

    Raises LayoutError where a declaration is not usable, SettingsError where a target is of no figure.
    """
    declarations = load_declarations(workspace.figures)
    check_declarations(declarations, layouts)
    check_targets(workspace.settings.targets, declarations, layouts)
    return Measure(connection, workspace.settings, layouts, providers=workspace.providers, named=named).catalogues(declarations)[""]
