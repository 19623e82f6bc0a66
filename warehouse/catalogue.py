"""The catalogue of rules: every code that an issue or a held file may carry, with why it is raised and what to do.

Those of the returns themselves are declared in the layouts, the others in catalogue.toml.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from ..layouts import Layout, load_layouts
from ..layouts.declared import read_declared
from ..toml_tables import Name, Table

_FILE = Path(__file__).with_name("catalogue.toml")
_HEAD = """# The rules

Made by `make docs` from `warehouse/catalogue.toml` and the layouts: edit those.

Every issue carries a stable code. **hold**: nothing of the file is used. **block**: the value is not used. **query**: it is used, and the sender
is asked. **info**: it was tidied.

## Files, rows and values
"""
_LAYOUTS = """
## The returns' own

Each is a condition over one record, declared in the layout of its return; all are queries. A team's own layouts may add to them.
"""


class Entry(Table, kw_only=True):
    """One code: how it weighs, what was found, why that matters, what to do."""

    code: Name
    severity: Annotated[list[Literal["hold", "block", "query", "info"]], Meta(min_length=1)]
    title: str
    why: str
    cure: str


class _Catalogue(Table, kw_only=True):
    entry: list[Entry]


def load_catalogue() -> dict[str, Entry]:
    """Return the entries by code, but for those that layouts declare. Raises LayoutError where the file is at fault."""
    return {entry.code: entry for entry in read_declared(_FILE, _Catalogue, "catalogue").entry}


def our_codes() -> frozenset[str]:
    """Return the codes of the entries alone, told without reading the rest, as each ingest asks for them."""
    return frozenset(re.findall(r'^code = "(\w+)"', _FILE.read_text(encoding="utf-8"), re.MULTILINE))


def layout_entries(layout: Layout) -> list[Entry]:
    """Return the entries of a layout's own rules."""
    return [
        Entry(code=rule.code, severity=["query"], title=_sentence(rule.found), why=_sentence(rule.expected), cure=rule.cure) for rule in layout.rule
    ]


def write_page(catalogue: Iterable[Entry], layouts: Mapping[str, Layout]) -> str:
    """Return the page of the docs that lists every rule."""
    parts = [_HEAD, _table(catalogue, "Why")]
    parts.append(_LAYOUTS)
    parts += [f"\n### {layout.title}\n\n{_table(layout_entries(layout), 'Expected')}" for layout in layouts.values() if layout.rule]
    return "".join(parts)


def _table(entries: Iterable[Entry], reason: str) -> str:
    rows = [f"| `{entry.code}` | {' or '.join(entry.severity)} | {entry.title} | {entry.why} | {entry.cure} |\n" for entry in entries]
    return "".join([f"\n| Code | Weight | What was found | {reason} | What to do |\n| --- | --- | --- | --- | --- |\n", *rows])


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


if __name__ == "__main__":
    print(write_page(load_catalogue().values(), load_layouts()), end="")
