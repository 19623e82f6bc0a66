"""What a file is, told from its bytes and never from its name."""

import zipfile
import zlib

from . import limits
from .csvfile import wide_encoding
from .package_parts import open_archive
from .unlock import PASSWORD
from .workbook import Unreadable

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # the letters alone may begin a heading
_LOCK_SIZES, _LOCK_NAME = (162, 165), 54  # Word, Excel
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = (
    (b"%pdf", "a PDF"),
    (b"{\\rtf", "a Word (RTF) document"),
    (b"<!doctype html", "a web page (HTML)"),
    (b"<html", "a web page (HTML)"),
    (b"<table", "a web page (HTML)"),
    (b"mime-version:", "a web page (MHTML)"),
    (b"\x89png", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"id;pwxl", "a table in the SYLK format"),  # Excel's, and LibreOffice's: "ID;Provider" begins a table of text
    (b"id;pcalcooo", "a table in the SYLK format"),
    (b"table\r\n0,1\r\n", "a table in the DIF format"),
    (b"table\n0,1\n", "a table in the DIF format"),
    (b"\x09\x00\x04\x00", "a workbook of Excel 2"),
    (b"\x09\x02\x06\x00", "a workbook of Excel 3"),
    (b"\x09\x04\x06\x00", "a workbook of Excel 4"),
    (b"\x00\x00\x02\x00", "a Lotus 1-2-3 worksheet"),
    (b"\x00\x00\x1a\x00", "a Lotus 1-2-3 worksheet"),
)
"""How files begin, in small letters, that a person may send in place of a workbook; [MS-XLS] for those of Excel before version 5."""
_XML = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "an XML spreadsheet of Excel 2003"),
    (b"opendocument.spreadsheet", "a flat OpenDocument spreadsheet (.fods)"),
    (b"<html", "a web page (HTML)"),
)


def _stream(name: str) -> bytes:
    """Return the name of an OLE stream as its directory spells it."""
    return name.encode("utf-16-le")


def tell_kind(data: bytes) -> str:
    """Return "xlsx", "xlsb", "xls", "ods" or "text".

    Raises Unreadable, with the file's true kind, where it is anything else.
    """
    if not data.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise Unreadable("empty_file", "The file is empty. Please send it again.")
    if len(data) in _LOCK_SIZES and _is_lock(data):
        raise Unreadable(
            "not_a_spreadsheet", "The file is the lock that Office keeps beside a file while it is open. Please send the workbook itself."
        )
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    if what := _other_kind(data):
        raise Unreadable("not_a_spreadsheet", f"The file is {what}, whatever its name says. Please open it and save it as an Excel workbook (.xlsx).")
    if wide_encoding(data):
        return "text"
    if b"\0" in data or sum(byte < 9 or 13 < byte < 32 for byte in data[:4096]) > 4:
        raise Unreadable(
            "not_a_spreadsheet", "The file is no spreadsheet that can be read. Please save it as an Excel workbook (.xlsx) and send it again."
        )
    return "text"


def _other_kind(data: bytes) -> str:
    """Return what a file is that begins as other programs' files do, or old ones; "" for any other."""
    start = data[:8192].lower()
    text = start.lstrip(b"\xef\xbb\xbf \r\n\t")
    if text.startswith(b"<?xml"):
        return next((what for mark, what in _XML if mark in text), "an XML file")
    return next((what for mark, what in _STARTS if start.startswith(mark) or text.startswith(mark)), "")


def _is_lock(data: bytes) -> bool:
    """Say whether a file holds nothing but a user's name, with its length before it: in bytes, and then wide."""
    length = data[0]
    return 0 < length < _LOCK_NAME and data[_LOCK_NAME + 1 :].startswith(bytes([length, 0])) and not data[1 + length : _LOCK_NAME].strip(b" \0")


def _zip_kind(data: bytes) -> str:
    try:
        with open_archive(data) as package:
            names = {name.lower() for name in package.namelist()}
            mimetype = package.read("mimetype").decode("ascii", "replace") if "mimetype" in names else ""
            size = sum(info.file_size for info in package.infolist())
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error):
        raise Unreadable("damaged_file", "The file is damaged: perhaps only a part of it was uploaded. Please send it again.") from None
    if size > limits.UNPACKED_BYTES or len(names) > limits.PARTS:
        most = f"{limits.UNPACKED_BYTES // 1_000_000} MB, or {limits.PARTS:,} parts"
        raise Unreadable("too_large", f"The file unpacks to more than {most}. Please send a workbook that holds only the return.")
    if "opendocument.spreadsheet" in mimetype:
        return "ods"
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if any(name.endswith("workbook.xml") for name in names):
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        raise Unreadable("not_a_spreadsheet", "The file is a Word document. Please send the return as an Excel workbook (.xlsx).")
    if "[content_types].xml" in names:
        raise Unreadable(
            "not_a_spreadsheet", "The file is an Office document without a workbook in it. Please send the return as an Excel workbook (.xlsx)."
        )
    if any(name.endswith(".iwa") or name == "index.zip" for name in names):
        raise Unreadable("not_a_spreadsheet", "The file is an Apple Numbers document. Please export it as an Excel workbook (.xlsx) and send that.")
    raise Unreadable("not_a_spreadsheet", "The file is a zip archive. Please take the workbooks out of it and put them in the folder.")


def _ole_kind(data: bytes) -> str:
    if _stream("EncryptedPackage") in data:
        raise Unreadable("password", PASSWORD)
    if _stream("Workbook") in data or _stream("Book") in data:
        return "xls"
    if _stream("__substg1.0") in data:
        raise Unreadable("not_a_spreadsheet", "The file is an e-mail. Please save its attachment into the folder.")
    if _stream("WordDocument") in data:
        raise Unreadable("not_a_spreadsheet", "The file is a Word document. Please send the return as an Excel workbook (.xlsx).")
    raise Unreadable(
        "not_a_spreadsheet", "The file is an old Office file without a workbook in it. Please send the return as an Excel workbook (.xlsx)."
    )
