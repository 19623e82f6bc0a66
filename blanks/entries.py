"""The boxes to fill in: how each looks, what its drop-down or check is, and what it says when it is chosen."""

from textwrap import shorten
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from ..layouts import Field
from . import style
from .answers import MOST_LETTERS, entry, printed, valid
from .blank import Blank
from .guidance import Ranges, time_of

_LONGEST_TITLE, _LONGEST_TEXT = 32, 255  # what Excel takes
_COLOURS = {"met": (style.GREEN, style.WHITE), "partial": (style.AMBER, "000000"), "not_met": (style.RED, style.WHITE)}


def add_validation(sheet: Any, blank: Blank, field: Field, first: str, cells: str, ranges: Ranges) -> None:
    """Put a drop-down or a check on the `cells` of a field, the `first` of which the check is written for."""
    words = blank.words(field)
    if words:
        made = DataValidation(type="list", formula1=ranges[words])
    elif field.type in ("text", "ref"):
        made = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(MOST_LETTERS))
    else:
        made = DataValidation(type="custom", formula1=valid(blank.layout, field, first, ""))
    made.allow_blank, made.showInputMessage, made.showErrorMessage = True, True, True
    made.promptTitle = made.errorTitle = shorten(field.headings[0], _LONGEST_TITLE, placeholder="…")
    what = entry(blank.layout, field)
    time = time_of(field)
    made.prompt = shorten(f"{field.about} Enter {what}.{f' For which time: {time}.' if time else ''}", _LONGEST_TEXT, placeholder="…")
    made.error = shorten(f"This box takes {what}.", _LONGEST_TEXT, placeholder="…")
    made.add(cells)
    sheet.add_data_validation(made)


def add_rating_colours(sheet: Any, field: Field, first: str, cells: str) -> None:
    """Colour the words of a rating; the word stands there all the same."""
    for stored, (back, front) in _COLOURS.items():
        word = printed(field)[stored]
        rule = FormulaRule(formula=[f'{first}="{word}"'], font=Font(color=front, bold=True), fill=style.fill_of(back))
        sheet.conditional_formatting.add(cells, rule)


def add_check_colour(sheet: Any, first: str, cells: str) -> None:
    """Turn a check amber where it has words to say."""
    rule = FormulaRule(formula=[f"LEN({first})>0"], font=Font(color="000000", bold=True), fill=style.fill_of(style.AMBER))
    sheet.conditional_formatting.add(cells, rule)
