"""LibreOffice as a ruler: it lays a paper out, and the pages are read from its PDF. What it saves as .docx is never used."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

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
"""Seconds after which LibreOffice is taken to hang."""


@dataclass(frozen=True)
class Layout:
    """How many pages a paper takes, and the page of each heading, in order, with its number in the title."""

    pages: int
    headings: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Measured:
    """A paper's layout, and its PDF, None where the paper did not come to rest."""

    layout: Layout
    pdf: bytes | None


def measure(command: str, package: Package, show: Callable[[Layout], None]) -> Measured | None:
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


def pdf_of(command: str, document: bytes) -> bytes | None:
    """Return a document as PDF, None where LibreOffice makes none of it."""
    with tempfile.TemporaryDirectory(prefix="boardpaper-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "paper.docx")
        source.write_bytes(document)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        try:
            subprocess.run(
                [command, profile, "--headless", "--norestore", "--convert-to", _FILTER, "--outdir", folder, str(source)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        made = source.with_suffix(".pdf")
        return made.read_bytes() if made.is_file() else None


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
