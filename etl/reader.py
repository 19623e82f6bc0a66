"""Reading one file into sheets of values: the quick reader for every format, the second look where a sheet asks for it."""

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from . import second_look
from .asides import read_asides
from .csvfile import read_text
from .kind import tell_kind
from .workbook import Sheet, Unreadable, Workbook

_DAMAGED = "The workbook is damaged and cannot be opened. Please open it in Excel, save it again and send it."
_PASSWORD = "The workbook is protected with a password. Please save it without one and send it again."
MAXIMUM_SIZE = 100_000_000


def read_file(path: Path) -> Workbook:
    """Return what stands in a file. Raises Unreadable with a code and a sentence, and OSError where the file cannot be opened."""
    if path.stat().st_size > MAXIMUM_SIZE:
        raise Unreadable("too_large", "The file is larger than 100 MB. Please send a workbook that holds only the return.")
    data = path.read_bytes()
    kind = tell_kind(data)
    if kind == "text":
        return read_text(data)
    return _read_workbook(data, kind)


def _read_workbook(data: bytes, kind: str) -> Workbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        package = _package(data) if kind == "xlsx" else None
        if package:
            _refuse_far_cells(package)
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = [_read_sheet(book, meta) for meta in book.sheets_metadata if str(meta.typ).endswith("WorkSheet")]
        workbook = Workbook(kind, sheets)
        if package:
            for sheet in sheets:
                second_look.look_again(package, sheet)
            workbook.comments = second_look.comments(package)
            workbook.properties = _properties(package)
            workbook.asides = read_asides(package.archive, package.sheets.values())
        return workbook
    except PasswordError:
        raise Unreadable("password", _PASSWORD) from None
    except (CalamineError, ElementTree.ParseError, expat.ExpatError, KeyError, ValueError, zipfile.BadZipFile, EOFError, OSError, StopIteration):
        raise _told_from_a_path(data, kind) from None


def _package(data: bytes) -> second_look.Package:
    return second_look.open_package(zipfile.ZipFile(BytesIO(data)))


def _refuse_far_cells(package: second_look.Package) -> None:
    """The quick reader keeps a dense range: one value in the last cell of a sheet would cost gigabytes."""
    if far := second_look.far_sheets(package):
        names = ", ".join(repr(name) for name in sorted(far))
        raise Unreadable("far_cell", f"The sheet {names} has a value far outside its table. Please clear that cell and send the workbook again.")


def _read_sheet(book: Any, meta: Any) -> Sheet:
    sheet = book.get_sheet_by_name(meta.name)
    rows = sheet.to_python(skip_empty_area=False)
    hidden = not str(meta.visible).endswith(".Visible")
    merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or []]
    return Sheet(meta.name, rows, hidden=hidden, merged=merged)


def _properties(package: second_look.Package) -> list[str]:
    found: list[str] = []
    for part in ("docProps/core.xml", "docProps/custom.xml"):
        if part in package.archive.namelist():
            found.extend(text.strip() for text in ElementTree.fromstring(package.archive.read(part)).itertext() if text.strip())
    return found


def _told_from_a_path(data: bytes, kind: str) -> Unreadable:
    """Say whether a file that could not be opened has a password: the reader tells that only of a path with the right ending."""
    from python_calamine import CalamineError, PasswordError, load_workbook

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{kind}"
        path.write_bytes(data)
        try:
            load_workbook(path)
        except PasswordError:
            return Unreadable("password", _PASSWORD)
        except (CalamineError, OSError, ValueError):
            pass
    return Unreadable("damaged_file", _DAMAGED)
