"""Which return a held file would have been: told from its labels and its name, so that nobody is asked for what has come.

Of the file itself nothing is kept here: a return's own name, a code of the provider list, and a period.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace

from ..layouts import Layout
from ..layouts.words import words
from ..periods import Period, find_period
from ..warehouse.records import Claim
from .context import Context, Held
from .extract import Recognised
from .label_blocks import nearest_labels
from .labels import Labels, read_labels
from .owners import row_periods, row_providers
from .provider_rows import provider_rows
from .providers import ProviderNames
from .tables import Table
from .titled_providers import names_as_titles, own_labels, sole_title, with_rows_above
from .values import as_text
from .workbook import Sheet

_ROWS = 60  # of a sheet without a table; what a file says of itself stands at its head
_LONGEST_NAME = 8  # words


def find_claims(filename: str, names: ProviderNames, layouts: Mapping[str, Layout], recognised: Recognised | None = None) -> list[Claim]:
    """Return what a held file can be told to be: one claim for each return, provider and period that it is of, as far as these are known."""
    found = [(_labels(sheet, tables, names), sheet, tables) for sheet, tables in recognised.sheets] if recognised else []
    covers = [labels for labels, _, tables in found if not tables]
    known = {code for labels, _, _ in found for code in _labelled(labels, names)}
    claims = []
    for labels, sheet, tables in found:
        others = [each for each, other, theirs in found if theirs and other.name != sheet.name]
        outer, around = labels, list[Labels]()
        for table, since in with_rows_above(sheet, tables):
            if since:
                outer, around = nearest_labels(own_labels(sheet, table, since, names), outer, table.layout.usual_period)
            context = Context(outer, [*around, *covers], sheet.name, filename, others)
            provider = _provider(context, known, names)
            claims += _of_rows(sheet, table, context, names) or [Claim(table.layout.name, provider, _period(context, table.layout))]
    if not claims:
        title = " ".join(said.text for labels in covers for said in labels.titles)
        layout = _named(filename, layouts) or _named(title, layouts)
        # a sheet without a table says of itself what a cover says
        context = Context(covers[0] if covers else Labels(), covers[1:], "", filename)
        period = _period(context, layout) if layout else find_period(filename)
        claims.append(Claim(layout.name if layout else None, _provider(context, known, names), period))
    return list(dict.fromkeys(claims))


def _labels(sheet: Sheet, tables: list[Table], names: ProviderNames) -> Labels:
    return names_as_titles(read_labels(sheet, tables[0].labels_end if tables else _ROWS), names)


def _of_rows(sheet: Sheet, table: Table, context: Context, names: ProviderNames) -> list[Claim]:
    """Return the claims of a table whose rows name their providers, in a column or on rows of their own; none where they do not."""
    taken = {*table.columns.values(), *table.periods, *table.dated}
    heads = enumerate(sheet.rows[table.heading_row]) if not table.is_form else ()
    # what was found of its owners before the file was held is found anew
    table = replace(
        table,
        unmapped={column: as_text(value) for column, value in heads if value != "" and column not in taken},
        owners=set(),
        whose=set(),
        names=set(),
    )
    try:
        owners, periods = row_providers(sheet, table, names, context), row_periods(sheet, table, context)
    except Held:
        alone = provider_rows(sheet, table, names).values()
        return [Claim(table.layout.name, code, _period(context, table.layout)) for said in alone if (code := names.by_name(said.text))]
    by_row = owners.above | owners.known if owners else {}
    spans = periods.above | periods.known if periods else {}
    return [Claim(table.layout.name, code, spans.get(row) or _period(context, table.layout)) for row, code in by_row.items()]


def _period(context: Context, layout: Layout) -> Period | None:
    try:
        return context.period(layout)
    except Held:
        return None


def _provider(context: Context, known: Set[str], names: ProviderNames) -> str | None:
    """Return the one known provider that the labels of a table name, else the only one that those of the file do, or that it is named for.

    `known` are those that any label of the file names: beside them a table with a name that is not known is of none of them.
    """
    near = [context.labels, *context.covers]
    named = next((codes for labels in near if (codes := set(_labelled(labels, names)))), set())
    if named:
        return named.pop() if len(named) == 1 else None
    if any(map(context.said, ("organisation_code", "organisation"))):
        return None if known else _of_file(context.filename, names)
    titled = sole_title([context.labels], names) or sole_title(context.covers, names)
    if code := names.by_title(titled.text if titled else context.sheet):
        return code
    if known:
        return next(iter(known)) if len(known) == 1 else None
    return _of_file(context.filename, names)


def _of_file(filename: str, names: ProviderNames) -> str | None:
    """Return the one provider that a file is named for."""
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
