"""A rule's SQL condition as an Excel one, where the rule is simple enough for both to mean the same.

What SQL calls NULL is here a cell without a value: a comparison with one is false, as it is for a rule that asks only where it is true.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..layouts import Field
from .answers import given, printed, quoted

_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|'(?P<text>(?:[^']|'')*)'|(?P<word>[A-Za-z_]\w*)|(?P<sign><>|!=|<=|>=|==|[<>=+\-*(),/]))")
_SIGNS = {"<>": "<>", "!=": "<>", "=": "=", "==": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_ORDERED = ("count", "percent", "number", "date")


class _Beyond(Exception):
    """The condition holds something that Excel would read differently, or not at all."""


def in_excel(when: str, fields: Mapping[str, Field], cells: Mapping[str, str]) -> str | None:
    """Return the Excel formula of a condition over the `cells` of one row (field to address); None where it has no like in Excel."""
    try:
        parser = _Parser(_tokens(when), fields, cells)
        formula = parser.either()
        return None if parser.tokens else formula
    except _Beyond:
        return None


def _tokens(when: str) -> list[tuple[str, str]]:
    found = []
    place = 0
    while when[place:].strip():
        match = _TOKEN.match(when, place)
        if match is None or match.lastgroup is None:
            raise _Beyond
        found.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return found


@dataclass(frozen=True)
class _Operand:
    """One side of a comparison. `needs` are the conditions under which it has a value, `field` is set where it is that field and no sum."""

    formula: str
    needs: tuple[str, ...] = ()
    field: Field | None = None

    @property
    def is_text(self) -> bool:
        return self.field is not None and self.field.type not in _ORDERED


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]], fields: Mapping[str, Field], cells: Mapping[str, str]) -> None:
        self.tokens = tokens
        self.fields = fields
        self.cells = cells

    def either(self) -> str:
        parts = [self._both()]
        while self._take("OR"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else f"OR({','.join(parts)})"

    def _both(self) -> str:
        parts = [self._comparison()]
        while self._take("AND"):
            parts.append(self._comparison())
        return parts[0] if len(parts) == 1 else f"AND({','.join(parts)})"

    def _comparison(self) -> str:
        before = list(self.tokens)
        if self._take("("):
            try:
                formula = self.either()
                self._want(")")
                return formula
            except _Beyond:
                self.tokens = before  # the bracket was one of a sum
        left = self._sum()
        if self._take("IS"):
            denied = self._take("NOT")
            self._want("NULL")
            if len(left.needs) != 1:
                raise _Beyond
            return left.needs[0] if denied else f"NOT({left.needs[0]})"
        denied = self._take("NOT")
        if self._take("IN"):
            listed = f"OR({','.join(f'{left.formula}={word}' for word in self._words(left))})"
            return _where(left.needs, f"NOT({listed})" if denied else listed)
        sign = _SIGNS.get(self._next()[1])
        if sign is None or denied:
            raise _Beyond
        if left.is_text:
            if sign not in ("=", "<>"):
                raise _Beyond  # words are not ordered alike in both
            return _where(left.needs, f"{left.formula}{sign}{self._stored(left)}")
        right = self._sum()
        if right.is_text:
            raise _Beyond
        return _where((*left.needs, *right.needs), f"{left.formula}{sign}{right.formula}")

    def _sum(self) -> _Operand:
        found = self._product()
        while self.tokens and self.tokens[0][1] in ("+", "-"):
            found = _joined(found, self._next()[1], self._product())
        return found

    def _product(self) -> _Operand:
        found = self._factor()
        while self._take("*"):  # a division is not taken: SQL divides whole numbers to whole numbers
            found = _joined(found, "*", self._factor())
        return found

    def _factor(self) -> _Operand:
        kind, text = self._next()
        if kind == "number":
            return _Operand(text)
        if text in ("(", "abs") and (text == "(" or self._take("(")):
            inner = self._sum()
            self._want(")")
            if inner.is_text:
                raise _Beyond
            return _Operand(f"{'' if text == '(' else 'ABS'}({inner.formula})", inner.needs)
        if text == "coalesce" and self._take("("):
            return self._coalesced()
        return self._cell(kind, text)

    def _cell(self, kind: str, name: str) -> _Operand:
        if kind != "word" or name not in self.cells:
            raise _Beyond
        field = self.fields[name]
        return _Operand(self.cells[name], (given(field, self.cells[name]),), field)

    def _coalesced(self) -> _Operand:
        first = self._cell(*self._next())
        self._want(",")
        kind, text = self._next()
        self._want(")")
        if kind != ("text" if first.is_text else "number"):
            raise _Beyond
        return _Operand(f"IF({first.needs[0]},{first.formula},{quoted(text) if first.is_text else text})", (), first.field)

    def _words(self, operand: _Operand) -> list[str]:
        self._want("(")
        words = [self._stored(operand)]
        while self._take(","):
            words.append(self._stored(operand))
        self._want(")")
        return words

    def _stored(self, operand: _Operand) -> str:
        """Return a stored word as it is printed in the cells of the operand's field."""
        kind, text = self._next()
        if kind != "text" or not operand.is_text or operand.field is None:
            raise _Beyond
        return quoted(printed(operand.field).get(text, text.replace("''", "'")))

    def _next(self) -> tuple[str, str]:
        if not self.tokens:
            raise _Beyond
        return self.tokens.pop(0)

    def _take(self, text: str) -> bool:
        if self.tokens and self.tokens[0][0] != "text" and self.tokens[0][1].upper() == text:
            self.tokens.pop(0)
            return True
        return False

    def _want(self, text: str) -> None:
        if not self._take(text):
            raise _Beyond


def _joined(left: _Operand, sign: str, right: _Operand) -> _Operand:
    if left.is_text or right.is_text:
        raise _Beyond
    return _Operand(f"{left.formula}{sign}{right.formula}", (*left.needs, *right.needs))


def _where(needs: tuple[str, ...], formula: str) -> str:
    """Return a comparison that is false where a cell that it reads holds no value."""
    held = ",".join(dict.fromkeys(needs))
    return f"IF(AND({held}),{formula},FALSE)" if held else formula
