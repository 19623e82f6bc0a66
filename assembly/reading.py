"""What an edited text says now: insertions in, deletions out, and what a text box holds apart from the paragraph that it hangs on."""

import re
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from .ooxml import Element, name

BOX = name("w:txbxContent")
FIGURE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands for a control whose own text is set aside."""
_TEXT, _TAB, _BREAK, _HYPHEN, _SYMBOL = (name(f"w:{tag}") for tag in ("t", "tab", "br", "noBreakHyphen", "sym"))
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
"""The text of an equation, which is of a kind of its own."""
_GONE = (name("w:del"), name("w:moveFrom"), name("mc:Fallback"))
"""What no longer reads: deletions not yet accepted, and what old readers see of a box that is held twice."""


def is_gone(element: Element) -> bool:
    return any(True for _ in element.iterancestors(*_GONE))


def reads(element: Element, but: Collection[Element] = (), marks: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the text of an element as it reads now, `but` for some controls in it, and with what some tags are to read as."""
    return "".join(FIGURE if holder is not None else text for text, holder in pieces(element, but, marks))


def pieces(
    element: Element, controls: Collection[Element] = (), marks: Mapping[str, str] = MappingProxyType({})
) -> Iterator[tuple[str, Element | None]]:
    """Yield each piece of text of an element as it reads now, with the innermost of the controls that it stands in.

    What stands in a text box within a paragraph is a passage of its own.
    """
    own_box = next(element.iterancestors(BOX), None)
    for piece in element.iter(_TEXT, _TAB, _BREAK, _HYPHEN, _SYMBOL, _MATHS, *marks):
        if not is_gone(piece) and next(piece.iterancestors(BOX), None) is own_box:
            holder = next((around for around in piece.iterancestors(name("w:sdt")) if around in controls), None) if controls else None
            yield _says(piece, marks), holder


def _says(piece: Element, marks: Mapping[str, str]) -> str:
    if piece.tag in (_TEXT, _MATHS):
        return piece.text or ""
    return symbol(piece.get(name("w:char"), "")) if piece.tag == _SYMBOL else {_HYPHEN: "-", **marks}.get(str(piece.tag), " ")


def symbol(code: str) -> str:
    """Return the sign that a symbol's code stands for, a question mark where it is none."""
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) and not "D800" <= code.upper() <= "DFFF" else "?"


def beside(control: Element, passage: Element, controls: Collection[Element]) -> tuple[str, str]:
    """Return what a passage says before one of some controls and behind it, each of the others as one sign."""
    sides: tuple[list[str], list[str]] = ([], [])
    is_behind = False
    for text, holder in pieces(passage, controls):
        if holder is control:
            is_behind = True
        else:
            sides[is_behind].append(text if holder is None else FIGURE)
    return "".join(sides[0]), "".join(sides[1])
