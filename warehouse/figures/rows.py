"""The SQL of the rows that a figure rests on: whose they are, which period, which version of a record, and what is left out."""

import re
from collections.abc import Iterable

from ...layouts import Layout
from .declare import FigureDeclaration, Flag

_WORD = re.compile(r"'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*")
_WHOSE = {"": "1", "commissioner": "provider = :commissioner", "others": "provider <> :commissioner"}
_CELLS = """
SELECT r.filename, r.sheet, coalesce(m.cell, p.cell, p."column" || r.row) AS cell, r.provider, r.period_start, r.period_end,
    '{name}' AS field, r."{name}" AS value, coalesce(m.state, 'given') AS state, m.text, m.decimals, m.qualifier, r.source_id
FROM ({rows}) r
JOIN block b ON b.submission_id = r.submission_id AND b.sheet = r.sheet AND r.row BETWEEN b.first_row AND b.last_row
JOIN block_field p ON p.block_id = b.id AND p.field = '{name}'
LEFT JOIN mark m ON m.submission_id = r.submission_id AND m.sheet = r.sheet AND m.row = r.row AND m.field = '{name}'
WHERE r."{name}" IS NOT NULL OR m.state IS NOT NULL
ORDER BY r.filename, r.source_id, r.sheet, r.row
"""


def base_sql(declaration: FigureDeclaration) -> str:
    """Return the rows that give a family its members and `latest` its periods."""
    return f"{all_sql(declaration)} AND ({declaration.members or declaration.where})"


def all_sql(declaration: FigureDeclaration) -> str:
    """Return every current row of the return that is the declaration's own, whatever its period."""
    return f'SELECT * FROM "current_{declaration.source}" WHERE {_WHOSE[declaration.whose]}'


def rows_sql(declaration: FigureDeclaration, layout: Layout, member: str | None, flags: Iterable[Flag]) -> str:
    """Return the rows that a figure, or one `member` of a family, is measured on: without those that a flag leaves out."""
    rows = _claimed_sql(declaration, layout, member)
    left_out = [f"({flag.when})" for flag in flags if flag.leaves_out]
    return f"SELECT * FROM ({rows}) WHERE NOT coalesce({' OR '.join(left_out)}, 0)" if left_out else rows


def flagged_sql(declaration: FigureDeclaration, layout: Layout, member: str | None, flag: Flag, rows: str) -> str:
    """Return which of a figure's `rows` a flag is about, or which it left out of them."""
    source = _claimed_sql(declaration, layout, member) if flag.leaves_out else rows
    counted = f"SELECT *, count(*) OVER () AS row_count FROM ({source})"
    return f"SELECT source_id, filename, sheet, row FROM ({counted}) WHERE {flag.when} ORDER BY filename, sheet, row"


def cells_sql(rows: str, field: str) -> str:
    """Return the cells of one field of some rows, in reading order."""
    return _CELLS.format(rows=rows, name=field)


def fields_read(expression: str, layout: Layout) -> set[str]:
    """Return the fields of a return that an SQL expression names."""
    return {word for word in _WORD.findall(expression) if not word.startswith("'")} & set(layout.fields)


def _claimed_sql(declaration: FigureDeclaration, layout: Layout, member: str | None) -> str:
    conditions = [_WHOSE[declaration.whose], f"({declaration.where})"]
    if member is not None:
        conditions.append(f'c."{declaration.family}" = :member')
    base = base_sql(declaration)
    if declaration.latest == "all":
        conditions.append(f"period_end = (SELECT max(period_end) FROM ({base}))")
    elif declaration.latest == "provider":
        conditions.append(f"period_end = (SELECT max(o.period_end) FROM ({base}) o WHERE o.provider = c.provider)")
    elif declaration.latest == "record":
        # a record without a reference is like no other; the rest of the key may be blank on both
        same = " AND ".join(f'o."{name}" {"IS" if number else "="} c."{name}"' for number, name in enumerate(layout.record_key))
        conditions.append(f"NOT EXISTS (SELECT 1 FROM ({base}) o WHERE o.provider = c.provider AND {same} AND o.period_end > c.period_end)")
    return f'SELECT * FROM "current_{declaration.source}" c WHERE {" AND ".join(conditions)}'
