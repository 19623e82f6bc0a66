"""The periods that one table is for: one, or one for each month across the page, or some columns for a period of their own."""

from dataclasses import replace

from ..layouts import Field
from ..periods import Period, spans
from .context import Context, Held
from .headings import Headings
from .rows import Reading, read_form, read_rows
from .tables import Table
from .values import as_text
from .workbook import Sheet


def read_views(sheet: Sheet, table: Table, context: Context) -> list[tuple[Period | None, Reading]]:
    """Return what a table holds for each of its periods; None where that is the return's own period.

    Raises Held where the figures across the page, or their months, cannot be told.
    """
    if table.is_form:
        return [(None, read_form(sheet, table))]
    if table.periods:
        return _months_across(sheet, table, context)
    if not table.dated:
        return [(None, read_rows(sheet, table, table.columns))]
    return _dated_columns(sheet, table, context)


def _months_across(sheet: Sheet, table: Table, context: Context) -> list[tuple[Period | None, Reading]]:
    _refuse_shared(sheet, table)
    name = _field_across(sheet, table, context)
    months = {column: context.whole(period, table.layout) for column, period in sorted(table.periods.items())}
    for column in _summaries(months):
        heading = as_text(sheet.rows[table.heading_row][column])
        context.say_summary(sheet.name, sheet.address(table.heading_row, column), heading)
        del months[column]
    if twice := next((period for period in months.values() if list(months.values()).count(period) > 1), None):
        at = sheet.address(table.heading_row, max(column for column, period in months.items() if period == twice))
        found = f"The sheet {sheet.name!r} has {twice} twice across the page."
        raise Held("month_twice", f"{found} Please say which column stands, and take the other out.", at=(sheet.name, at))
    views = {period: {name: column} for column, period in months.items()}
    return _read_each(sheet, table, views)


def _refuse_shared(sheet: Sheet, table: Table) -> None:
    """Raise Held where a month stands over more than one column of figures: which of them is which cannot be told."""
    heads = sheet.rows[table.heading_row]
    for column in range(min(table.periods) + 1, max(table.periods)):
        if heads[column] == "" and any(sheet.rows[row][column] != "" for row in range(table.first, table.end)):
            month = max(place for place in table.periods if place < column)
            found = f"{as_text(heads[month])!r} on the sheet {sheet.name!r} ({sheet.address(table.heading_row, month)}) stands over several columns."
            raise Held("which_figure", f"{found} Please write the usual heading over each of them, below the month.")


def _summaries(months: dict[int, Period]) -> list[int]:
    """Return the columns of a quarter, or a year, all of whose months stand beside it."""
    present = set(months.values())
    return [column for column, period in months.items() if len(parts := spans(period, "month")) > 1 and present.issuperset(parts)]


def _dated_columns(sheet: Sheet, table: Table, context: Context) -> list[tuple[Period | None, Reading]]:
    """Read the columns that name a period of their own as that period's, and the others as the return's.

    A column for the last days of the return's own period is the return's ("Number at 31 March 2019" of a return for 2018/19); but where there is
    no figure of the return's own beside several months of it, the last month is a month as the others are.
    """
    own = {name: column for name, column in table.columns.items() if _goes_with_each(table.layout.fields[name])}
    has_more = len(own) < len(table.columns)
    said = context.period(table.layout) if has_more or context.says_period(table.layout) else None
    base, views = dict(table.columns), dict[Period, dict[str, int]]()
    months = {column: context.whole(named, table.layout) for column, (_, named) in table.dated.items()}
    is_series = said is not None and not has_more and len(set(months.values())) > 1 and all(map(said.contains, months.values()))
    for column, (name, _) in sorted(table.dated.items()):
        period = months[column]
        view = base if said and period.end == said.end and not is_series else views.setdefault(period, {})
        if name in view:
            raise _twice(sheet, table, name, view[name], column)
        view[name] = column
        if view is not base and said and not said.contains(period):
            context.ask_period(sheet.name, sheet.address(table.heading_row, column), str(sheet.rows[table.heading_row][column]), said)
    readings = _read_each(sheet, replace(table, columns=own), views)
    if len(base) == len(own) and readings:
        return readings
    if readings:
        _drop_asides(readings)
    return [(None, read_rows(sheet, replace(table, columns=base), base)), *readings]


def _goes_with_each(item: Field) -> bool:
    """Say whether a column without a period of its own says of every record what it is of, or what it is held against."""
    return item.type in ("text", "ref", "yes_no") or item.basis == "planned"


def _twice(sheet: Sheet, table: Table, name: str, first: int, second: int) -> Held:
    both = f"{sheet.address(table.heading_row, first)} and {sheet.address(table.heading_row, second)}"
    found = f"Two columns of the sheet {sheet.name!r} could be {name.replace('_', ' ')!r} ({both})."
    at = (sheet.name, sheet.address(table.heading_row, second))
    return Held("column_twice", f"{found} Please part them into two tables, one below the other.", at=at)


def _read_each(sheet: Sheet, table: Table, views: dict[Period, dict[str, int]]) -> list[tuple[Period | None, Reading]]:
    """Read a table once for each period; a row that is blank in all columns of a period is no record of it."""
    theirs = {column for view in views.values() for column in view.values()}
    readings: list[tuple[Period | None, Reading]] = [
        (period, read_rows(sheet, table, {**table.columns, **view}, across=(set(view.values()), theirs))) for period, view in views.items()
    ]
    _drop_asides(readings[1:])
    return [(period, reading) for period, reading in readings if reading.block.rows or reading.issues]


def _drop_asides(readings: list[tuple[Period | None, Reading]]) -> None:
    """Count a row that is no record once, however many periods stand across the page."""
    for _, reading in readings:
        reading.issues = [issue for issue in reading.issues if not issue.sets_aside]


def _field_across(sheet: Sheet, table: Table, context: Context) -> str:
    """Return the field whose months stand across the page: the one that a title or the sheet names, else percent where so formatted."""
    allowed = table.layout.across
    headings = Headings({table.layout.name: table.layout})
    for text in [*(title.text for title in reversed(context.labels.titles)), sheet.name]:
        for (_, name), _, _ in headings.known(text):
            if name in allowed:
                return name
    cells = [(row, column) for row in range(table.first, table.end) for column in table.periods if sheet.rows[row][column] != ""]
    as_percent = [cell for cell in cells if cell in sheet.percent or str(sheet.rows[cell[0]][cell[1]]).strip().endswith("%")]
    if "percent" in allowed and cells and len(as_percent) * 2 > len(cells):
        return "percent"
    if len(allowed) == 1:
        return allowed[0]
    raise Held(
        "which_figure",
        f"The sheet {sheet.name!r} has months across the page, but does not say what its figures are: put one of "
        f"{', '.join(table.layout.fields[name].headings[0] for name in allowed)} into the title.",
        at=(sheet.name, ""),
    )
