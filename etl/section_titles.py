"""Titles between the rows of a table that say what those below each are of, where no column does: "Safeguarding Adults", then a row a level."""

from ..layouts import Field, Layout
from ..warehouse.records import Block
from .carried import carried_word
from .listed_words import listed_word
from .tables import Table
from .values import as_text
from .workbook import Sheet


def titles_of_rows(sheet: Sheet, table: Table, item: Field, block: Block, *, all_rows: bool = True) -> dict[int, tuple[str, int]]:
    """Return the word of a field's list that each record of a table stands under, and the index of its title's row, by the record's number.

    None where a record stands under none, before the first or below a title that is not of the list; unless not `all_rows` need one.
    """
    records = {row for row, _ in block.rows}
    found: dict[int, tuple[str, int]] = {}
    above: tuple[str, int] | None = None
    for row in range(table.first, table.end):
        filled = [value for value in sheet.rows[row] if value != ""]
        if sheet.row_number(row) in records:
            if above is not None:
                found[sheet.row_number(row)] = above
            elif all_rows:
                return {}
        elif len(filled) == 1:
            word = _word(table.layout, item, as_text(filled[0]))
            above = (word, row) if word else None
    return found


def _word(layout: Layout, item: Field, text: str) -> str | None:
    """Return the word of a list that a title is, or that it holds beside that of another field: "Safeguarding Adults L2"."""
    if word := listed_word(text, item)[0]:
        return word
    carrier = layout.fields[item.carried_by] if item.carried_by else None
    held = listed_word(text, carrier)[0] if carrier else None
    return carried_word(item, text, held) if held else None
