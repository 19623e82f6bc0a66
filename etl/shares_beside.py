"""A count with its percentage in one cell, "38 (95%)", or a percentage with its count: read where the whole in its row bears both out."""

import re
from dataclasses import replace
from decimal import Decimal

from ..layouts import Field, Layout
from .values import Typed, as_text, bare_number
from .workbook import Value

_COUNT = r"(?P<count>\d+)(?:\s*(?:/|of|out of)\s*(?P<whole>\d+))?"
_SHARE = r"(?P<share>\d+(?:\.(?P<decimals>\d+))?)\s*%"
_BOTH = {"count": rf"^{_COUNT}\s*[(\[]\s*{_SHARE}\s*[)\]]$", "percent": rf"^{_SHARE}\s*[(\[]\s*{_COUNT}\s*[)\]]$"}
_DOUBTS = ("not_a_count", "not_a_percentage")


def whole_of(item: Field, layout: Layout) -> str:
    """Return the field that a count is a part of, or that a percentage is taken of; "" where there is none."""
    return item.share[1] if item.share else layout.wholes.get(item.name, "") if item.type == "count" else ""


def with_share(typed: Typed | None, raw: Value, item: Field, whole: Value) -> Typed | None:
    """Return what a cell that could not be read gives, where it is a count and a percentage, and both agree with the `whole` in its row.

    Where they do not, or there is no whole to tell by, the doubt stays, and says so.
    """
    if typed is None or typed.code not in _DOUBTS or not isinstance(raw, str):
        return typed
    both = re.match(_BOTH[item.type], raw.strip())  # compiled when one is asked about, as few are
    of = bare_number(whole, as_text(whole)) if whole != "" else None
    if both is None or not of or (both["whole"] and Decimal(both["whole"]) != of):
        return typed
    decimals = len(both["decimals"] or "")
    count, share = int(both["count"]), Decimal(both["share"])
    exact = count * 100 / of
    if abs(exact - share) > Decimal(5).scaleb(-decimals - 1):
        return replace(typed, found=f"{raw.strip()}, where {count} of {as_text(whole)} is {exact:.{max(1, decimals)}f}%")
    if item.type == "count":
        return Typed(count, text=raw.strip(), rule="share_beside_dropped")
    return Typed(float(share / 100), text=raw.strip(), decimals=decimals, rule="count_beside_dropped")
