"""The tables and charts of a public paper that would tell a number of people by how much there is in them, or in words of their own."""

from collections.abc import Mapping

from msgspec.structs import replace

from ..figures.model import Chart, Node, Plot, Table
from .policy import WITHHELD

_SAID = WITHHELD.capitalize()


def tables_shown(tables: Mapping[str, Table]) -> dict[str, Table]:
    """Return the tables; of one that lists people, the word that stands in its place."""
    return {key: replace(table, rows=(), empty=f"{_SAID}.") if table.lists_people else table for key, table in tables.items()}


def charts_shown(charts: Mapping[str, Chart | Plot]) -> dict[str, Chart | Plot]:
    """Return the charts; of one that lists people, a part from which their number cannot be told."""
    return {key: _plot(chart) if isinstance(chart, Plot) else _tree(chart) for key, chart in charts.items()}


def _plot(plot: Plot) -> Plot:
    if not plot.lists_people:
        return plot
    series = tuple(replace(one, name=_SAID, keys=one.keys[:1]) for one in plot.series[:1])
    return replace(plot, categories=tuple(_SAID for _ in plot.categories[:1]), series=series)


def _tree(chart: Chart) -> Chart:
    if chart.lists_people:
        return replace(chart, nodes=(Node(_SAID, ""),))
    return replace(chart, nodes=tuple(replace(node, note=WITHHELD) for node in chart.nodes)) if chart.notes_count_people else chart
