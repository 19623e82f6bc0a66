"""The two counts of a percentage: what its SQL expression divides, and by what."""

import re
from collections.abc import Iterator

_TOKEN = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|[A-Za-z_]\w*|\d+(?:\.\d*)?|\s+|.""", re.DOTALL)
_WRAPPERS = {"coalesce", "ifnull", "round"}
"""Functions whose first argument is what they give, or near it."""
_LOOSER = {"+", "-", "|", "<", ">", "=", "!", ",", "AND", "OR", "NOT", "IS", "IN", "LIKE", "BETWEEN", "%"}
"""What binds no closer than a division does, so that its two sides are not the whole of the expression."""


def tokens_of(sql: str) -> list[str]:
    """Return the words, numbers, texts, signs and spaces that SQL is written in."""
    return _TOKEN.findall(sql)


def bare_tokens(sql: str) -> list[str]:
    """Return what SQL is written in, without the spaces."""
    return [token for token in tokens_of(sql) if not token.isspace()]


def quotient(sql: str) -> tuple[str, str] | None:
    """Return the part and the whole of an expression that divides one by the other, None where it cannot be told what it divides.

    A `coalesce`, `ifnull` or `round` around the division, and a CASE with one THEN, are looked through.
    """
    tokens = tokens_of(sql.strip())
    if not tokens:
        return None
    inner = _unwrapped(tokens)
    if inner is not None:
        return quotient("".join(inner))
    places = [place for place, token in at_top(tokens) if token == "/"]
    if len(places) != 1 or any(token.upper() in _LOOSER for _, token in at_top(tokens)):
        return None
    part, whole = "".join(tokens[: places[0]]).strip(), "".join(tokens[places[0] + 1 :]).strip()
    return (part, whole) if part and whole else None


def _unwrapped(tokens: list[str]) -> list[str] | None:
    """Return what stands within the brackets, the function or the CASE that is the whole of an expression, None where none is."""
    if tokens[0] == "(" and closing(tokens, 0) == len(tokens) - 1:
        return tokens[1:-1]
    if len(tokens) > 2 and tokens[0].lower() in _WRAPPERS:
        opening = 1 if tokens[1] == "(" else 2
        if tokens[opening] == "(" and closing(tokens, opening) == len(tokens) - 1:
            inner = tokens[opening + 1 : -1]
            commas = [place for place, token in at_top(inner) if token == ","]
            return inner[: commas[0]] if commas else inner
    if tokens[0].upper() == "CASE" and closing(tokens, 0) == len(tokens) - 1:
        inner = tokens[1:-1]
        marks = {word: [place for place, token in at_top(inner) if token.upper() == word] for word in ("THEN", "ELSE")}
        if len(marks["THEN"]) == 1:
            return inner[marks["THEN"][0] + 1 : marks["ELSE"][0] if marks["ELSE"] else None]
    return None


def at_top(tokens: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the tokens that stand in no brackets and no CASE, each with its place."""
    depth = 0
    for place, token in enumerate(tokens):
        if token == ")" or token.upper() == "END":
            depth -= 1
        elif depth == 0 and token != "(" and token.upper() != "CASE":
            yield place, token
        if token == "(" or token.upper() == "CASE":
            depth += 1


def closing(tokens: list[str], opening: int) -> int:
    """Return the place of the bracket, or of the END, that closes the one at `opening`; -1 where none does."""
    depth = 0
    for place in range(opening, len(tokens)):
        token = tokens[place].upper()
        depth += (token in ("(", "CASE")) - (token in (")", "END"))
        if depth == 0:
            return place
    return -1
