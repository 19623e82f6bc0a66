"""Tables of something else whose headings read like a return's: a risk register is no audit, and adult concerns are no LeDeR reviews."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import tomli

from ..layouts import Layout
from ..layouts.words import fold, words
from ..warehouse.records import Issue
from .context import Context, Held
from .tables import Table
from .values import bare_number
from .workbook import Sheet

_DECLARED = tomli.loads((Path(__file__).parent / "other_subjects.toml").read_text(encoding="utf-8"))
_TITLES = {title: words(title) for title in _DECLARED["titles"]}
_HEADINGS = frozenset(map(fold, _DECLARED["headings"]))
_MOST_WORDS = 10
"""Words of a title; more are an instruction or a note, which may speak of anything."""


def refuse_other_subject(sheet: Sheet, table: Table, context: Context) -> None:
    """Raise Held where a title, the sheet, the file or a heading names something else than the return, and none of them names the return."""
    layout, named = table.layout, list(_named(sheet, table, context))
    called = [words(text) for text in layout.names]
    if any(name <= words(text) for text, _ in named for name in called):
        return
    ours = _vocabulary(layout)
    for text, cell in named:
        said = words(text)
        if other := next((title for title, each in _TITLES.items() if each <= said and not each <= ours), None):
            raise _held(sheet, table, cell, text, other)
    if len(table.columns) <= _DECLARED["few"]:
        for column, heading in table.unmapped.items():
            if fold(heading) in _HEADINGS:
                raise _held(sheet, table, sheet.address(table.heading_row, column), heading, heading)


def _named(sheet: Sheet, table: Table, context: Context) -> Iterator[tuple[str, str]]:
    """Yield what a table may be named by, with its cell: the titles above it, its sheet, its file; a text with a number beside it is no title."""
    counted = {
        sheet.address(row, column)
        for row in range(table.labels_end)
        for column, (value, beside) in enumerate(pairwise(sheet.rows[row]))
        if isinstance(value, str) and bare_number(beside) is not None
    }
    for title in context.labels.titles:
        if len(title.text.split()) <= _MOST_WORDS and title.cell not in counted:
            yield title.text, title.cell
    yield context.sheet, ""
    yield context.filename.replace("_", " "), ""


def _vocabulary(layout: Layout) -> frozenset[str]:
    """Return every word of a layout's names, headings and lists: what it speaks of itself is nothing else."""
    named = (layout.about, *layout.names)
    listed = (text for field in layout.field for texts in (field.headings, *field.spellings.values()) for text in texts)
    return frozenset().union(*map(words, (*named, *listed)))


def _held(sheet: Sheet, table: Table, cell: str, text: str, other: str) -> Held:
    title, row = table.layout.title, sheet.row_number(table.heading_row)
    where = f"on sheet {sheet.name!r}, row {row}," if sheet.name else f"in row {row}"
    found = f"The table {where} has headings of {title!r}, but {text!r} names something else ({other})."
    cure = f"If it is that return, please write {title!r} above it; else send the return alone."
    return Held("another_subject", f"{found} {cure}", Issue(sheet.name, cell, "block", "another_subject", text, title, cure))
