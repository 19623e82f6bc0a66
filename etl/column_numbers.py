"""A row right below a heading that numbers its columns, or says what each is counted in: "1", "2", "3"; "(text)", "(no.)", "(%)"."""

from collections.abc import Mapping, Sequence
from string import ascii_lowercase

from ..layouts import Layout
from .values import as_text
from .workbook import Value

_FEWEST = 3
_UNITS = frozenset(
    {"no.", "nos", "nos.", "number", "count", "%", "percent", "percentage", "y/n", "yes/no", "text", "date", "wte", "dd/mm/yyyy", "rag"}
)
"""Units as they are written without brackets; "No" and "N" are answers."""


def is_of_columns(row: Sequence[Value], layout: Layout, columns: Mapping[str, int]) -> bool:
    """Say whether a row below a heading is of its columns, and no record: all its cells are units, or count up from 1, or from A.

    Figures may count up by chance, and so may a reference with them; words do not.
    """
    filled = [column for column, value in enumerate(row) if value != ""]
    if len(filled) < _FEWEST:
        return False
    first = as_text(row[filled[0]])
    if _number(first) not in ("1", "a") and not _is_unit(first):  # most rows, told at once
        return False
    texts = [as_text(row[column]) for column in filled]
    if all(map(_is_unit, texts)):
        return True
    has_words = any(item.type == "text" and columns.get(item.name) in filled for item in layout.field)
    return has_words and [*map(_number, texts)] in ([str(number + 1) for number in range(len(texts))], list(ascii_lowercase[: len(texts)]))


def _number(text: str) -> str:
    """Return the number or letter that a cell gives its column: "(1)", "a.", "5 = 2 - 3 - 4"."""
    return text.partition("=")[0].strip(" ()[].").casefold()


def _is_unit(text: str) -> bool:
    is_bracketed = text[:1] in ("(", "[") and text[-1:] in (")", "]")
    return text.strip().casefold() in _UNITS or (is_bracketed and not any(map(str.isdigit, text)) and len(_number(text)) > 1)
