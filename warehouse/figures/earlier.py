"""Members of families that no return in the warehouse names: those that earlier returns had, and those that the paper's own keys name."""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from ...layouts import Layout, load_layouts
from ...workspace import Workspace
from ..connection import reader
from .declare import Declarations, Earlier, FigureDeclaration, load_declarations
from .family_keys import member_part

FILE = "earlier_members.toml"
_ABOUT = """\
# What earlier returns named: each stays a member of its family, so that a key of the narrative is known, and "not measured", until a return
# of this year has it. Delete what is no longer wanted.
"""


def members_to_take_along(old: Workspace) -> str:
    """Return a figures file of the members of every family that no list gives: those of all current returns, and of what was taken along before.

    Raises WarehouseError or LayoutError where what there is cannot be read.
    """
    layouts = load_layouts(old.layouts)
    papers = [load_declarations(old.figures, paper) for paper in ("board", "letter")]
    found = {(item.source, item.field): {value.casefold(): value for value in item.values} for item in papers[0].earlier}
    with reader(old.warehouse) as connection:
        for source, name in _open_families(papers, layouts):
            found.setdefault((source, name), {}).update({value.casefold(): value for value in _returned(connection, source, name)})
    tables = [_table(source, name, [values[folded] for folded in sorted(values)]) for (source, name), values in sorted(found.items()) if values]
    return "\n".join([_ABOUT, *tables])


def earlier_values(earlier: Iterable[Earlier], source: str, field: str) -> list[str]:
    """Return the members that earlier returns gave the families over a field."""
    return [value for item in earlier if (item.source, item.field) == (source, field) for value in item.values]


def named_members(declaration: FigureDeclaration, layout: Layout, named: Iterable[str]) -> list[tuple[str, str]]:
    """Return the members, with their labels, that the keys which a paper names would give a family of whose members nothing is known."""
    if declaration.family not in layout.fields:
        return []
    parts = dict.fromkeys(part for key in named if (part := member_part(declaration, key)))
    return [(part, part.replace("_", " ").capitalize()) for part in parts]


def _open_families(papers: Iterable[Declarations], layouts: Mapping[str, Layout]) -> list[tuple[str, str]]:
    """Return the fields of returns that families are over, but for those with a list of words."""
    over = {(figure.source, figure.family) for paper in papers for figure in paper.figure if figure.source in layouts}
    return sorted((source, name) for source, name in over if name in layouts[source].fields and not layouts[source].fields[name].words)


def _returned(connection: sqlite3.Connection, source: str, name: str) -> list[str]:
    rows = connection.execute(
        f'SELECT trim(min("{name}")) AS value FROM "current_{source}" WHERE "{name}" IS NOT NULL GROUP BY lower(trim("{name}"))'
    )
    return [str(row["value"]) for row in rows]


def _table(source: str, name: str, values: list[str]) -> str:
    listed = "".join(f"  {json.dumps(value, ensure_ascii=False)},\n" for value in values)
    return f'[[earlier]]\nreturn = "{source}"\nfield = "{name}"\nvalues = [\n{listed}]\n'
