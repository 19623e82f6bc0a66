"""Cells without a value to use: Excel errors, however a format keeps them, and formulas saved without their value."""

from .workbook import Sheet

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA"}
WRITTEN = frozenset({*ERRORS.values(), "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!"})
_FIRST = frozenset("# \t\r\n\xa0\u2003\u3000")


def settle_faults(sheet: Sheet) -> None:
    """Make an error one thing in every format: an error that is written out as text is one, its cell is blank, and the rows reach to it.

    A text of spaces alone is a blank cell to whoever reads the sheet, so it is one here.
    """
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells):
            if isinstance(value, str) and value[:1] in _FIRST and value:
                if (text := value.strip()) in WRITTEN:
                    sheet.errors[row, column] = text
                elif not text:
                    cells[column] = ""
    faults = {*sheet.errors, *sheet.uncached}
    if faults:
        _reach(sheet, max(row for row, _ in faults), max(column for _, column in faults))
    for row, column in sheet.errors:
        sheet.rows[row][column] = ""


def _reach(sheet: Sheet, last_row: int, last_column: int) -> None:
    width = max(len(sheet.rows[0]) if sheet.rows else 0, last_column + 1)
    sheet.rows.extend([] for _ in range(last_row + 1 - len(sheet.rows)))
    for cells in sheet.rows:
        cells.extend([""] * (width - len(cells)))
