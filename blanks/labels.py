"""The top of a blank: its title and version, and the labels by which a return says who it is from and for when."""

from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ..layouts.outgoing import GUIDANCE_SHEET
from . import style
from .blank import Blank
from .guidance import Ranges

_TITLE_ROW, _VERSION_ROW, _FIRST_LABEL = 1, 3, 5  # a blank row after each text, so that none passes for a label with its value below it
_WIDE = 40


def write_labels(sheet: Any, blank: Blank, ranges: Ranges, columns: int) -> int:
    """Write the title and the labels, and return the first free row, one blank row below them."""
    style.as_title(sheet.cell(_TITLE_ROW, 1, blank.layout.title))
    sheet.row_dimensions[_TITLE_ROW].height = 28
    sheet.row_dimensions[_TITLE_ROW + 1].height = 5
    version = f"This is the form {blank.version}. Please fill in the white boxes; the sheet '{GUIDANCE_SHEET}' says what each of them means."
    style.as_note(sheet.cell(_VERSION_ROW, 1, version))
    sheet.row_dimensions[_VERSION_ROW + 1].height = 5
    provider = blank.provider
    said = [
        ("Organisation", provider.name if provider else "", "text", "Your organisation's name."),
        ("ODS code", provider.code if provider else "", "text", "Your organisation's code; leave it blank where you do not know it."),
        ("Reporting period", blank.period_text, "text", f"The period that the figures are for, such as {blank.example}."),
        ("Completed by", "", "text", "Who filled this in."),
        ("Role", "", "text", "Their role."),
        ("Date of return", "", "date", "The day on which you send it, such as 05/04/2019."),
    ]
    last = _last_column(sheet, columns)
    for row, (label, value, kind, prompt) in enumerate(said, start=_FIRST_LABEL):
        style.as_label(sheet.cell(row, 1, label))
        for column in range(2, last + 1):
            (style.as_computed if value else style.as_entry)(sheet.cell(row, column), kind)
        if last > 2:
            sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=last)
        sheet.row_dimensions[row].height = 18
        if value:
            sheet.cell(row, 2, value)
            continue
        sheet.add_data_validation(_validation(label, prompt, f"B{row}", kind, ranges.get(blank.organisations) if label == "Organisation" else None))
    return _FIRST_LABEL + len(said) + 1


def _last_column(sheet: Any, columns: int) -> int:
    """Return the column up to which a value's box has to reach to hold a name."""
    width = 0.0
    for column in range(2, columns + 1):
        width += sheet.column_dimensions[get_column_letter(column)].width
        if width >= _WIDE:
            return column
    return columns


def _validation(label: str, prompt: str, cell: str, kind: str, words: str | None) -> DataValidation:
    wrong = f"Please choose from the list, or see the sheet '{GUIDANCE_SHEET}'." if words else "Please enter a whole date such as 05/04/2019."
    if words:
        made = DataValidation(type="list", formula1=words)
    elif kind == "date":
        made = DataValidation(type="date", operator="between", formula1="32874", formula2="69396")
    else:
        made = DataValidation(type="textLength", operator="lessThanOrEqual", formula1="200")
        wrong = "Please use at most 200 letters."
    made.allow_blank, made.showInputMessage, made.showErrorMessage = True, True, True
    made.promptTitle, made.prompt, made.errorTitle, made.error = label, prompt, label, wrong
    made.add(cell)
    return made
