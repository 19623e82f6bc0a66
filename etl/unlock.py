"""Opening workbooks that have a password: with Excel's own, which Excel opens without asking, or with one that the team was told."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from ..errors import BoardpaperError
from .workbook import Unreadable

# what Excel writes where a workbook is "protected" without a password of the user's own (MS-OFFCRYPTO 2.3.7, MS-XLS 2.4.191)
_EXCELS_OWN = "VelvetSweatshop"
PASSWORD = (
    "The workbook is protected with a password. Please save it without one and send it again; or write its password into a file, and run "
    "'boardpaper ingest --password-file FILE'."
)
_UNOPENED = (
    "The workbook has a password that cannot be tried here: it is set in an old way, or damaged. Please save it without one and send it again."
)


def read_passwords(path: Path) -> tuple[str, ...]:
    """Return the passwords in a file, one a line. Raises BoardpaperError where it cannot be read, or holds none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise BoardpaperError(f"The password file {path.name} cannot be read: save it as plain text (UTF-8), one password a line.") from None
    passwords = tuple(line for line in lines if line.strip())
    if not passwords:
        raise BoardpaperError(f"The password file {path.name} is empty: write one password a line into it.")
    return passwords


def unlock(data: bytes, passwords: Sequence[str]) -> bytes | None:
    """Return the bytes of an encrypted workbook, opened with the first password that fits; None where none does.

    Raises Unreadable where it is encrypted in a way that no password opens here, as Excel 95 did, or is not whole.
    """
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError

    for password in (_EXCELS_OWN, *passwords):
        opened = BytesIO()
        try:
            file = msoffcrypto.OfficeFile(BytesIO(data))
            file.load_key(password=password)
            file.decrypt(opened)
        except DecryptionError:
            continue
        except MemoryError:
            raise
        except Exception:  # an old way, or an odd file, makes its parser raise all kinds
            raise Unreadable("password", _UNOPENED) from None
        return opened.getvalue()
    return None
