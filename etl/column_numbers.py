"""A row right below a heading that numbers its columns, or says what each is counted in: "1", "2", "3"; "(text)", "(no.)", "(%)"."""

import re
from collections.abc import Mapping, Sequence
from string import ascii_lowercase

from ..layouts import Layout
from .values import as_text
from .workbook import Value

_NUMBER = re.compile(r"[(\[]?(?:column |col\.? ?)?(\d{1,2}|[a-z])[)\].]?(?:\s*=.*)?", re.IGNORECASE)  # "5 = 2 - 3 - 4"
_UNIT = re.compile(r"[(\[][^()\[\]]+[)\]]")
_FEWEST = 3


def is_of_columns(row: Sequence[Value], layout: Layout, columns: Mapping[str, int]) -> bool:
    """Say whether a row below a heading is of its columns, and no record: all its cells are units in brackets, or count up from 1, or from A.

    Figures may count up by chance, and so may a reference with them; words do not.
    """
    texts = {column: as_text(value).strip() for column, value in enumerate(row) if value != ""}
    if len(texts) < _FEWEST:
        return False
    if all(map(_UNIT.fullmatch, texts.values())) and not any(any(map(str.isdigit, text)) for text in texts.values()):
        return True
    said = [match[1].casefold() if (match := _NUMBER.fullmatch(text)) else "" for text in texts.values()]
    has_words = any(item.type == "text" and columns.get(item.name) in texts for item in layout.field)
    return has_words and said in ([str(number + 1) for number in range(len(said))], list(ascii_lowercase[: len(said)]))
