"""How a figure is printed: with the decimals that it was returned with, dates in words, stored words as people write them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from ...layouts.words import fold
from .model import NOT_MEASURED

Value = int | float | str | None
_FEW_DECIMALS = 2


def show(value: Value, unit: str, decimals: int | None, labels: dict[str, str] | None = None) -> str:
    """Return the words that the paper prints for a value; "not measured" where there is none.

    Raises ValueError where the value is none of its unit: half a count, a text for a number, a date that is none.
    """
    if value is None or value == "":
        return NOT_MEASURED
    if unit in ("count", "percent", "number"):
        return _show_number(value, unit, decimals)
    if unit == "date":
        return show_day(date.fromisoformat(str(value)))
    text = str(value)
    if labels and text in labels:
        return labels[text]
    return text.replace("_", " ").capitalize() if unit in ("word", "rating") else text


def _show_number(value: Value, unit: str, decimals: int | None) -> str:
    if not isinstance(value, int | float) or not isfinite(value) or (unit == "count" and value != int(value)):
        raise ValueError(f"{value!r} is no {unit}")
    if unit == "percent":
        return show_percent(float(value), decimals)
    return f"{int(value):,}" if unit == "count" else _show_measure(Decimal(repr(value)), decimals)


def _show_measure(value: Decimal, decimals: int | None) -> str:
    """Return a number with its thousands apart and so many decimals, rounded half up; where nobody says how many, with two at most.

    What two decimals would make 0 of has its first two digits.
    """
    if decimals is not None:
        return f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,}"
    places = max(_FEW_DECIMALS, 1 - value.adjusted() if value else 0)
    shown = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP).normalize()
    return f"{shown:,f}"


def show_percent(ratio: float, decimals: int | None) -> str:
    """Return a ratio as a percentage, rounded half up as people do, not half to even: 0.34125 with one decimal is 34.1%."""
    places = 1 if decimals is None else decimals
    percent = (Decimal(repr(ratio)) * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{percent}%"


def show_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def slug(text: str) -> str:
    """Return a text as a part of a key: small letters, digits and underscores."""
    return "_".join(fold(text).split())


def unlike_slug(member: str, taken: set[str], room: int) -> str:
    """Return the part of a key that stands for a member, of at most `room` characters, unlike every other one's."""
    whole = slug(member)[:room].rstrip("_") or "unnamed"
    number = 2
    unlike = whole
    while unlike in taken:
        unlike, number = f"{whole[: room - 3]}_{number}", number + 1
    return unlike
