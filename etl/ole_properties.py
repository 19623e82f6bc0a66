"""The document properties of an old Office file: the texts in one of its property streams ([MS-OLEPS])."""

import struct
from collections.abc import Iterator

_TEXT, _WIDE_TEXT = 0x1E, 0x1F
_CODE_PAGE = 1
_UTF_16, _UTF_8 = 1200, 65001
_PAGES = {_UTF_16: "utf-16-le", _UTF_8: "utf-8"}


def read_properties(stream: bytes) -> list[str]:
    """Return every text of a property stream: title, author, keywords, comments and those of the writer's own making.

    A stream that breaks off gives what it holds until there.
    """
    found: list[str] = []
    try:
        (count,) = struct.unpack_from("<I", stream, 24)
        for number in range(count):
            (section,) = struct.unpack_from("<I", stream, 28 + 20 * number + 16)
            found.extend(text for text in _section(stream[section:]) if text)
    except struct.error:
        pass
    return found


def _section(data: bytes) -> Iterator[str]:
    (count,) = struct.unpack_from("<I", data, 4)
    places = dict(struct.iter_unpack("<II", data[8 : 8 + 8 * count]))
    page = struct.unpack_from("<H", data, places[_CODE_PAGE] + 4)[0] if _CODE_PAGE in places else 1252
    encoding = _PAGES.get(page, f"cp{page}")
    for number, place in places.items():
        (kind,) = struct.unpack_from("<H", data, place)
        if number and kind in (_TEXT, _WIDE_TEXT):
            yield _text(data, place + 4, kind == _WIDE_TEXT, encoding)


def _text(data: bytes, place: int, wide: bool, encoding: str) -> str:
    (size,) = struct.unpack_from("<I", data, place)
    raw = data[place + 4 : place + 4 + size * (2 if wide else 1)]
    try:
        text = raw.decode("utf-16-le" if wide else encoding, "replace")
    except LookupError:
        text = raw.decode("latin-1")
    return text.strip("\0 ")
