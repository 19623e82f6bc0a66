"""The records of a binary workbook part ([MS-XLSB]): a number, a length and that many bytes, one after another."""

import struct
from collections.abc import Container, Iterator

NO_TEXT = 0xFFFFFFFF


def records(data: bytes, wanted: Container[int]) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the bytes of each record whose number is `wanted`. Raises IndexError where the part breaks off."""
    place, end = 0, len(data)
    while place < end:
        number = data[place]
        place += 1
        if number & 0x80:
            number = (number & 0x7F) | (data[place] & 0x7F) << 7
            place += 1
        length = shift = 0
        more = True
        while more:
            more = bool(data[place] & 0x80) and shift < 21
            length |= (data[place] & 0x7F) << shift
            shift += 7
            place += 1
        if number in wanted:
            yield number, data[place : place + length]
        place += length


def wide_text(data: bytes, place: int) -> tuple[str, int]:
    """Return the text at a place, and the place after it; a text may be declared to be none. Raises struct.error where it breaks off."""
    (length,) = struct.unpack_from("<I", data, place)
    if length == NO_TEXT:
        return "", place + 4
    end = place + 4 + 2 * length
    return data[place + 4 : end].decode("utf-16-le", "replace"), end
