"""Headings of words that are of another thing than the field whose heading they hold: a "Lead agency" is no lead, "Evidence required" no evidence."""

import re
from collections.abc import Iterator

from ..layouts import Field, Layout
from ..layouts.alike import alike
from ..layouts.words import words
from ..warehouse.records import Issue
from .denials import itself
from .heading_doubts import own_words
from .headings import Headings
from .tables import Table
from .values import as_text
from .workbook import Sheet

_PARTS = (
    r"(?i)[^\w\s'’+]+|\n|\b(?:of|for|from|by|with|to|on|in|at|as|is|are|was|were|has|have|had|that|which|who|how|what|why|where|when|if"
    r"|and|or|please)\b"
)
"""What ends a name in a heading: what stands behind it is said of it, and makes no other thing of it."""
_THE_SAME = words(
    "name title description descriptor text wording detail narrative summary list item point comment note statement information no number ref "
    "reference label heading section group area here any full short seen taken made given found held set met done so far itself "
    "document report available late"
)
"""What may stand behind a heading's own word without making another thing of it."""
_LACKING = words("required needed requested wanted expected awaited")
"""Participles of what is not there."""


def doubt_text_headings(sheet: Sheet, table: Table, headings: Headings) -> Iterator[Issue]:
    """Yield a query for each column of words whose heading goes on to name another thing."""
    for name, column in table.columns.items():
        item, text = table.layout.fields[name], as_text(sheet.rows[table.heading_row][column])
        if item.type not in ("text", "ref") or item.is_judged or headings.is_heading(text):
            continue
        if other := _other_thing(text, item, table.layout):
            cure = f"It was read as {item.headings[0]!r}: please say if {other!r} makes it something else."
            expected = f"words such as {item.headings[0]!r} alone"
            yield Issue(sheet.name, sheet.address(table.heading_row, column), "query", "heading_says_more", text, expected, cure)


def _other_thing(text: str, item: Field, layout: Layout) -> str:
    """Return the words that stand right behind those of a field's own heading and are not its own, "" where there are none."""
    heads = frozenset().union(*(words(alike(heading)) for heading in item.headings))
    for part in re.split(_PARTS, itself(text, item)):  # compiled when one is asked about, as few are
        said = part.split()
        last = max((place for place, word in enumerate(said) if words(word) & heads), default=len(said))
        more = [word for word in said[last + 1 :] if _is_another(word, own_words(item, layout))]
        if more:
            return " ".join(more)
    return ""


def _is_another(word: str, own: frozenset[str]) -> bool:
    said = words(word)
    is_done = word.casefold().endswith("ed") and not said & _LACKING
    return bool(said - own - _THE_SAME) and not is_done and not word.isdecimal()
