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


@contextmanager
def measured_for(workspace: Any, *papers: Path) -> Iterator[Any]:
    """Give what the warehouse says today for some papers: the catalogue of the workspace, or what the letter to their provider may say."""
    from .assembly.edition import provider_of
    from .warehouse.figures.letters import letters_on_offer

    code = provider_of(workspace, *papers)
    if not code:
        with measured(workspace) as catalogue:
            yield catalogue
        return
    with measuring(workspace) as (connection, layouts), letters_on_offer(connection, workspace, layouts, code) as addressees:
        yield addressees.each[0]


@contextmanager
def measured(workspace: Any) -> Iterator[Any]:
    """Give the catalogue of a workspace: every figure, table and chart as its warehouse stands, each measured when it is first asked for."""
    from .warehouse.figures import on_offer

    @cache
    def named() -> frozenset[str]:
        from .assembly.keys_named import keys_named

        return keys_named(workspace)

    with measuring(workspace) as (connection, layouts), on_offer(connection, workspace, layouts, named) as catalogue:
        yield catalogue
