"""The form of a blank: questions and answers down two columns, and the check beside each answer."""

from typing import Any

from ..layouts.outgoing import CHECK_HEADING
from . import style
from .blank import Blank
from .checks import check_formula, entry_checks, percent_formula, rule_checks
from .entries import add_check_colour, add_rating_colours, add_validation
from .guidance import Ranges

_WIDTHS = {"A": 42, "B": 40, "C": 56}


def set_widths(sheet: Any, blank: Blank) -> int:
    """Set the widths of the columns, and return how many there are."""
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    return len(_WIDTHS)


def write(sheet: Any, blank: Blank, ranges: Ranges, heading_row: int) -> None:
    """Write a heading row, then each question with its answer."""
    layout = blank.layout
    for column, text in enumerate(("Question", "Answer", CHECK_HEADING), start=1):
        style.as_heading(sheet.cell(heading_row, column, text))
    sheet.row_dimensions[heading_row].height = 22
    first, last = heading_row + 1, heading_row + len(layout.field)
    cells = {field.name: f"B{row}" for row, field in enumerate(layout.field, start=first)}
    for row, field in enumerate(layout.field, start=first):
        cell, check = cells[field.name], sheet.cell(row, 3)
        style.as_text(sheet.cell(row, 1, field.headings[0]), bold=True)
        style.as_computed(check)
        sheet.row_dimensions[row].height = 20
        if field.share:
            style.as_computed(sheet[cell], field.type)
            sheet[cell] = percent_formula(*(cells[name] for name in field.share))
            continue
        style.as_entry(sheet[cell], field.type)
        add_validation(sheet, blank, field, cell, cell, ranges)
        if field.type == "rating":
            add_rating_colours(sheet, field, cell, cell)
        checks = [*entry_checks(layout, field, cell, ranges.get(blank.words(field), "")), *rule_checks(layout, cells, field.name)]
        check.value = check_formula(checks, [cell])
    add_check_colour(sheet, f"$C{first}", f"C{first}:C{last}")
    sheet.freeze_panes = f"A{first}"
