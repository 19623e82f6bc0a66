"""What a reader really sees: font, size, weight, underline, spacing and colours of each run, resolved through its styles."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeAlias

from msgspec import Struct

from .colours import is_dark
from .measures import HALF_POINT, measure
from .ooxml import NAMESPACES, Element, find_all, name, switched_on, text_of, value
from .package import Package
from .word_styles import WordStyles

_BODY_TEXT = 9
"""The outline level of what is no heading."""
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
Level: TypeAlias = tuple[Element, ...]
"""Elements that format something alike: the strongest first."""


class Look(Struct, frozen=True):
    """The effective formatting of a run; `line` is the line spacing in lines, None where it is given in points.

    `ink` and `ground` are the colours of the letters and behind them, as six hexadecimal digits.
    """

    font: str
    points: float
    bold: bool
    underlined: bool
    line: float | None
    heading: bool
    ink: str = "000000"
    ground: str = "FFFFFF"


class Looks:
    """Resolves the formatting of a package: direct, then character style, paragraph style, table style, defaults.

    What was resolved once is kept, so the package must not be changed meanwhile.
    """

    def __init__(self, package: Package) -> None:
        root = package.tree(package.related("styles"))
        self.styles = WordStyles(root)
        self._defaults = tuple(find_all(root, "w:docDefaults/w:rPrDefault | w:docDefaults/w:pPrDefault"))
        theme = package.related("theme")
        fonts = find_all(package.tree(theme), "//a:majorFont | //a:minorFont") if theme in package.parts else []
        self._theme = {font.tag.rpartition("}")[2][:5]: font[0].get("typeface", "") for font in fonts}
        self.chain = self.styles.chain
        self.runs = cache(self._runs)
        self._above = cache(self._all_above)
        self._said = cache(_said)
        self._known: dict[tuple[object, ...], Look] = {}

    def looks(self, story: Element) -> Iterator[tuple[Element, Look]]:
        """Return every run of a story that shows text, with its look."""
        for paragraph in story.iter(name("w:p")):
            yield from self.runs(paragraph)

    def _runs(self, paragraph: Element) -> tuple[tuple[Element, Look], ...]:
        """Return every run of a paragraph that shows text, with its look; those in a text box are of the box's own paragraphs."""
        above = self._above(paragraph)
        heading = self.outlined(paragraph) or not {"title", "subtitle"}.isdisjoint(self.styles.titles(paragraph))
        runs = (run for run in paragraph.iter(name("w:r")) if text_of(run).strip() and next(run.iterancestors(name("w:p"))) is paragraph)
        place = (_formats(paragraph.find(name("w:pPr"))), above.table, self._fills(above), heading)
        return tuple((run, self._look_at(place, run, above, heading)) for run in runs)

    def _look_at(self, place: tuple[object, ...], run: Element, above: "_Above", heading: bool) -> Look:
        """Return the look of a run; the many that are formatted alike, at places that are alike, are resolved once."""
        key = (_formats(run.find(name("w:rPr"))), *place)
        if key not in self._known:
            self._known[key] = self._look(run, above, heading)
        return self._known[key]

    def outlined(self, paragraph: Element) -> bool:
        """Return whether a paragraph is a heading of some level."""
        return self.level(paragraph) > 0

    def level(self, paragraph: Element) -> int:
        """Return the level of a heading, from 1; 0 where a paragraph is none."""
        level = self._first(self._above(paragraph).all, "w:pPr/w:outlineLvl") or "9"
        return int(level) + 1 if level.isdecimal() and int(level) < _BODY_TEXT else 0

    def alignment(self, paragraph: Element) -> str:
        """Return how a paragraph is aligned: "left", "right", "center", "both"."""
        found = self._first(self._above(paragraph).all, "w:pPr/w:jc") or "left"
        return {"start": "left", "end": "right"}.get(found, found)

    def _all_above(self, paragraph: Element) -> "_Above":
        return _Above(paragraph, self.styles.of(paragraph), self._of_table(paragraph), self._defaults)

    def _of_table(self, paragraph: Element) -> Level:
        """Return what the style of a paragraph's table says of its cell, then of the whole table."""
        table = next(paragraph.iterancestors(name("w:tbl")), None)
        chain = self.chain(value(table, "w:tblPr/w:tblStyle") or "")
        if table is None or not chain:
            return ()
        row = next(paragraph.iterancestors(name("w:tr")))
        parts = _parts_of(table, row)
        return (*(found for part in parts for style in chain for found in find_all(style, f"w:tblStylePr[@w:type='{part}']")), *chain)

    def _look(self, run: Element, above: "_Above", heading: bool) -> Look:
        character = self.chain(value(run, "w:rPr/w:rStyle") or "")
        levels = ((run,), character, *above.styles)
        size = self._first(levels, "w:rPr/w:sz") or "20"
        underline = self._first(levels, "w:rPr/w:u") or "none"
        rule = self._first(above.all, "w:pPr/w:spacing", "w:lineRule") or "auto"
        line = measure(self._first(above.all, "w:pPr/w:spacing", "w:line") or "240") / 240
        ground = self._ground(run, above)
        ink = self._first(levels, "w:rPr/w:color") or "auto"
        ink = ink if _COLOUR.fullmatch(ink) else ("FFFFFF" if is_dark(ground) else "000000")
        bold = self._toggled(run, (character, above.chain, above.table), "w:rPr/w:b")
        return Look(
            self._font(levels), measure(size, HALF_POINT) / 2, bold, underline != "none", line if rule == "auto" else None, heading, ink, ground
        )

    def _ground(self, run: Element, above: "_Above") -> str:
        """Return the colour behind a run: its own, its paragraph's, its cell's, its table style's, its text box's."""
        cell, *shape = self._fills(above)
        found = [value(run, "w:rPr/w:shd", "w:fill"), self._first(above.all, "w:pPr/w:shd", "w:fill"), cell]
        found += [self._said(above.table, "w:tcPr/w:shd", "w:fill"), *shape]
        return next((fill for fill in found if fill and _COLOUR.fullmatch(fill)), "FFFFFF")

    def _fills(self, above: "_Above") -> tuple[str | None, ...]:
        """Return the colours of what a paragraph stands in: of its cell, then of its text box."""
        cell = next(above.paragraph.iterancestors(name("w:tc")), None)
        shape = next(above.paragraph.iterancestors(name("wps:wsp")), None)
        fills = [] if shape is None else find_all(shape, "wps:spPr/a:solidFill/a:srgbClr")
        return (value(cell, "w:tcPr/w:shd", "w:fill"), *(fill.get("val", "") for fill in fills))

    def _font(self, levels: Iterable[Level]) -> str:
        for level in levels:
            for source in level:
                if theme := value(source, "w:rPr/w:rFonts", "w:asciiTheme"):
                    return str(self._theme.get(theme[:5], ""))
                if font := value(source, "w:rPr/w:rFonts", "w:ascii"):
                    return font
        return "Times New Roman"

    def _toggled(self, run: Element, levels: Iterable[Level], path: str) -> bool:
        """Return whether a property such as bold is on: set directly it holds, else each kind of style that has it turns it about."""
        if (direct := switched_on(run, path)) is not None:
            return direct
        on = sum(next((found for style in level if (found := switched_on(style, path)) is not None), False) for level in levels)
        return on % 2 == 1 or any(switched_on(source, path) for source in self._defaults)

    def _first(self, levels: Iterable[Level], path: str, attribute: str = "w:val") -> str | None:
        return next((found for level in levels if (found := self._said(level, path, attribute)) is not None), None)


class _Above(Struct, frozen=True):
    """What formats a paragraph, strongest first: itself, its style's chain, its table's style, the defaults."""

    paragraph: Element
    chain: Level
    table: Level
    defaults: Level

    @property
    def styles(self) -> tuple[Level, ...]:
        return (self.chain, self.table, self.defaults)

    @property
    def all(self) -> tuple[Level, ...]:
        return ((self.paragraph,), *self.styles)


def _parts_of(table: Element, row: Element) -> list[str]:
    """Return the parts of a table with a style of their own that a row belongs to, as the table's own settings switch them on."""
    look = table.find("w:tblPr/w:tblLook", NAMESPACES)
    if look is None:
        return []
    rows = table.findall("w:tr", NAMESPACES)
    ends = (("firstRow", 0x0020, rows[:1]), ("lastRow", 0x0040, rows[-1:]))
    bits = int(look.get(name("w:val"), "0"), 16)
    return [part for part, bit, found in ends if row in found and (look.get(name(f"w:{part}")) in ("1", "true") or bits & bit)]


def _formats(properties: Element | None) -> tuple[object, ...]:
    """Return all that an element's own properties say, to be compared with another's."""
    return () if properties is None else tuple((each.tag, *each.items()) for each in properties.iter())


def _said(level: Level, path: str, attribute: str) -> str | None:
    return next((found for source in level if (found := value(source, path, attribute)) is not None), None)
