"""Doubts about a whole column that no one cell shows: ratings on two scales, a reference that Excel made a shorter number of."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..layouts import Field
from ..warehouse.records import Issue
from .answer_words import scale_of
from .values import as_text, without_marks
from .workbook import Sheet

_REFERENCE = re.compile(r"^(.*\.)(\d+)$")


def doubt_column(sheet: Sheet, item: Field, column: int, rows: Iterable[int]) -> Iterator[Issue]:
    """Yield what is to be asked about a column of records as a whole; `rows` are theirs, from 0."""
    if item.type == "rating":
        yield from _two_scales(sheet, column, rows)
    elif item.type == "ref" and not item.words:
        yield from _shortened(sheet, column, rows)


def _two_scales(sheet: Sheet, column: int, rows: Iterable[int]) -> Iterator[Issue]:
    """Yield one query for a column that rates on two scales, at the first cell that is not on the one most used."""
    found = [(row, scale) for row in rows if (scale := scale_of(without_marks(as_text(sheet.rows[row][column]))))]
    counts = Counter(scale for _, scale in found)
    if len(counts) < 2:
        return
    usual = counts.most_common(1)[0][0]
    row, other = next((row, scale) for row, scale in found if scale != usual)
    cure = "Each was read on its own scale: please use one throughout the column."
    text = f"{as_text(sheet.rows[row][column])}: {other}, where the column has {usual}"
    yield Issue(sheet.name, sheet.address(row, column), "query", "two_scales", text, "one scale throughout the column", cure)


def _shortened(sheet: Sheet, column: int, rows: Iterable[int]) -> Iterator[Issue]:
    """Yield a query for each gap in a sequence of references that a tenth one would fill, of which Excel kept a number: 1.10 is 1.1 then.

    It stands at the second of two alike, else where the sequence goes on.
    """
    places: dict[tuple[str, str], list[int]] = {}
    numbers: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        value = sheet.rows[row][column]
        if match := _REFERENCE.match(as_text(value)):
            places.setdefault((match[1], match[2]), []).append(row)
            if sheet.delimited or not isinstance(value, str):
                numbers.setdefault((match[1], match[2]), []).append(row)
    for (begin, short), kept in numbers.items():
        lost = int(short) * 10
        if (begin, str(lost)) in places or (begin, str(lost - 1)) not in places:
            continue
        after = places.get((begin, str(lost + 1)), [])
        if len(places[begin, short]) > 1 or after:
            row = kept[-1] if len(places[begin, short]) > 1 else after[0]
            found = f"{as_text(sheet.rows[row][column])}, and no {begin}{lost} after {begin}{lost - 1}"
            cure = f"Please write {begin}{lost} as text (with ' before it), if it is one that Excel made {begin}{short} of."
            yield Issue(sheet.name, sheet.address(row, column), "query", "reference_shortened", found, f"{begin}{lost} between", cure)
