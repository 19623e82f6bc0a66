"""The SQL of the rows that a figure rests on: whose they are, which period, which version of a record, and what is left out."""

import re
from collections.abc import Iterable

from ...layouts import Layout
from .declare import RECORD, FigureDeclaration, Flag

_WORD = re.compile(r"'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*")
_WHOSE = {"": "1", "commissioner": "provider = :commissioner", "others": "provider <> :commissioner"}
_IDENTITY = "submission_id || ' ' || sheet || ' ' || row"
_CELLS = """
SELECT r._owner, r._member, r.submission_id, r.filename, r.sheet, coalesce(m.cell, p.cell, p."column" || r.row) AS cell, r.provider,
    r.period_start, r.period_end, '{name}' AS field, r."{name}" AS value, coalesce(m.state, 'given') AS state, m.text, m.decimals, m.qualifier,
    r.source_id
FROM ({rows}) r
JOIN block b ON b.submission_id = r.submission_id AND b.sheet = r.sheet AND r.row BETWEEN b.first_row AND b.last_row
JOIN block_field p ON p.block_id = b.id AND p.field = '{name}'
LEFT JOIN mark m ON m.submission_id = r.submission_id AND m.sheet = r.sheet AND m.row = r.row AND m.field = '{name}'
WHERE r."{name}" IS NOT NULL OR m.state IS NOT NULL
ORDER BY r.filename, r.source_id, r.sheet, r.row
"""


class Rows:
    """The rows of one declaration, each with its `owner` and its `member`: one query then tells of every figure that was declared with it.

    The owner is the provider whose own figure a row is part of, '' where the figure is of the whole warehouse. The member is that of the family.
    """

    def __init__(self, declaration: FigureDeclaration, layout: Layout, flags: Iterable[Flag], *, by_owner: bool) -> None:
        self.declaration = declaration
        self.layout = layout
        self._by_owner = by_owner
        self._named = f"{'provider' if by_owner else repr('')} AS _owner, {_member(declaration, layout)} AS _member"
        self._claimed = self._claim()
        left_out = [f"({flag.when})" for flag in flags if flag.leaves_out]
        self.sql = f"SELECT * FROM ({self._claimed}) WHERE NOT coalesce({' OR '.join(left_out)}, 0)" if left_out else self._claimed

    def values(self) -> str:
        """Return the number of rows, the value and the period of each group."""
        return (
            f"SELECT _owner, _member, count(*) AS number, ({self.declaration.value}) AS value, min(period_start) AS start, max(period_end) AS end "
            f"FROM ({self.sql}) GROUP BY _owner, _member"
        )

    def cells(self, field: str) -> str:
        """Return the cells of one field, in reading order."""
        return _CELLS.format(rows=self.sql, name=field)

    def flagged(self, flag: Flag) -> str:
        """Return which of the rows a flag is about, or which it left out of them."""
        source = self._claimed if flag.leaves_out else self.sql
        counted = f"SELECT *, count(*) OVER (PARTITION BY _owner, _member) AS row_count FROM ({source})"
        return f"SELECT _owner, _member, source_id, filename, sheet, row FROM ({counted}) WHERE {flag.when} ORDER BY filename, sheet, row"

    def members(self) -> str:
        """Return the members of the family that the period has, in order, with what a record is called by."""
        if self.declaration.family == RECORD:
            names = [f"""coalesce(f."{field}", '')""" for field in self.layout.record_key]
            return self._listed(self._claimed, f"""trim({" || ' ' || ".join(["''", *names])})""", "f.filename, f.source_id, f.sheet, f.row")
        return self._listed(self._base(), "f._member", "f._member")

    def former_members(self) -> str:
        """Return every member that was ever returned; records come and go, so of these there is none."""
        return self._listed(f"{self._all()} AND {0 if self.declaration.family == RECORD else 1}", "f._member", "f._member")

    def _listed(self, rows: str, label: str, order: str) -> str:
        return (
            f"SELECT f._owner, f._member, {label} AS label FROM ({rows}) f WHERE f._member IS NOT NULL GROUP BY f._owner, f._member "
            f"ORDER BY {self.declaration.order or order}"
        )

    def _all(self) -> str:
        """Return every current row of the return that is the declaration's own, whatever its period."""
        return f'SELECT *, {self._named} FROM "current_{self.declaration.source}" WHERE {_WHOSE[self.declaration.whose]}'

    def _base(self) -> str:
        """Return the rows that give a family its members and `latest` its periods."""
        return f"{self._all()} AND ({self.declaration.members or self.declaration.where})"

    def _claim(self) -> str:
        """Return the rows that the declaration counts: of the versions of a record, or of a provider's returns, the last where it asks for that."""
        wanted = f"{_WHOSE[self.declaration.whose]} AND ({self.declaration.where})"
        rows = f'"current_{self.declaration.source}"'
        latest = "provider" if self._by_owner and self.declaration.latest == "all" else self.declaration.latest
        if latest == "all":
            wanted += f" AND period_end = (SELECT max(period_end) FROM ({self._base()}))"
        elif latest == "provider":
            wanted += f" AND (provider, period_end) IN (SELECT o.provider, max(o.period_end) FROM ({self._base()}) o GROUP BY o.provider)"
        elif latest == "record":
            names = [f'"{name}"' for name in self.layout.record_key]
            # a record without a reference is like no other; the rest of the key may be blank on both
            alone = [f"CASE WHEN {names[0]} IS NULL THEN {_IDENTITY} END"] if names else []
            same = ", ".join(["provider", *names, *alone])
            counts = f"CASE WHEN {self.declaration.members or self.declaration.where} THEN period_end END"
            rows = f"(SELECT *, max({counts}) OVER (PARTITION BY {same}) AS _last FROM {rows} WHERE {_WHOSE[self.declaration.whose]})"
            wanted += " AND NOT coalesce(_last > period_end, 0)"
        return f"SELECT *, {self._named} FROM {rows} c WHERE {wanted}"


def fields_read(expression: str, layout: Layout) -> set[str]:
    """Return the fields of a return that an SQL expression names."""
    return {word for word in _WORD.findall(expression) if not word.startswith("'")} & set(layout.fields)


def _member(declaration: FigureDeclaration, layout: Layout) -> str:
    if declaration.family == RECORD:
        return _IDENTITY
    return f'"{declaration.family}"' if declaration.family else "''"
