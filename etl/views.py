"""The periods that one table is for: one, or one for each month across the page, or some columns for a period of their own."""

from collections import Counter
from collections.abc import Set
from dataclasses import replace
from datetime import timedelta

from ..layouts import Field
from ..periods import Period, spans
from .basis import says_year_to_date
from .context import Context, Held
from .headings import Headings
from .period_groups import is_summary
from .period_words import is_period_word, period_of_word
from .rows import Reading, has_any, read_form, read_rows
from .tables import Table
from .values import as_text
from .workbook import Sheet


def read_views(sheet: Sheet, table: Table, context: Context) -> list[tuple[Period | None, Reading]]:
    """Return what a table holds for each of its periods; None where that is the return's own period.

    A column for the return's own period, or for its last day where it is of a count on a day, is the return's ("Number at 31 March 2019" of a
    return for 2018/19); but where there is no figure of the return's own beside several months of it, the last month is a month as the others
    are. Raises Held where the figures across the page, or their months, cannot be told.
    """
    if table.is_form:
        for place in (table.heads[column] for column in sorted(table.heads.keys() - table.periods)):
            context.say_summary(sheet.name, sheet.address(*place), as_text(sheet.rows[place[0]][place[1]]))
        return _answers_across(sheet, table, context) if table.periods else [(None, read_form(sheet, table))]
    dated = _dated_columns(sheet, table, context)
    if not dated:
        return [(None, read_rows(sheet, table, table.columns))]
    table = _without_sums(sheet, table, dated, context)
    own = {name: column for name, column in table.columns.items() if _goes_with_each(table.layout.fields[name])}
    base, has_more = dict(table.columns), _has_any(sheet, table, set(table.columns.values()) - set(own.values()))
    said = context.period(table.layout) if has_more or context.says_period(table.layout) else None
    dated = _last_judged(sheet, table, dated, said, context) if said and table.layout.people else dated
    series = _in_series(dated, said) if said and not has_more else set()
    times = Counter(name for name, _ in dated.values())
    views = dict[Period, dict[str, int]]()
    for column, (name, period) in sorted(dated.items()):
        ends_with_it = said is not None and table.layout.fields[name].basis == "as_at" and period.end == said.end
        is_judged_once = said is not None and table.layout.fields[name].is_judged and times[name] == 1 and said.contains(period)
        is_own = period == said or ((ends_with_it or is_judged_once) and name not in table.columns and name not in series)
        view = base if is_own else views.setdefault(period, {})
        if name in view:
            raise _twice(sheet, table, name, view[name], column, period)
        view[name] = column
        says_period = column in table.dated and (table.layout.fields[name].is_judged or table.layout.fields[name].is_number)
        if view is not base and said and not said.contains(period) and says_period:
            context.ask_period(sheet.name, sheet.address(table.heading_row, column), _heading(sheet, table, column), said)
    readings = _read_each(sheet, replace(table, columns=own), views)
    for time, reading in readings:
        reading.beside = said is not None and time is not None and not said.contains(time)
    if base.keys() == own.keys() or (base.keys() == table.columns.keys() and not has_more and readings):
        return readings
    if readings:
        _drop_asides(readings)
    return [(None, read_rows(sheet, replace(table, columns=base), base)), *readings]


def _answers_across(sheet: Sheet, table: Table, context: Context) -> list[tuple[Period | None, Reading]]:
    """Read a form once for each period that has a column of answers."""
    readings: list[tuple[Period | None, Reading]] = []
    for column, period in sorted(table.periods.items()):
        cells = {name: (row, column) for name, (row, _) in table.cells.items()}
        readings.append((_whole(column, period, sheet, table, context), read_form(sheet, replace(table, cells=cells))))
    return readings


def _whole(column: int, period: Period | str, sheet: Sheet, table: Table, context: Context) -> Period:
    """Return the period of a column of answers. Raises Held where it has a word for it ("Last month") that the return's own does not explain."""
    if not is_period_word(period):
        return context.whole(period, table.layout)
    own = context.period(table.layout)
    if found := period_of_word(str(period), own):
        if found != own:
            context.say_period(sheet.name, sheet.address(*table.heads[column]), str(period), found)
        return found
    said = f"The form in {sheet.called} has a column {period!r}, and the return is for {own}."
    raise Held("which_answer", f"{said} Please head its columns with their months or quarters.", at=(sheet.name, sheet.address(table.first, 0)))


def _dated_columns(sheet: Sheet, table: Table, context: Context) -> dict[int, tuple[str, Period]]:
    """Return the field and the period of each column that has a period of its own, but for those that sum up others of the field."""
    named = dict(table.dated)
    if table.periods:
        _refuse_shared(sheet, table)
        across = _field_across(sheet, table, context)
        named |= {column: (across, period) for column, period in table.periods.items()}
    sums = {column for column, (_, period) in named.items() if is_summary(period)}
    dated = {column: (name, context.whole(period, table.layout)) for column, (name, period) in named.items() if column not in sums}
    for column in sorted(sums | set(_summaries(dated))):
        context.say_summary(sheet.name, sheet.address(table.heading_row, column), _heading(sheet, table, column))
        dated.pop(column, None)
    return dated


def _without_sums(sheet: Sheet, table: Table, dated: dict[int, tuple[str, Period]], context: Context) -> Table:
    """Return a table without its columns of the year so far ("Notified YTD") beside some of the same figure for a period each."""
    figures = {name for name, _ in dated.values() if table.layout.fields[name].basis != "year_to_date"}
    sums = {name for name, column in table.columns.items() if name in figures and says_year_to_date(_heading(sheet, table, column))}
    for name in sorted(sums):
        column = table.columns[name]
        context.say_summary(sheet.name, sheet.address(table.heading_row, column), _heading(sheet, table, column))
    return replace(table, columns={name: column for name, column in table.columns.items() if name not in sums}) if sums else table


def _last_judged(sheet: Sheet, table: Table, dated: dict[int, tuple[str, Period]], said: Period, context: Context) -> dict[int, tuple[str, Period]]:
    """Return the dated columns, of a status or a decision that stands at several times within the period of a register the last alone.

    A register is of cases: each of them would count once for every time.
    """
    kept = dict(dated)
    for name in {name for name, period in dated.values() if table.layout.fields[name].is_judged and said.contains(period)}:
        times = sorted((period.end, column) for column, (other, period) in dated.items() if other == name and said.contains(period))
        kept[times[-1][1]] = (name, said)
        for _, column in times[:-1]:
            del kept[column]
            context.say_earlier(sheet.name, sheet.address(table.heading_row, column), _heading(sheet, table, column))
    return kept


def _in_series(dated: dict[int, tuple[str, Period]], said: Period) -> set[str]:
    """Return the fields of which one time after another stands across the page: all of them, where each period is within the return's."""
    periods = {period for _, period in dated.values()}
    if len(periods) > 1 and all(map(said.contains, periods)):
        return {name for name, _ in dated.values()}
    follows = {(name, period.start) for name, period in dated.values()}
    return {name for name, period in dated.values() if (name, period.end + timedelta(days=1)) in follows}


def _summaries(dated: dict[int, tuple[str, Period]]) -> list[int]:
    """Return the columns of a quarter, or a year, all of whose months or quarters stand beside it."""
    present = set(dated.values())

    def stands_in_parts(name: str, period: Period, every: str) -> bool:
        parts = spans(period, every)
        return len(parts) > 1 and present.issuperset((name, part) for part in parts)

    return [column for column, (name, period) in dated.items() if any(stands_in_parts(name, period, every) for every in ("month", "quarter"))]


def _refuse_shared(sheet: Sheet, table: Table) -> None:
    """Raise Held where a month stands over more than one column of figures: which of them is which cannot be told."""
    heads = sheet.rows[table.heading_row]
    for column in range(min(table.periods) + 1, max(table.periods)):
        if heads[column] == "" and any(sheet.rows[row][column] != "" for row in range(table.first, table.end)):
            month = max(place for place in table.periods if place < column)
            found = f"{as_text(heads[month])!r} in {sheet.called} ({sheet.address(table.heading_row, month)}) stands over several columns."
            raise Held("which_figure", f"{found} Please write the usual heading over each of them, below the month.")


def _has_any(sheet: Sheet, table: Table, columns: Set[int]) -> bool:
    """Say whether a table has anything in one of the columns."""
    return any(has_any(sheet, row, columns) for row in range(table.first, table.end))


def _heading(sheet: Sheet, table: Table, column: int) -> str:
    """Return what the heading of a column says in all of its rows; those above it reach over it from the left."""
    upper = (next((value for value in reversed(sheet.rows[row][: column + 1]) if value != ""), "") for row in range(table.top, table.heading_row))
    return " ".join(filter(None, map(as_text, [*upper, sheet.rows[table.heading_row][column]])))


def _goes_with_each(item: Field) -> bool:
    """Say whether a column without a period of its own says of every record what it is of, or what it is held against."""
    return item.type in ("text", "ref", "yes_no") or item.basis == "planned"


def _twice(sheet: Sheet, table: Table, name: str, first: int, second: int, period: Period) -> Held:
    at = (sheet.name, sheet.address(table.heading_row, second))
    if second in table.periods:
        found = f"In {sheet.called} {period} stands twice across the page."
        return Held("month_twice", f"{found} Please say which column stands, and take the other out.", at=at)
    both = f"{sheet.address(table.heading_row, first)} and {sheet.address(table.heading_row, second)}"
    found = f"Two columns of {sheet.called} could be {name.replace('_', ' ')!r} ({both})."
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
        f"In {sheet.called} months stand across the page, but it does not say what its figures are: put one of "
        f"{', '.join(table.layout.fields[name].headings[0] for name in allowed)} into the title.",
        at=(sheet.name, ""),
    )
