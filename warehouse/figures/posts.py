"""The posts of an accountability chart, as a return tells them."""

import sqlite3
from collections.abc import Callable

from ...layouts import Layout
from .declare_charts import TreeDeclaration
from .model import Chart, Node
from .telling import compares


def posts(declared: TreeDeclaration, layout: Layout, ask: Callable[[str], list[sqlite3.Row]]) -> Chart:
    """Return a chart of posts; `ask` runs a query for one owner, "" for all."""
    rows = ask(
        f'SELECT c."{declared.label}" AS label, c."{declared.parent}" AS parent, ({declared.note}) AS note '
        f"FROM \"current_{declared.source}\" c WHERE ({declared.where}) AND :owner IN ('', provider) ORDER BY submission_id, sheet, row, abreast",
    )
    nodes = tuple(Node(str(row["label"]), str(row["parent"] or ""), str(row["note"] or "")) for row in rows if row["label"])
    lists = layout.people or any(compares(sql, layout, is_condition=True) for sql in (declared.where, declared.label, declared.parent))
    counts = compares(declared.note, layout, is_condition=True)
    return Chart(declared.key, declared.title, nodes, lists, counts)
