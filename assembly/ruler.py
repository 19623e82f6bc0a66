"""LibreOffice as a ruler: it lays a paper out, and the pages are read from its PDF. What it saves as .docx is never used."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from msgspec import Struct

from .office import Office, profile_option
from .package import Package

_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_WANTED = ("ExportBookmarks", "UseTaggedPDF", "PDFUACompliance", "DisplayPDFDocumentTitle")
"""A PDF that a screen reader can use: PDF/UA, with the headings as its bookmarks and its title in the window."""
_FILTER = "pdf:writer_pdf_Export:" + json.dumps({option: {"type": "boolean", "value": "true"} for option in _WANTED}, separators=(",", ":"))
_MOST_PASSES = 4
_PATIENCE = 120
"""Seconds for a document after which LibreOffice is taken to hang."""
_AT_ONCE = 50
"""Documents that one run is given: a command line may not be endless."""


class Layout(Struct, frozen=True):
    """How many pages a paper takes, and the page of each heading, in order, with its number in the title."""

    pages: int
    headings: tuple[tuple[str, int], ...]


class Measured(Struct, frozen=True):
    """A paper's layout, and its PDF, None where the paper did not come to rest."""

    layout: Layout
    pdf: bytes | None


def measure(command: str | Office, package: Package, show: Callable[[Layout], None]) -> Measured | None:
    """Lay a paper out until what it shows of its pages is what its own PDF has; None where LibreOffice makes none of it.

    `show` writes into the paper what a layout says: what is written may move what follows, so it is measured again.
    """
    layout = None
    data = package.data()
    for _ in range(_MOST_PASSES):
        pdf = pdf_of(command, data)
        if pdf is None:
            break
        layout = layout_of(pdf)
        show(layout)
        measured, data = data, package.data()
        if data == measured:
            return Measured(layout, pdf)
    return Measured(layout, None) if layout else None


def soffice() -> str | None:
    """Return the command of LibreOffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def pdf_of(command: str | Office, document: bytes) -> bytes | None:
    """Return a document as PDF, None where LibreOffice makes none of it."""
    return pdfs_of(command, {"paper.docx": document}).get("paper.docx")


def pdfs_of(command: str | Office, documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return documents, by the names of their files, as PDF: in as few runs of LibreOffice as may be. One that it makes nothing of is left out.

    One that is kept ready is asked first; what it does not make is given to another, as it may have gone.
    """
    made: dict[str, bytes] = {}
    names = list(documents)
    for first in range(0, len(names), _AT_ONCE):
        with tempfile.TemporaryDirectory(prefix="boardpaper-", ignore_cleanup_errors=True) as folder:
            sources = {name: Path(folder, name) for name in names[first : first + _AT_ONCE]}
            for name, source in sources.items():
                source.write_bytes(documents[name])
            if isinstance(command, Office):
                command.wait()
                _convert(command.command, command.profile, Path(folder), list(sources.values()))
            if left := [source for source in sources.values() if not source.with_suffix(".pdf").is_file()]:
                _convert(command.command if isinstance(command, Office) else command, Path(folder, "profile"), Path(folder), left)
            made |= {name: pdf.read_bytes() for name, source in sources.items() if (pdf := source.with_suffix(".pdf")).is_file()}
    return made


def _convert(command: str, profile: Path, folder: Path, sources: Sequence[Path]) -> None:
    try:
        subprocess.run(
            [command, profile_option(profile), "--headless", "--norestore", "--convert-to", _FILTER, "--outdir", str(folder), *map(str, sources)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE * len(sources),
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return


def layout_of(pdf: bytes) -> Layout:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(pdf))
    headings = [(str(entry.title), (reader.get_destination_page_number(entry) or 0) + 1) for entry in _flat(reader.outline)]
    return Layout(len(reader.pages), tuple(headings))


def _flat(outline: list[Any]) -> Iterator[Any]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry
