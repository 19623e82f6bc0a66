"""The story of an ingest: gather, hash, read, recognise, look for identifiers, convert, archive, load, and say it to the senders."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ..errors import WarehouseError
from ..layouts import load_layouts
from ..warehouse.connection import rehearsal, writer
from ..warehouse.expected import check_expectations
from ..warehouse.history import begin_manifest, refuse_older
from ..warehouse.holds import read_gone
from ..warehouse.manifest import Manifest
from ..warehouse.rules import check_rules
from ..warehouse.sources import load_providers
from ..workspace import Workspace
from .feedback.folder import write_feedback
from .folder import gather
from .guard import read_all
from .register import Register, Report


def ingest(
    workspace: Workspace,
    paths: Iterable[Path] = (),
    *,
    dry_run: bool = False,
    jobs: int = 1,
    passwords: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Take returned files into the warehouse; with no paths, those of the workspace's returns folder.

    `dry_run` does all of it and keeps nothing. `jobs` files are read at once; `passwords` are tried on those that have one.
    `progress` is told how many files of how many are done.
    Raises a BoardpaperError where the run itself cannot go on; a bad file is an outcome, never an error.
    """
    layouts = load_layouts(workspace.layouts)
    # a folder that is no workspace, or one with faulty settings, is told before anything is written
    check_expectations(workspace.settings, layouts, workspace.providers)
    paths = list(paths)
    gathered = gather(paths or [workspace.returns])
    report = Report(passed_over=gathered.passed_over, unseen=gathered.unseen)
    manifest = None if dry_run else Manifest(workspace.archive)
    _refuse_loss(workspace)
    with (rehearsal if dry_run else writer)(workspace.warehouse, layouts) as connection:
        if manifest:
            begin_manifest(connection, manifest)
        connection.execute("BEGIN")
        load_providers(connection, workspace.providers)
        register = Register(connection, layouts, report, manifest)
        if to_read := [path for path in gathered.files if register.is_new(path)]:
            _take_in(to_read, workspace, register, dry_run, jobs, passwords, progress)
        if manifest:
            refuse_older(connection, manifest)
        register.commit()
        if not paths:
            report.gone = read_gone(connection, workspace.returns)
        if not dry_run:
            report.feedback = write_feedback(workspace, connection, layouts)
    return report


def _take_in(
    paths: Sequence[Path],
    workspace: Workspace,
    register: Register,
    dry_run: bool,
    jobs: int,
    passwords: Sequence[str],
    progress: Callable[[int, int], None] | None,
) -> None:
    """Read files and take them in; what that needs is imported here, as most runs of a quarter find nothing new."""
    from .extract import Extractor
    from .headings import Headings
    from .providers import ProviderNames
    from .run import Run

    check_rules(register.connection, register.layouts)
    run = Run(workspace, register, Extractor(Headings(register.layouts), ProviderNames(workspace.providers)), dry_run)
    for done, (path, read) in enumerate(read_all(paths, jobs=jobs, passwords=passwords), start=1):
        run.take(path, read)
        if progress:
            progress(done, len(paths))


def _refuse_loss(workspace: Workspace) -> None:
    """Refuse to begin a warehouse anew beside an archive with a manifest: its answers and withdrawals would be lost without a word."""
    if not workspace.warehouse.exists() and Manifest(workspace.archive).path.is_file():
        raise WarehouseError(
            f"There is no {workspace.warehouse.name}, but archive/ holds what one was made from: run 'boardpaper rebuild', then ingest again."
        )
