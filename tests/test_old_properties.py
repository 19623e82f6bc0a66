"""The properties of an .xls file: every text of them, and as many as there are of a stream that breaks off."""

import struct

from boardpaper.etl.ole_properties import read_properties


def _stream(page: int, *texts: tuple[int, bytes]) -> bytes:
    values = [struct.pack("<IHH", 2, page, 0), *(struct.pack("<II", kind, len(raw) // (2 if kind == 31 else 1)) + raw for kind, raw in texts)]
    place = 8 + 8 * len(values)
    table = b""
    for number, value in enumerate(values, 1):
        table += struct.pack("<II", number, place)
        place += len(value)
    section = struct.pack("<II", place, len(values)) + table + b"".join(values)
    return struct.pack("<HHI16sI", 0xFFFE, 0, 0, b"", 1) + struct.pack("<16sI", b"", 48) + section


def test_texts_are_read_in_the_stream_s_own_code_page() -> None:
    assert read_properties(_stream(1252, (30, b"caf\xe9\0"), (31, "wide\0".encode("utf-16-le")))) == ["café", "wide"]
    assert read_properties(_stream(65001, (30, "café".encode()))) == ["café"]
    assert read_properties(_stream(1, (30, b"no such page"))) == ["no such page"]


def test_a_stream_that_breaks_off_gives_what_it_holds() -> None:
    whole = _stream(1252, (30, b"title\0"), (30, b"author\0"))
    assert [read_properties(whole[:size]) for size in (0, 20, 48, 70)] == [[], [], [], []]
    assert read_properties(whole[:-12]) == ["title"]
