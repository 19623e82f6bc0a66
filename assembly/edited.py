"""A paper that people have edited is never written over: it is kept beside the new one."""

from pathlib import Path

from ..errors import BoardpaperError
from .lineage import fingerprint, made_of


def keep_edited(path: Path, lineage: Path) -> str:
    """Move the paper at `path` aside where it is not as its lineage says that it was made; return a note of it, "" where nothing was kept.

    Raises BoardpaperError where it cannot be moved, as Word has it open.
    """
    if not path.is_file() or fingerprint(path.read_bytes()) == made_of(lineage):
        return ""
    kept = _aside(path, "edited")
    return f"The paper that was there had been edited since it was made: it is kept as {kept.name}."


def keep_earlier(pdf: Path) -> str:
    """Move a PDF aside that is of an earlier paper, and may show what the new one does not; return a note of it, "" where there is none.

    Raises BoardpaperError where it cannot be moved, as a reader has it open.
    """
    return f"The PDF that was there is of an earlier paper: it is kept as {_aside(pdf, 'earlier').name}." if pdf.is_file() else ""


def _aside(path: Path, word: str) -> Path:
    number = 1
    while (kept := path.with_name(f"{path.stem} ({word} {number}){path.suffix}")).exists():
        number += 1
    try:
        path.rename(kept)
    except OSError as error:
        raise BoardpaperError(f"{path.name} cannot be moved aside ({error.strerror}): close it where it is open, and assemble again.") from None
    return kept
