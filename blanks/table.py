"""The table of a blank: the layout's own headings, rows ready to be filled in, percentages that compute themselves, and the Check column."""

from typing import Any

from openpyxl.utils import get_column_letter

from ..layouts import Field
from ..layouts.outgoing import CHECK_HEADING
from . import style
from .blank import Blank
from .checks import blank_checks, check_formula, entry_checks, percent_formula, rule_checks
from .entries import add_check_colour, add_rating_colours, add_validation
from .guidance import Ranges

_CHECK_WIDTH = 44
_NARROWEST_FIRST = 24  # the labels stand in the first column too


def set_widths(sheet: Any, blank: Blank) -> int:
    """Set the widths of the columns, and return how many there are, the Check column included."""
    for number, field in enumerate(blank.layout.field, start=1):
        longest = max(map(len, blank.words(field)), default=0)
        heading = max(map(len, field.headings[0].split()))
        width = max(min(longest + 4, 44) if longest else style.WIDTHS[field.type], heading + 4)
        sheet.column_dimensions[get_column_letter(number)].width = max(width, _NARROWEST_FIRST) if number == 1 else width
    last = len(blank.layout.field) + 1
    sheet.column_dimensions[get_column_letter(last)].width = _CHECK_WIDTH
    return last


def write(sheet: Any, blank: Blank, ranges: Ranges, heading_row: int) -> None:
    """Write the heading row and the rows below it."""
    fields = blank.layout.field
    headings = [*(field.headings[0] for field in fields), CHECK_HEADING]
    for column, text in enumerate(headings, start=1):
        style.as_heading(sheet.cell(heading_row, column, text))
    wide = [sheet.column_dimensions[get_column_letter(column)].width for column in range(1, len(headings) + 1)]
    sheet.row_dimensions[heading_row].height = 14 * max(style.lines(text, width) for text, width in zip(headings, wide, strict=True)) + 8
    records = blank.prepared or [{}] * blank.rows
    first, last = heading_row + 1, heading_row + len(records)
    for row, record in enumerate(records, start=first):
        _write_row(sheet, blank, ranges, row, record)
        if record:
            sheet.row_dimensions[row].height = 22
    for column, field in enumerate(fields, start=1):
        letter = get_column_letter(column)
        cells = f"{letter}{first}:{letter}{last}"
        if _is_entry(field, records[0]):
            add_validation(sheet, blank, field, f"{letter}{first}", cells, ranges)
        if field.type == "rating":
            add_rating_colours(sheet, field, f"{letter}{first}", cells)
    letter = get_column_letter(len(fields) + 1)
    add_check_colour(sheet, f"${letter}{first}", f"{letter}{first}:{letter}{last}")
    sheet.freeze_panes = f"B{first}"


def _write_row(sheet: Any, blank: Blank, ranges: Ranges, row: int, record: dict[str, str]) -> None:
    layout = blank.layout
    cells = {field.name: f"{get_column_letter(column)}{row}" for column, field in enumerate(layout.field, start=1)}
    for field in layout.field:
        cell = sheet[cells[field.name]]
        if field.share:
            style.as_computed(cell, field.type)
            cell.value = percent_formula(*(cells[name] for name in field.share))
        elif field.name in record:
            style.as_text(cell, bold=True)
            cell.value = record[field.name]
        else:
            style.as_entry(cell, field.type)
    entries = [field for field in layout.field if _is_entry(field, record)]
    checks = [check for field in entries for check in entry_checks(layout, field, cells[field.name], ranges.get(blank.words(field), ""))]
    checks += [*blank_checks(layout, cells), *rule_checks(layout, cells)]
    check = sheet.cell(row, len(layout.field) + 1)
    style.as_computed(check)
    check.value = check_formula(checks, [cells[field.name] for field in entries])


def _is_entry(field: Field, record: dict[str, str]) -> bool:
    return not field.share and field.name not in record
