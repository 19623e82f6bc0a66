"""What the styles of a Word file say: which paragraph is a heading, a title or a list, and which text is bold, whatever the language of Word."""

import re
from collections.abc import Iterator
from functools import cache

from .ooxml import NAMESPACES, Element, name, switched_on, value

_HEADING = re.compile(r"heading (\d)")
_BODY_TEXT = 9
QUOTES = {"quote", "intense quote"}
_WITH_A_LOOK = {"title", "caption", *QUOTES}


class WordStyles:
    def __init__(self, root: Element) -> None:
        self._styles = {style.get(name("w:styleId"), ""): style for style in root.iterfind("w:style", NAMESPACES)}
        kinds = {key: style for key, style in self._styles.items() if style.get(name("w:type")) == "paragraph"}
        self._default = next((key for key, style in kinds.items() if style.get(name("w:default")) in ("1", "true", "on")), "")
        self.chain = cache(self._chain)
        self._said = cache(_said)

    def of(self, paragraph: Element) -> tuple[Element, ...]:
        """Return the styles of a paragraph, its own first."""
        return self.chain(value(paragraph, "w:pPr/w:pStyle") or self._default)

    def titles(self, paragraph: Element) -> list[str]:
        """Return the names of a paragraph's styles as Word keeps them in every language, its own first."""
        return [(value(style, "w:name") or "").casefold() for style in self.of(paragraph)]

    def level(self, paragraph: Element) -> int:
        """Return the level of a heading, 0 for any other paragraph. An outline level of the paragraph's own goes before its style."""
        own = value(paragraph, "w:pPr/w:outlineLvl")
        if own is not None:
            return (int(own) + 1) % (_BODY_TEXT + 1)
        for style in self.of(paragraph):
            if found := _HEADING.fullmatch((value(style, "w:name") or "").casefold()):
                return int(found[1])
            if (level := value(style, "w:pPr/w:outlineLvl")) is not None:
                return (int(level) + 1) % (_BODY_TEXT + 1)
        return 0

    def has_look_of_its_own(self, paragraph: Element) -> bool:
        """Return whether the paper has a style for what a paragraph is, so that its own style's bold or italic is not an emphasis."""
        return bool(self.level(paragraph)) or not _WITH_A_LOOK.isdisjoint(self.titles(paragraph))

    def setting(self, paragraph: Element, path: str) -> str | None:
        """Return what a paragraph, or the nearest of its styles, sets."""
        own = value(paragraph, path)
        return self._said(self.of(paragraph), path) if own is None else own

    def is_on(self, run: Element, mark: str, paragraph: Element | None = None) -> bool:
        """Return whether a run's own setting, its character style, or its paragraph's style puts a mark on."""
        return bool(next((on for source in self._sources(run, paragraph) if (on := switched_on(source, f"w:rPr/w:{mark}")) is not None), False))

    def _sources(self, run: Element, paragraph: Element | None) -> Iterator[Element]:
        yield run
        yield from self.chain(value(run, "w:rPr/w:rStyle") or "")
        if paragraph is not None:
            yield from self.of(paragraph)

    def _chain(self, style: str) -> tuple[Element, ...]:
        made: list[Element] = []
        while style in self._styles and self._styles[style] not in made:
            made.append(self._styles[style])
            style = value(made[-1], "w:basedOn") or ""
        return tuple(made)


def _said(styles: tuple[Element, ...], path: str) -> str | None:
    """Return what the first of some styles sets that sets anything."""
    return next((found for style in styles if (found := value(style, path)) is not None), None)
