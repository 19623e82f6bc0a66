"""The commands on a paper that has been edited since it was assembled."""

from pathlib import Path

import click

from .cli_workspace import measure, open_workspace, workspace_option

_paper = click.argument("paper", type=click.Path(path_type=Path, dir_okay=False))


@click.command()
@_paper
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@workspace_option
@click.pass_context
def check(ctx: click.Context, paper: Path, as_json: bool, here: Path | None) -> None:
    """Hold an edited PAPER against warehouse, house style and accessibility. Exit 1 where it fails."""
    from .assembly.check.run import check as run
    from .screen_check import show_check

    workspace = open_workspace(ctx, here)
    report = run(workspace, measure(workspace), paper)
    click.echo(show_check(report, as_json=as_json))
    ctx.exit(1 if report.fails else 0)
