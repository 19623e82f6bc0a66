"""The careful reader: a workbook cell by cell, where cells lie far apart or the quick reader fails.

It takes several times as long, and gives the same values: a test reads each workbook both ways.
"""

from . import second_look
from .seen import Seen
from .sparse import lay_out
from .workbook import Sheet
from .xlsx_values import date_formats, read_cells, read_strings


def read_package(package: second_look.Package) -> list[Sheet]:
    """Return the sheets of an .xlsx file. Raises KeyError, ValueError, IndexError or expat.ExpatError where a part is not whole."""
    archive = package.archive
    strings = read_strings(archive.read(package.strings)) if package.strings in archive.namelist() else []
    dates = date_formats(archive, package.styles)
    sheets = []
    for name, part in package.sheets.items():
        sheet = Sheet(name, [], hidden=name in package.hidden)
        data = second_look.sheet_bytes(package, part)
        second_look.look_through(package, sheet, data)
        lay_out(sheet, read_cells(data, strings, dates, from_1904=package.days_from_1904))
        sheets.append(sheet)
    return sheets


def look_carefully(data: bytes, kind: str) -> Seen:
    """Return the values of a workbook of another format, and what is beside them. Raises what an odd file makes its parser raise."""
    from . import second_look_ods, second_look_xls, second_look_xlsb

    look = {"ods": second_look_ods.look, "xls": second_look_xls.look, "xlsb": second_look_xlsb.look}[kind]
    return look(data, values=True)
