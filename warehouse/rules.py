"""The rules that a layout declares, run over the rows just loaded; each row that breaks one is a query at its cell."""

import sqlite3
from decimal import Decimal

from ..errors import LayoutError
from ..layouts import Layout
from .records import Issue
from .sources import add_issues


def rounding(ratio: float | None) -> float | None:
    """Return half of the last decimal place that a percentage was returned with: 0.8846 (88.46%) may differ by 0.00005."""
    if ratio is None:
        return None
    exponent = (Decimal(repr(ratio)) * 100).normalize().as_tuple().exponent
    return 0.5 * 10.0 ** (min(int(exponent), 0) - 2) + 1e-9


def run_rules(connection: sqlite3.Connection, source_id: int, submission_id: int, layout: Layout) -> None:
    """Ask about every row of a submission that breaks a rule of its layout."""
    connection.create_function("rounding", 1, rounding, deterministic=True)
    for rule in layout.rule:
        query = (
            f'SELECT t.sheet, coalesce(m.cell, p.cell, p."column" || t.row, \'\') AS cell, t."{rule.at}" AS value FROM "{layout.name}" t '
            "LEFT JOIN block b ON b.submission_id = t.submission_id AND b.sheet = t.sheet AND t.row BETWEEN b.first_row AND b.last_row "
            "LEFT JOIN block_field p ON p.block_id = b.id AND p.field = :at "
            "LEFT JOIN mark m ON m.submission_id = t.submission_id AND m.sheet = t.sheet AND m.row = t.row AND m.field = :at "
            f"WHERE t.submission_id = :submission AND EXISTS (SELECT 1 FROM (SELECT {_columns(layout)}) WHERE {rule.when})"
        )
        try:
            rows = connection.execute(query, {"at": rule.at, "submission": submission_id}).fetchall()
        except sqlite3.OperationalError as error:
            raise LayoutError(f"The layout {layout.name}, rule {rule.code}: its condition is not valid SQL ({error}). Mend its 'when'.") from None
        issues = [Issue(row["sheet"], row["cell"], "query", rule.code, f"{row['value']}: {rule.found}", rule.expected, rule.cure) for row in rows]
        add_issues(connection, source_id, issues)


def _columns(layout: Layout) -> str:
    return ", ".join(f't."{item.name}" AS "{item.name}"' for item in layout.field)
