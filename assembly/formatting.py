"""What a reader really sees: font, size, weight, underline and spacing of each run, resolved through its styles."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .ooxml import Element, find_all, name, switched_on, text_of, value
from .package import Package

_BODY_TEXT = 9
"""The outline level of what is no heading."""


@dataclass(frozen=True)
class Look:
    """The effective formatting of a run; `line` is the line spacing in lines, None where it is given in points."""

    font: str
    points: float
    bold: bool
    underlined: bool
    line: float | None
    heading: bool


class Looks:
    """Resolves the formatting of a package: direct, then character style, paragraph style, table style, defaults."""

    def __init__(self, package: Package) -> None:
        root = package.tree(package.related("styles"))
        self._styles = {style.get(name("w:styleId"), ""): style for style in find_all(root, "w:style")}
        self._default = next(
            (key for key, style in self._styles.items() if style.get(name("w:type")) == "paragraph" and style.get(name("w:default"))), ""
        )
        self._defaults = find_all(root, "w:docDefaults/w:rPrDefault | w:docDefaults/w:pPrDefault")
        theme = package.related("theme")
        fonts = find_all(package.tree(theme), "//a:majorFont | //a:minorFont") if theme in package.parts else []
        self._theme = {font.tag.rpartition("}")[2][:5]: font[0].get("typeface", "") for font in fonts}
        self.chain = cache(self._chain)

    def looks(self, story: Element) -> Iterator[tuple[Element, Look]]:
        """Return every run of a story that shows text, with its look."""
        for paragraph in story.iter(name("w:p")):
            above = self._above(paragraph)
            heading = self.outlined(paragraph) or not {"title", "subtitle"}.isdisjoint(self.titles(paragraph))
            for run in paragraph.iter(name("w:r")):
                if text_of(run).strip() and next(run.iterancestors(name("w:p"))) is paragraph:
                    yield run, self._look(run, above, heading)

    def outlined(self, paragraph: Element) -> bool:
        """Return whether a paragraph is a heading of some level."""
        return self.level(paragraph) > 0

    def level(self, paragraph: Element) -> int:
        """Return the level of a heading, from 1; 0 where a paragraph is none."""
        level = _first(self._above(paragraph), "w:pPr/w:outlineLvl") or "9"
        return int(level) + 1 if level.isdecimal() and int(level) < _BODY_TEXT else 0

    def titles(self, paragraph: Element) -> list[str]:
        """Return the names of a paragraph's style and of those that it is based on, in small letters."""
        return [(value(style, "w:name") or "").casefold() for style in self.chain(value(paragraph, "w:pPr/w:pStyle") or self._default)]

    def _above(self, paragraph: Element) -> list[Element]:
        """Return what formats a paragraph, strongest first: itself, its style's chain, its table's style, the defaults."""
        table = next(paragraph.iterancestors(name("w:tbl")), None)
        return [
            paragraph,
            *self.chain(value(paragraph, "w:pPr/w:pStyle") or self._default),
            *self.chain(value(table, "w:tblPr/w:tblStyle") or ""),
            *self._defaults,
        ]

    def _look(self, run: Element, above: list[Element], heading: bool) -> Look:
        character = self.chain(value(run, "w:rPr/w:rStyle") or "")
        sources = [run, *character, *above[1:]]
        size = _first(sources, "w:rPr/w:sz") or "20"
        bold = next((on for source in sources if (on := switched_on(source, "w:rPr/w:b")) is not None), False)
        underline = _first(sources, "w:rPr/w:u") or "none"
        rule = _first(above, "w:pPr/w:spacing", "w:lineRule") or "auto"
        line = int(_first(above, "w:pPr/w:spacing", "w:line") or 240) / 240
        return Look(self._font(sources), int(size) / 2, bold, underline != "none", line if rule == "auto" else None, heading)

    def _font(self, sources: list[Element]) -> str:
        for source in sources:
            if theme := value(source, "w:rPr/w:rFonts", "w:asciiTheme"):
                return str(self._theme.get(theme[:5], ""))
            if font := value(source, "w:rPr/w:rFonts", "w:ascii"):
                return font
        return "Times New Roman"

    def _chain(self, style: str) -> tuple[Element, ...]:
        made: list[Element] = []
        while style in self._styles and self._styles[style] not in made:
            made.append(self._styles[style])
            style = value(made[-1], "w:basedOn") or ""
        return tuple(made)


def _first(sources: list[Element], path: str, attribute: str = "w:val") -> str | None:
    return next((found for source in sources if (found := value(source, path, attribute)) is not None), None)
