"""Reading what is declared in TOML, ours and a team's own: one way to find the files, check them, and say what is wrong."""

import tomllib
from pathlib import Path
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError

from ..errors import LayoutError
from ..nearest import suggestion

Model = TypeVar("Model", bound=BaseModel)


def declared_files(ours: Path, own: Path | None) -> list[Path]:
    """Return the TOML files of a folder of ours, then those of a team's own, where it has one."""
    return [*sorted(ours.glob("*.toml")), *(sorted(own.glob("*.toml")) if own and own.is_dir() else [])]


def read_declared(path: Path, model: type[Model], kind: str) -> Model:
    """Return what a file declares, as `model`; `kind` is what a person calls such a file.

    Raises LayoutError, naming the file, the key and the cure.
    """
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LayoutError(f"The {kind} {path.name} is not valid TOML: {error}. Mend that line.") from None
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(str(part) for part in fault["loc"]) or f"the {kind}"
        what = fault["msg"].removeprefix("Value error, ")
        if fault["type"] == "extra_forbidden":
            what = f"there is no such key.{suggestion(str(fault['loc'][-1]), _keys(model))}"
            raise LayoutError(f"The {kind} {path.name}: {key}: {what} Compare it with a {kind} of ours.") from None
        raise LayoutError(f"The {kind} {path.name}: {key}: {what}. Compare it with a {kind} of ours.") from None


def _keys(model: type[BaseModel]) -> set[str]:
    """Return the keys that a model has, and those of the models in its lists."""
    inner = [part for item in model.model_fields.values() for part in get_args(item.annotation) if isinstance(part, type)]
    return set(model.model_fields).union(*(_keys(part) for part in inner if issubclass(part, BaseModel)))
