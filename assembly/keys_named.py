"""The keys that the files of a workspace name, whether anything can fill them or not: told by their letters alone, before anything is measured."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from ..workspace import Workspace
from .draft import KEY

_TAGS = re.compile(rb"<[^>]*>")
_TEXTS = (".md", ".toml")
_NO_PACKAGE = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError)
"""What zipfile raises for a file that is damaged or has a password."""


def keys_named(workspace: Workspace) -> frozenset[str]:
    """Return every key that stands in the settings, the narrative, the template or the figures files of a workspace."""
    files = [workspace.settings_path, workspace.template, *_within(workspace.narrative), *_within(workspace.figures)]
    return frozenset(found[1] for path in files if path.is_file() for text in _texts(path) for found in KEY.finditer(text))


def _within(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _texts(path: Path) -> Iterator[str]:
    """Yield what can be read of a file; one that cannot is refused, with its place, where it is read for the paper."""
    if path.suffix.lower() in _TEXTS:
        yield path.read_text(encoding="utf-8-sig", errors="replace")
    elif path.suffix.lower() == ".docx":
        try:
            with zipfile.ZipFile(path) as package:
                yield from (_TAGS.sub(b"", package.read(part)).decode("utf-8", "replace") for part in package.namelist() if part.endswith(".xml"))
        except _NO_PACKAGE:
            return
