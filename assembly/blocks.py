"""The blocks that any paper may ask for by a key of the catalogue: `{{ table: key }}` and `{{ chart: key }}`."""

from ..warehouse.figures.model import Catalogue
from .chart import charted
from .draft import Draft
from .ooxml import Element
from .tables import captioned


def block(draft: Draft, catalogue: Catalogue, place: str) -> list[Element]:
    """Return what stands in the place of a table or a chart."""
    kind, _, word = place.partition(":")
    return captioned(draft, catalogue.tables[word.strip()]) if kind == "table" else charted(draft, catalogue.charts[word.strip()])
