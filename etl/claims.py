"""Which return a held file would have been: told from its labels and its name, so that nobody is asked for what has come.

Of the file itself nothing is kept here: a return's own name, a code of the provider list, and a period.
"""

from collections.abc import Iterable, Iterator, Mapping

from ..layouts import Layout
from ..layouts.words import words
from ..periods import Period, find_period
from ..warehouse.records import Claim
from .context import Context, Held
from .extract import Recognised
from .labels import Labels, read_labels
from .providers import ProviderNames
from .tables import Table
from .workbook import Sheet

_ROWS = 60  # of a sheet without a table; what a file says of itself stands at its head
_LONGEST_NAME = 8  # words


def find_claims(filename: str, names: ProviderNames, layouts: Mapping[str, Layout], recognised: Recognised | None = None) -> list[Claim]:
    """Return what a held file can be told to be: one claim for each return and period that it is of, as far as these are known."""
    found = [(_labels(sheet, tables), sheet, tables) for sheet, tables in recognised.sheets] if recognised else []
    provider = _provider([labels for labels, _, _ in found], filename, names)
    covers = [labels for labels, _, tables in found if not tables]
    claims = []
    for labels, sheet, tables in found:
        others = [each for each, other, theirs in found if theirs and other.name != sheet.name]
        context = Context(labels, covers, sheet.name, filename, others)
        claims += [Claim(table.layout.name, provider, _period(context, table.layout)) for table in tables]
    if not claims:
        title = " ".join(said.text for labels in covers for said in labels.titles)
        layout = _named(filename, layouts) or _named(title, layouts)
        # a sheet without a table says of itself what a cover says
        context = Context(covers[0] if covers else Labels(), covers[1:], "", filename)
        claims.append(Claim(layout.name if layout else None, provider, _period(context, layout) if layout else find_period(filename)))
    return list(dict.fromkeys(claims))


def _labels(sheet: Sheet, tables: list[Table]) -> Labels:
    if not tables:
        return read_labels(sheet, _ROWS)
    return read_labels(sheet, tables[0].labels_end)


def _period(context: Context, layout: Layout) -> Period | None:
    try:
        return context.period(layout)
    except Held:
        return None


def _provider(said: Iterable[Labels], filename: str, names: ProviderNames) -> str | None:
    """Return the one known provider that the labels name, else the one that the file is named for."""
    labelled = {code for labels in said for code in _labelled(labels, names)}
    if labelled:
        return labelled.pop() if len(labelled) == 1 else None
    parts = filename.rpartition(".")[0].replace("_", " ").split()
    for size in range(min(len(parts), _LONGEST_NAME), 0, -1):
        runs = {code for start in range(len(parts) - size + 1) if (code := names.by_name(" ".join(parts[start : start + size])))}
        if runs:
            return runs.pop() if len(runs) == 1 else None
    return None


def _labelled(labels: Labels, names: ProviderNames) -> Iterator[str]:
    for label, find in (("organisation_code", names.by_code), ("organisation", names.by_name)):
        yield from (code for said in labels.said.get(label, []) if (code := find(said.text)))


def _named(text: str, layouts: Mapping[str, Layout]) -> Layout | None:
    """Return the one return that a text names, by the most of its words."""
    said = words(text.rpartition(".")[0].replace("_", " ") or text)
    fits = [
        (len(called), layout)
        for layout in layouts.values()
        for called in (words(layout.name.replace("_", " ")), words(layout.title))
        if called <= said
    ]
    most = max((size for size, _ in fits), default=0)
    best = {layout.name: layout for size, layout in fits if size == most}
    return next(iter(best.values())) if len(best) == 1 else None
