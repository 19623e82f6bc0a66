"""Putting texts into the bytes of a part: what stands between the tags of a control's text changes, and nothing beside it."""

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

from ..ooxml import ILLEGAL
from .spots import Spot, Text

Edit: TypeAlias = tuple[int, int, bytes]
"""Where a part is changed, from one byte to before another, and what stands there then."""


def applied(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return a part with every edit made; no two of them may overlap."""
    made, end = [], 0
    for start, stop, new in sorted(edits):
        made += [data[end:start], new]
        end = stop
    return b"".join([*made, data[end:]])


def edits_of(data: bytes, spot: Spot, text: str) -> list[Edit]:
    """Return the edits that make a control show `text`, in the formatting that its first piece of text has. One without any text gets a run."""
    edits: list[Edit] = [(start, stop, b"") for start, stop in (*spot.settings, *spot.breaks)]
    if not spot.texts:
        return [*edits, *_new_run(data, spot.room, text)] if spot.room else edits
    first, *rest = spot.texts
    edits += [(*piece.inner, b"") for piece in rest if piece.inner[0] != piece.inner[1]]
    return [*edits, *_shown(data, first, text)]


def _shown(data: bytes, piece: Text, text: str) -> list[Edit]:
    tag = data[piece.tag[0] : piece.tag[1]]
    prefix = tag[1:].split(b":")[0] + b":" if b":" in tag[1:].split()[0] else b""
    lines = [escape(line, quote=False).encode() for line in ILLEGAL.sub("", text).split("\n")]
    opening = _keeping_blanks(tag, text)
    if tag.endswith(b"/>"):
        opening = opening[:-2].rstrip() + b">"
        return [(*piece.tag, opening + _joined(lines, prefix, opening) + b"</" + prefix + b"t>")]
    edits: list[Edit] = [] if opening == tag else [(*piece.tag, opening)]
    return [*edits, (*piece.inner, _joined(lines, prefix, opening))]


def _joined(lines: list[bytes], prefix: bytes, opening: bytes) -> bytes:
    """Return lines with a break between each two; each is a text of its own, as a w:t holds no break."""
    between = b"</" + prefix + b"t><" + prefix + b"br/>" + opening
    return between.join(lines)


def _keeping_blanks(tag: bytes, text: str) -> bytes:
    """Return the start tag of a text, told to keep the blanks at its ends where the text has some."""
    if b"xml:space" in tag or text == text.strip():
        return tag
    end = -2 if tag.endswith(b"/>") else -1
    return tag[:end].rstrip() + b' xml:space="preserve"' + tag[end:]


def _new_run(data: bytes, room: Text, text: str) -> list[Edit]:
    """Return the edit that puts a run behind what stands in an element already; one that closes itself is opened."""
    opening = data[slice(*room.tag)]
    tag = opening[1:].split()[0].rstrip(b"/>")
    prefix = tag.rpartition(b":")[0] + b":" if b":" in tag else b""
    start = b"<" + prefix + b't xml:space="preserve">'
    body = _joined([escape(line, quote=False).encode() for line in ILLEGAL.sub("", text).split("\n")], prefix, start)
    run = b"<" + prefix + b"r>" + start + body + b"</" + prefix + b"t></" + prefix + b"r>"
    if opening.endswith(b"/>"):
        return [(*room.tag, opening[:-2].rstrip() + b">" + run + b"</" + tag + b">")]
    return [(room.inner[1], room.inner[1], run)]
