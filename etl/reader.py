"""Reading one file into sheets of values: the quick reader for every format, the second look where a sheet asks for it."""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from . import limits, second_look
from .asides import read_asides
from .careful import look_carefully, read_package
from .csvfile import read_text
from .faults import settle_faults
from .kind import tell_kind
from .package_parts import open_archive, properties
from .seen import Seen
from .size import limit_size
from .unlock import PASSWORD, unlock
from .workbook import Sheet, Unreadable, Workbook

_DAMAGED = "The workbook is damaged and cannot be opened. Please open it in Excel, save it again and send it."
_NO_PASSWORD_FITS = (
    "The workbook is protected, and no password in the password file opens it. Please ask for its password, or for a workbook without one."
)
_UNSEEN = "Excel errors, number formats, fills, hidden rows and columns, comments, properties"


def read_file(path: Path, passwords: Sequence[str] = ()) -> Workbook:
    """Return what stands in a file, and the hash of the very bytes that it was read from; `passwords` are tried where it has one.

    Raises Unreadable with a code and a sentence, and OSError where the file cannot be opened.
    """
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > limits.FILE_BYTES:
            most = f"{limits.FILE_BYTES // 1_000_000} MB"
            raise Unreadable("too_large", f"The file is larger than {most}. Please send a workbook that holds only the return.")
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
            raise Unreadable("password", _NO_PASSWORD_FITS if passwords else PASSWORD) from None
        workbook = _open(opened)
    for sheet in workbook.sheets:
        settle_faults(sheet)
    limit_size(workbook)
    return workbook


def _open(data: bytes) -> Workbook:
    kind = tell_kind(data)
    return read_text(data) if kind == "text" else _read_workbook(data, kind)


def _read_workbook(data: bytes, kind: str) -> Workbook:
    """Return a workbook as the quick reader gives it; as the careful one does where that fails, or is not the one for it."""
    from python_calamine import PasswordError

    try:
        return (_read_xlsx if kind == "xlsx" else _read_other)(data, kind)
    except (Unreadable, MemoryError):
        raise
    except PasswordError:
        raise Unreadable("password", PASSWORD) from None
    except BaseException as error:  # an odd file makes a reader raise all kinds, and the quick one panic, which is no Exception
        if isinstance(error, KeyboardInterrupt):
            raise
        raise _told_from_a_path(data, kind) from None


def _read_xlsx(data: bytes, kind: str) -> Workbook:
    package = second_look.open_package(open_archive(data))
    workbook = Workbook(kind, [])
    sheets = None if second_look.asks_for_care(package) else _read_quickly(data)
    if sheets is None or not all(second_look.holds_all(package, sheet) for sheet in sheets):
        workbook.sheets = read_package(package)
    else:
        workbook.sheets = sheets
        for sheet in sheets:
            second_look.look_again(package, sheet)
    workbook.comments = second_look.comments(package)
    workbook.properties = properties(package.archive)
    workbook.asides = read_asides(package.archive, [second_look.sheet_bytes(package, part) for part in package.sheets.values()], package.read)
    return workbook


def _read_other(data: bytes, kind: str) -> Workbook:
    seen = _look_beside(data, kind)
    sheets = None if seen.asks_for_care else _read_quickly(data)
    if sheets is None or not seen.agrees(sheets):
        seen = look_carefully(data, kind)
        workbook = Workbook(kind, seen.laid_out())
        seen.add_to(workbook)
        return workbook
    workbook = Workbook(kind, sheets)
    seen.add_to(workbook)
    for sheet in sheets:
        seen.add_to_sheet(sheet)
    return workbook


def _read_quickly(data: bytes) -> list[Sheet] | None:
    """Return the sheets as the quick reader gives them, None where it cannot. Raises its PasswordError."""
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets, area = [], 0
        for meta in book.sheets_metadata:
            if str(meta.typ).endswith("WorkSheet"):
                sheet = book.get_sheet_by_name(meta.name)
                area += sheet.total_height * sheet.total_width
                if area > limits.AREA:
                    return None
                sheets.append(_read_sheet(sheet, meta))
        return sheets
    except (PasswordError, MemoryError):
        raise
    except BaseException as error:  # its panics are no Exception
        if isinstance(error, KeyboardInterrupt):
            raise
        return None


def _read_sheet(sheet: Any, meta: Any) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False)
    hidden = not str(meta.visible).endswith(".Visible")
    merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or []]
    return Sheet(meta.name, rows, hidden=hidden, merged=merged)


def _look_beside(data: bytes, kind: str) -> Seen:
    """Return what is in a file of another format beside its values."""
    from . import second_look_ods, second_look_xls, second_look_xlsb

    look = {"ods": second_look_ods.look, "xls": second_look_xls.look, "xlsb": second_look_xlsb.look}[kind]
    try:
        return look(data)
    except (Unreadable, MemoryError):
        raise
    except Exception:  # an odd file makes a parser raise all kinds; its values may be readable all the same, and what was not seen is told
        return Seen(unseen=_UNSEEN)


def _told_from_a_path(data: bytes, kind: str) -> Unreadable:
    """Say whether a file that could not be opened has a password: the reader tells that only of a path with the right ending."""
    from python_calamine import PasswordError, load_workbook

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{kind}"
        path.write_bytes(data)
        try:
            load_workbook(path)
        except PasswordError:
            return Unreadable("password", PASSWORD)
        except BaseException as error:  # its panics are no Exception
            if isinstance(error, KeyboardInterrupt | MemoryError):
                raise
    return Unreadable("damaged_file", _DAMAGED)
