"""What a figure, a table or a chart is called to people: its title, and its key, by which the commands know it."""

from collections.abc import Mapping

from ..warehouse.figures.model import Catalogue, Chart, Figure, Plot, Table
from .draft import Draft


def named(draft: Draft, catalogue: Catalogue, key: str) -> str:
    """Return what a figure, a table or a chart is called, and its key; the key alone of what has no name, or is no longer on offer."""
    kind, _, word = key.partition(": ")
    kinds: Mapping[str, Mapping[str, Figure | Table | Chart | Plot]] = {"table": catalogue.tables, "chart": catalogue.charts}
    held = kinds.get(kind, catalogue.figures)
    title = draft.plain(held[word or key].title) if (word or key) in held else key
    return key if title == key else f"{title} ({key})"
