"""Reading one file into sheets of values: the quick reader for every format, the second look where a sheet asks for it."""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from . import second_look
from .asides import read_asides
from .csvfile import read_text
from .faults import settle_faults
from .kind import tell_kind
from .package_parts import properties
from .seen import Seen, refuse_far
from .size import limit_size
from .unlock import unlock
from .workbook import Sheet, Unreadable, Workbook

_DAMAGED = "The workbook is damaged and cannot be opened. Please open it in Excel, save it again and send it."
_PASSWORD = "The workbook is protected with a password. Please save it without one and send it again."
_NO_PASSWORD_FITS = (
    "The workbook is protected, and no password in the password file opens it. Please ask for its password, or for a workbook without one."
)
_UNSEEN = "Excel errors, number formats, fills, hidden rows and columns, comments, properties"
MAXIMUM_SIZE = 100_000_000


def read_file(path: Path, passwords: Sequence[str] = ()) -> Workbook:
    """Return what stands in a file, and the hash of the very bytes that it was read from; `passwords` are tried where it has one.

    Raises Unreadable with a code and a sentence, and OSError where the file cannot be opened.
    """
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > MAXIMUM_SIZE:
            raise Unreadable("too_large", "The file is larger than 100 MB. Please send a workbook that holds only the return.")
        data = file.read()
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        workbook = _read(data, passwords)
    except Unreadable as error:
        error.sha256 = sha256
        raise
    workbook.sha256 = sha256
    return workbook


def _read(data: bytes, passwords: Sequence[str]) -> Workbook:
    try:
        workbook = _open(data)
    except Unreadable as error:
        if error.code != "password":
            raise
        opened = unlock(data, passwords)
        if opened is None:
            raise Unreadable("password", _NO_PASSWORD_FITS if passwords else _PASSWORD) from None
        workbook = _open(opened)
    for sheet in workbook.sheets:
        settle_faults(sheet)
    limit_size(workbook)
    return workbook


def _open(data: bytes) -> Workbook:
    kind = tell_kind(data)
    return read_text(data) if kind == "text" else _read_workbook(data, kind)


def _read_workbook(data: bytes, kind: str) -> Workbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        package = _package(data) if kind == "xlsx" else None
        seen = Seen() if package else _look_beside(data, kind)
        if package:
            refuse_far(second_look.far_sheets(package))
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = [_read_sheet(book, meta) for meta in book.sheets_metadata if str(meta.typ).endswith("WorkSheet")]
        workbook = Workbook(kind, sheets)
        if package:
            for sheet in sheets:
                second_look.look_again(package, sheet)
            workbook.comments = second_look.comments(package)
            workbook.properties = properties(package.archive)
            workbook.asides = read_asides(package.archive, package.sheets.values())
        else:
            seen.add_to(workbook)
        return workbook
    except PasswordError:
        raise Unreadable("password", _PASSWORD) from None
    except (CalamineError, ElementTree.ParseError, expat.ExpatError, KeyError, ValueError, zipfile.BadZipFile, EOFError, OSError, StopIteration):
        raise _told_from_a_path(data, kind) from None


def _package(data: bytes) -> second_look.Package:
    return second_look.open_package(zipfile.ZipFile(BytesIO(data)))


def _read_sheet(book: Any, meta: Any) -> Sheet:
    sheet = book.get_sheet_by_name(meta.name)
    rows = sheet.to_python(skip_empty_area=False)
    hidden = not str(meta.visible).endswith(".Visible")
    merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or []]
    return Sheet(meta.name, rows, hidden=hidden, merged=merged)


def _look_beside(data: bytes, kind: str) -> Seen:
    """Return what is in a file of another format beside its values. Raises Unreadable where a sheet has a far cell."""
    from . import second_look_ods, second_look_xls, second_look_xlsb

    look = {"ods": second_look_ods.look, "xls": second_look_xls.look, "xlsb": second_look_xlsb.look}[kind]
    try:
        seen = look(data)
    except Exception:  # an odd file makes a parser raise all kinds; its values may be readable all the same, and what was not seen is told
        return Seen(unseen=_UNSEEN)
    seen.refuse_far()
    return seen


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
