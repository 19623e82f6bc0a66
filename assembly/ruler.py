"""LibreOffice as a ruler: it lays a paper out, and the pages are read from its PDF. What it saves as .docx is never used."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_FILTER = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"},"UseTaggedPDF":{"type":"boolean","value":"%s"}}'
_PATIENCE = 120
"""Seconds after which LibreOffice is taken to hang."""


@dataclass(frozen=True)
class Layout:
    """How many pages a paper takes, and the page of each heading, in order, with its number in the title."""

    pages: int
    headings: tuple[tuple[str, int], ...]


def soffice() -> str | None:
    """Return the command of LibreOffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def pdf_of(command: str, document: bytes, tagged: bool = False) -> bytes | None:
    """Return a document as PDF, None where LibreOffice makes none of it."""
    with tempfile.TemporaryDirectory(prefix="boardpaper-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "paper.docx")
        source.write_bytes(document)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        form = _FILTER % str(tagged).lower()
        try:
            subprocess.run(
                [command, profile, "--headless", "--norestore", "--convert-to", form, "--outdir", folder, str(source)],
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
