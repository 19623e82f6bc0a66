"""The value of one .ods cell, told from its attributes and its words; it is the one that the quick reader gives."""

import re
from collections.abc import Mapping
from datetime import time

from .serials import from_iso
from .workbook import Value

_NUMBERS = ("float", "percentage", "currency")
_TIME = re.compile(r"PT(\d{1,2})H(\d{1,2})M(\d{1,2})(?:[.,](\d+))?S$")


def cell_value(cell: Mapping[str, str], text: str) -> Value:
    """Return the value of a cell; one whose type is not said is its words. Raises ValueError where a number is none."""
    kind = cell.get("office:value-type", "")
    if kind in _NUMBERS:
        return float(cell["office:value"]) if "office:value" in cell else text
    if kind == "date":
        return from_iso(cell.get("office:date-value", text))
    if kind == "time":
        return _time(cell.get("office:time-value", text))
    if kind == "boolean":
        return cell.get("office:boolean-value") == "true"
    return cell.get("office:string-value", text)


def _time(written: str) -> Value:
    """Return a time of day; a length of time of a day and more stays as it is written."""
    match = _TIME.match(written)
    if not match or int(match[1]) > 23 or int(match[2]) > 59 or int(match[3]) > 59:
        return written
    return time(int(match[1]), int(match[2]), int(match[3]), int((match[4] or "0").ljust(6, "0")[:6]))
