"""Figures that stood beside those of another period, held against what came for their own."""

import sqlite3
from collections.abc import Iterator

from ..layouts import Layout
from .cells import Kept, key_of, read_records


def differing_values(connection: sqlite3.Connection, beside: int, own: int, layout: Layout) -> Iterator[tuple[Kept, Kept]]:
    """Yield each figure or judgement of the submission `beside` that is not that of the same record of `own`, with that.

    A blank says nothing; nor do words such as a lead's, which stand once for both periods.
    """
    returned = {(key_of(record, layout), name): kept for record in read_records(connection, own, layout) for name, kept in record.items()}
    for record in read_records(connection, beside, layout):
        for name, kept in record.items():
            other = returned.get((key_of(record, layout), name))
            is_compared = (kept.field.is_figure or kept.field.is_judged) and name not in layout.record_key
            if is_compared and other and None not in (kept.value, other.value) and kept.value != other.value:
                yield kept, other
