"""Reading what is declared in TOML, ours and a team's own: one way to find the files, check them, and say what is wrong."""

from pathlib import Path
from typing import Any

import tomli

from ..errors import LayoutError
from ..nearest import suggestion
from ..toml_tables import Form, Keys, Misfit, at, fitted

_MISNAMED = ".toml.txt"
_NAMES = ("name", "key", "code")  # what a table among others is called by


def declared_files(ours: Path, own: Path | None) -> list[Path]:
    """Return the TOML files of a folder of ours, then those of a team's own, where it has one.

    Raises LayoutError for one of these to whose name Windows' own editor added an ending, which would be passed over in silence.
    """
    theirs = sorted(own.iterdir()) if own and own.is_dir() else []
    for path in theirs:
        if path.name.casefold().endswith(_MISNAMED):
            raise LayoutError(f"{_file(path)} is not read, as its name must end in .toml alone: rename it to {path.stem!r}.")
    return [*sorted(ours.glob("*.toml")), *(path for path in theirs if path.suffix.casefold() == ".toml")]


def read_declared(path: Path, form: type[Form], kind: str) -> Form:
    """Return what a file declares, as `form`; `kind` is what a person calls such a file.

    Raises LayoutError, naming the file, the key and the cure.
    """
    try:
        declared = tomli.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise LayoutError(f"{_file(path)} is not saved as UTF-8: save it again with that encoding, which the editor offers as it saves.") from None
    except tomli.TOMLDecodeError as error:
        raise LayoutError(f"{_file(path)} is not valid TOML: {error}. Mend that line.") from None
    try:
        return fitted(declared, form)
    except Misfit as fault:
        where = ", ".join([_file(path), *_place(declared, fault.keys)])
        meant = suggestion(str(fault.keys[-1]), fault.known) if fault.known else ""
        raise LayoutError(f"{where}: {fault.reason}.{meant} Compare it with a {kind} of ours.") from None


def _file(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _place(declared: Any, keys: Keys) -> list[str]:
    """Return where a fault stands, as a person finds it: a table of many by its own name, and not by its number from 0."""
    place: list[str] = []
    for key in keys:
        inner = at(declared, key)
        if isinstance(key, int) and place:
            name = next((inner[each] for each in _NAMES if isinstance(inner.get(each), str)), None) if isinstance(inner, dict) else None
            place[-1] = f"{place[-1]} {f'`{name}`' if name else f'number {key + 1}'}"
        else:
            place.append(str(key))
        declared = inner
    return place
