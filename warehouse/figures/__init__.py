"""Figures: declared in TOML, measured from the warehouse, each with the cells behind it."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager

from ...layouts import Layout
from ...workspace import Workspace
from ..current_rows import current_rows
from .check import check_declarations, check_targets
from .declare import load_declarations
from .measure import Measure
from .model import Catalogue


@contextmanager
def on_offer(
    connection: sqlite3.Connection, workspace: Workspace, layouts: Mapping[str, Layout], named: Callable[[], Collection[str]] = frozenset
) -> Iterator[Catalogue]:
    """Give every figure, table and chart of a workspace as its warehouse stands. Each is measured when it is first asked for, so within the block.

    `named` tells the keys that its paper names, where that matters.

    Raises LayoutError where a declaration is not usable, SettingsError where a target is of no figure.
    """
    declarations = load_declarations(workspace.figures)
    check_declarations(declarations, layouts)
    check_targets(workspace.settings.targets, declarations, layouts)
    with current_rows(connection):
        measure = Measure(connection, workspace.settings, layouts, providers=workspace.providers, named=named)
        yield measure.catalogues(declarations)[""]
