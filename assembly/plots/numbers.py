"""How the numbers of a chart are written by Word and Excel: so that each reads as the paper prints it."""

from ...warehouse.figures.printed import Printed

AXIS = {"percent": "0%", "count": "#,##0", "number": "General"}
"""The number format of an axis, by unit."""


def number_format(point: Printed, unit: str) -> str:
    """Return the format code that shows a number as the paper does, with the words around it: `"at least "0.0%`."""
    code = ("0" if unit == "percent" else "#,##0") + ("." + "0" * point.decimals if point.decimals else "") + ("%" if unit == "percent" else "")
    return _quoted(point.before) + code + _quoted(point.after)


def _quoted(words: str) -> str:
    return '"{}"'.format(words.replace('"', "'")) if words else ""
