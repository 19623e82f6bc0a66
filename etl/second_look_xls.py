"""What the quick reader does not tell of an .xls file, told by xlrd; its properties from the file's own streams."""

import io
from typing import TYPE_CHECKING

from .faults import ERRORS
from .number_formats import percent_decimals
from .ole_properties import read_properties
from .raw_texts import raw_asides
from .seen import Seen, SeenSheet
from .serials import BUILT_IN, as_shown, shows
from .unlock import PASSWORD
from .workbook import Comment, Place, Unreadable, address

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

_SOLID = 1
_ENCRYPTED = "encrypted"


def look(data: bytes, *, values: bool = False) -> Seen:
    """Return what is in an .xls file beside its values, and those too where they are asked for.

    Raises Unreadable where it has a password, else what xlrd does where it cannot open it, which is of many kinds.
    """
    import xlrd
    from xlrd.compdoc import CompDoc

    quiet = io.StringIO()
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=quiet)
    except xlrd.XLRDError as error:
        if _ENCRYPTED in str(error):  # in a way that the quick reader takes for damage
            raise Unreadable("password", PASSWORD) from None
        raise
    percent, fills = _percent_formats(book), _fills(book)
    dates = _dates(book)
    seen = Seen()
    for name in book.sheet_names():
        sheet = book.sheet_by_name(name)
        seen.sheets[name] = _look_at_sheet(sheet, percent, fills, dates)
        if values:
            _read_values(sheet, dates, book.datemode == 1, seen.sheets[name])
        seen.sheets[name].days_from_1904 = book.datemode == 1
        seen.comments.extend(Comment(name, address(*place), note.text) for place, note in sheet.cell_note_map.items())
        book.unload_sheet(name)
    streams = CompDoc(data, logfile=quiet)
    seen.asides = raw_asides(streams.get_named_stream(name) or b"" for name in ("Workbook", "Book"))
    for stream in ("\x05SummaryInformation", "\x05DocumentSummaryInformation"):
        seen.properties.extend(read_properties(streams.get_named_stream(stream) or b""))
    return seen


def _percent_formats(book: "Book") -> dict[int, int]:
    """Return the decimals of the cell formats that show a percentage, by number."""
    decimals = {number: percent_decimals(form.format_str or "") for number, form in book.format_map.items()}
    return {number: found for number, style in enumerate(book.xf_list) if (found := decimals.get(style.format_key)) is not None}


def _dates(book: "Book") -> dict[int, str]:
    """Return the cell formats that show a date or a length of time, by number."""
    written = {number: form.format_str for number, form in book.format_map.items()}
    forms = {number: shows(code) if code else BUILT_IN.get(number) for number, code in written.items()}
    return {number: found for number, style in enumerate(book.xf_list) if (found := forms.get(style.format_key))}


def _fills(book: "Book") -> dict[int, str]:
    """Return the colours of the cell formats that are filled solidly, by number."""
    found = {}
    for number, style in enumerate(book.xf_list):
        colour = book.colour_map.get(style.background.pattern_colour_index)
        if style.background.fill_pattern == _SOLID and colour:
            found[number] = "{:02X}{:02X}{:02X}".format(*colour)
    return found


def _read_values(sheet: "Sheet", dates: dict[int, str], from_1904: bool, seen: SeenSheet) -> None:
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_NUMBER, XL_CELL_TEXT

    seen.hidden = sheet.visibility != 0
    seen.merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype == XL_CELL_TEXT:
                seen.hold(row, column, cell.value)
            elif cell.ctype == XL_CELL_BOOLEAN:
                seen.hold(row, column, bool(cell.value))
            elif cell.ctype in (XL_CELL_NUMBER, XL_CELL_DATE):
                seen.hold(row, column, as_shown(cell.value, dates.get(cell.xf_index), from_1904=from_1904))


def _look_at_sheet(sheet: "Sheet", percent: dict[int, int], fills: dict[int, str], dates: dict[int, str]) -> SeenSheet:
    from xlrd import XL_CELL_BLANK, XL_CELL_DATE, XL_CELL_EMPTY, XL_CELL_ERROR, XL_CELL_NUMBER

    shown: set[Place] = set()
    seen = SeenSheet(dates=shown)
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype == XL_CELL_EMPTY:
                continue
            if cell.ctype != XL_CELL_BLANK:
                seen.reach(row, column)
                seen.filled += cell.ctype != XL_CELL_ERROR and cell.value != ""
            if cell.ctype == XL_CELL_ERROR:
                seen.errors[row, column] = ERRORS.get(cell.value, "#ERROR")
            if cell.xf_index in percent:
                seen.percent[row, column] = percent[cell.xf_index]
            if cell.xf_index in fills:
                seen.fills[row, column] = fills[cell.xf_index]
            if cell.xf_index in dates and cell.ctype in (XL_CELL_NUMBER, XL_CELL_DATE):
                shown.add((row, column))
    seen.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    seen.hidden_columns = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    return seen
