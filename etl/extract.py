"""From a workbook that was read to the records of its returns: recognise, place, convert."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from ..layouts import Layout
from ..nearest import nearest
from ..periods import Period
from ..warehouse.records import Block, Extract, Issue, Repair, Stored, Submission
from .context import Context, Held, unknown_provider
from .headings import Headings
from .labels import Labels, Said, iso_day, names_organisation, read_labels
from .providers import ProviderNames
from .rows import Reading, read_form, read_rows
from .tables import Table, find_tables
from .values import as_text
from .workbook import Sheet, Value, Workbook, address

T = TypeVar("T", Issue, Repair)

OWN_SHEET = "boardpaper issues"


@dataclass(slots=True)
class Recognised:
    """The sheets of a workbook with their tables; `held` where a form among them cannot be read."""

    sheets: list[tuple[Sheet, list[Table]]] = field(default_factory=list)
    held: Held | None = None

    @property
    def tables(self) -> dict[str, list[Table]]:
        return {sheet.name: tables for sheet, tables in self.sheets}


@dataclass(slots=True)
class Extractor:
    """Takes returns out of workbooks, for one set of layouts and providers."""

    headings: Headings
    names: ProviderNames

    def recognise(self, workbook: Workbook) -> Recognised:
        """Return the tables of every sheet. It raises nothing, as the look for person identifiers comes before any other reason to hold a file."""
        recognised = Recognised()
        for sheet in workbook.sheets:
            if sheet.name == OWN_SHEET:
                continue
            try:
                recognised.sheets.append((sheet, find_tables(sheet, self.headings)))
            except Held as held:
                recognised.held = recognised.held or held
        return recognised

    def extract(self, recognised: Recognised, filename: str) -> Extract:
        """Return all that the file's returns hold. Raises Held where the file, or a return in it, cannot be taken in."""
        if recognised.held:
            raise recognised.held
        found = recognised.sheets
        if not any(tables for _, tables in found):
            raise Held("no_return", "There is no return in the file: no row of headings, and no form, of any known return was found.")
        covers = [read_labels(sheet, len(sheet.rows)) for sheet, tables in found if not tables]
        extract = Extract()
        submissions: dict[tuple[str, str, Period], Submission] = {}
        for sheet, tables in found:
            if tables:
                self._take_sheet(extract, submissions, sheet, tables, covers, filename)
        extract.submissions = list(submissions.values())
        if not extract.rows_loaded and not extract.rows_set_aside:
            raise Held(
                "no_rows", "The headings of a return are there, but no row below them holds anything. Please fill in the return and send it again."
            )
        if not extract.rows_loaded:
            raise _without_records(extract)
        return extract

    def _take_sheet(
        self,
        extract: Extract,
        submissions: dict[tuple[str, str, Period], Submission],
        sheet: Sheet,
        tables: list[Table],
        covers: list[Labels],
        filename: str,
    ) -> None:
        # a form has its labels among its questions, a table has them above its first heading row
        until = tables[0].first if tables[0].is_form else tables[0].heading_row
        top = read_labels(sheet, until)
        extract.issues.extend(_hidden(sheet))
        ended = 0
        for table in tables:
            labels = read_labels(sheet, table.heading_row, ended).within(top) if ended else top
            context = Context(labels, covers, sheet.name, filename)
            extract.issues.extend(_rows_between(sheet, ended, table.heading_row) if ended else [])
            ended = table.end
            _settle_rivals(sheet, table)
            _refuse_doubles(sheet, table)
            owners = self._owners(sheet, table)
            extract.issues.extend(_unmapped(sheet, table))
            for period, reading in _readings(sheet, table, context):
                _add_new(extract.issues, reading.issues)
                _add_new(extract.repairs, reading.repairs)
                for provider, block in _by_owner(reading.block, owners, partial(context.provider, self.names)):
                    key = (table.layout.name, provider, period)
                    submissions.setdefault(key, _submission(key, context)).blocks.append(block)
            _add_new(extract.issues, context.issues)

    def _owners(self, sheet: Sheet, table: Table) -> dict[int, str]:
        """Return the provider of each row of a table that names them in a column of its own: row number to code; {} where it does not.

        A column is one of providers where it is headed so and names at least one that is known; then every name has to be known.
        """
        for column in [column for column, heading in table.unmapped.items() if names_organisation(heading)]:
            said = {row: text for row in range(table.first, table.end) if (text := as_text(_held_value(sheet, row, column)))}
            known = {row: code for row, text in said.items() if (code := self.names.by_name(text))}
            if not known:
                continue
            for row, text in said.items():
                if row not in known and any(sheet.rows[row][other] != "" for other in table.columns.values()):
                    raise unknown_provider(Said(text, text, sheet.name, address(row, column)), self.names)
            del table.unmapped[column]
            return {row + 1: code for row, code in known.items()}
        return {}


def _add_new(known: list[T], found: Iterable[T]) -> None:
    """Add what is not there yet: a table with months across is read once for each of them, and tells of one cell each time."""
    seen = set(known)
    for item in found:
        if item not in seen:
            seen.add(item)
            known.append(item)


def _rows_between(sheet: Sheet, first: int, heading: int) -> list[Issue]:
    """Account for the titles and labels between two tables: rows below a heading that are no records."""
    found = []
    for row in range(first, heading):
        column = next((column for column, value in enumerate(sheet.rows[row]) if value != ""), None)
        if column is not None:
            text = as_text(sheet.rows[row][column])
            cure = "The row says what the next table is for; nothing to do."
            found.append(Issue(sheet.name, address(row, column), "info", "label_row", text, "records alone", cure, sets_aside=True))
    return found


def _without_records(extract: Extract) -> Held:
    first = next(issue for issue in extract.issues if issue.sets_aside)
    where = f"sheet {first.sheet!r}, cell {first.cell}" if first.sheet else f"cell {first.cell}"
    said = f"No row of the return is a record (the first, {where}, says {first.found!r})."
    return Held("no_records", f"{said} Please fill in the return, with 0 where there was none.", first)


def _held_value(sheet: Sheet, row: int, column: int) -> Value:
    """Return what a cell shows: its own value, or that of the merged cell that covers it."""
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left <= column <= right:
            return sheet.rows[top][left]
    return sheet.rows[row][column]


def _by_owner(block: Block, owners: dict[int, str], otherwise: Callable[[], str]) -> Iterator[tuple[str, Block]]:
    """Yield what of a block is each provider's: the row's own provider, else the one that the sheet or the cover names."""
    parts: dict[str, list[tuple[int, dict[str, Stored]]]] = {}
    for number, values in block.rows:
        if owners and number not in owners:
            raise Held(
                "no_provider", f"Row {number} of the sheet {block.sheet!r} does not name its provider, as the other rows do. Please fill it in."
            )
        parts.setdefault(owners[number] if owners else otherwise(), []).append((number, values))
    for provider, rows in parts.items():
        numbers = {number for number, _ in rows}
        yield provider, replace(block, rows=rows, marks=[mark for mark in block.marks if mark.row in numbers])


def _readings(sheet: Sheet, table: Table, context: Context) -> list[tuple[Period, Reading]]:
    """Return what a table holds for each of its periods: one, or one for each month across the page."""
    if table.is_form:
        return [(context.period(table.layout), read_form(sheet, table))]
    if not table.periods:
        return [(context.period(table.layout), read_rows(sheet, table, table.columns))]
    name = _field_across(sheet, table, context)
    months = list(table.periods.values())
    if twice := next((period for period in months if months.count(period) > 1), None):
        raise Held(
            "month_twice", f"The sheet {sheet.name!r} has {twice} twice across the page. Please say which column stands, and take the other out."
        )
    readings = []
    for number, (column, period) in enumerate(sorted(table.periods.items())):
        reading = read_rows(sheet, table, {**table.columns, name: column}, across=column)
        if number:  # a row that is no record is one row, however many months stand across the page
            reading.issues = [issue for issue in reading.issues if not issue.sets_aside]
        readings.append((period, reading))
    return [(period, reading) for period, reading in readings if reading.block.rows or reading.issues]


def _field_across(sheet: Sheet, table: Table, context: Context) -> str:
    """Return the field whose months stand across the page: the one that a title or the sheet names, else percent where so formatted."""
    allowed = table.layout.across
    index = Headings({table.layout.name: table.layout}).index
    for text in [*(title.text for title in reversed(context.labels.titles)), sheet.name]:
        for (_, name), _, _ in index.matches(text):
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
    )


def _settle_rivals(sheet: Sheet, table: Table) -> None:
    """Where two layouts fit the headings equally well, let the words in their list fields decide.

    Raises Held with both scores where these do not either.
    """
    if not table.rivals:
        return
    options = [(table.layout, table.columns), *((match.layout, match.columns) for match in table.rivals)]
    scored = [(sum(_listed(sheet, table, layout, columns)), layout, columns) for layout, columns in options]
    best = max(score for score, _, _ in scored)
    winners = [(layout, columns) for score, layout, columns in scored if score == best]
    if len(winners) > 1:
        shown = ", ".join(f"{layout.title} ({score} words)" for score, layout, _ in scored)
        raise Held(
            "two_returns_fit",
            f"The table on sheet {sheet.name!r}, row {table.heading_row + 1}, could be more than one return: {shown}. Please use the usual headings.",
        )
    table.layout, table.columns = winners[0]


def _refuse_doubles(sheet: Sheet, table: Table) -> None:
    """Hold a table in which two columns claim one figure: two periods side by side, or two tables, would be mixed."""
    for column, name in table.doubles.items():
        if table.layout.fields[name].type in ("text", "ref"):
            continue
        if any(sheet.rows[row][column] != "" for row in range(table.first, table.end)):
            both = f"{address(table.heading_row, table.columns[name])} and {address(table.heading_row, column)}"
            found = f"Two columns of the sheet {sheet.name!r} could be {name.replace('_', ' ')!r} ({both})."
            raise Held("column_twice", f"{found} Please part them into two tables, one below the other.")


def _listed(sheet: Sheet, table: Table, layout: Layout, columns: dict[str, int]) -> list[bool]:
    found: list[bool] = []
    for name, column in columns.items():
        item = layout.fields[name]
        if item.words:
            found.extend(
                item.word_index.best(str(sheet.rows[row][column])) is not None
                for row in range(table.first, table.end)
                if sheet.rows[row][column] != ""
            )
    return found


def _unmapped(sheet: Sheet, table: Table) -> list[Issue]:
    known = [heading for item in table.layout.field for heading in item.headings]
    issues = []
    for column, text in table.unmapped.items():
        near = nearest(text, known)
        expected = f"a heading of {table.layout.title}" + (f", such as {', '.join(near)}" if near else "")
        cure = "The column was not loaded; if it belongs to the return, use the usual heading or add this one to the layout."
        issues.append(Issue(sheet.name, address(table.heading_row, column), "info", "unmapped_heading", text, expected, cure))
    return issues


def _hidden(sheet: Sheet) -> list[Issue]:
    """Say what was hidden and read all the same."""
    found = []
    if sheet.hidden:
        found.append(("A1", "hidden_sheet", "a hidden sheet"))
    rows = sorted(row for row in sheet.hidden_rows if row < len(sheet.rows) and any(value != "" for value in sheet.rows[row]))
    if rows:
        found.append((address(rows[0], 0), "hidden_rows", f"hidden rows: {', '.join(str(row + 1) for row in rows[:20])}"))
    width = len(sheet.rows[0]) if sheet.rows else 0
    columns = sorted(column for column in sheet.hidden_columns if column < width)
    if columns:
        found.append((address(0, columns[0]), "hidden_columns", f"hidden columns: {', '.join(address(0, column)[:-1] for column in columns[:20])}"))
    return [Issue(sheet.name, cell, "info", code, what, "everything in sight", "It was read like any other.") for cell, code, what in found]


def _submission(key: tuple[str, str, Period], context: Context) -> Submission:
    texts = {name: said.text if (said := context.said(name)) else None for name in ("completed_by", "role")}
    return Submission(*key, texts["completed_by"], texts["role"], iso_day(context.said("date_of_return")))
