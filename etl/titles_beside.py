"""What stands around one of several tables side by side: titles right above another of them are of that one alone."""

from collections.abc import Iterator
from dataclasses import replace

from ..warehouse.records import Issue
from .context import Context
from .label_blocks import nearest_labels
from .labels import Labels, Said, read_labels
from .other_times import refuse_other_time, titles_above
from .providers import ProviderNames
from .tables import Table
from .titled_providers import with_titled_provider
from .workbook import Sheet


def surroundings_beside(
    first: tuple[Sheet, Table], sheet: Sheet, table: Table, context: Context, names: ProviderNames
) -> tuple[Context, list[Issue]]:
    """Return what stands around a table beside the `first` of its sheet, whose `context` is given, and what is to be asked.

    A title of the first is of both where nothing else says for when the other is; where that has a title of its own, it is asked about.
    Raises Held where a title says no more of one of two tables of a return than that it is of another time.
    """
    own = Labels() if sheet.begins else with_titled_provider(read_labels(sheet, table.labels_end), names)
    if not own.said and first[1].layout.name == table.layout.name and (sheet.begins or _share_rows(first, sheet, table)):
        refuse_other_time(table, [*titles_above(*first, gap=True), *titles_above(sheet, table, gap=True)])
    apart = _titles_apart(first, sheet, table, own)
    kept = [title for title in context.labels.titles if title not in apart]
    made = _within(context, own, Labels(context.labels.said, kept), table)
    if not apart or replace(made, others=[], filename="").says_period(table.layout):
        return replace(made, apart=apart), []
    made = _within(context, own, context.labels, table)
    return made, list(_ask(sheet, apart)) if own.titles and made.says_period(table.layout) else []


def _share_rows(first: tuple[Sheet, Table], sheet: Sheet, table: Table) -> bool:
    """Say whether the headings of one of two tables stand beside the other."""
    ends = [max(row for row in range(each.top, len(part.rows)) if not part.is_blank(row)) for part, each in (first, (sheet, table))]
    return first[1].heading_row <= ends[1] and table.heading_row <= ends[0]


def _within(context: Context, own: Labels, outer: Labels, table: Table) -> Context:
    labels, around = nearest_labels(own, outer, table.layout.usual_period)
    return replace(context, labels=labels, covers=[*around, *context.covers])


def _ask(sheet: Sheet, apart: list[Said]) -> Iterator[Issue]:
    title = apart[0]
    expected = "a row 'Reporting period' above both tables"
    cure = "It stands above one of two tables side by side, and was taken to say for when both are: please say if not."
    yield Issue(sheet.name, title.cell, "query", "told_beside", title.text, expected, cure)


def _titles_apart(first: tuple[Sheet, Table], sheet: Sheet, table: Table, own: Labels) -> list[Said]:
    """Return the titles of the first table that say nothing of the other, whose `own` labels are given: below the first, none does.

    Where both have titles above their headings, each has its own. Where the other has none, and nothing else that sets it apart, what stands
    right above the headings of the first is of that alone, unless it reaches over both.
    """
    if sheet.begins or titles_above(sheet, table, gap=True):
        return titles_above(*first, gap=True)
    is_alike = first[1].layout.name == table.layout.name and first[1].heading_row == table.heading_row
    return titles_above(*first, gap=False) if is_alike and not own.said and not own.titles else []
