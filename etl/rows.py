"""The rows below a heading: which are records, which are totals, notes and titles, and the values of each record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..days import is_month_first
from ..layouts import Field, Layout
from ..warehouse.records import Block, Issue, Mark, Repair, Stored
from .carried import carried_word, carries_several
from .colours import names_colours, rating_fills
from .column_doubts import doubt_column
from .form_doubts import doubt_questions
from .group_labels import group_labels
from .percent_forms import Form
from .percents import lone_form, most_decimals, percent_forms
from .set_aside import Asides, account_for, account_for_sum
from .shares_beside import Told, keep_told, may_share, with_share
from .stated_scales import column_scale
from .tables import Table
from .totals import check_total, summed_rows
from .values import Look, Typed, as_text, convert
from .workbook import Place, Sheet

_NATURAL = {"text_to_number", "text_to_percent", "text_to_date"}  # no tidying in a delimited file, where everything is text


_MOST_REMEMBERED = 10_000
_NOTHING_BESIDE: tuple[str | None, str | None, bool, int | None, Form | None] = (
    None,
    None,
    False,
    None,
    None,
)  # no error, colour, lost value, format or form of a percentage


@dataclass(slots=True)
class Reading:
    """What the body of one table gave; `beside` where it is for a time outside the return's own period."""

    block: Block
    issues: list[Issue] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    beside: bool = False


def read_rows(sheet: Sheet, table: Table, columns: dict[str, int], across: tuple[set[int], set[int]] | None = None) -> Reading:
    """Return the records of a table with `columns` (field to column), and an issue for each row that is none.

    `across` are the columns of the period that is read, and those of all periods, where several stand across the page: a row that is
    blank in the first and not in the others is no record of that period.
    """
    summed: set[int] = set()
    while True:  # the total of subtotals is one once they are out
        reading = _read(sheet, table, columns, across, summed)
        more = set() if across else summed_rows(reading.block, table.layout)
        if not more:
            return reading
        summed |= more


def _read(sheet: Sheet, table: Table, columns: dict[str, int], across: tuple[set[int], set[int]] | None, summed: set[int]) -> Reading:
    """Read the rows of a table; those of the numbers `summed` add up others, and are no records."""
    letters = {name: sheet.column_letters(column) for name, column in columns.items()}
    layout = table.layout
    reading = Reading(Block(sheet.name, sheet.row_number(table.heading_row), letters))
    month_first = _has_month_first(sheet, table, columns)
    readers = {name: _column(sheet, table, layout.fields[name], columns, across, month_first) for name in columns}
    labels = group_labels(sheet, table, columns)
    table.names |= labels.alone
    reading.issues.extend(labels.issues)
    covered = _covered(sheet, table, columns) | labels.over
    faults, asides = _faults(sheet), Asides(sheet, table, columns)
    records: list[int] = []
    for row in range(table.first, table.end):
        cells = sheet.rows[row]
        filled = [column for column, value in enumerate(cells) if value != ""]
        if not filled and row not in faults:
            continue
        if across and not has_any(sheet, row, across[0]) and has_any(sheet, row, across[1]):
            continue
        if aside := _set_aside(asides, row, filled, faults.get(row, []), across[1] if across else set(), reading.block):
            reading.issues.append(aside)
            if aside.code == "total_row":
                reading.issues.extend(check_total(sheet, table, columns, row, reading.block))
            continue
        if sheet.row_number(row) in summed:
            reading.issues.append(account_for_sum(sheet, row))
            continue
        values: dict[str, Stored] = {}
        told: Told = {}
        begun = len(reading.block.marks)
        for name, column in columns.items():
            place = covered.get((row, column), (row, column)) if covered else (row, column)
            typed, says_all = readers[name].typed(sheet, row, place)
            if says_all and typed and not covered:
                values[name] = typed.value
            else:
                if typed and may_share(typed):
                    given = {other: cells[at] for other, at in columns.items()}
                    typed = with_share(typed, cells[column], layout.fields[name], layout, given, told, sheet.address(row, column))
                values[name] = _keep(reading, sheet, layout.fields[name], typed, row, place, column)
        marked = {mark.field for mark in reading.block.marks[begun:]}
        keep_told(told, reading.block, sheet.row_number(row), values, marked)
        _carry(reading, layout, values, columns, sheet, row, marked)
        _ask_for_key(reading, sheet, layout, columns, values, row, marked)
        reading.block.rows.append((sheet.row_number(row), values))
        records.append(row)
    for name, column in columns.items():
        reading.issues.extend(doubt_column(sheet, layout.fields[name], column, records))
    return reading


@dataclass(slots=True)
class _Column:
    """What is the same for all cells of a column, and what those read so far were: cells of a return repeat one another."""

    item: Field
    fills: dict[int, str]
    forms: dict[int, Form]
    decimals: int
    month_first: bool
    scale: Mapping[str, str] | None
    shares: bool
    is_plain: bool
    known: dict[tuple[object, ...], tuple[Typed | None, bool]]

    def typed(self, sheet: Sheet, row: int, place: Place) -> tuple[Typed | None, bool]:
        """Return what stands for the row at `place`, which is elsewhere where a merge covers its own cell, and whether its value says it all."""
        raw = sheet.rows[place[0]][place[1]]
        seen = _NOTHING_BESIDE
        if not self.is_plain:
            seen = (sheet.errors.get(place), self.fills.get(row), place in sheet.uncached, sheet.percent.get(place), self.forms.get(row))
        key = (raw.__class__, raw, seen)  # 1 is True, and 1.0
        if key not in self.known:
            typed = convert(raw, self.item, Look(*seen, self.decimals, sheet.days_from_1904, self.month_first, self.scale, self.shares))
            self.known[key] = typed, typed is not None and typed.says_all
        return self.known[key]


def _column(sheet: Sheet, table: Table, item: Field, columns: dict[str, int], across: tuple[set[int], set[int]] | None, month_first: bool) -> _Column:
    column = columns[item.name]
    fills = rating_fills(sheet, table.first, table.end, column) if item.type == "rating" or names_colours(item.by_spelling) else {}
    beside = across[1] if across and across[0] == {column} else ()
    forms = percent_forms(sheet, table, columns, item.name, beside) if item.type == "percent" else {}
    decimals = most_decimals(sheet, column, [row for row, form in forms.items() if form is Form.PERCENT])
    scale = column_scale(sheet, table, column) if item.type == "rating" else None
    shares = item.type == "count" and _holds_shares(sheet, table, column)
    is_plain = not (fills or forms or sheet.errors or sheet.uncached or sheet.percent)
    month_first = month_first and item.type == "date"
    known = _converted(item, (decimals, sheet.days_from_1904, month_first, shares)) if scale is None else {}
    return _Column(item, fills, forms, decimals, month_first, scale, shares, is_plain, known)


def _converted(item: Field, facts: tuple[object, ...]) -> dict[tuple[object, ...], tuple[Typed | None, bool]]:
    """Return what cells of columns with the same facts were converted to; free text, which seldom repeats itself, in this column alone."""
    if item.type in ("text", "ref") and not item.words:
        return {}
    known: dict[tuple[object, ...], tuple[Typed | None, bool]] = item.converted.setdefault(facts, {})
    if len(known) >= _MOST_REMEMBERED:
        known.clear()
    return known


def _ask_for_key(
    reading: Reading, sheet: Sheet, layout: Layout, columns: dict[str, int], values: dict[str, Stored], row: int, marked: set[str]
) -> None:
    """Ask about a record that does not say what it is of: it would be in no figure of any subject."""
    key = next(iter(layout.record_key), "")
    if key not in columns or values.get(key) is not None or layout.fields[key].type == "date":
        return
    says_something = any(value is not None for value in values.values())
    if not says_something or key in marked:
        return
    heading = layout.fields[key].headings[0].casefold()
    cure = f"The row was loaded without it: please write the {heading} into each row."
    reading.issues.append(_query(sheet, sheet.address(row, columns[key]), "record_without_key", "a blank", f"the {heading} of the row", cure))


def read_form(sheet: Sheet, table: Table) -> Reading:
    """Return the one record of a form; its row is the first question's."""
    first = table.first
    reading = Reading(Block(sheet.name, sheet.row_number(first), {}, cells={name: sheet.address(*place) for name, place in table.cells.items()}))
    values: dict[str, Stored] = {}
    told: Told = {}
    for name, place in table.cells.items():
        raw, item = sheet.rows[place[0]][place[1]], table.layout.fields[name]
        form = lone_form(raw, formatted=place in sheet.percent) if item.type == "percent" else None
        typed = convert(raw, item, Look(sheet.errors.get(place), None, place in sheet.uncached, sheet.percent.get(place), form))
        if typed and may_share(typed):
            given = {other: sheet.rows[top][left] for other, (top, left) in table.cells.items()}
            typed = with_share(typed, raw, item, table.layout, given, told, sheet.address(*place))
        values[name] = _keep(reading, sheet, item, typed, first, place, place[1], form=True)
    keep_told(told, reading.block, sheet.row_number(first), values, {mark.field for mark in reading.block.marks})
    reading.block.rows.append((sheet.row_number(first), values))
    reading.issues.extend(doubt_questions(sheet, table))
    return reading


def _keep(
    reading: Reading, sheet: Sheet, item: Field, typed: Typed | None, row: int, place: tuple[int, int], column: int, *, form: bool = False
) -> Stored:
    """Record what the row cannot say of a value, its tidying and its doubt; return the value."""
    cell = sheet.address(*place)
    if typed is None:
        if item.answer:
            reading.block.marks.append(Mark(sheet.row_number(row), item.name, "missing"))
            reading.issues.append(_query(sheet, cell, "unanswered", "a blank", f"an answer to {item.headings[0]}", "Please answer, or write N/A."))
        return None
    if typed.code:
        cure = typed.cure or ("Please correct the cell." if typed.severity == "query" else "The value is not used: please correct the cell.")
        found = typed.found or typed.text or "a formula saved without its value"
        reading.issues.append(Issue(sheet.name, cell, "block" if typed.severity == "block" else "query", typed.code, found, typed.expected, cure))
    if typed.rule and not (sheet.delimited and typed.rule in _NATURAL):
        before = as_text(sheet.rows[place[0]][place[1]])
        reading.repairs.append(Repair(sheet.name, cell, before, str(typed.value), typed.rule))
        if typed.rule == "month_to_last_day":
            reading.issues.append(Issue(sheet.name, cell, "info", typed.rule, before, "a whole date", f"It was read as {typed.value}."))
    moved = place != (row, column) and not form
    if not typed.is_plain or moved:
        moved_to = cell if moved else None
        reading.block.marks.append(Mark(sheet.row_number(row), item.name, typed.state, typed.qualifier, typed.text, typed.decimals, moved_to))
    return typed.value


def _carry(reading: Reading, layout: Layout, values: dict[str, Stored], columns: dict[str, int], sheet: Sheet, row: int, marked: set[str]) -> None:
    """Take a field that another one's words may hold as well ("Safeguarding Children L3"), where it has no value, and no mark, of its own."""
    for item in layout.field:
        if not item.carried_by or values.get(item.name) is not None or item.name in marked or item.carried_by not in columns:
            continue
        column = columns[item.carried_by]
        raw = as_text(sheet.rows[row][column])
        stored = carried_word(item, raw, values.get(item.carried_by))
        if stored is None and not carries_several(item, raw, layout.fields[item.carried_by]):
            continue
        cell = sheet.address(row, column)
        if stored is None:
            name = item.headings[0].casefold()
            cure = f"The row was loaded without its {name}: please give each {name} a row of its own."
            reading.issues.append(_query(sheet, cell, "several_in_one", raw, f"one {name}", cure))
        values[item.name] = stored
        reading.block.marks.append(Mark(sheet.row_number(row), item.name, "given" if stored else "missing", text=raw, cell=cell))
        reading.block.columns.setdefault(item.name, sheet.column_letters(column))


def _has_month_first(sheet: Sheet, table: Table, columns: dict[str, int]) -> bool:
    """Say whether a date of a table, in whichever of its columns, is written with its month first."""
    days = [column for name, column in columns.items() if table.layout.fields[name].type == "date"]
    texts = (sheet.rows[row][column] for column in days for row in range(table.first, table.end))
    return any(isinstance(value, str) and is_month_first(value) for value in texts)


def _holds_shares(sheet: Sheet, table: Table, column: int) -> bool:
    """Say whether a column of counts holds shares of 1 in their place: fractions, and no whole number beyond 1."""
    given = [value for row in range(table.first, table.end) if isinstance(value := sheet.rows[row][column], float)]
    return any(0 < value < 1 for value in given) and all(0 <= value <= 1 for value in given)


def _covered(sheet: Sheet, table: Table, columns: dict[str, int]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return, for the cells that a merge down a text column covers, the cell that holds their value."""
    texts = {columns[item.name] for item in table.layout.field if item.name in columns and item.type in ("text", "ref")}
    return {
        (row, left): (top, left)
        for top, left, bottom, right in sheet.merged
        if left in texts and left == right and top >= table.first
        for row in range(top + 1, min(bottom + 1, table.end))
    }


def _faults(sheet: Sheet) -> dict[int, list[int]]:
    """Return the columns of a sheet's errors and unsaved formulas, by row."""
    faults: dict[int, list[int]] = {}
    for row, column in (*sheet.errors, *sheet.uncached):
        faults.setdefault(row, []).append(column)
    return faults


def has_any(sheet: Sheet, row: int, columns: Iterable[int]) -> bool:
    """Say whether a row has anything in one of the columns, an error or an unsaved formula included."""
    return any(sheet.rows[row][column] != "" or (row, column) in sheet.errors or (row, column) in sheet.uncached for column in columns)


def _set_aside(asides: Asides, row: int, filled: list[int], faults: list[int], across: set[int], above: Block) -> Issue | None:
    """Return the issue that accounts for a row that is no record: a total, a note, a title, a row without a value."""
    reason = asides.reason(row, filled, faults, above)
    if reason is None and across and not has_any(asides.sheet, row, across):
        reason = "no_values"
    return account_for(asides.sheet, row, reason, filled[0] if filled else faults[0]) if reason else None


def _query(sheet: Sheet, cell: str, code: str, found: str, expected: str, cure: str) -> Issue:
    return Issue(sheet.name, cell, "query", code, found, expected, cure)
