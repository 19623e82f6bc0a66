"""Columns of unknown headings, and what of the return could stand in them."""

from collections.abc import Collection
from datetime import date

from ..layouts import Field, Layout
from ..layouts.alike import alike
from ..layouts.outgoing import CHECK_HEADING
from ..layouts.words import fold, words
from ..nearest import nearest
from ..warehouse.records import Issue, Severity
from .answer_words import rating_of_word, yes_or_no
from .dates import read_date
from .denials import denials
from .headings import ANOTHER_TIME, SHARE, counts_staff
from .tables import Table, values_in
from .values import as_text, bare_number
from .workbook import Sheet, Value

_SHOWN = 3
_SPELT_ALIKE = 0.75  # of 1: "Dead line" is, "Comments" and "Competence" are not
_SUM = words("total sum check cumulative running row id")


def account_for_unread(sheet: Sheet, table: Table) -> list[Issue]:
    """Return an issue for each column of a table that is of no field: a query where one that has no column could stand in it."""
    if not table.unmapped:
        return []
    known = [heading for item in table.layout.field for heading in item.headings]
    taken = table.found
    free = [heading for item in table.layout.field if item.name not in taken for heading in item.headings]
    missing = [] if table.periods else _missing(sheet, table)
    missing += [item for item in table.layout.field if item.is_judged and item.name not in taken]
    issues = []
    lacks_figures = _lacks_figures(table)
    for column, text in table.unmapped.items():
        if text == CHECK_HEADING:
            continue
        could_be = _fields_of_unread(sheet, table, column, text, missing)
        severity: Severity = "query" if lacks_figures or could_be else "info"
        expected = f"a heading of {table.layout.title}"
        if fold(text) in map(fold, known):
            expected = f"one column for it in {table.layout.title}: another was read"
        elif near := nearest(text, free, cutoff=_SPELT_ALIKE) or [item.headings[0] for item in could_be][:_SHOWN]:
            expected += f", such as {', '.join(near)}"
        cure = "The column was not loaded; if it belongs to the return, use the usual heading or add this one to the layout."
        issues.append(Issue(sheet.name, sheet.address(table.heading_row, column), severity, "unmapped_heading", text, expected, cure))
    return issues


def may_be_a_figure(table: Table, question: str, answer: Value) -> bool:
    """Say whether a question of a form that is not known may be for a number that no known one asks for, by its answer."""
    if bare_number(answer) is None or _is_something_else(question, table.layout, table.cells):
        return False
    kind = "percent" if words(question) & SHARE else "count"
    return any(item.type == kind and item.name not in table.cells for item in table.layout.field)


def _lacks_figures(table: Table) -> bool:
    """Say whether none of a return's figures or ratings was found under the headings: then one of the unknown ones holds them."""
    figures = {item.name for item in table.layout.field if item.is_number or item.type == "rating"}
    return bool(figures) and not table.periods and not figures & table.found


def _fields_of_unread(sheet: Sheet, table: Table, column: int, heading: str, missing: list[Field]) -> list[Field]:
    """Return the figures, dates and judgements without a column, which are `missing`, that an unknown one could hold by what stands in it.

    One that says itself that it is of another time, or of a figure of the return that it is not that ("Not trained"), is none of them.
    """
    if _is_something_else(heading, table.layout, table.columns):
        return []
    values = values_in(sheet, table, column) if missing else []
    if not values:
        return []
    if all(isinstance(value, str) and bare_number(value) is None and read_date(value) is None for value in values):
        return [item for item in missing if item.is_judged and all(_answers(str(value), item) for value in values)]
    kind = _kind(values, heading)
    return [item for item in missing if item.type == kind]


def _answers(text: str, item: Field) -> bool:
    """Say whether a text is a word of a judgement."""
    if item.words:
        return fold(text) in item.by_spelling
    return (rating_of_word(text) if item.type == "rating" else yes_or_no(text)) is not None


def _is_something_else(text: str, layout: Layout, found: Collection[str]) -> bool:
    """Say whether words say that they are of another time, of no figure of the return, or of a part of one that was found: "WRAP trained, wards"."""
    if words(text) & (ANOTHER_TIME | _SUM):
        return True
    said, is_denied = words(alike(text)), bool(denials(text))
    items = [item for item in layout.field if is_denied or (item.name in found and item.is_number)]
    return any(words(alike(heading)) <= said for item in items for heading in item.headings)


def _kind(values: list[Value], heading: str) -> str | None:
    """Return what all values of a column are: dates, percentages or counts; None where they are anything else."""
    numbers = [bare_number(value) for value in values]
    if all(number is None for number in numbers):
        return "date" if all(isinstance(value, date) or (isinstance(value, str) and read_date(value)) for value in values) else None
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    if "%" in heading or all(0 < number < 1 for number in known):
        return "percent"
    return "count" if all(number == int(number) for number in known) else None


def _missing(sheet: Sheet, table: Table) -> list[Field]:
    """Return the figures and dates of what was that have no column; a percentage is none where its two counts are there.

    A count of staff that says no more ("Headcount") may be another than the one that is meant.
    """
    heads = sheet.rows[table.heading_row]
    counting = {name for name, column in table.columns.items() if counts_staff(as_text(heads[column]))}
    found = table.found - counting
    return [
        item
        for item in table.layout.field
        if item.name not in found and (item.is_figure or item.type == "date") and not (item.share and found.issuperset(item.share))
    ]
