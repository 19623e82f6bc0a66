"""The story of an ingest: gather, hash, read, recognise, look for identifiers, convert, archive, load, and say it to the senders."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ..errors import WarehouseError
from ..layouts import load_layouts
from ..warehouse.connection import rehearsal, writer
from ..warehouse.expected import check_expectations
from ..warehouse.history import begin_manifest
from ..warehouse.manifest import Manifest
from ..warehouse.rules import check_rules
from ..warehouse.sources import load_providers
from ..workspace import Workspace
from .extract import Extractor
from .feedback.folder import write_feedback
from .folder import gather
from .guard import read_all
from .headings import Headings
from .providers import ProviderNames
from .run import Report, Run


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
    gathered = gather(list(paths) or [workspace.returns])
    extractor = Extractor(Headings(layouts), ProviderNames(workspace.providers))
    report = Report(passed_over=gathered.passed_over, unseen=gathered.unseen)
    manifest = None if dry_run else Manifest(workspace.archive)
    _refuse_loss(workspace)
    with (rehearsal if dry_run else writer)(workspace.warehouse, layouts) as connection:
        check_rules(connection, layouts)
        if manifest:
            begin_manifest(connection, manifest)
        connection.execute("BEGIN")
        load_providers(connection, workspace.providers)
        run = Run(workspace, connection, layouts, extractor, report, dry_run, manifest)
        to_read = [path for path in gathered.files if run.is_new(path)]
        for done, (path, read) in enumerate(read_all(to_read, jobs=jobs, passwords=passwords), start=1):
            run.take(path, read)
            if progress:
                progress(done, len(to_read))
        run.commit()
        if not dry_run:
            report.feedback = write_feedback(workspace, connection, layouts)
    return report


def _refuse_loss(workspace: Workspace) -> None:
    """Refuse to begin a warehouse anew beside an archive with a manifest: its answers and withdrawals would be lost without a word."""
    if not workspace.warehouse.exists() and Manifest(workspace.archive).path.is_file():
        raise WarehouseError(
            f"There is no {workspace.warehouse.name}, but archive/ holds what one was made from: run 'boardpaper rebuild', then ingest again."
        )
