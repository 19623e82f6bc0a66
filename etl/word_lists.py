"""Sheets that hold nothing but the lists behind drop-downs: columns of words under a heading each, that head no records."""

from ..layouts import Field
from ..layouts.words import fold, words
from .labels import is_label, read_labels
from .tables import Table
from .values import as_text
from .workbook import Sheet, Value

_SHORTEST = 2
_NAMED = words("list lookup dropdown validation options choices reference")
_BESIDE_ITS_NAME = words("drop down data values codes menu table tab sheet hidden do not edit delete of for and 1 2 3")
_ANSWERS = ("rating", "yes_no")
_YEARS = range(1990, 2100)


def holds_lists(sheet: Sheet, tables: list[Table]) -> bool:
    """Say whether a sheet with its tables is lists alone: each column an unbroken run of different words, and no provider, period or figure.

    Where it is not called so, it has to be no table of records by what its columns are.
    """
    name = words(sheet.name.replace("_", " "))
    named = bool(name & _NAMED) and name <= _NAMED | _BESIDE_ITS_NAME  # "Team list" is no list of words
    if not tables:
        top = next((row for row in range(len(sheet.rows)) if not sheet.is_blank(row)), None)
        return (named or sheet.hidden) and top is not None and _columns(sheet, top, {}) is not None
    table = tables[0]
    if len(tables) > 1 or table.is_form or table.periods or table.dated or read_labels(sheet, table.heading_row).said:
        return False
    fields = {column: table.layout.fields[name] for name, column in table.columns.items()}
    if any(item.is_number or item.type == "date" or (item.type == "ref" and not item.words) for item in fields.values()):
        return False
    found = _columns(sheet, table.heading_row, fields)
    return found is not None and (named or _are_no_records(table, found, hidden=sheet.hidden))


def _are_no_records(table: Table, found: dict[int, list[Value]], *, hidden: bool) -> bool:
    """Say whether columns of different words could be no records: they lack what those are of, or their figures, or go on below it.

    A word of a list stands beside what a record is of, and may be left out there; so a shorter one is no sign.
    """
    fields = {column: table.layout.fields[name] for name, column in table.columns.items() if column in found}
    listed = {column for column, item in fields.items() if item.words and _are_words(found[column], item)}
    key = {column for column, item in fields.items() if item.name in table.layout.record_key}
    plain = {column for column, item in fields.items() if not item.words and item.type not in _ANSWERS}
    ends = max((len(found[column]) for column in plain), default=0)
    goes_on = any(len(found[column]) > ends for column in fields.keys() - plain)
    if not listed or not fields.keys() <= listed | key:
        return goes_on or (hidden and not key)
    lacks_figures = any(item.is_number or item.type in _ANSWERS for item in table.layout.field)
    return lacks_figures or listed == fields.keys() or len({len(found[column]) for column in fields}) > 1


def _columns(sheet: Sheet, top: int, fields: dict[int, Field]) -> dict[int, list[Value]] | None:
    """Return the values below each heading of row `top`; None where one of them is no list: broken, repeated, a date or a figure."""
    found: dict[int, list[Value]] = {}
    for column, heading in enumerate(sheet.rows[top]):
        below = [row[column] for row in sheet.rows[top + 1 :]]
        while below and below[-1] == "":
            below.pop()
        if below and heading == "":
            return None
        if below and not _is_list(below, fields.get(column)):
            return None
        if below:
            found[column] = below
    return found if any(len(below) >= _SHORTEST for below in found.values()) else None


def _is_list(below: list[Value], item: Field | None) -> bool:
    texts = [fold(as_text(value)) for value in below]
    if "" in below or len(set(texts)) < len(texts) or any(is_label(value) for value in below):
        return False
    return all(isinstance(value, str) or (item is not None and bool(item.words)) or value in _YEARS for value in below)


def _are_words(below: list[Value], item: Field) -> bool:
    """Say whether all values of a column, or all but one ("Please choose"), are words of a list."""
    known = [item.by_spelling.get(fold(as_text(value))) or item.word_index.best(as_text(value)) for value in below]
    return sum(word is not None for word in known) >= max(1, len(below) - 1)
