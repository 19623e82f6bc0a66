"""The names of the files of feedback: the sender's own file name, made safe for every system, and never one name for two files."""

import re
from pathlib import PurePath

from ...layouts.outgoing import MARKED

LETTER = " - e-mail"
ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm")
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\s*\.|$)", re.IGNORECASE)
_BYTES = 180  # a name may have 255 in all


def label(filename: str, taken: dict[str, int]) -> str:
    """Return what the names of a file's feedback begin with, and note it in `taken`.

    The sources are to be named in the order in which they came: a later one of a name that is taken is numbered, so that no name ever moves.
    """
    stem = _UNSAFE.sub("_", PurePath(filename).stem.removesuffix(MARKED)).strip(" .") or "return"
    stem = ("_" + stem) if _RESERVED.match(stem) else stem
    stem = stem.encode()[:_BYTES].decode(errors="ignore").rstrip(" .")
    found = stem
    while found.casefold() in taken:
        taken[stem.casefold()] += 1
        found = f"{stem} ({taken[stem.casefold()]})"
    taken[found.casefold()] = 1
    return found
