"""Reading what is declared in TOML, ours and a team's own: one way to find the files, check them, and say what is wrong."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, get_args

import tomli
from pydantic import BaseModel, ValidationError

from ..errors import LayoutError
from ..nearest import suggestion

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)
_NAMES = ("name", "key", "code")  # what a table among others is called by
_PLAIN = {
    "missing": "this key is not there: add it",
    "too_short": "it is empty: write at least one",
    "list_type": 'it is no list: write it as ["...", "..."]',
    "string_type": "it is no text: put it between quotation marks",
    "bool_type": "it is neither true nor false: write one of them, without quotation marks",
    "int_type": "it is no whole number: write one, without quotation marks",
    "int_parsing": "it is no whole number: write one, without quotation marks",
    "float_type": "it is no number: write one, without quotation marks",
    "float_parsing": "it is no number: write one, without quotation marks",
    "dict_type": "it is no table of words: write each word with those it comes back as",
    "string_pattern_mismatch": "a name is of small letters, digits and _ alone, and begins with a letter: write it so",
}


def declared_files(ours: Path, own: Path | None) -> list[Path]:
    """Return the TOML files of a folder of ours, then those of a team's own, where it has one."""
    return [*sorted(ours.glob("*.toml")), *(sorted(own.glob("*.toml")) if own and own.is_dir() else [])]


def read_declared(path: Path, model: type[Model], kind: str) -> Model:
    """Return what a file declares, as `model`; `kind` is what a person calls such a file.

    Raises LayoutError, naming the file, the key and the cure.
    """
    try:
        return model.model_validate(tomli.loads(path.read_text(encoding="utf-8-sig")))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LayoutError(f"{_file(path)} is not valid TOML: {error}. Mend that line.") from None
    except ValidationError as error:
        fault = error.errors()[0]
        where = ", ".join([_file(path), *_place(tomli.loads(path.read_text(encoding="utf-8-sig")), fault["loc"])])
        raise LayoutError(f"{where}: {_what(fault, model)} Compare it with a {kind} of ours.") from None


def _file(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _place(declared: object, keys: Sequence[int | str]) -> list[str]:
    """Return where a fault stands, as a person finds it: a table of many by its own name, and not by its number from 0."""
    place: list[str] = []
    for key in keys:
        inner: object = None
        if isinstance(declared, dict):
            inner = declared.get(str(key))
        elif isinstance(declared, list) and isinstance(key, int) and key < len(declared):
            inner = declared[key]
        if isinstance(key, int) and place:
            name = next((inner[each] for each in _NAMES if isinstance(inner.get(each), str)), None) if isinstance(inner, dict) else None
            place[-1] = f"{place[-1]} {f'`{name}`' if name else f'number {key + 1}'}"
        else:
            place.append(str(key))
        declared = inner
    return place


def _what(fault: "ErrorDetails", model: type[BaseModel]) -> str:
    """Return what is wrong, in a sentence with its cure where that can be told."""
    if fault["type"] == "extra_forbidden":
        return f"there is no such key.{suggestion(str(fault['loc'][-1]), _keys(model))}"
    plain = _PLAIN.get(fault["type"]) or fault["msg"].removeprefix("Value error, ")
    return f"{plain.rstrip('.')}."


def _keys(model: type[BaseModel]) -> set[str]:
    """Return the keys that a model has, and those of the models in its lists."""
    inner = [part for item in model.model_fields.values() for part in get_args(item.annotation) if isinstance(part, type)]
    return set(model.model_fields).union(*(_keys(part) for part in inner if issubclass(part, BaseModel)))
