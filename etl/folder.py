"""What lies in a returns folder: files to take in, and the things that folders hold, each named and passed over."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import BoardpaperError
from .register import shown

_SYSTEM = {"desktop.ini", "thumbs.db", ".ds_store"}


@dataclass(slots=True)
class Gathered:
    """Files in name order, and what was passed over: name and reason. `unseen` counts what may hide a return."""

    files: list[Path] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)
    unseen: int = 0


def gather(paths: Iterable[Path]) -> Gathered:
    """Return the files of the given folders and files. Raises BoardpaperError where a path does not exist."""
    gathered = Gathered()
    for path in paths:
        if path.is_dir():
            try:
                entries = sorted(path.iterdir(), key=name_order)
            except OSError as error:
                raise BoardpaperError(f"The folder {path} cannot be read ({error.strerror}): check its permissions.") from None
            for entry in entries:
                _sort(gathered, entry)
        elif path.exists():
            _sort(gathered, path)
        else:
            raise BoardpaperError(f"There is no file or folder {path}: check the name, or put the returns into the folder 'returns'.")
    return gathered


def name_order(path: Path) -> tuple[str, str]:
    """Order files as people do: "a.xlsx" before "a (1).xlsx", for which the ending must not be part of the name."""
    return path.stem.casefold(), path.suffix.casefold()


def _sort(gathered: Gathered, path: Path) -> None:
    name = path.name
    if name.startswith("~$"):
        gathered.passed_over.append((shown(path), "Excel's own lock file: the workbook it belongs to is open somewhere"))
    elif name.casefold() in _SYSTEM or name.startswith("."):
        gathered.passed_over.append((shown(path), "a file of the system's own"))
    elif path.is_dir():
        gathered.passed_over.append((shown(path), f'a folder: to take in what it holds, run: boardpaper ingest "{path.with_name(shown(path))}"'))
        gathered.unseen += 1
    elif not path.is_file():
        gathered.passed_over.append((shown(path), "no ordinary file"))
    else:
        gathered.files.append(path)
