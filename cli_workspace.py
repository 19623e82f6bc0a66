"""What every command of the command line does first: find its workspace, and measure the figures of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import click

from .errors import BoardpaperError

workspace_option = click.option(
    "--workspace",
    "-w",
    "here",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="The workspace, where it is not the current folder.",
)


def open_workspace(ctx: click.Context, here: Path | None) -> Any:
    """Return the workspace that a command names, or the one of the whole command line. Raises BoardpaperError where there is no such folder."""
    from .workspace import Workspace

    root = here or ctx.obj
    if not root.is_dir():
        raise BoardpaperError(f"There is no folder {root}: check the name, or make a workspace with 'boardpaper init {root}'.")
    return Workspace(root)


@contextmanager
def measuring(workspace: Any) -> Iterator[tuple[Any, Any]]:
    """Open the warehouse of a workspace to measure figures from, with the layouts of its returns."""
    from .layouts import load_layouts
    from .warehouse.connection import reader
    from .warehouse.expected import check_expectations

    layouts = load_layouts(workspace.layouts)
    check_expectations(workspace.settings, layouts, workspace.providers)
    with reader(workspace.warehouse) as connection:
        yield connection, layouts


def measure_for(workspace: Any, *papers: Path) -> Any:
    """Return what the warehouse says today for some papers: the catalogue of the workspace, or what the letter to their provider may say."""
    from .assembly.edition import provider_of
    from .warehouse.figures.letters import measure_letters

    code = provider_of(workspace, *papers)
    if not code:
        return measure(workspace)
    with measuring(workspace) as (connection, layouts):
        return measure_letters(connection, workspace, layouts, code).each[0]


def measure(workspace: Any) -> Any:
    """Return the catalogue of a workspace: every figure, table and chart as its warehouse stands."""
    from .warehouse.figures import measure_all

    @cache
    def named() -> frozenset[str]:
        from .assembly.keys_named import keys_named

        return keys_named(workspace)

    with measuring(workspace) as (connection, layouts):
        return measure_all(connection, workspace, layouts, named)
