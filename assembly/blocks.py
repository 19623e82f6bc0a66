"""The blocks that any paper may ask for by a key of the catalogue: `{{ table: key }}` and `{{ chart: key }}`."""

from ..warehouse.figures.model import Catalogue, Plot
from .chart import charted
from .draft import Draft
from .ooxml import Element
from .plots import plotted
from .tables import captioned


def block(draft: Draft, catalogue: Catalogue, place: str) -> list[Element]:
    """Return what stands in the place of a table or a chart; nothing for one that is not on offer, which is told elsewhere."""
    kind, _, word = place.partition(":")
    key = word.strip()
    if key not in (catalogue.tables if kind == "table" else catalogue.charts):
        return []
    if kind == "table":
        return captioned(draft, catalogue.tables[key])
    chart = catalogue.charts[key]
    return plotted(draft, chart, catalogue.figures) if isinstance(chart, Plot) else charted(draft, chart)
