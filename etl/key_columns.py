"""The column of what a record is of, where its heading is blank or not known: told by its words, which are of the list."""

from ..layouts import Field
from ..warehouse.records import Issue
from .listed_words import listed_word
from .tables import Table
from .totals import says_total
from .values import as_text
from .workbook import Sheet


def adopt_key(sheet: Sheet, table: Table) -> list[Issue]:
    """Take the one column before all others whose words are of the list of what a record is of, where no heading says which it is.

    Return what is said of it. A column behind the figures may be a remark.
    """
    item = table.layout.fields[table.layout.record_key[0]] if table.layout.record_key else None
    if item is None or not item.words or item.name in table.columns or table.is_form:
        return []
    known = {*table.columns.values(), *table.periods, *table.dated}
    heads = sheet.rows[table.heading_row]
    fits = [column for column in range(min(known, default=0)) if _is_of_list(sheet, table, item, column)]
    if len(fits) != 1:
        return []
    column = fits[0]
    table.columns = {item.name: column, **table.columns}
    table.unmapped.pop(column, None)
    found, name = as_text(heads[column]) or "a blank", item.headings[0]
    cure = f"The column was read as {name!r}, as all its words are of that list; nothing to do."
    return [Issue(sheet.name, sheet.address(table.heading_row, column), "info", "key_by_words", found, f"the heading {name!r}", cure)]


def _is_of_list(sheet: Sheet, table: Table, item: Field, column: int) -> bool:
    """Say whether a column is filled in each record, and most of its texts are words of the list; totals and rows with no other value aside."""
    rows = [row for row in range(table.first, table.end) if sum(value != "" for value in sheet.rows[row]) > 1]
    texts = [as_text(value) for row in rows if not says_total(value := sheet.rows[row][column])]
    known = [text for text in texts if listed_word(text, item)[0] and not text.isdecimal()]
    return bool(known) and all(texts) and 2 * len(known) > len(texts)
