"""What the SQL of a declaration tells of numbers of people, beside the number that it gives: what it compares them with, and what it counts."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ...layouts import Layout
from .quotient import bare_tokens, closing

_NAME = r'(?:"\w+"|`\w+`|\w+)'
_ONE = rf"(?:(?:sum|total|max|min|count|coalesce|ifnull)\s*\(\s*{_NAME}\s*(?:,\s*0\s*)?\)|{_NAME})"
_HARMLESS = (
    re.compile(rf"({_NAME})\s+(?:is\s+(?:not\s+)?null|isnull|notnull)\b", re.IGNORECASE),
    re.compile(rf"\bmin\s*\(\s*({_NAME})\s*\)\s*=\s*max\s*\(\s*\1\s*\)", re.IGNORECASE),
    re.compile(rf"(?<![\w.+*/-])(?<![+*/-] )({_ONE})\s*(?:<>|!=|[<>=])\s*0(?![\w.])(?!\s*[+*/-])", re.IGNORECASE),
)
"""Conditions that tell of a number no more than a paper does: that it was returned, that all returned the same, that it is nought or not."""
_COMPARISONS = {"=", "<", ">", "!", "IS", "IN", "LIKE", "GLOB", "BETWEEN"}
_ENDS = {*_COMPARISONS, ",", "AND", "OR", "NOT", "CASE", "WHEN", "THEN", "ELSE", "END", "WHERE"}
"""What an operand of a comparison ends at, where no bracket does."""
_AGGREGATES = {"count", "sum", "total", "avg", "group_concat", "string_agg", "json_group_array", "json_group_object"}


def people_numbers(layout: Layout) -> set[str]:
    """Return the fields of a return that are numbers of people."""
    return {field.name for field in layout.field if field.is_number and field.people}


def compares(sql: str, layout: Layout, *, is_condition: bool) -> bool:
    """Say whether SQL compares numbers of people with anything, so that what it gives tells more of them than a sum does.

    A condition, as `where` is, does so wherever it reads one. What is selected within SQL may be of any return, so it is taken to be of people.
    """
    return _compares(sql, frozenset(people_numbers(layout)), is_condition)


@lru_cache(maxsize=4_096)  # most declarations have the condition of many others, or none
def _compares(sql: str, names: frozenset[str], is_condition: bool) -> bool:
    sql = " ".join(sql.split())
    for harmless in _HARMLESS:
        sql = harmless.sub(" 1 ", sql)
    tokens = bare_tokens(sql)
    if "SELECT" in (token.upper() for token in tokens):
        return True
    spans = [tokens] if is_condition else _conditions(tokens)
    return any(token.strip('"`') in names for span in spans for token in span)


def counts_rows(sql: str, layout: Layout) -> bool:
    """Say whether what SQL gives follows from how many rows there are, so from how many people where a row is one; the place of the last tells it."""
    return "row" in map(str.lower, bare_tokens(sql)) or adds_rows(sql, layout)


def adds_rows(sql: str, layout: Layout) -> bool:
    """Say whether SQL counts rows, or adds or lists what is in them."""
    tokens = bare_tokens(sql)
    numbers = {field.name for field in layout.field if field.is_number}
    called = [place for place, token in enumerate(tokens[:-1]) if token.lower() in _AGGREGATES and tokens[place + 1] == "("]
    return any(not numbers & {token.strip('"`') for token in tokens[place : closing(tokens, place + 1)]} for place in called)


def _conditions(tokens: list[str]) -> Iterator[list[str]]:
    """Yield the parts of an expression that decide something: of a CASE, a FILTER or an iif the conditions, and both sides of a comparison."""
    for place, token in enumerate(tokens):
        word = token.upper()
        if word in _COMPARISONS:
            yield _operand(reversed(tokens[:place]), ")", "(")
            yield _operand(iter(tokens[place + 1 :]), "(", ")")
        elif word in ("WHEN", "CASE"):
            yield tokens[place + 1 : _next(tokens, place, {"THEN", "WHEN"} if word == "WHEN" else {"WHEN"})]
        elif word in ("FILTER", "IIF", "NULLIF") and tokens[place + 1 : place + 2] == ["("]:
            inner = tokens[place + 2 : closing(tokens, place + 1)]
            yield inner if word == "FILTER" else inner[: _next(inner, -1, {","})] if word == "IIF" else [] if inner[-2:] == [",", "0"] else inner


def _operand(tokens: Iterable[str], opening: str, ending: str) -> list[str]:
    """Return what stands on one side of a comparison; `opening` opens a bracket in the way that the tokens are read."""
    depth = 0
    found: list[str] = []
    for token in tokens:
        depth += (token == opening) - (token == ending)
        if depth < 0 or (depth == 0 and token.upper() in _ENDS and found):
            break
        found.append(token)
    return found


def _next(tokens: list[str], place: int, words: set[str]) -> int:
    """Return the place of the next of some words that stands in no bracket, the end where none does."""
    depth = 0
    for number in range(place + 1, len(tokens)):
        if depth == 0 and tokens[number].upper() in words:
            return number
        depth += (tokens[number] == "(") - (tokens[number] == ")")
    return len(tokens)
