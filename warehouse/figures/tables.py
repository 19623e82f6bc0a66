"""The rows of a table: as they stand, or one for each member of a family."""

import re
from collections.abc import Collection, Mapping

from .declare import FAMILY_LABEL, FAMILY_PLACE, TableDeclaration
from .members import Members
from .model import Figure, Table

_PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def tabled(declared: TableDeclaration, members: Members, figures: Mapping[str, Figure], listing: Collection[str] = ()) -> Table:
    """Return a table of what is measured; `listing` are the families whose members list people."""
    rows = [tuple(row) for row in declared.rows]
    for member, name in members.of(declared.over).items():
        row = tuple(_cell(text, member, name, members) for text in declared.each)
        named = [figures[key] for cell in row for key in _PLACE.findall(cell) if key in figures]
        if not declared.only_measured or any(figure.value is not None for figure in named):
            rows.append(row)
    empty = declared.empty
    if declared.rests_on and figures[declared.rests_on].value is None:
        rows, empty = [], declared.not_in
    numeric = declared.numeric or [False] * len(declared.headings)
    return Table(declared.key, declared.title, tuple(declared.headings), tuple(numeric), tuple(rows), empty, declared.over in listing)


def _cell(text: str, member: str, name: str, members: Members) -> str:
    """Return a cell of one member's row: its name, or the keys of its figures."""

    def key(place: re.Match[str]) -> str:
        return place[0].replace(f"{{{place[2]}}}", members.part(place[1], member))

    return FAMILY_LABEL.sub(lambda _: name, FAMILY_PLACE.sub(key, text))
