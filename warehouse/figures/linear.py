"""Which numbers of a row an SQL expression adds, and which it takes away: only of such an expression is it known whom it counts."""

from collections.abc import Mapping

from .quotient import at_top, bare_tokens, closing

Terms = Mapping[str, int]
"""How often each field is in a sum: 1, or -1 where it is taken away."""
_SAME = {"sum", "total", "max", "min", "round", "coalesce", "ifnull", "nullif"}
"""Functions whose first argument is what they give, row by row, where the other is 0 or, of rounding, a number of decimals."""


def linear(sql: str) -> Terms | None:
    """Return the sum that an expression makes of fields, None where it makes something else of them."""
    return _sum(bare_tokens(sql))


def _sum(tokens: list[str]) -> Terms | None:
    found: dict[str, int] = {}
    for sign, term in _split(tokens, {"+": 1, "-": -1}):
        terms = _product(term)
        if terms is None:
            return None
        for name, times in terms.items():
            found[name] = found.get(name, 0) + sign * times
    return {name: times for name, times in found.items() if times}


def _product(tokens: list[str]) -> Terms | None:
    """Return what a term gives: a factor, times one any number of times."""
    factors = [factor for _, factor in _split(tokens, {"*": 1}) if not _is_number(factor, 1)]
    return _factor(factors[0]) if len(factors) == 1 else None


def _factor(tokens: list[str]) -> Terms | None:
    if len(tokens) == 1:
        if _is_number(tokens, 0) or tokens[0].upper() == "NULL":
            return {}
        return None if tokens[0][0] in "'0123456789" else {tokens[0].strip('"`'): 1}
    last = len(tokens) - 1
    if tokens[:1] == ["("] and closing(tokens, 0) == last:
        return _sum(tokens[1:-1])
    if tokens[0].upper() == "CASE" and closing(tokens, 0) == last:
        return _branches(tokens[1:-1])
    if len(tokens) > 3 and tokens[1] == "(":
        end = closing(tokens, 1)
        filtered = [token.upper() for token in tokens[end + 1 : end + 3]] == ["FILTER", "("] and closing(tokens, end + 2) == last
        return _call(tokens[0].lower(), tokens[2:end]) if filtered or end == last else None
    return None


def _call(name: str, inner: list[str]) -> Terms | None:
    if name == "cast":
        words = [token.upper() for token in inner]
        return _sum(inner[: words.index("AS")]) if "AS" in words else None
    first, *others = [argument for _, argument in _split(inner, {",": 1})]
    return _sum(first) if name in _SAME and all(other == ["0"] or name == "round" for other in others) else None


def _branches(tokens: list[str]) -> Terms | None:
    """Return what a CASE gives: the one sum that it gives where it gives any."""
    found: list[Terms] = []
    starts = [place for place, token in at_top(tokens) if token.upper() in ("THEN", "ELSE", "WHEN")]
    for place, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        if tokens[place].upper() == "WHEN":
            continue
        terms = _sum(tokens[place + 1 : end])
        if terms is None:
            return None
        found += [terms] if terms and terms not in found else []
    return found[0] if len(found) == 1 else None


def _split(tokens: list[str], signs: Mapping[str, int]) -> list[tuple[int, list[str]]]:
    """Return what stands between signs that are in no bracket and no CASE, each with the sign before it."""
    parts: list[tuple[int, list[str]]] = [(1, [])]
    between = {place for place, token in at_top(tokens) if token in signs}
    for place, token in enumerate(tokens):
        if place in between:
            parts.append((signs[token], []))
        else:
            parts[-1][1].append(token)
    return [part for number, part in enumerate(parts) if part[1] or number]


def _is_number(tokens: list[str], number: int) -> bool:
    """Say whether a term is a number, written out."""
    try:
        return len(tokens) == 1 and float(tokens[0]) == number
    except ValueError:
        return False
