"""The texts that binary parts hold, whatever their records mean: headers, help, links, names and formulas of .xls and .xlsb.

They are read for the look for person identifiers, and for nothing else.
"""

import re
from collections.abc import Iterable, Iterator

from .asides import as_said
from .workbook import Aside

_NARROW = re.compile(rb"[\x20-\x7e\xa0-\xff]{8,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){8,}")
_DIGITS = re.compile(r"(?:\d\D{0,3}){6}")  # a date has as many


def raw_asides(parts: Iterable[bytes]) -> list[Aside]:
    """Return the texts of binary data that have digits enough to tell of a person, each on a line; those of cells are among them."""
    found = [as_said(text) for data in parts for text in _texts(data) if _DIGITS.search(text)]
    return [Aside("a header, a link, help, a name or a formula", "\n".join(found), raw=True)] if found else []


def _texts(data: bytes) -> Iterator[str]:
    for run in _NARROW.findall(data):
        yield run.decode("latin-1")
    for run in _WIDE.findall(data):
        yield run.decode("utf-16-le")
