"""A numeric scale of ratings that a sheet states ("1 = fully met, 3 = not met"), or that its numbers show to be another than 0 to 3."""

import re
from collections.abc import Iterator, Mapping

from .answer_words import SCALES, rating_of_word
from .tables import Table
from .values import as_text, without_marks
from .workbook import Sheet

_NUMBER_FIRST = re.compile(r"(?<![\d.])(\d)\s*(?:=|:|–|—|-|is|means)\s*([^\W\d][^\d=:;,/()\[\]\n]*)", re.IGNORECASE)
_WORD_FIRST = re.compile(r"([^\W\d][^\d=:;,/()\[\]\n]*?)\s*(?:=|:|–|—)\s*(\d)(?![\d.])")
_USUAL = {number: rating for rating, numbers in SCALES["numbers 0 to 3"].items() for number in numbers}
_PAIR = 2  # cells of a row of a key: a number, and what it stands for


def column_scale(sheet: Sheet, table: Table, column: int) -> Mapping[str, str] | None:
    """Return what each number stands for in a column of ratings, None where it is the usual: 3 met, 1 and 2 partial, 0 not met.

    Where numbers beyond it stand in the column, and nothing says what they stand for, none of them is read.
    """
    given = {without_marks(as_text(sheet.rows[row][column])) for row in range(table.first, table.end)}
    numbers = {text for text in given if text.isdecimal()}
    if not numbers:
        return None
    stated = _stated(sheet, table, column)
    if all(_USUAL.get(number) == rating for number, rating in stated.items()):
        return None if numbers <= _USUAL.keys() else stated
    return stated


def _stated(sheet: Sheet, table: Table, column: int) -> dict[str, str]:
    """Return the ratings that numbers stand for by the nearest text that says so of any."""
    for text in _texts(sheet, table, column):
        pairs = [(number, word) for number, word in _NUMBER_FIRST.findall(text)] + [(number, word) for word, number in _WORD_FIRST.findall(text)]
        if stated := {number: rating for number, word in pairs if (rating := rating_of_word(word.strip(" -–—.")))}:
            return stated
    keyed = {}
    for row in range(table.top):
        cells = [as_text(value) for value in sheet.rows[row] if value != ""]
        if len(cells) == _PAIR and cells[0].isdecimal() and (rating := rating_of_word(cells[1])):
            keyed[cells[0]] = rating
    return keyed


def _texts(sheet: Sheet, table: Table, column: int) -> Iterator[str]:
    """Yield what may state the scale of a column: its heading, the texts above the table from the nearest up, and those alone in a row below it."""
    yield from (str(sheet.rows[row][column]) for row in range(table.heading_row, table.top - 1, -1))
    for row in range(table.top - 1, -1, -1):
        yield from (value for value in sheet.rows[row] if isinstance(value, str) and value)
    for row in range(table.first, len(sheet.rows)):
        filled = [value for value in sheet.rows[row] if value != ""]
        if len(filled) == 1 and isinstance(filled[0], str):
            yield filled[0]
