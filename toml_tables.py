"""What a table of a TOML file may hold, declared as a class, and what is wrong with one that holds something else."""

import copy
import re
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, dataclass_transform, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

Keys = tuple[int | str, ...]
"""The way from a table to what stands in it: names of keys, and numbers from 0 of what stands in a list."""
Form = TypeVar("Form")
NAME = r"^[a-z][a-z0-9_]*$"
Name = Annotated[str, Meta(pattern=NAME, description="a name is of small letters, digits and _ alone, and begins with a letter: write it so")]
_WHERE = re.compile(r" - at (?:`key` in )?`\$(?P<path>[^`]*)`$")
_STEP = re.compile(r"\.(?P<key>[^.\[\]]+)|\[(?P<number>\d+)\]|(?P<any>\[\.\.\.\])")
_KEY = re.compile(r"^Object (?P<kind>missing required|contains unknown) field `(?P<key>.*)`$", re.DOTALL)
_LIMIT = re.compile(r"^Expected `(?P<wanted>[^`]+)` (?P<length>of length )?(?P<sign>[<>]=?) ?(?P<bound>[\d.]+)$")
_TYPE = re.compile(r"^Expected `(?P<wanted>[^`]+)`(?P<length> of length \d+)?, got ")
_WANTED = {
    "array": 'it is no list: write it as ["...", "..."]',
    "str": "it is no text: put it between quotation marks",
    "bool": "it is neither true nor false: write one of them, without quotation marks",
    "int": "it is no whole number: write one, without quotation marks",
    "float": "it is no number: write one, without quotation marks",
    "date": "it is no date: write it as 2019-03-31, without quotation marks",
    "object": "it is no table: write it with a key for each thing that it says",
    "str | array": "it is neither a text nor a list of texts",
}
_SIGNS = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than"}


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """A table of a TOML file: a key without a default must be there, and one that is not declared must not.

    What one key cannot say alone is checked in `__post_init__`, which raises Misfit. `dict` lets a table keep what it worked out of itself;
    `kw_only` is not handed down, so that each class says it again.
    """


class Misfit(ValueError):
    """Why a table cannot be what it is declared as; `keys` lead to what is wrong, and `known` are the keys that are known where one is not."""

    def __init__(self, reason: str, *keys: int | str, known: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.keys = keys
        self.known = known


class OneOf:
    """A table that is one of several classes, which `form_of` chooses by what stands in it."""

    @classmethod
    def form_of(cls, data: Any) -> type["OneOf"]:
        raise NotImplementedError


def fitted(data: Any, form: type[Form]) -> Form:
    """Return what a TOML file holds as `form`, a table or a dictionary of them. Raises Misfit for the first fault."""
    try:
        return msgspec.convert(data, form, dec_hook=_chosen)
    except msgspec.ValidationError as error:
        raise _misfit(error, data, form) from None


def _keys_of(form: Any, *way: int | str) -> tuple[str, ...]:
    """Return the keys that a table may have, or that which the way leads to; none where that is no table."""
    table = _bare(_declared(form, way))
    return table.__struct_encode_fields__ if isinstance(table, type) and issubclass(table, Table) else ()


def at(data: Any, *way: int | str) -> Any:
    """Return what stands where a way leads to, None where nothing does."""
    for key in way:
        if isinstance(data, dict):
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            return None
    return data


def _chosen(form: Any, data: Any) -> Any:
    if isinstance(form, type) and issubclass(form, OneOf):
        return fitted(data, form.form_of(data))
    raise NotImplementedError(f"a table of {form} is read by nobody")


def _misfit(error: msgspec.ValidationError, data: Any, form: Any) -> Misfit:
    message = str(error)
    found = _WHERE.search(message)
    way = _way(found["path"], message, data, form) if found else ()
    if isinstance(inner := error.__cause__, Misfit):
        return Misfit(inner.reason, *way, *inner.keys, known=inner.known)
    message = _WHERE.sub("", message)
    if key := _KEY.match(message):
        known = _keys_of(form, *way) if "unknown" in key["kind"] else ()
        return Misfit("there is no such key" if known else "this key is not there: add it", *way, key["key"], known=known)
    return Misfit(_reason(message, _declared(form, way)), *way)


def _way(path: str, message: str, data: Any, form: Any) -> Keys:
    """Return the way that a message names; it does not name the key of a dictionary, so each is tried for the one that is refused alone."""
    way: list[int | str] = []
    for step in _STEP.finditer(path):
        if step["any"]:
            way.append(next((key for key in at(data, *way) if _refused_alike(data, way, key, form, message)), "..."))
        else:
            way.append(int(step["number"]) if step["number"] else step["key"])
    return tuple(way)


def _refused_alike(data: Any, way: list[int | str], key: str, form: Any, message: str) -> bool:
    """Return whether the same is refused where a dictionary has one of its keys alone."""
    lone = copy.deepcopy(data)
    table = at(lone, *way)
    kept = table[key]
    table.clear()
    table[key] = kept
    try:
        msgspec.convert(lone, form, dec_hook=_chosen)
    except msgspec.ValidationError as error:
        return str(error) == message
    return False


def _reason(message: str, declared: Any) -> str:
    """Return in plain words what is wrong with a value, with its cure."""
    if message.startswith("Invalid enum value"):
        *others, last = map(repr, get_args(_bare(declared)))
        return f"it must be {' or '.join([', '.join(others), last])}"
    if message == "Invalid RFC3339 encoded date":
        return _WANTED["date"]
    if wrong := _TYPE.match(message):
        texts = ", ".join(['"..."'] * len(get_args(_bare(declared))))
        return f"write it as [{texts}]" if wrong["length"] else _WANTED.get(wrong["wanted"].removesuffix(" | null"), message)
    limit = _LIMIT.match(message)
    if limit and limit["length"] and limit["sign"] == ">=":
        return "it is empty: write at least one"
    if limit:
        bound = f"{float(limit['bound']):g}"
        unit = "" if not limit["length"] else " characters" if limit["wanted"].startswith("str") else " texts"
        return f"it must {'have' if unit else 'be'} {_SIGNS[limit['sign']]} {bound}{unit}"
    return next((each.description for each in _metas(declared) if each.pattern and each.description), message)


def _metas(declared: Any) -> list[Meta]:
    return [each for each in getattr(declared, "__metadata__", ()) if isinstance(each, Meta)]


def _declared(form: Any, way: Keys) -> Any:
    """Return what is declared of the place that a way leads to, with its limits; Any where that is not known."""
    for key in way:
        bare = _bare(form)
        parts = get_args(bare)
        if isinstance(bare, type) and issubclass(bare, Table):
            names = dict(zip(bare.__struct_encode_fields__, bare.__struct_fields__, strict=True))
            form = get_type_hints(bare, include_extras=True).get(names.get(str(key), ""), Any)
        else:
            form = parts[-1] if get_origin(bare) in (dict, list, tuple) and parts else Any
    return form


def _bare(declared: Any) -> Any:
    """Return a declared type without its limits, and without None beside it."""
    while get_origin(declared) is Annotated:
        declared = get_args(declared)[0]
    if get_origin(declared) in (Union, UnionType):
        others = [each for each in get_args(declared) if each is not type(None)]
        return _bare(others[0]) if len(others) == 1 else declared
    return declared
