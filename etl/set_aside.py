"""Rows below a heading that are no records: totals, notes, titles, signatures, a key to the colours, and "none to report"."""

import re
from statistics import median_low

from ..layouts.words import fold
from ..warehouse.records import Block, Issue, Severity
from .labels import is_label
from .states import tell_state
from .tables import Table
from .totals import is_total, names_the_whole
from .values import as_text
from .workbook import Sheet

_NOTE = re.compile(
    r"^\s*(?:[*†‡§#¹²³⁴⁵]|source\b|notes?\b|n\.?b\.?\b|key\b|legend\b|please\b|\(|(?:completed|prepared|approved|checked|authorised) by"
    r"|sign(?:ed|ature)\b)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^(?:date(?: (?:completed|signed|submitted|of completion))?|name|position|job title|role|designation|contact(?: (?:name|details|number))?"
    r"|e ?mail(?: address)?|tel(?:ephone)?(?: number)?|phone|key|legend|notes?|source|sign(?:ed|ature)(?: by| off by)?"
    r"|(?:prepared|approved|checked|authorised) by)$"
)
_NONE = re.compile(
    r"^(?:(?:there (?:were|are|have been|was|is) )?(?:no|none|nil|zero|0)(?: \w+){0,3}"
    r"(?: (?:cases?|reviews?|referrals?|incidents?|records?|actions?|deaths?|events?|sessions?|entries|returns?|data|submissions?|reports?)"
    r"|(?: to report| to declare| this \w+| in (?:this |the )?(?:period|month|quarter|year)| received| made| held| open))(?: .*)?"
    r"|nil(?: return)?|none(?: (?:to report|this \w+|received|held|in .*))?|not applicable|n a|nothing to report)$"
)
_EXAMPLE = re.compile(r"^\W*(?:(?:for )?example\b|e\.g\.|eg\b)", re.IGNORECASE)
_REFERENCE = re.compile(r"^\S*\d\S*$")
_PROSE = 8  # words; the key of a record is shorter
_PAIR = 2  # cells: a label and what it says

_ASIDE: dict[str, tuple[Severity, str, str]] = {
    "total_row": ("info", "records alone", "The row of totals was not loaded; nothing to do."),
    "total_by_sum": ("query", "records alone", "It adds up other rows, so it was taken for a total and not loaded: please say if it is a record."),
    "note_row": ("info", "records alone", "The row is a note or a title and was not loaded; nothing to do."),
    "none_row": ("info", "records alone", "The row says that there is nothing to list; nothing to do."),
    "example_row": ("info", "records alone", "The row is an example of how to fill in the form, and was not loaded; nothing to do."),
    "row_apart": (
        "query",
        "records alone",
        "It stands apart and fills less than the records do, so it was not loaded: please say if it is one.",
    ),
    "unmapped_row": ("info", "values under the headings", "Only columns that are not part of the return hold something; nothing to do."),
    "no_values": ("query", "the figures beside it", "The row holds no figures and was not loaded: please fill it in, or write N/A."),
}


def account_for(sheet: Sheet, row: int, reason: str, column: int) -> Issue:
    """Return the issue that accounts for a row that is no record, shown by the cell in `column`."""
    severity, expected, cure = _ASIDE[reason]
    found = as_text(sheet.rows[row][column]) or sheet.errors.get((row, column), "a formula saved without its value")
    return Issue(sheet.name, sheet.address(row, column), severity, reason, found, expected, cure, sets_aside=True)


def account_for_sum(sheet: Sheet, row: int) -> Issue:
    """Return the issue that accounts for a row that adds up others without saying that it is a total."""
    column = next(column for column, value in enumerate(sheet.rows[row]) if value != "")
    says_whole = any(isinstance(value, str) and names_the_whole(value) for value in sheet.rows[row])
    return account_for(sheet, row, "total_row" if says_whole else "total_by_sum", column)


def reason_aside(sheet: Sheet, table: Table, columns: dict[str, int], row: int, filled: list[int], faults: list[int], above: Block) -> str | None:
    """Return why a row is no record, None where it is one; `above` are the records before it, `faults` the columns of its errors."""
    if is_total(sheet, table, columns, row, above):
        return "total_row"
    if set(columns.values()).isdisjoint((*filled, *faults)):
        return "unmapped_row"
    if filled and _EXAMPLE.match(as_text(sheet.rows[row][filled[0]])):
        return "example_row"
    if says_none(sheet, table, columns, row, filled):
        return "none_row"
    if not faults and _is_signature(sheet, table, columns, row, filled):
        return "note_row"
    if _lacks_figures(table, columns, filled, faults):
        return "no_values"
    if len(filled) > 1 or faults or len(columns) < 2 or not isinstance(value := sheet.rows[row][filled[0]], str):
        return "row_apart" if not faults and _stands_apart(sheet, table, columns, row) else None
    text = as_text(value)
    if _NOTE.match(text) or len(text.split()) >= _PROSE:
        return "note_row"
    return _reason_alone(sheet, table, columns, row, filled[0], text)


def _reason_alone(sheet: Sheet, table: Table, columns: dict[str, int], row: int, column: int, text: str) -> str | None:
    """Return why a text alone in its row is no record: a title, a note, or what a record is of, without the rest."""
    named = next(name for name, place in columns.items() if place == column)
    item, is_key = table.layout.fields[named], named in table.layout.record_key
    if item.words:
        return "no_values" if item.word_index.best(text) else "note_row"
    if is_key and item.type == "ref":
        return None if _REFERENCE.match(text) else "note_row"
    return "no_values" if is_key and _stands_among_records(sheet, table, row, column) else "note_row"


def says_none(sheet: Sheet, table: Table, columns: dict[str, int], row: int, filled: list[int]) -> bool:
    """Say whether a row says that there is nothing to list: "No cases this quarter", "Nil return", or N/A in place of what a record is of."""
    keys = {columns[name] for name in table.layout.record_key if name in columns}
    texts = {column: as_text(sheet.rows[row][column]) for column in filled}
    if len(filled) == 1:
        item = next((table.layout.fields[name] for name, column in columns.items() if column == filled[0]), None)
        return bool(_NONE.match(fold(texts[filled[0]]))) and item is not None and not (item.is_figure or item.answer or item.words)
    return bool(keys & texts.keys()) and all(tell_state(text, counts=True) in ("nil", "not_applicable", "missing") for text in texts.values())


def _is_signature(sheet: Sheet, table: Table, columns: dict[str, int], row: int, filled: list[int]) -> bool:
    """Say whether a row is a label with what it says, and no figure: "Completed by" beside a name, "Date" beside a day."""
    if len(filled) != _PAIR or not isinstance(first := sheet.rows[row][filled[0]], str):
        return False
    figures = {column for name, column in columns.items() if table.layout.fields[name].is_figure or table.layout.fields[name].answer}
    head = first.partition(":")[0]
    said = is_label(head) or bool(_SIGNATURE.match(fold(head)))
    return said and filled[1] not in figures


def _stands_apart(sheet: Sheet, table: Table, columns: dict[str, int], row: int) -> bool:
    """Say whether a row is of a run below a blank row that is no records: a key, signatures, sums.

    Each row of the run fills at most half of what the records above do, none has a figure, and none has the number of a record, unless it
    begins with a title that says it is a key.
    """
    top, bottom = _run_of(sheet, table, row)
    above = [filled for each in range(table.first, top) if (filled := _filled(sheet, each)) > 1]
    if not above or any(2 * _filled(sheet, each) > median_low(above) for each in range(top, bottom + 1)):
        return False
    run = [sheet.rows[each] for each in range(top, bottom + 1)]
    if any(cells[column] != "" for name, column in columns.items() if table.layout.fields[name].is_figure for cells in run):
        return False
    lone = next((value for value in run[0] if value != ""), "") if _filled(sheet, top) == 1 else ""
    if isinstance(lone, str) and _NOTE.match(lone):
        return True
    keys = [(table.layout.fields[name], columns[name]) for name in table.layout.record_key if name in columns]
    return bool(keys) and not any(
        item.words or (item.type == "ref" and any(map(str.isdigit, as_text(cells[column])))) for item, column in keys for cells in run
    )


def _run_of(sheet: Sheet, table: Table, row: int) -> tuple[int, int]:
    """Return the first and the last row of the run of rows without a blank one that a row of a table is in."""
    top = bottom = row
    while top > table.first and _filled(sheet, top - 1):
        top -= 1
    while bottom + 1 < table.end and _filled(sheet, bottom + 1):
        bottom += 1
    return top, bottom


def _filled(sheet: Sheet, row: int) -> int:
    return len(sheet.rows[row]) - sheet.rows[row].count("")


def _lacks_figures(table: Table, columns: dict[str, int], filled: list[int], faults: list[int]) -> bool:
    """Say whether a row has more than one cell of what names a record, perhaps its target, and no figure of those that the table has."""
    if len(filled) < _PAIR:
        return False
    fields, there = table.layout.fields, {*filled, *faults}
    if any(name not in table.layout.record_key and fields[name].basis != "planned" for name in columns if columns[name] in there):
        return False
    return any(fields[name].is_figure for name in columns) and not any(fields[name].answer for name in columns)


def _stands_among_records(sheet: Sheet, table: Table, row: int, column: int) -> bool:
    """Say whether a lone text may be a record without its figures: it follows on the rows above it, and no merge makes a title of it."""
    parted = row > table.first and not any(value != "" for value in sheet.rows[row - 1])
    return not parted and not any(left == column and right > left for _, left, _, right in sheet.merged_from(row))
