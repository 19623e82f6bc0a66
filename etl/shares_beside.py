"""A count with its percentage or its whole in one cell: "38 (95%)", "540 of 610". What it says is held against its record, and kept."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from string import digits
from typing import TypeAlias

from ..layouts import Field, Layout
from ..warehouse.records import Block, Mark, Stored
from .values import Typed, as_text, bare_number
from .workbook import Value

Told: TypeAlias = dict[str, tuple[int, str, str]]
"""Counts of a record that stand in the cell of another field: by field, the number, the text of the cell and its address."""
_COUNT = r"(?P<count>\d+)(?:\s*(?:/|of|out of)\s*(?P<whole>\d+))?"
_SHARE = r"(?P<share>\d+(?:\.(?P<decimals>\d+))?)\s*%"
_COUNT_FIRST, _SHARE_FIRST = rf"^{_COUNT}(?:\s*[(\[]\s*{_SHARE}\s*[)\]])?$", rf"^{_SHARE}\s*[(\[]\s*{_COUNT}\s*[)\]]$"
_DOUBTS = ("not_a_count", "not_a_percentage")


def may_share(typed: Typed) -> bool:
    """Say whether a cell could not be read, and so may hold more than one number."""
    return typed.code in _DOUBTS


def with_share(typed: Typed, raw: Value, item: Field, layout: Layout, given: Mapping[str, Value], told: Told, cell: str) -> Typed:
    """Return what a cell gives that could not be read, where it holds a count with its percentage or its whole.

    `given` is what stands for the other fields of its record; counts that it has nowhere else are `told`. What contradicts the record, or itself,
    stays in doubt, and says so; what nothing there bears out is asked about.
    """
    text = raw.strip() if isinstance(raw, str) else ""
    both = re.match(_COUNT_FIRST, text) or re.match(_SHARE_FIRST, text)  # compiled when one is asked about, as few are
    part, of = item.share or (item.name, layout.wholes.get(item.name, ""))
    if not of or both is None or not (both["share"] or (both["whole"] and item.type == "count")):
        return typed
    said = {name: int(both[group]) for name, group in ((part, "count"), (of, "whole")) if both[group]}
    known = {name: told[name][0] for name in (part, of) if name in told}
    known |= {name: number for name in {part, of} - {item.name} if (number := _whole_number(given.get(name, ""))) is not None}
    if wrong := next((name for name in said if name in known and known[name] != said[name]), ""):
        return replace(typed, found=f"{text}, where {layout.fields[wrong].headings[0]!r} is {known[wrong]}")
    whole = known.get(of, said.get(of))
    if whole is not None and not 0 <= said[part] <= whole > 0:
        return typed
    if whole and both["share"]:
        decimals, exact = len(both["decimals"] or ""), Decimal(said[part]) * 100 / whole
        if abs(exact - Decimal(both["share"])) > Decimal(5).scaleb(-decimals - 1):
            return replace(typed, found=f"{text}, where {said[part]} of {whole} is {exact:.{max(1, decimals)}f}%")
    if whole:
        told.update({name: (number, text, cell) for name, number in said.items() if name != item.name and name not in known})
    return _read(text, both, item, "" if of in known else layout.fields[of].headings[0])


def keep_told(told: Told, block: Block, row: int, values: dict[str, Stored], marked: set[str]) -> None:
    """Keep the counts that the cells of a record told of other fields, where these have no value and no mark of their own."""
    for name, (number, text, cell) in told.items():
        if values.get(name) is None and name not in marked:
            values[name] = number
            block.marks.append(Mark(row, name, "given", text=text, cell=cell))
            if block.columns:
                block.columns.setdefault(name, cell.rstrip(digits))
            else:
                block.cells.setdefault(name, cell)


def _whole_number(value: Value) -> int | None:
    number = bare_number(value, as_text(value)) if value != "" else None
    return int(number) if number is not None and number == number.to_integral_value() else None


def _read(text: str, both: re.Match[str], item: Field, lacking: str) -> Typed:
    """Return the value of a cell; it is asked about where the record is `lacking` the whole that would bear it out."""
    if item.type == "count":
        typed = Typed(int(both["count"]), text=text, rule="share_beside_dropped")
        read = both["count"]
    else:
        typed = Typed(float(Decimal(both["share"]) / 100), text=text, decimals=len(both["decimals"] or ""), rule="count_beside_dropped")
        read = f"{both['share']}%"
    if lacking:
        typed.code, typed.expected = "two_numbers_in_one", f"one number, and {lacking!r} in a column of its own"
        beside = f", and {both['whole']} as {lacking!r}" if both["whole"] else ""
        typed.cure = f"It was read as {read}{beside}: please say if it is something else."
    return typed
