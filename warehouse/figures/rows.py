"""The SQL of the rows that a figure rests on: whose they are, which period, which version of a record, and what is left out."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ...layouts import Field, Layout
from .declare import RECORD, FigureDeclaration, Flag

_WORD = re.compile(r"'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*")
_WHOSE = {"": "1", "commissioner": "provider = :commissioner", "others": "provider <> :commissioner"}
_IDENTITY = "submission_id || ' ' || sheet || ' ' || row || CASE WHEN abreast THEN ' ' || abreast ELSE '' END"
_OF_A_ROW = ("submission_id", "sheet", "row", "abreast", "provider", "period_start", "period_end", "filename", "source_id")
_CELLS = """
WITH r AS MATERIALIZED ({rows})
SELECT r._owner, r._member, r.submission_id, r.filename, r.sheet, coalesce(m.cell, p.cell, p."column" || r.row) AS cell, r.provider,
    r.period_start, r.period_end, p.field, CASE p.field {values} END AS _value, coalesce(m.state, 'given') AS state, m.text, m.decimals,
    m.qualifier, r.source_id
FROM r
JOIN block b ON b.submission_id = r.submission_id AND b.sheet = r.sheet AND r.row BETWEEN b.first_row AND b.last_row
    AND b.abreast = r.abreast
JOIN block_field p ON p.block_id = b.id AND p.field IN ({names})
LEFT JOIN mark m ON m.submission_id = r.submission_id AND m.sheet = r.sheet AND m.row = r.row AND m.abreast = r.abreast AND m.field = p.field
WHERE _value IS NOT NULL OR m.state IS NOT NULL
ORDER BY r.filename, r.source_id, r.sheet, r.row, r.abreast
"""


class Rows:
    """The rows of one declaration, each with its `owner` and its `member`: one query then tells of every figure that was declared with it.

    The owner is the provider whose own figure a row is part of, '' where the figure is of the whole warehouse. The member is that of the family.
    `one_back` takes the return before the latest in its place.
    """

    def __init__(self, declaration: FigureDeclaration, layout: Layout, flags: Iterable[Flag], *, by_owner: bool, one_back: bool = False) -> None:
        self.declaration = declaration
        self.layout = layout
        self._latest = "provider" if by_owner and declaration.latest == "all" else declaration.latest
        self._one_back = one_back
        self._named = f"{'provider' if by_owner else repr('')} AS _owner, {_member(declaration, layout)} AS _member"
        self._claimed = self._claim()
        left_out = [f"({flag.when})" for flag in flags if flag.leaves_out]
        self.sql = f"SELECT * FROM ({self._claimed}) WHERE NOT coalesce({' OR '.join(left_out)}, 0)" if left_out else self._claimed

    def values(self, expressions: Sequence[str]) -> str:
        """Return the number of rows and the period of each group, and what each expression comes to."""
        values = "".join(f", ({expression})" for expression in expressions)
        return (
            f"SELECT _owner, _member, count(*) AS number, min(period_start) AS start, max(period_end) AS end{values} "
            f"FROM ({self.sql}) GROUP BY _owner, _member"
        )

    def cells(self, fields: Iterable[str]) -> str:
        """Return the cells of some fields, in reading order."""
        names = sorted(fields)
        values = " ".join(f"""WHEN '{name}' THEN r."{name}\"""" for name in names)
        return _CELLS.format(rows=self.sql, values=values, names=", ".join(f"'{name}'" for name in names))

    def flagged(self, flags: Sequence[Flag]) -> str:
        """Return the rows that some flags are about, each with which of them; a flag that leaves rows out is asked of all that are claimed."""
        asked = []
        for rows, leaves_out in ((self._claimed, True), (self.sql, False)):
            mine = [f"({flag.when})" if flag.leaves_out == leaves_out else "" for flag in flags]
            if wanted := " OR ".join(filter(None, mine)):
                about = "".join(f", {condition or 0} AS _flag{number}" for number, condition in enumerate(mine))
                counted = f"SELECT *, count(*) OVER (PARTITION BY _owner, _member) AS row_count FROM ({rows})"
                asked.append(f"SELECT _owner, _member, source_id, filename, sheet, row, abreast{about} FROM ({counted}) WHERE {wanted}")
        return f"{' UNION ALL '.join(asked)} ORDER BY filename, sheet, row, abreast"

    def returned(self) -> str:
        """Return the owners of whom something came that makes a count without rows 0."""
        source = self.declaration.source
        blank = ", ".join(["NULL"] * len(self.layout.fields))
        empty = (
            f"SELECT {blank}, s.id, '', 0, 0, s.provider, s.period_start, s.period_end, f.filename, f.id FROM submission s JOIN source f "
            f"ON f.id = s.source_id AND f.status = 'accepted' WHERE s.return = '{source}' AND s.status = 'current' "
            f'AND NOT EXISTS (SELECT 1 FROM "{source}" t WHERE t.submission_id = s.id)'
        )
        rows = f'SELECT *, {self._named} FROM (SELECT * FROM "current_{source}" UNION ALL {empty}) WHERE {_WHOSE[self.declaration.whose]}'
        return f"SELECT DISTINCT _owner FROM ({rows}) WHERE {self.declaration.nil or 0}"

    def members(self) -> str:
        """Return the members of the family that the period has, in order, with what a record is called by."""
        if self.declaration.family == RECORD:
            names = [f"""coalesce(f."{field}", '')""" for field in self.layout.record_key]
            order = "f.filename, f.source_id, f.sheet, f.row, f.abreast"
            return self._listed(self._claimed, f"""trim({" || ' ' || ".join(["''", *names])})""", order)
        return self._listed(self._base(), self._label(), "f._member")

    def former_members(self) -> str:
        """Return every member that was ever returned, and since withdrawn; records come and go, so of these there is none."""
        source = self.declaration.source
        columns = ", ".join([*(f'"{name}"' for name in self.layout.fields), *_OF_A_ROW])
        current = f'SELECT {columns} FROM "current_{source}"'
        withdrawn = (
            f'SELECT {columns} FROM (SELECT t.*, s.*, f.filename FROM "{source}" t JOIN submission s ON s.id = t.submission_id '
            "JOIN source f ON f.id = s.source_id AND f.status = 'withdrawn')"
        )
        chosen = f"{_WHOSE[self.declaration.whose]} AND {0 if self.declaration.family == RECORD else 1}"
        return self._listed(f"SELECT *, {self._named} FROM ({current} UNION ALL {withdrawn}) WHERE {chosen}", self._label(), "f._member")

    def _label(self) -> str:
        """Return what a member is called by: of the ways in which it was written, one."""
        family = self.declaration.family
        return f'trim(min(f."{family}"))' if family in self.layout.fields else "f._member"

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

    def _before_the_latest(self) -> str:
        """Return the rows of the base whose period ended before the latest one began."""
        of_each = "PARTITION BY provider " if self._latest == "provider" else ""
        began = f"first_value(period_start) OVER ({of_each}ORDER BY period_end DESC, period_start)"
        return f"SELECT * FROM (SELECT *, {began} AS _began FROM ({self._base()})) WHERE period_end < _began"

    def _claim(self) -> str:
        """Return the rows that the declaration counts: of the versions of a record, or of a provider's returns, the last where it asks for that."""
        wanted = f"{_WHOSE[self.declaration.whose]} AND ({self.declaration.where})"
        rows = f'"current_{self.declaration.source}"'
        last = self._before_the_latest() if self._one_back else self._base()
        if self._latest == "all":
            wanted += f" AND period_end = (SELECT max(period_end) FROM ({last}))"
        elif self._latest == "provider":
            wanted += f" AND (provider, period_end) IN (SELECT o.provider, max(o.period_end) FROM ({last}) o GROUP BY o.provider)"
        elif self._latest == "record":
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
    return set(_words(expression) & layout.fields.keys())


@cache
def _words(expression: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(expression) if not word.startswith("'"))


def member_of(value: str, item: Field) -> str:
    """Return the member that a text of a field stands for, as a row that had it would be read; SQLite knows no capitals but A to Z."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in value.strip()) if _is_free_text(item) else value


def _member(declaration: FigureDeclaration, layout: Layout) -> str:
    """Return the member of the family that a row is of; a text is the same in capitals and in small letters."""
    if declaration.family == RECORD:
        return _IDENTITY
    item = layout.fields.get(declaration.family)
    if item and _is_free_text(item):
        return f'lower(trim("{declaration.family}"))'
    return f'"{declaration.family}"' if declaration.family else "''"


def _is_free_text(item: Field) -> bool:
    return item.type == "text" and not item.words
