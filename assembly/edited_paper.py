"""Opening a paper that was assembled and has been edited since: read whole, and known to be of this workspace."""

from pathlib import Path

from ..errors import PaperError
from ..workspace import Settings
from .ledger import period_of, read_ledger
from .package import Package


def open_edited(path: Path, settings: Settings) -> Package:
    """Return the parts of an edited paper.

    Raises PaperError where it cannot be read or is another workspace's, TemplateError where it is no Word document.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PaperError(f"{path} cannot be read ({error.strerror}): check the name, and close it where it is open.") from None
    package = Package(data, path.name)
    require_own(package, settings)
    return package


def require_closed(path: Path) -> None:
    """Raise PaperError where Word or LibreOffice has a paper open: what is written to it then would be lost at their next save."""
    marks = (path.with_name(f"~${path.name[2:]}"), path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    if any(mark.exists() for mark in marks):
        raise PaperError(f"{path.name} is open in Word or LibreOffice: close it there, then run the command again.")


def require_own(package: Package, settings: Settings) -> None:
    """Raise PaperError where a paper's ledger is of another organisation or another period than the workspace, or does not say whose letter it is."""
    ledger = read_ledger(package)
    if ledger is None:
        return
    if not ledger.provider and any(key.startswith("provider.") for key in ledger.entries):
        raise PaperError(f"{package.label} is a letter of an earlier boardpaper, and does not say to whom: assemble it anew with --provider CODE.")
    theirs, ours = (ledger.organisation, ledger.period), (settings.organisation.code, period_of(settings))
    if theirs != ours:
        shown = [f"{code or 'an organisation without a code'} for {period.replace('/', ' to ')}" for code, period in (theirs, ours)]
        raise PaperError(
            f"{package.label} is a paper of {shown[0]}, and this workspace is of {shown[1]}: run the command in the paper's own workspace."
        )
