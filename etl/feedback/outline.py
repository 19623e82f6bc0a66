"""Where the elements of an XML part stand, by byte, so that something can be put between them and nothing else is written anew."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

_TAG = re.compile(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_DEPTH = 3


class Refused(Exception):
    """The sender's workbook cannot be marked without a risk to it. The text ends the sentence "it was not marked, because ..."."""


@dataclass(slots=True)
class Element:
    """One element: its name without a prefix, and the bytes where it starts, where what it holds starts and ends, and where it ends."""

    name: str
    namespace: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: "list[Element]" = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return self.close == self.inner == self.end

    def child(self, name: str) -> "Element | None":
        return next((child for child in self.children if child.name == name), None)

    def grandchildren(self, name: str) -> "list[Element]":
        """Return what the first child of that name holds."""
        found = self.child(name)
        return found.children if found else []


def outline(data: bytes) -> Element:
    """Return the root of a part, with two levels below it. Raises Refused where the part is not plain XML."""
    if data.startswith(_UTF_16) or b"<!DOCTYPE" in data[:4096]:
        raise Refused("of the way it was saved")
    parser = expat.ParserCreate(None, " ")
    parser.namespace_prefixes = True
    stack: list[Element] = []
    roots: list[Element] = []
    deeper = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal deeper
        if len(stack) == _DEPTH:
            deeper += 1
            return
        begin = parser.CurrentByteIndex
        tag = _TAG.match(data, begin)
        namespace, local, prefix = _parts(name)
        element = Element(local, namespace, prefix, {_parts(key)[1]: value for key, value in attributes.items()}, begin, tag.end() if tag else begin)
        (stack[-1].children if stack else roots).append(element)
        stack.append(element)

    def end(_: str) -> None:
        nonlocal deeper
        if deeper:
            deeper -= 1
            return
        element = stack.pop()
        if data[element.inner - 2 : element.inner] == b"/>":
            element.close = element.end = element.inner
        else:
            element.close = parser.CurrentByteIndex
            element.end = data.index(b">", element.close) + 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise Refused("of the way it was saved") from None
    return roots[0]


def _parts(name: str) -> tuple[str, str, str]:
    """Return namespace, local name and prefix ("x:" or "") of a name as expat gives it."""
    *namespace, local = name.split(" ")[:2]
    prefix = name.split(" ")[2:]
    return "".join(namespace), local, f"{prefix[0]}:" if prefix else ""


def put(data: bytes, pieces: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Return `data` with each piece in place of the bytes from its start to its end."""
    done, parts = 0, []
    for start, end, piece in sorted(pieces):
        parts += [data[done:start], piece]
        done = end
    return b"".join([*parts, data[done:]])


def inside(data: bytes, element: Element, addition: bytes, count: int = 0) -> list[tuple[int, int, bytes]]:
    """Return the pieces that put `addition` at the end of an element, and raise the number in its own `count`, where it has one."""
    tag = data[element.start : element.inner]
    grown = re.sub(rb"""(\scount\s*=\s*["'])(\d+)""", lambda found: found[1] + b"%d" % (int(found[2]) + count), tag, count=1)
    if element.is_empty:
        name = re.match(rb"<([^\s/>]+)", tag)
        return [(element.start, element.end, grown[:-2] + b">" + addition + b"</" + (name[1] if name else b"") + b">")]
    return [(element.start, element.inner, grown), (element.close, element.close, addition)]


def text(value: str) -> bytes:
    """Return words as they stand in XML of any encoding: what is not ASCII is written as a reference."""
    legal = "".join(letter if letter >= " " or letter in "\n\t" else " " for letter in value if not "\ud800" <= letter <= "\udfff")
    legal = legal.replace("\ufffe", "").replace("\uffff", "")
    escaped = legal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return escaped.encode("ascii", "xmlcharrefreplace")
