"""Counts that run on, since a programme began or in a year: what is new in one since an earlier one is a number of people, and may be small."""

from collections.abc import Iterator, Mapping

from ..figures.model import Figure
from .policy import Policy
from .protect import Item

_APRIL = 4


def told_by_growth(figures: Mapping[str, Figure], running: Mapping[str, str], items: Mapping[str, Item], policy: Policy) -> set[str]:
    """Return the earlier figures that a paper must not show beside the later ones; `running` says since when each is counted."""
    found: set[str] = set()
    for keys in _chains(figures, running, items):
        shown: list[Item] = []
        for key in keys:
            item = items[key]
            if not policy.shows(item.part, item.whole):
                continue
            if any(policy.hides_small(abs(one - other)) for later in shown for one, other in zip(_sizes(item), _sizes(later), strict=True)):
                found.add(key)
            else:
                shown.append(item)
    return found


def _chains(figures: Mapping[str, Figure], running: Mapping[str, str], items: Mapping[str, Item]) -> Iterator[list[str]]:
    """Yield the keys of what is one count at several times, the last time first."""
    chains: dict[tuple[str, int], list[str]] = {}
    for key in items:
        if since := running[key]:
            end = figures[key].period_end
            year = end.year - (end.month < _APRIL) if since == "year_to_date" else 0
            chains.setdefault((figures[key].follows or key, year), []).append(key)
    yield from (sorted(keys, key=lambda key: figures[key].period_end, reverse=True) for keys in chains.values() if len(keys) > 1)


def _sizes(item: Item) -> tuple[int, int]:
    return item.part, item.whole
