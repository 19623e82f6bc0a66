"""The periods that titles, the sheet's name and labels state in full, those that count first at the head."""

from dataclasses import dataclass

from ..periods import Period, find_period, holds_day, parse_period
from .labels import Labels, Said
from .period_labels import in_full, is_as_at, is_of_another_date


@dataclass(frozen=True, slots=True)
class Found:
    """A period said, and where; `near` on the table's own sheet, `is_day` where it was a single day within a longer text."""

    period: Period
    said: Said | None = None
    near: bool = True
    is_day: bool = False


def titled_periods(labels: Labels, sheet: str, usual: str) -> list[Found]:
    """Return the periods of the titles, the nearest to the table first, then that of the sheet's name."""
    titles = [title for title in reversed(labels.titles) if not is_of_another_date(f"{title.label} {title.text}")]
    found = [Found(period, title, is_day=holds_day(title.text)) for title in titles if (period := find_period(title.text, usual))]
    named = find_period(sheet, usual)
    return [*found, Found(named, Said(sheet, sheet, sheet, ""))] if named else found


def nearest_first(said: list[Said]) -> list[Said]:
    """Return labels in the order in which they are believed: a label word for word, then what stands nearer to the table.

    The day of a count names the period only where nothing else does, or where it lies within.
    """
    return sorted(said, key=lambda each: (is_as_at(each), not each.sure, -each.row))


def labelled_periods(labels: Labels, usual: str) -> list[Found]:
    """Return what the period labels say: the nearest, or one within it, or two together ("Q4" and "2018/19"); then what is not within that."""
    said = nearest_first(labels.said.get("period", []))
    alone = [Found(period, item) for item in said if (period := parse_period(in_full(item), usual))]
    read = [found.said for found in alone]
    joined = [
        Found(period, item)
        for item in said
        for other in said
        if item not in read and other is not item
        for text in (f"{item.text} {other.text}", f"{item.label} {item.text} {other.text}", f"{item.text}, {other.label} {other.text}")
        if (period := parse_period(text, usual))
    ]
    found = joined or alone
    if not found:
        return []
    first, *others = found
    for other in others:
        first = other if first.period.contains(other.period) else first
    return [first, *(other for other in (*joined, *alone) if not first.period.contains(other.period))]
