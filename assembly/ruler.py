"""LibreOffice as a ruler: it lays a paper out, and the pages are read from its PDF. What it saves as .docx is never used."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
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
"""Seconds for a document after which LibreOffice is taken to hang."""
_AT_ONCE = 50
"""Documents that one run is given: a command line may not be endless."""


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
    return pdfs_of(command, {"paper.docx": document}, tagged).get("paper.docx")


def pdfs_of(command: str, documents: Mapping[str, bytes], tagged: bool = True) -> dict[str, bytes]:
    """Return documents, by the names of their files, as PDF: in as few runs of LibreOffice as may be. One that it makes nothing of is left out."""
    made: dict[str, bytes] = {}
    names = list(documents)
    for first in range(0, len(names), _AT_ONCE):
        with tempfile.TemporaryDirectory(prefix="boardpaper-", ignore_cleanup_errors=True) as folder:
            sources = {name: Path(folder, name) for name in names[first : first + _AT_ONCE]}
            for name, source in sources.items():
                source.write_bytes(documents[name])
            _convert(command, Path(folder), list(sources.values()), tagged)
            made |= {name: pdf.read_bytes() for name, source in sources.items() if (pdf := source.with_suffix(".pdf")).is_file()}
    return made


def _convert(command: str, folder: Path, sources: Sequence[Path], tagged: bool) -> None:
    profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
    form = _FILTER % str(tagged).lower()
    try:
        subprocess.run(
            [command, profile, "--headless", "--norestore", "--convert-to", form, "--outdir", str(folder), *map(str, sources)],
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
