"""What two public papers tell together: where a count has changed by a small number since the one before, whoever has both knows that number."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..warehouse.disclosure import Policy
from ..warehouse.figures.model import Figure
from .audience import is_private_name
from .lineage import ENDING, read_lineage

_MOST = 5


def told_between(papers: Path, figures: Mapping[str, Figure], people: Collection[str], policy: Policy) -> list[str]:
    """Return a note for each public paper of before from which counts of people differ by a number that the policy hides."""
    notes = []
    for path in sorted(papers.glob(f"*{ENDING}")) if policy.below else ():
        name = path.name.removesuffix(ENDING)
        if is_private_name(name):
            continue
        before = dict(_counts(read_lineage(path)))
        found = [
            f"{figure.title} ({key}) was {before[key]:,} and is {figure.text}"
            for key, figure in figures.items()
            if key in people and key in before and isinstance(figure.value, int) and policy.hides_small(abs(figure.value - before[key]))
        ]
        if found:
            more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
            notes.append(f"Whoever also has {name} as it was can tell small numbers of people: {'; '.join(found[:_MOST])}{more}.")
    return notes


def _counts(lineage: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Yield the counts that a paper showed as they were, in text, tables and charts."""
    shown = dict(lineage.get("figures", {}))
    for chart in lineage.get("charts", {}).values():
        shown |= {point["key"]: point for series in chart.get("series", ()) for point in series.get("points", ())}
    for key, figure in shown.items():
        value = figure.get("value")
        if isinstance(value, int) and figure.get("text") == f"{value:,}":
            yield key, value
