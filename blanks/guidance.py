"""The guidance sheet: what each heading means, the rules and the states in words, and the words of the drop-downs."""

from typing import Any

from openpyxl.styles import Alignment

from ..layouts import Field
from ..layouts.outgoing import GUIDANCE_SHEET
from . import style
from .answers import STATES, entry
from .blank import Blank

Ranges = dict[tuple[str, ...], str]
_WIDTHS = (28, 46, 34, 44, 34)
_BASIS = {
    "as_at": "as at the last day of the period",
    "during": "during the period",
    "year_to_date": "from 1 April to the end of the period",
    "since_inception": "since the programme began",
    "planned": "a plan or a target",
}
_NARROW = 1.1  # letters are narrower than the figures by which a column's width is counted
_HEADINGS = ("Heading", "What it means", "What to enter", "Words to choose from", "For which time")


def write_guidance(sheet: Any, blank: Blank) -> Ranges:
    """Write the sheet, and return where the words of each drop-down stand."""
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    style.as_title(sheet.cell(1, 1, f"How to fill in: {blank.layout.title}"))
    sheet.row_dimensions[1].height = 28
    _paragraph(sheet, f"{blank.layout.about} This is the form {blank.version}.")
    _section(sheet, "Before you start")
    for text in _steps(blank):
        _paragraph(sheet, text)
    _section(sheet, "What each heading means")
    _row(sheet, _HEADINGS, heading=True)
    for field in blank.layout.field:
        _row(sheet, _meaning(blank, field))
    if blank.layout.rule:
        _section(sheet, "What we ask about")
        _row(sheet, ("Where we find this", "We expect this instead"), heading=True)
        for rule in blank.layout.rule:
            _row(sheet, (_sentence(rule.found), _sentence(rule.expected)))
    _section(sheet, "Where there is no figure")
    _row(sheet, ("What you write", "What it means"), heading=True)
    for state, meaning in STATES.items():
        _row(sheet, (state, _sentence(meaning)))
    _row(sheet, ("(left blank)", "Not answered. We may ask: a blank is neither 0 nor N/A."))
    return _write_lists(sheet, blank)


def _steps(blank: Blank) -> list[str]:
    place = "Answer beside each question" if blank.layout.form else "Fill in the boxes below the blue headings, one record a row"
    more = " Where the rows do not suffice, unprotect the sheet (Review, Unprotect Sheet; no password)."
    more = "" if blank.layout.form or blank.prepared else more
    return [
        f"1. Say who you are and which period it is for, such as {blank.example}; what is filled in already is as we know it.",
        f"2. {place}. Grey boxes fill themselves in: please leave them, and every heading, as they are.{more}",
        "3. The Check column says in words what does not look right. You may send the form all the same: we will ask.",
        "4. Save it as an Excel workbook (.xlsx), one workbook a period, and send it back to the team that it came from.",
        "Send counts alone. No NHS number, date of birth, full postcode, National Insurance number or certificate number may stand anywhere "
        "in the workbook, comments included, nor may anyone in care or treatment be named. A workbook that holds one is not taken in.",
    ]


def _meaning(blank: Blank, field: Field) -> tuple[str, ...]:
    what = "nothing: it is computed from the two counts" if field.share else entry(blank.layout, field)
    return (field.headings[0], field.about, _sentence(what), ", ".join(blank.words(field)), _sentence(time_of(field)))


def time_of(field: Field) -> str:
    """Say which time a field is about; "" where that is plain, as it is for a name or a date."""
    return _BASIS[field.basis] if field.basis != "during" or field.is_number else ""


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _write_lists(sheet: Any, blank: Blank) -> Ranges:
    """Write each list once, however many drop-downs offer it."""
    lists: dict[tuple[str, ...], list[str]] = {}
    for name, words in [("Organisation", blank.organisations), *((field.headings[0], blank.words(field)) for field in blank.layout.field)]:
        if words:
            lists.setdefault(words, []).append(name)
    ranges: Ranges = {}
    if lists:
        _section(sheet, "The words of the drop-down lists")
    for words, names in lists.items():
        _row(sheet, (", ".join(names), "Words to choose from"), heading=True)
        first = sheet.max_row + 1
        for row, word in enumerate(words, start=first):
            style.as_text(sheet.cell(row, 2, word))
            sheet.cell(row, 2).number_format = "@"
        ranges[words] = f"'{GUIDANCE_SHEET}'!$B${first}:$B${sheet.max_row}"
    return ranges


def _section(sheet: Any, text: str) -> None:
    row = sheet.max_row + 2
    style.as_section(sheet.cell(row, 1, text))
    sheet.row_dimensions[row].height = 20


def _paragraph(sheet: Any, text: str) -> None:
    row = sheet.max_row + 1
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
    style.as_note(sheet.cell(row, 1, text))
    sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[row].height = 14 * style.lines(text, sum(_WIDTHS) * _NARROW) + 3


def _row(sheet: Any, texts: tuple[str, ...], *, heading: bool = False) -> None:
    row = sheet.max_row + 1
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column, text)
        cell.number_format = "@"
        if heading:
            style.as_heading(cell)
        else:
            style.as_text(cell, bold=column == 1)
    sheet.row_dimensions[row].height = 14 * max(style.lines(text, width * _NARROW) for text, width in zip(texts, _WIDTHS, strict=False)) + 3
