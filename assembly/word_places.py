"""Where a thing stands in a Word file, as a person finds it: under which heading, and at which words."""

from collections.abc import Iterable

from .ooxml import Element, name
from .word_styles import WordStyles

_BEFORE, _BEHIND = 20, 40
_PARAGRAPH = name("w:p")
_BODY = name("w:body")
_TEXTS = (name("w:t"), name("w:delText"))


class WordPlaces:
    def __init__(self, body: Element, styles: WordStyles, notes: Iterable[Element]) -> None:
        self._under: dict[Element, str] = {}
        heading = ""
        for paragraph in body.iter(_PARAGRAPH):
            self._under[paragraph] = f"under {heading!r}" if heading else "at its beginning"
            if (styles.level(paragraph) or "title" in styles.titles(paragraph)) and (title := _words(paragraph)):
                heading = title[: _BEFORE + _BEHIND]
        self._under |= {paragraph: "in a note" for note in notes for paragraph in note.iter(_PARAGRAPH)}

    def of(self, element: Element) -> str:
        """Return the heading above an element and the words around it."""
        paragraph = element if element.tag == _PARAGRAPH else self._nearest(element)
        if paragraph is None:
            return "at its end"
        around = _around(paragraph, element)
        return f"{self._under.get(paragraph, 'at its beginning')}" + (f", at {around!r}" if around else "")

    @staticmethod
    def _nearest(element: Element) -> Element | None:
        """Return the paragraph around an element, else the first one in it or in what it is a setting of, else the one before it."""
        if (around := next(element.iterancestors(_PARAGRAPH), None)) is not None:
            return around
        block = element
        for holder in (element, *element.iterancestors()):
            if holder.tag == _BODY:
                break
            block = holder
            if (inside := next(holder.iter(_PARAGRAPH), None)) is not None:
                return inside
        return next(block.itersiblings(_PARAGRAPH, preceding=True), None)


def _words(paragraph: Element) -> str:
    return " ".join("".join(piece.text or "" for piece in paragraph.iter(*_TEXTS)).split())


def _around(paragraph: Element, element: Element) -> str:
    """Return the words of a paragraph from a little before an element."""
    before, text, met = 0, "", False
    for found in paragraph.iter():
        if found is element and not met:
            before, met = len(text), True
        if found.tag in _TEXTS:
            text += found.text or ""
    start = max(before - _BEFORE, 0)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", before + _BEHIND)
    shown = " ".join(text[start : end if end > 0 else None].split())
    return ("…" if start else "") + shown[: 2 * (_BEFORE + _BEHIND)] + ("…" if end > 0 and shown else "")
