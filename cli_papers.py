"""The commands on a paper that has been edited since it was assembled."""

from pathlib import Path

import click

from .cli_workspace import measured_for, open_workspace, workspace_option

_paper = click.argument("paper", type=click.Path(path_type=Path, dir_okay=False))


@click.command()
@_paper
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@click.option("--docx", "as_docx", is_flag=True, help="A copy of the paper beside it, with a Word comment at each finding.")
@click.option("--pdf", type=click.Path(path_type=Path, dir_okay=False), help="The PDF that Word made of the paper: its pages are the right ones.")
@click.option("--no-pages", is_flag=True, help="Do not measure the pages, which takes LibreOffice a second or two.")
@workspace_option
@click.pass_context
def check(ctx: click.Context, paper: Path, as_json: bool, as_docx: bool, pdf: Path | None, no_pages: bool, here: Path | None) -> None:
    """Hold an edited PAPER, or letter, against warehouse, house style and accessibility. Exit 1 where it fails."""
    from .assembly.check.run import check as run
    from .assembly.check.run import write_commented
    from .screen_check import show_check

    if pdf and no_pages:
        raise click.UsageError("--pdf says which pages the paper has: leave out --no-pages.")
    workspace = open_workspace(ctx, here)
    with measured_for(workspace, paper) as today:
        report = run(workspace, today, paper, pdf=pdf, pages=not no_pages)
    copy = write_commented(report, workspace.settings.report.as_at) if as_docx else None
    click.echo(show_check(report, copy, as_json=as_json))
    ctx.exit(1 if report.fails else 0)


@click.command()
@_paper
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--overrule", is_flag=True, help="Put the warehouse's figure back where one was typed by hand.")
@click.option("--no-pages", is_flag=True, help="Do not measure the pages of the contents anew.")
@workspace_option
@click.pass_context
def refresh(ctx: click.Context, paper: Path, dry_run: bool, overrule: bool, no_pages: bool, here: Path | None) -> None:
    """Put today's figures into an edited PAPER, or letter, everything else untouched. The paper as it was is kept beside it."""
    from .assembly.refresh.run import refresh as run
    from .screen_refresh import show_refreshed

    workspace = open_workspace(ctx, here)
    with measured_for(workspace, paper) as today:
        done = run(workspace, today, paper, dry_run=dry_run, overrule=overrule, pages=not no_pages)
    click.echo(show_refreshed(done, dry_run=dry_run))


@click.command()
@click.argument("old", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("new", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="The changes as JSON.")
@workspace_option
@click.pass_context
def compare(ctx: click.Context, old: Path, new: Path, as_json: bool, here: Path | None) -> None:
    """Show what changed from the paper OLD to the paper NEW, by section, and which return moved each figure."""
    from .assembly.compare import compare_papers
    from .screen_compare import show_changes

    workspace = open_workspace(ctx, here)
    with measured_for(workspace, old, new) as today:
        changes = compare_papers(workspace, today, old, new)
    click.echo(show_changes(changes, as_json=as_json))
