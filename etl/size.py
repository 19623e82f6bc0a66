"""How much one file may hold: what is read in the child is worked through in the parent, cell by cell and word by word."""

from .limits import CELL_CHARACTERS, CELLS, CHARACTERS, FORMATTED
from .workbook import Sheet, Unreadable, Workbook

_CURE = "Please send a workbook that holds only the return."


def limit_size(workbook: Workbook) -> None:
    """Drop what lies below the last value of each sheet, such as a format down to the last row.

    Raises Unreadable where the cells that are filled, or the words in them, are more than any return has.
    """
    for sheet in workbook.sheets:
        _drop_blank_end(sheet)
    cells = len(workbook.comments) + sum(_filled(sheet) for sheet in workbook.sheets)
    if cells > CELLS:
        raise Unreadable(
            "too_large",
            f"The file holds {cells:,} filled cells, and a return at most {CELLS:,}. Please send a workbook that holds only the return.",
        )
    if sum(len(sheet.fills) + len(sheet.percent) for sheet in workbook.sheets) > FORMATTED:
        raise Unreadable("too_large", f"The file has more than {FORMATTED:,} cells with a colour or a format for percentages. {_CURE}")
    texts = [len(value) for sheet in workbook.sheets for row in sheet.rows for value in row if isinstance(value, str)]
    if max(texts, default=0) > CELL_CHARACTERS:
        raise Unreadable("too_large", f"A cell of the file holds more than {CELL_CHARACTERS:,} characters. {_CURE}")
    if sum(texts) + _characters_beside(workbook) > CHARACTERS:
        raise Unreadable("too_large", f"The file holds more than {CHARACTERS:,} characters of text. {_CURE}")


def _drop_blank_end(sheet: Sheet) -> None:
    last = max((row for row, _ in (*sheet.errors, *sheet.uncached)), default=-1)  # such a cell is filled, though it has no value
    while len(sheet.rows) - 1 > last and sheet.rows[-1].count("") == len(sheet.rows[-1]):
        sheet.rows.pop()
    end = max(len(sheet.rows), last + 1)
    sheet.percent = {place: decimals for place, decimals in sheet.percent.items() if place[0] < end}
    sheet.fills = {place: colour for place, colour in sheet.fills.items() if place[0] < end}
    sheet.hidden_rows = {row for row in sheet.hidden_rows if row < end}


def _filled(sheet: Sheet) -> int:
    return len(sheet.errors) + len(sheet.uncached) + sheet.filled


def _characters_beside(workbook: Workbook) -> int:
    beside = [*(comment.text for comment in workbook.comments), *workbook.properties, *(aside.text for aside in workbook.asides)]
    return sum(map(len, beside))
