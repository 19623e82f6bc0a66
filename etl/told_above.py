"""What a whole table is of, where no column of its own says: "Safeguarding Children Level 3" above it, or as the name of its sheet."""

from collections.abc import Iterator, Mapping

from ..layouts import Field, Layout
from ..layouts.words import fold
from ..warehouse.records import Block, Issue
from .carried import carried_word, carries_several
from .context import Context
from .rows import Reading
from .tables import Table
from .values import as_text
from .workbook import Sheet

_HEADED = 2  # cells of a row that says what a table is of: "Course", "Prevent"


def tell_from_above(sheet: Sheet, table: Table, context: Context, reading: Reading) -> None:
    """Give each record of a table the subject that stands above it, or ask for one: a record of no subject is in no figure of any.

    Where several stand there, or none does, the records stay without.
    """
    item, block = _missing(table.layout, reading.block), reading.block
    if item is None or table.is_form or not block.rows:
        return
    for text, cell in _said(sheet, table, context, item):
        if stored := _only_word(table.layout, item, text):
            _give(block, item.name, stored, cell)
            for other in table.layout.field:
                if other.carried_by == item.name and other.name not in block.columns and (carried := carried_word(other, text, stored)):
                    _give(block, other.name, carried, cell)
            cure = f"Each row of the table was read as {item.labels.get(stored, stored)}; nothing to do."
            reading.issues.append(
                Issue(sheet.name, cell or _heading(sheet, table), "info", "told_above", text, f"a column {item.headings[0]!r}", cure)
            )
            return
    found, name = f"no column {item.headings[0]!r}", item.headings[0].casefold()
    cure = f"The rows were loaded without it: please add a column {item.headings[0]!r}, or write the {name} above the table."
    reading.issues.append(Issue(sheet.name, _heading(sheet, table), "query", "record_without_key", found, f"the {name} of each row", cure))


def _missing(layout: Layout, block: Block) -> Field | None:
    """Return the list field that says what a record is of, where no column has it."""
    key = layout.fields[layout.record_key[0]] if layout.record_key else None
    return key if key and key.words and key.name not in {*block.columns, *block.cells} else None


def _said(sheet: Sheet, table: Table, context: Context, item: Field) -> Iterator[tuple[str, str]]:
    """Yield what may say what a table is of, the nearest first, each with its cell: a row "Course" above it, a title, its sheet, its file."""
    headings = {fold(heading) for heading in item.headings}
    for row in range(table.top - 1, -1, -1):
        filled = [column for column, value in enumerate(sheet.rows[row]) if value != ""]
        if len(filled) == _HEADED and fold(as_text(sheet.rows[row][filled[0]])) in headings:
            yield as_text(sheet.rows[row][filled[1]]), sheet.address(row, filled[1])
    for title in reversed(context.labels.titles):
        yield title.text, title.cell
    yield sheet.name, ""
    yield context.filename.replace("_", " "), ""


def _only_word(layout: Layout, item: Field, text: str) -> str | None:
    """Return the one word of a list that a text holds; None where it holds none, or more than one. The return's own name is no such word."""
    own = {fold(name) for name in (layout.title, layout.name.replace("_", " "), *layout.called)}
    found = _words({spelling: stored for spelling, stored in item.by_spelling.items() if spelling not in own}, text)
    return found.pop() if len(found) == 1 and not carries_several(item, text, item) else None


def _words(by_spelling: Mapping[str, str], text: str) -> set[str]:
    """Return the words whose spellings stand in a text, but for those that stand within a longer one that stands there too."""
    whole = f" {fold(text)} "
    held = [spelling for spelling in by_spelling if f" {spelling} " in whole]
    longest = [spelling for spelling in held if not any(spelling != other and f" {spelling} " in f" {other} " for other in held)]
    return {by_spelling[spelling] for spelling in longest}


def _give(block: Block, name: str, stored: str, cell: str) -> None:
    block.cells[name] = cell
    for _, values in block.rows:
        values[name] = stored


def _heading(sheet: Sheet, table: Table) -> str:
    return sheet.address(table.heading_row, min([*table.columns.values(), *table.dated, *table.periods], default=0))
