"""The lists of a contributor's Word file: whether a paragraph has a mark or a number, how deep, and the number that Word counts to."""

import re
from dataclasses import dataclass

from .ooxml import NAMESPACES, Element, find_all, name, value
from .word_styles import WordStyles

_UNMARKED = ("none", "")
_DEEPER = re.compile(r"list (?:bullet|number) (\d)")


@dataclass(frozen=True)
class Item:
    """A paragraph's place in a list: `number` is None where it has a bullet, `usual` whether its mark is a plain number or a bullet."""

    level: int
    number: int | None
    usual: bool = True


class WordLists:
    """Counts as Word does: lists of one form go on where they were broken off, unless one of them is told to start again."""

    def __init__(self, numbering: Element, styles: WordStyles) -> None:
        self._styles = styles
        self._forms = {form.get(name("w:abstractNumId"), ""): form for form in numbering.iterfind("w:abstractNum", NAMESPACES)}
        self._lists = {found.get(name("w:numId"), ""): found for found in numbering.iterfind("w:num", NAMESPACES)}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def item(self, paragraph: Element) -> Item | None:
        """Return the place of the next paragraph in its list, None where it is in none. Each paragraph is to be asked for once, in order."""
        identity = self._styles.setting(paragraph, "w:pPr/w:numPr/w:numId") or "0"
        if identity not in self._lists:
            return None
        level = self._level(paragraph, identity)
        form = self._form_of(identity)
        setting = self._setting(identity, level)
        kind = value(setting, "w:numFmt") or "decimal"
        if setting is None or kind in _UNMARKED:
            return None
        number = None if kind == "bullet" else self._count(identity, form, level, setting)
        usual = kind == "bullet" or (kind == "decimal" and (value(setting, "w:lvlText") or "") == f"%{level + 1}.")
        return Item(level + self._deeper(paragraph), number, usual)

    def _deeper(self, paragraph: Element) -> int:
        """Return how many levels a style adds that is a list of its own and means a deeper one: "List Bullet 2"."""
        found = next((found for title in self._styles.titles(paragraph) if (found := _DEEPER.fullmatch(title))), None)
        return int(found[1]) - 1 if found else 0

    def _level(self, paragraph: Element, identity: str) -> int:
        given = self._styles.setting(paragraph, "w:pPr/w:numPr/w:ilvl")
        if value(paragraph, "w:pPr/w:numPr/w:ilvl") is None:  # a style is bound to a level by the list itself
            style = value(paragraph, "w:pPr/w:pStyle")
            form = self._forms.get(self._form_of(identity))
            levels = [] if form is None else form.findall("w:lvl", NAMESPACES)
            given = next((level.get(name("w:ilvl")) for level in levels if style and value(level, "w:pStyle") == style), given)
        return int(given or 0)

    def _form_of(self, identity: str) -> str:
        """Return the form of a list, which may be kept with a list style."""
        form = value(self._lists[identity], "w:abstractNumId") or ""
        style = value(self._forms.get(form), "w:numStyleLink")
        kept = next((found for found in self._styles.chain(style or "")), None)
        shared = value(kept, "w:pPr/w:numPr/w:numId") or ""
        return (value(self._lists.get(shared), "w:abstractNumId") or form) if style else form

    def _setting(self, identity: str, level: int) -> Element | None:
        own = find_all(self._lists[identity], f"w:lvlOverride[@w:ilvl='{level}']/w:lvl")
        form = self._forms.get(self._form_of(identity))
        return next(iter(own or ([] if form is None else find_all(form, f"w:lvl[@w:ilvl='{level}']"))), None)

    def _count(self, identity: str, form: str, level: int, setting: Element) -> int:
        counts = self._counts.setdefault(form, {})
        if identity not in self._begun:
            self._begun.add(identity)
            for again in find_all(self._lists[identity], "w:lvlOverride[w:startOverride]"):
                counts.pop(int(again.get(name("w:ilvl"), 0)), None)
        override = next(iter(find_all(self._lists[identity], f"w:lvlOverride[@w:ilvl='{level}']")), None)
        start = int(value(override, "w:startOverride") or value(setting, "w:start") or 1)
        counts[level] = counts[level] + 1 if level in counts else start
        for deeper in [found for found in counts if found > level]:
            del counts[deeper]
        return counts[level]
