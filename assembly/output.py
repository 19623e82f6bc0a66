"""Where papers go: under a name made of their title, and never where the workspace keeps something else."""

import re
from pathlib import Path
from unicodedata import combining, normalize

from ..errors import BoardpaperError
from ..workspace import Workspace
from .package import write_whole

_LONGEST = 80


def slug(title: str) -> str:
    """Return a title as a file name: small letters, digits and hyphens, cut behind a word: a year cut in half would be another."""
    bare = "".join(letter for letter in normalize("NFKD", title) if not combining(letter))  # "Môn" is "mon", and no "m-n"
    made = re.sub(r"[^a-z0-9]+", "-", bare.casefold()).strip("-")
    cut = made if len(made) <= _LONGEST else made[: _LONGEST + 1].rpartition("-")[0] or made[:_LONGEST]
    return cut or "paper"


def free_file(workspace: Workspace, output: Path) -> Path:
    """Return where a paper is to go. Raises BoardpaperError where that is no .docx, or a file that the workspace keeps something else in."""
    if output.suffix.lower() != ".docx":
        raise BoardpaperError(f"The paper cannot be written to {str(output)!r}: name a file that ends in .docx.")
    return _free(workspace, output, "The paper")


def free_folder(workspace: Workspace, output: Path) -> Path:
    """Return the folder where letters are to go. Raises BoardpaperError where that is a file, or one that the workspace keeps something else in."""
    if output.suffix.lower() == ".docx" or output.is_file():
        raise BoardpaperError(f"The letters cannot be written to {str(output)!r}: name a folder, which gets one file for each.")
    return _free(workspace, output, "The letters")


def write_paper(path: Path, data: bytes) -> None:
    """Put a paper, or what goes with it, in its place. Raises BoardpaperError where it cannot be written."""
    try:
        write_whole(path, data)
    except OSError as error:
        raise BoardpaperError(f"{path} cannot be written ({error.strerror}): close it where it is open, or name another file with -o.") from None


def _free(workspace: Workspace, output: Path, what: str) -> Path:
    path = output.resolve()
    kept = (workspace.template, workspace.letter_template, workspace.returns, workspace.narrative, workspace.archive)
    if any(path == place or place in path.parents for place in kept):
        raise BoardpaperError(f"{what} cannot be written to {output}, where the workspace keeps something else: choose a place in papers/.")
    return path
