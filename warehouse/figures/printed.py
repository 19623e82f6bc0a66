"""The number that a figure's printed words hold: a chart draws that and no other, so it shows no more than the paper prints."""

import re
from decimal import Decimal

from msgspec import Struct

from .model import Figure
from .text import show

_NUMBER = re.compile(r"-?(?<![\d.,])\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?%?")


class Printed(Struct, frozen=True):
    """A number with the words around it: "at least 87.5%" is 0.875, of one decimal, after "at least "."""

    value: int | float
    decimals: int
    before: str
    after: str


def printed(figure: Figure) -> Printed | None:
    """Return the number in a figure's text; None where it has no value, or its text holds no number that is the value rounded."""
    if figure.value is None:
        return None
    for found in _NUMBER.finditer(figure.text):
        number = Decimal(found[0].rstrip("%").replace(",", ""))
        decimals = max(0, -int(number.as_tuple().exponent))
        if show(figure.value, figure.unit, decimals) == found[0]:
            number = number.scaleb(-2 if found[0].endswith("%") else 0)
            value = int(number) if number == number.to_integral_value() else float(number)
            return Printed(value, decimals, figure.text[: found.start()], figure.text[found.end() :])
    return None
