"""What a row may hold of a field that it lacks, in a column that was not read or as words: a rule that asks for the field says where to look."""

from collections.abc import Iterator
from datetime import date

from ..layouts import Field
from ..layouts.outgoing import CHECK_HEADING
from ..layouts.words import words
from ..periods import parse_period
from ..warehouse.records import Block, Unread
from .dates import read_date
from .tables import Table
from .values import Look, as_text, convert
from .workbook import Sheet, Value

_NO_NAME = words("date on to be by when who for of actual action")
"""Words of a day's headings that do not say which day it is."""


def find_unread(sheet: Sheet, table: Table, block: Block) -> Iterator[Unread]:
    """Yield, of each row of a block, what stands in a column without a field and reads as one of the fields that the row is asked for and lacks;
    and the days that stand in a column of words.
    """
    asked = [] if table.is_form else table.layout.lacked
    columns = _unread_columns(sheet, table) if asked else {}
    of_words = _word_columns(sheet, table) if any(item.type == "date" for item in asked) else {}
    if not columns and not of_words:
        return
    index = {sheet.row_number(row): row for row in range(table.first, table.end)}
    look = Look(days_from_1904=sheet.days_from_1904)
    for number, values in block.rows:
        cells = sheet.rows[index[number]]
        for item in asked:
            if values.get(item.name) is None:
                for column, heading in columns.items():
                    if _reads_as(cells[column], item, look):
                        yield Unread(number, item.name, sheet.address(index[number], column), heading)
                for column, heading in of_words.items() if item.type == "date" else ():
                    if _is_its_day(cells[column], item, look):
                        yield Unread(number, item.name, sheet.address(index[number], column), heading)


def _unread_columns(sheet: Sheet, table: Table) -> dict[int, str]:
    """Return the columns that no field was read from, with their headings, empty where there is none."""
    read = {*table.columns.values(), *table.periods, *table.dated, *table.owners, *table.whose}
    headings = {column: as_text(value) for column, value in enumerate(sheet.rows[table.heading_row])} | table.unmapped
    columns = {column: heading for column, heading in headings.items() if column not in read and heading != CHECK_HEADING}
    return {column: heading for column, heading in columns.items() if any(sheet.rows[row][column] != "" for row in range(table.first, table.end))}


def _word_columns(sheet: Sheet, table: Table) -> dict[int, str]:
    """Return the columns that were read as words of no list, with their headings."""
    items = ((table.layout.fields[name], column) for name, column in table.columns.items())
    return {column: as_text(sheet.rows[table.heading_row][column]) for item, column in items if item.type == "text" and not item.words}


def _is_its_day(value: Value, item: Field, look: Look) -> bool:
    """Say whether words are a day and no more, or say of what it is the day: "Completed 04/03/2019"."""
    if not isinstance(value, str):
        return isinstance(value, date)
    if not value[-1:].isdigit():  # most words, told at once
        return False
    says_it = words(value) & frozenset().union(*map(words, item.headings)) - _NO_NAME
    return read_date(value) is not None or (bool(says_it) and _reads_as(value, item, look))


def _reads_as(value: Value, item: Field, look: Look) -> bool:
    """Say whether a cell is of the kind of a field, without a doubt: of a date no bare number, of free text no date and no number."""
    if value == "" or (item.type == "date" and not isinstance(value, str | date)):
        return False
    if item.type in ("text", "ref") and not (isinstance(value, str) and _is_words(value)):
        return False
    typed = convert(value, item, look)
    return typed is not None and typed.state == "given" and typed.value is not None and typed.code is None


def _is_words(text: str) -> bool:
    return any(map(str.isalpha, text)) and read_date(text) is None and parse_period(text) is None
