"""The numbers that Word gives to headings and paragraphs, counted as Word counts them."""

import re

from .ooxml import Element, find_all, name, value
from .package import Package
from .word_styles import WordStyles

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))


class Numbers:
    """Counts through a document: each paragraph is to be asked for once, in order."""

    def __init__(self, package: Package) -> None:
        self._styles = WordStyles(package.tree(package.related("styles")))
        part = package.related("numbering")
        root = package.tree(part) if part in package.parts else None
        self._lists = {} if root is None else {found.get(name("w:numId"), ""): found for found in find_all(root, "w:num")}
        self._forms = {} if root is None else {found.get(name("w:abstractNumId"), ""): found for found in find_all(root, "w:abstractNum")}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, paragraph: Element) -> str:
        """Return the number that stands before a paragraph, as a cross reference shows it; "" where it has none."""
        identity = self._styles.setting(paragraph, "w:pPr/w:numPr/w:numId") or "0"
        form = value(self._lists.get(identity), "w:abstractNumId") or ""
        if form not in self._forms:
            return ""
        levels = {int(found.get(name("w:ilvl"), 0)): found for found in find_all(self._forms[form], "w:lvl")}
        levels |= {int(found.get(name("w:ilvl"), 0)): found for found in find_all(self._lists[identity], "w:lvlOverride/w:lvl")}
        level = self._level(paragraph, levels)
        if level not in levels or value(levels[level], "w:numFmt") in ("bullet", "none"):
            return ""
        counts = self._counts.setdefault(form, {})
        again = next(iter(find_all(self._lists[identity], f"w:lvlOverride[@w:ilvl='{level}']/w:startOverride")), None)
        if again is not None and (identity, level) not in self._begun:
            counts[level] = int(value(again, ".") or 1) - 1
        self._begun.add((identity, level))
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in [found for found in counts if found > level]:
            del counts[deeper]
        return re.sub(r"%(\d)", lambda found: self._written(counts, levels, int(found[1]) - 1), value(levels[level], "w:lvlText") or "").rstrip(". ")

    def _level(self, paragraph: Element, levels: dict[int, Element]) -> int:
        """Return a paragraph's level; a style is bound to a level by the list itself."""
        own = value(paragraph, "w:pPr/w:numPr/w:ilvl")
        if own is not None:
            return int(own)
        styles = [style.get(name("w:styleId"), "") for style in self._styles.of(paragraph)]
        bound = next((level for style in styles for level, found in levels.items() if value(found, "w:pStyle") == style), None)
        return int(self._styles.setting(paragraph, "w:pPr/w:numPr/w:ilvl") or 0) if bound is None else bound

    @staticmethod
    def _written(counts: dict[int, int], levels: dict[int, Element], level: int) -> str:
        found = levels.get(level)
        count = counts.get(level, _start(found))
        return _form(count, value(found, "w:numFmt") or "decimal")


def _start(level: Element | None) -> int:
    return int(value(level, "w:start") or 1)


def _form(count: int, form: str) -> str:
    if form.endswith("Letter"):
        text = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
    elif form.endswith("Roman"):
        text = _roman(count)
    else:
        return f"{count:02}" if form == "decimalZero" else str(count)
    return text.upper() if form.startswith("upper") else text


def _roman(count: int) -> str:
    made = ""
    for size, letters in (*_ROMAN, (1, "i")):
        made += letters * (count // size)
        count %= size
    return made
