"""A workbook of one sheet with given rows, for a test to take in."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook


def write_book(path: Path, rows: Iterable[Sequence[object]], merged: Iterable[str] = (), sheet: str = "Sheet") -> None:
    """Write a workbook whose one sheet has `rows` from its first row on, and the cells `merged`."""
    book = Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(path)
