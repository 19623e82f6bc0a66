"""Charts of numbers that are Word's own: each drawn from a workbook inside the paper, in which it can be edited."""

from collections.abc import Mapping

from ...warehouse.disclosure.policy import WITHHELD
from ...warehouse.figures.model import Doubt, Figure, Plot
from ..block_keys import chart_key
from ..draft import Draft
from ..ooxml import NAMESPACES, Element, run, w
from ..pictures import EMU_A_POINT, drawing
from ..tables import SAID_OF_NOTHING, caption
from .drawingml import c
from .fitting import fitted, with_the_rest
from .geometry import WIDTH, geometry
from .part import chart_part
from .shown import Shown, everything, shown
from .words import described, gaps, left_out
from .workbook import workbook

_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plotted(draft: Draft, plot: Plot, figures: Mapping[str, Figure]) -> list[Element]:
    """Return a chart of numbers above its numbered caption; a word in its place where nothing is measured, or all is hidden."""
    whole = shown(draft, plot, figures)
    drawn = fitted(whole)
    draft.plots[plot.key] = plot
    holder = draft.paragraph("Picture", "")
    if not drawn.is_empty:
        holder.append(w("r", _drawing(draft, drawn, with_the_rest(whole, everything(draft, plot, figures)))))
    elif any(figures[key].is_hidden for one in plot.series for key in one.keys):
        holder.append(run(f"{WITHHELD.capitalize()}."))
    else:
        holder.append(run(SAID_OF_NOTHING))
        draft.blank[chart_key(plot.key)] = None
    # a caption stays with what follows it, but this one stands below what it names
    below = caption(
        draft, "Figure", f"{plot.title}{'' if drawn.is_empty else gaps(drawn) + left_out(drawn, len(plot.categories))}", keep=w("keepNext", val=0)
    )
    draft.named.setdefault(chart_key(plot.key), below)
    return [draft.enclosed(chart_key(plot.key), holder, below)]


def plot_doubts(draft: Draft, figures: Mapping[str, Figure]) -> list[tuple[str, Doubt]]:
    """Return the doubts of the charts of a paper, each with the key that the chart is found by."""
    return [(chart_key(key), doubt) for key, plot in draft.plots.items() for doubt in plot.doubts(figures)]


def _drawing(draft: Draft, drawn: Shown, held: Shown) -> Element:
    package, number = draft.package, draft.next_number("chart part")
    book = package.add(f"word/embeddings/chart{number}.xlsx", workbook(held), _WORKBOOK)
    part = package.add(f"word/charts/chart{number}.xml", b"", _CHART)
    package.replace(part, chart_part(drawn, package.relate(part, "package", book)))
    chart = c("chart")
    chart.set(f"{{{NAMESPACES['r']}}}id", package.relate(package.main, "chart", part))
    return drawing(draft, chart, round(WIDTH * EMU_A_POINT), round(geometry(drawn).height * EMU_A_POINT), chart_key(drawn.key), described(drawn))
