"""A numeric scale of ratings that a sheet states ("1 = fully met, 3 = not met"), or that its numbers show to be another than 0 to 3."""

import re
from collections.abc import Iterator, Mapping

from .answer_words import SCALES, rating_of_word
from .tables import Table
from .totals import says_total
from .values import as_text, without_marks
from .workbook import Sheet

_USUAL = {number: rating for rating, numbers in SCALES["numbers 0 to 3"].items() for number in numbers}
_SPELT = sorted({word for scale in SCALES.values() for spelt in scale.values() for word in spelt if len(word) > 1}, key=len, reverse=True)
_WORD = r"(?P<word>" + "|".join(word.replace(" ", r"[\s-]+") for word in _SPELT) + r")\b"
_NUMBER = r"(?<![\d.])(?P<number>\d)(?![\d%])"
_NUMBER_FIRST = re.compile(rf"{_NUMBER}\s*(?:=|:|-|–|—|\.|\)|\(|is\b|means\b)?\s*{_WORD}", re.IGNORECASE)
_WORD_FIRST = re.compile(rf"\b{_WORD}\s*(?:=|:|-|–|—|\(|is\b)?\s*{_NUMBER}", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;/|.()\[\]]*(?:(?:and|or|to)\b)?[\s,;/|.()\[\]]*(?:\([a-z ]+\))?[\s,;/|.]*", re.IGNORECASE)
"""What stands between two pairs of one scale; "Standard 1: Met by all. Part 3 - Not met" is none."""
_ANY_SCALE = re.compile(
    r"(?<![\d.])\d\s*(?:=|means\b)\s*[^\W\d]|\b\d\s+(?:is|being)\s+(?:the\s+)?(?:best|highest|worst|lowest|good|poor)\b", re.IGNORECASE
)
_LONGEST = 300  # letters of a text that states a scale
_FEWEST = 2


def column_scale(sheet: Sheet, table: Table, column: int) -> Mapping[str, str] | None:
    """Return what each number stands for in a column of ratings, None where it is the usual: 3 met, 1 and 2 partial, 0 not met.

    Where numbers beyond it stand in the column and nothing says what they stand for, or what says so cannot be read, none of them is read.
    """
    given = ((row, without_marks(as_text(sheet.rows[row][column]))) for row in range(table.first, table.end))
    numbers = {text for row, text in given if text.isdecimal() and not any(map(says_total, sheet.rows[row]))}
    if not numbers:
        return None
    stated = _stated(sheet, table, column)
    if stated is None:
        return None if numbers <= _USUAL.keys() else {}
    is_usual = bool(stated) and all(_USUAL.get(number) == rating for number, rating in stated.items())
    return None if is_usual and numbers <= _USUAL.keys() else stated


def _stated(sheet: Sheet, table: Table, column: int) -> dict[str, str] | None:
    """Return the ratings that numbers stand for by the nearest text that says so; none of them where one says so in words that are not known.

    None where no text says anything of it.
    """
    for text in _texts(sheet, table, column):
        if stated := _pairs(text):
            return stated
        if len(_ANY_SCALE.findall(text)) >= _FEWEST or (re.search(r"\b\d\s+(?:is|being)\b", text) and _ANY_SCALE.search(text)):
            return {}
    keyed: dict[str, str] = {}
    for row in [*range(table.top), *range(table.first, len(sheet.rows))]:
        cells = [as_text(value) for value in sheet.rows[row] if value != ""]
        for number, word in (cells, cells[::-1]) if len(cells) == _FEWEST else ():
            if number.isdecimal() and len(number) == 1 and (rating := rating_of_word(word)):
                keyed[number] = rating
    lone = [_pairs(text, fewest=1) for text in _texts(sheet, table, column)]
    return keyed or {number: rating for pairs in lone for number, rating in pairs.items()} or None


def _pairs(text: str, fewest: int = _FEWEST) -> dict[str, str]:
    """Return the numbers of a text that stand beside ratings, one pair right after the other, with what each is."""
    text = text[:_LONGEST]
    for pattern in (_NUMBER_FIRST, _WORD_FIRST):
        found = list(pattern.finditer(text))
        run = found[:1]
        for one in found[1:]:
            if _BETWEEN.fullmatch(text[run[-1].end() : one.start()]):
                run.append(one)
            elif len(run) < _FEWEST:
                run = [one]
        is_whole = fewest == 1 and len(found) == 1 and _BETWEEN.fullmatch(text[: found[0].start()]) and _BETWEEN.fullmatch(text[found[0].end() :])
        if len(run) >= _FEWEST or is_whole:
            ratings = {one["number"]: rating_of_word(re.sub(r"[\s-]+", " ", one["word"])) for one in run}
            return {number: rating for number, rating in ratings.items() if rating}
    return {}


def _texts(sheet: Sheet, table: Table, column: int) -> Iterator[str]:
    """Yield what may state the scale of a column: its heading, the texts above the table from the nearest up, and those alone in a row below it."""
    yield from (str(sheet.rows[row][column]) for row in range(table.heading_row, table.top - 1, -1))
    for row in range(table.top - 1, -1, -1):
        yield from (value for value in sheet.rows[row] if isinstance(value, str) and value)
    for row in range(table.first, len(sheet.rows)):
        filled = [value for value in sheet.rows[row] if value != ""]
        if len(filled) == 1 and isinstance(filled[0], str):
            yield filled[0]
