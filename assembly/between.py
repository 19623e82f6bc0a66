"""What two public papers tell together: where a count has changed by a small number since the one before, whoever has both knows that number."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..warehouse.disclosure import Policy
from ..warehouse.figures.model import Figure, People
from .audience import is_private_name
from .lineage import ENDING, read_lineage

_MOST = 5
Numbers = tuple[int, ...]
"""What is told of the people of a figure: their number; of a percentage that of its part, and of those who are left."""


def told_between(papers: Path, figures: Mapping[str, Figure], people: Mapping[str, People], policy: Policy) -> list[str]:
    """Return a note for each public paper of before from which counts of people differ by a number that the policy hides.

    A percentage tells its part where a count beside it tells its whole, and its whole where one tells the part.
    """
    if not policy.below:
        return []
    notes = []
    now = {key: tuple(told) for key, behind in people.items() if key in figures and (told := list(_now(figures[key], behind)))}
    for path in sorted(papers.glob(f"*{ENDING}")):
        name = path.name.removesuffix(ENDING)
        if is_private_name(name):
            continue
        shown = dict(_shown(read_lineage(path)))
        before = dict(_before(shown, people))
        found = [
            f"{figures[key].title} ({key}) {_moved(shown.get(key, {}).get('text'), figures[key].text)}"
            for key, numbers in now.items()
            if any(policy.hides_small(abs(number - former)) for number, former in zip(numbers, before.get(key, ()), strict=False))
        ]
        if found:
            more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
            notes.append(f"Whoever also has {name} as it was can tell small numbers of people: {'; '.join(found[:_MOST])}{more}.")
    return notes


def _moved(before: str | None, now: str) -> str:
    return f"was {before} and is {now}" if before else "by the counts beside it"


def _shown(lineage: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the figures of a paper, in text, tables and charts."""
    yield from lineage.get("figures", {}).items()
    for chart in lineage.get("charts", {}).values():
        yield from ((point["key"], point) for series in chart.get("series", ()) for point in series.get("points", ()))


def _now(figure: Figure, behind: People) -> Iterator[int]:
    """Yield what a figure tells today of the people behind it."""
    if behind.counted is None or figure.value is None:
        return
    part = sum(behind.counted.values())
    yield part
    if behind.among is not None:
        yield sum(behind.among.values()) - part


def _before(shown: Mapping[str, Mapping[str, Any]], people: Mapping[str, People]) -> Iterator[tuple[str, Numbers]]:
    """Yield what a paper told of the people behind its figures: the counts that it showed as they were, and what follows from them."""
    counts = {key: value for key, one in shown.items() if isinstance(value := one.get("value"), int) and one.get("text") == f"{value:,}"}
    of_group = {frozenset(behind.counted): counts[key] for key, behind in people.items() if key in counts and behind.among is None and behind.counted}
    yield from ((key, (count,)) for key, count in counts.items())
    for key, behind in people.items():
        if behind.counted is None or behind.among is None:
            continue
        ratio = shown.get(key, {}).get("value")
        part, whole = of_group.get(frozenset(behind.counted)), of_group.get(frozenset(behind.among))
        if isinstance(ratio, float) and ratio:
            part, whole = (round(ratio * whole) if whole is not None else part), (round(part / ratio) if part is not None else whole)
        if part is not None and whole is not None:
            yield key, (part, whole - part)
