"""Number formats that show another number than the chart holds: with digits or a unit of their own, `"9"0`, `0" million"`, or in thousands, `0,`."""

import re

from ..ooxml import Element
from .drawingml import CHART

_C = f"{{{CHART}}}"
_IN_BRACKETS = re.compile(r"\[[^\]]*\]")
"""A colour, or the condition of a section."""
_OTHER_NUMBER = re.compile(
    r'"[^"]*\d[^"]*"|\\\d|(?<!")[1-9]|[0#?],+(?![0#?,])|[0#?]\s*(?:"\s*(?:%|(?:thousand|million|billion|bn|[km])\b)|\\[%km])', re.IGNORECASE
)
_FORMATTED = (f"{_C}dLbls", f"{_C}valAx")
"""What a number format is set for: the labels of a series, with those of single points in them, and the scale."""


def other_numbers(part: Element) -> list[str]:
    """Return the number formats of a chart by which it shows other numbers, each once."""
    codes = [found.get("formatCode", "") for found in (*part.iter(f"{_C}numFmt"), *part.iter(f"{_C}pt"))]
    codes += [found.text or "" for found in part.iter(f"{_C}formatCode")]
    return list(filter(_shows_another, dict.fromkeys(codes)))


def put_formats(part: Element, fresh: Element) -> None:
    """Put the number formats of a chart made today in the place of those by which a chart of the same series shows other numbers."""
    for tag in _FORMATTED:
        for holder, wanted in zip(part.iter(tag), fresh.iter(tag), strict=False):
            code = wanted.find(f"{_C}numFmt")
            for held in holder.iter(f"{_C}numFmt"):
                if code is not None and _shows_another(held.get("formatCode", "")):
                    held.set("formatCode", code.get("formatCode", ""))


def _shows_another(code: str) -> bool:
    return _OTHER_NUMBER.search(_IN_BRACKETS.sub("", code)) is not None
