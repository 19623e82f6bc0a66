"""What the quick reader does not tell of an .xls file, told by xlrd; its properties from the file's own streams."""

import io
from typing import TYPE_CHECKING

from .faults import ERRORS
from .number_formats import percent_decimals
from .ole_properties import read_properties
from .seen import Seen, SeenSheet
from .workbook import Comment, address

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

_SOLID = 1


def look(data: bytes) -> Seen:
    """Return what is in an .xls file beside its values. Raises what xlrd does where it cannot open it, which is of many kinds."""
    import xlrd
    from xlrd.compdoc import CompDoc

    quiet = io.StringIO()
    book = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=quiet)
    percent, fills = _percent_formats(book), _fills(book)
    seen = Seen()
    for name in book.sheet_names():
        sheet = book.sheet_by_name(name)
        seen.sheets[name] = _look_at_sheet(sheet, percent, fills)
        seen.sheets[name].days_from_1904 = book.datemode == 1
        seen.comments.extend(Comment(name, address(*place), note.text) for place, note in sheet.cell_note_map.items())
        book.unload_sheet(name)
    streams = CompDoc(data, logfile=quiet)
    for stream in ("\x05SummaryInformation", "\x05DocumentSummaryInformation"):
        seen.properties.extend(read_properties(streams.get_named_stream(stream) or b""))
    return seen


def _percent_formats(book: "Book") -> dict[int, int]:
    """Return the decimals of the cell formats that show a percentage, by number."""
    decimals = {number: percent_decimals(form.format_str or "") for number, form in book.format_map.items()}
    return {number: found for number, style in enumerate(book.xf_list) if (found := decimals.get(style.format_key)) is not None}


def _fills(book: "Book") -> dict[int, str]:
    """Return the colours of the cell formats that are filled solidly, by number."""
    found = {}
    for number, style in enumerate(book.xf_list):
        colour = book.colour_map.get(style.background.pattern_colour_index)
        if style.background.fill_pattern == _SOLID and colour:
            found[number] = "{:02X}{:02X}{:02X}".format(*colour)
    return found


def _look_at_sheet(sheet: "Sheet", percent: dict[int, int], fills: dict[int, str]) -> SeenSheet:
    from xlrd import XL_CELL_BLANK, XL_CELL_EMPTY, XL_CELL_ERROR

    seen = SeenSheet()
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype == XL_CELL_EMPTY:
                continue
            if cell.ctype != XL_CELL_BLANK:
                seen.reach(row, column)
            if cell.ctype == XL_CELL_ERROR:
                seen.errors[row, column] = ERRORS.get(cell.value, "#ERROR")
            if cell.xf_index in percent:
                seen.percent[row, column] = percent[cell.xf_index]
            if cell.xf_index in fills:
                seen.fills[row, column] = fills[cell.xf_index]
    seen.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    seen.hidden_columns = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    return seen
