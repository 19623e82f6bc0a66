"""The command line: one command a verb; each reads its arguments, calls a room, and prints."""

import errno
import sys
from pathlib import Path
from typing import Any

import click

from . import __version__
from .cli_papers import check, compare, refresh
from .cli_workspace import measured, measuring, open_workspace, workspace_option
from .errors import BoardpaperError


class _Group(click.Group):
    """Turns every error that a person can cure into one sentence, and never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BoardpaperError as error:
            click.echo(f"boardpaper: {error}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            raise  # whoever reads has had enough: nothing to tell
        except OSError as error:
            click.echo(f"boardpaper: {_told(error)}", err=True)
            ctx.exit(2)


def _told(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "The disk is full: free some space and run the command again."
    return f"{error.filename} cannot be used ({error.strerror}): close it if it is open, and check the folder's permissions."


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="boardpaper")
@click.option(
    "--workspace",
    "-w",
    type=click.Path(path_type=Path, file_okay=False),
    default=".",
    envvar="BOARDPAPER_WORKSPACE",
    show_default="the current folder",
    help="The folder that a team works in.",
)
@click.pass_context
def main(ctx: click.Context, workspace: Path) -> None:
    """From returned spreadsheets to the board paper."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows pipe's own encoding cannot write every provider's name
            stream.reconfigure(encoding="utf-8", errors="replace")
    ctx.obj = workspace


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--sample", is_flag=True, help="With the 2018/19 report: returns, providers, settings and narrative.")
@click.option("--from", "old", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Next year's, from last year's workspace.")
def init(folder: Path, sample: bool, old: Path | None) -> None:
    """Make a new workspace."""
    from .starting import start

    if sample and old:
        raise click.UsageError("A workspace is made from the sample or from last year's: leave out --sample or --from.")
    made = start(folder, sample=sample, old=old)
    click.echo(f"A workspace is ready in {folder}: {', '.join(made)}.")
    if old:
        click.echo("It is about the year after: read boardpaper.toml and narrative/ through, which say what was true last year.")
    if sample:
        click.echo(f"Next: boardpaper --workspace {folder} ingest")
    else:
        click.echo("Next: fill in boardpaper.toml and providers.csv, put the returned files into returns/, then run: boardpaper ingest")


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Do all of it and keep nothing.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="How many files are read at once.")
@click.option(
    "--password-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Passwords for workbooks that have one: plain text, one a line.",
)
@click.option("--json", "as_json", is_flag=True, help="The outcome of each file as JSON.")
@workspace_option
@click.pass_context
def ingest(
    ctx: click.Context, paths: tuple[Path, ...], dry_run: bool, jobs: int, password_file: Path | None, as_json: bool, here: Path | None
) -> None:
    """Take returned files into the warehouse. Exit 0: all in; 1: something was held; 2: cannot run."""
    from .etl.ingest import ingest as run
    from .etl.unlock import read_passwords
    from .screen import progress, show_ingest

    passwords = read_passwords(password_file) if password_file else ()
    with progress(as_json) as advance:
        report = run(open_workspace(ctx, here), paths, dry_run=dry_run, jobs=jobs, passwords=passwords, progress=advance)
    click.echo(show_ingest(report, as_json=as_json, dry_run=dry_run))
    ctx.exit(0 if report.all_in else 1)


@main.command()
@click.argument("code")
@click.argument("name")
@workspace_option
@click.pass_context
def alias(ctx: click.Context, code: str, name: str, here: Path | None) -> None:
    """Teach a provider's other name: CODE as in providers.csv, NAME as it was typed. Held returns are tried again at the next ingest."""
    from .aliases import add_alias

    provider = add_alias(open_workspace(ctx, here), code, name)
    click.echo(f"{name!r} is now known as {provider.name} ({provider.code}). Run 'boardpaper ingest' to try held returns again.")


@main.command()
@click.option("--period", help="Of one period alone, such as 2018/19 or March 2019.")
@click.option("--emails", is_flag=True, help="Write an e-mail to each provider with a late return, ready to send, into feedback/.")
@workspace_option
@click.pass_context
def status(ctx: click.Context, period: str | None, emails: bool, here: Path | None) -> None:
    """Who has returned what, who is late, what is held, what is queried."""
    from datetime import date

    from .screen import show_reminders, show_status
    from .warehouse.connection import reader
    from .warehouse.holds import read_gone
    from .warehouse.status import read_status

    workspace = open_workspace(ctx, here)
    with reader(workspace.warehouse) as connection:
        found = read_status(connection, workspace.settings, period)
        gone = read_gone(connection, workspace.returns)
    click.echo(show_status(found, date.today(), gone))
    if emails:
        from .layouts import load_layouts
        from .warehouse.reminders import write_reminders

        titles = {layout.name: layout.title for layout in load_layouts(workspace.layouts).values()}
        sender = workspace.settings.organisation.name
        click.echo(show_reminders(write_reminders(found.missing, titles, sender, date.today(), workspace.feedback)))


@main.command()
@click.argument("source", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every field.")
@workspace_option
@click.pass_context
def issues(ctx: click.Context, source: str | None, as_json: bool, here: Path | None) -> None:
    """Every issue, or those of one SOURCE (its file name or number): where, what was found, what was expected, what to do."""
    from .screen import show_issues
    from .warehouse.connection import reader
    from .warehouse.status import read_issues

    with reader(open_workspace(ctx, here).warehouse) as connection:
        click.echo(show_issues(read_issues(connection, source), as_json=as_json))


@main.command()
@click.argument("issue", type=int)
@click.option("--accept", is_flag=True, help="The value stands as it is.")
@click.option("--value", help="What the cell should say, as it would be typed in the return: 12, 87.8%, 31/03/2019, Green, N/A.")
@click.option("--reason", required=True, help="Who answered, and what they said; shown with every figure that rests on it.")
@workspace_option
@click.pass_context
def settle(ctx: click.Context, issue: int, accept: bool, value: str | None, reason: str, here: Path | None) -> None:
    """Answer a query: ISSUE is the number that 'boardpaper issues' shows. The answer goes on record and into the figures."""
    from .etl.settle import settle as run
    from .screen_changes import show_settled

    workspace = open_workspace(ctx, here)
    click.echo(show_settled(run(workspace, issue, accept=accept, value=value, reason=reason)))
    _tell_senders(workspace)


@main.command()
@click.argument("source")
@click.option("--reason", required=True, help="Why the file is wrong.")
@workspace_option
@click.pass_context
def withdraw(ctx: click.Context, source: str, reason: str, here: Path | None) -> None:
    """Take a wrong file out of use: SOURCE is its file name or number. What it had replaced stands again; nothing is deleted."""
    from .etl.settle import refuse_identifiers
    from .layouts import load_layouts
    from .screen_changes import show_withdrawal
    from .warehouse.withdrawal import withdraw as run

    workspace = open_workspace(ctx, here)
    refuse_identifiers([reason])
    click.echo(show_withdrawal(run(workspace, load_layouts(workspace.layouts), source, reason)))
    _tell_senders(workspace)


@main.command()
@click.argument("source")
@click.option("--withhold-name", is_flag=True, help="The file's name, too, names a person: keep that off the record.")
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
@workspace_option
@click.pass_context
def purge(ctx: click.Context, source: str, withhold_name: bool, yes: bool, here: Path | None) -> None:
    """Remove a file that holds person identifiers from archive, warehouse and feedback. This cannot be undone."""
    from .layouts import load_layouts
    from .screen_changes import show_purge
    from .warehouse.purge import find_to_purge
    from .warehouse.purge import purge as run

    workspace = open_workspace(ctx, here)
    name = find_to_purge(workspace, source)
    if not yes:
        if not sys.stdin.isatty():
            raise BoardpaperError(f"Nothing was purged: to purge {name} without being asked, run the command with --yes.")
        click.confirm(f"Purge {name} and all that was taken from it? This cannot be undone.", abort=True)
    click.echo(show_purge(run(workspace, load_layouts(workspace.layouts), source, withhold_name=withhold_name), workspace.papers))
    _tell_senders(workspace)


@main.command()
@click.argument("a")
@click.argument("b")
@click.option("--return", "return_name", help="Of this return alone, such as training.")
@click.option("--provider", help="Of this provider alone: its code.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@workspace_option
@click.pass_context
def diff(ctx: click.Context, a: str, b: str, return_name: str | None, provider: str | None, as_json: bool, here: Path | None) -> None:
    """Compare two returned files, A and B (file names or numbers), cell by cell."""
    from .layouts import load_layouts
    from .screen_changes import show_difference
    from .warehouse.connection import reader
    from .warehouse.difference import compare_sources

    workspace = open_workspace(ctx, here)
    with reader(workspace.warehouse) as connection:
        compared = compare_sources(connection, load_layouts(workspace.layouts), (a, b), return_name, provider)
    click.echo(show_difference(compared, as_json=as_json))


@main.command()
@click.option("--password-file", type=click.Path(path_type=Path, dir_okay=False), help="As for ingest.")
@workspace_option
@click.pass_context
def rebuild(ctx: click.Context, password_file: Path | None, here: Path | None) -> None:
    """Make the warehouse again from archive/, with the layouts and providers of today. The old one is kept beside it."""
    from .etl.rebuild import rebuild as run
    from .etl.unlock import read_passwords
    from .screen import progress
    from .screen_changes import show_rebuilt

    passwords = read_passwords(password_file) if password_file else ()
    with progress(False) as advance:
        done = run(open_workspace(ctx, here), passwords=passwords, progress=advance)
    click.echo(show_rebuilt(done))


@main.command()
@click.argument("name", metavar="RETURN")
@click.option("--provider", help="Filled in: its code or name in providers.csv. Else there is a list to choose from.")
@click.option("--period", help="Filled in, such as 2018/19, Q4 2018/19 or March 2019.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file; 'RETURN PROVIDER PERIOD.xlsx' unless given.")
@workspace_option
@click.pass_context
def blank(ctx: click.Context, name: str, provider: str | None, period: str | None, output: Path | None, here: Path | None) -> None:
    """Make the blank workbook of RETURN (training, prevent, ...) to send out, with drop-downs, checks and guidance."""
    from .blanks.make import plan_blank, save_blank

    planned = plan_blank(open_workspace(ctx, here), name, provider, period)
    path = save_blank(planned, output)
    click.echo(f"The blank is {path}. Send it out, and put what comes back into returns/.")
    if note := planned.note_of_period:
        click.echo(f"{note} If that is not what you mean, delete it and give another --period.")


def _tell_senders(workspace: Any) -> None:
    """Bring feedback/ to what there is to tell after an answer, a withdrawal or a purge."""
    from .etl.feedback.folder import write_feedback
    from .layouts import load_layouts
    from .warehouse.connection import reader

    with reader(workspace.warehouse) as connection:
        write_feedback(workspace, connection, load_layouts(workspace.layouts))


@main.command()
@click.argument("begins", nargs=-1, metavar="[KEY]...")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with exact values.")
@workspace_option
@click.pass_context
def figures(ctx: click.Context, begins: tuple[str, ...], as_json: bool, here: Path | None) -> None:
    """Every figure with its value, or those whose KEY begins so."""
    from .screen import show_figures

    with measured(open_workspace(ctx, here)) as catalogue:
        click.echo(show_figures(catalogue if begins else catalogue.whole(), begins, as_json=as_json))


@main.command()
@click.argument("key")
@workspace_option
@click.pass_context
def trace(ctx: click.Context, key: str, here: Path | None) -> None:
    """The cells behind one figure: file, sheet and cell."""
    from .screen import show_trace

    with measured(open_workspace(ctx, here)) as catalogue:
        click.echo(show_trace(catalogue, key))


@main.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The paper's file, or the letters' folder; in papers/ unless told otherwise.")
@click.option("--pdf", is_flag=True, help="The PDF beside it (needs LibreOffice).")
@click.option(
    "--explain",
    is_flag=True,
    help="Write nothing: list the places in template and narrative, the keys on offer, and what each shows. Exit 1 where something is wrong.",
)
@click.option(
    "--final",
    is_flag=True,
    help="Without the mark DRAFT. Refused while a figure of the paper is asked about or its text says that one is not measured, or while its front "
    "sheet has an empty field. A letter asks its provider about such figures, so it is refused for an empty field alone.",
)
@click.option(
    "--public/--private",
    "public",
    default=True,
    help="For the public, with counts of people as [disclosure] in boardpaper.toml says, or for the private part of the meeting, with all.",
)
@click.option("--each", type=click.Choice(["provider"]), help="Not the paper, but the audit letter to each provider.")
@click.option("--provider", metavar="CODE", help="Not the paper, but the audit letter to this provider.")
@workspace_option
@click.pass_context
def assemble(
    ctx: click.Context,
    output: Path | None,
    pdf: bool,
    explain: bool,
    final: bool,
    public: bool,
    each: str | None,
    provider: str | None,
    here: Path | None,
) -> None:
    """Fill the Word template into the paper, or the letters to providers: drafts, marked as such, unless they are final."""
    from .assembly.explain import explain as run_explain
    from .assembly.paper import assembled as run
    from .assembly.paper import ruler
    from .screen import show_explanation, show_paper

    if explain and (output or pdf or final):
        raise click.UsageError("--explain writes nothing: leave out -o, --pdf and --final.")
    if explain and (each or provider):
        raise click.UsageError("--explain is of the board paper: leave out --each and --provider.")
    if each and provider:
        raise click.UsageError("--each provider makes the letter to every provider: leave out --provider, or --each.")
    if (each or provider) and not public:
        raise click.UsageError("A letter is for its provider alone: leave out --private, or --each and --provider.")
    workspace = open_workspace(ctx, here)
    if each or provider:
        _write_letters(workspace, output, provider or "", pdf=pdf, final=final)
    elif explain:
        with measured(workspace) as catalogue:
            explained = run_explain(workspace, catalogue, private=not public)
        click.echo(show_explanation(explained))
        ctx.exit(1 if explained.faults else 0)
    else:
        with ruler() as office, measured(workspace) as catalogue:
            made = run(workspace, catalogue, office, output, pdf=pdf, final=final, private=not public)
        click.echo(show_paper(made))


def _write_letters(workspace: Any, output: Path | None, provider: str, *, pdf: bool, final: bool) -> None:
    from .assembly.letters import add_pdfs, write_letters
    from .screen import show_letters
    from .warehouse.figures.letters import letters_on_offer

    with measuring(workspace) as (connection, layouts), letters_on_offer(connection, workspace, layouts, provider) as addressees:
        letters = write_letters(workspace, addressees, output, final=final)
    click.echo(show_letters(add_pdfs(letters) if pdf else letters))


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), help="The port; a free one unless told otherwise.")
@click.option("--no-open", is_flag=True, help="Do not open the web browser.")
@workspace_option
@click.pass_context
def browse(ctx: click.Context, port: int | None, no_open: bool, here: Path | None) -> None:
    """Open the warehouse in Datasette, on this computer alone."""
    from .browser import serve
    from .layouts import load_layouts

    workspace = open_workspace(ctx, here)
    serve(workspace, load_layouts(workspace.layouts), port, open_browser=not no_open)


for command in (check, refresh, compare):
    main.add_command(command)
