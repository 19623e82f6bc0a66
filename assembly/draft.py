"""The paper while it is made: its package, its styles, and everything that is numbered in sequence."""

import re
from collections.abc import Mapping
from itertools import count

from ..errors import TemplateError
from .ooxml import Element, copied, find_all, name, paragraph, run, value, w
from .package import Package

KEY = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
TO_COMPLETE = "To be completed"
_VAL = name("w:val")


class Draft:
    """What the parts of a paper share. `values` holds the text of every key on offer.

    `shown` fills, in order of appearance, with the keys that the paper shows and their text.
    """

    def __init__(self, package: Package, values: Mapping[str, str]) -> None:
        self.package = package
        self.values = values
        self.shown: dict[str, str] = {}
        taken = {int(value(found, ".", "w:val") or 0) for part in package.stories() for found in find_all(package.tree(part), "//w:sdtPr/w:id")}
        self._controls = (number for number in count(1) if number not in taken)
        self.bookmarks = count(1 + max((int(found.get(name("w:id"), 0)) for found in find_all(package.document, "//w:bookmarkStart")), default=0))
        self.drawings = count(1 + max((int(found.get("id", 0)) for found in find_all(package.document, "//wp:docPr")), default=0))
        self._sequences: dict[str, int] = {}
        self._styles = _styles(package)

    def has_style(self, title: str) -> bool:
        return title.casefold() in self._styles

    def style(self, title: str) -> str:
        """Return the id of a style by the name that Word shows. Raises TemplateError where the template lacks it."""
        found = self._styles.get(title.casefold())
        if found is None:
            raise TemplateError(f"{self.package.label} has no style named {title!r}: copy that style from the template that comes with boardpaper.")
        return found

    def next_number(self, sequence: str) -> int:
        self._sequences[sequence] = self._sequences.get(sequence, 0) + 1
        return self._sequences[sequence]

    def control(self, key: str, rpr: Element | None = None) -> Element:
        """Return a content control that shows the text of a key."""
        text = self.values[key]
        self.shown[key] = text
        missing = not text and key.startswith("front_sheet.")
        made = _empty_control(missing)
        for mark, told in zip(made[0], (key, key, str(next(self._controls))), strict=False):
            mark.set(_VAL, told)
        made[1].append(run(TO_COMPLETE if missing else text, rpr))
        return made

    def inline(self, text: str, rpr: Element | None = None) -> list[Element]:
        """Return runs for `text`, with a content control where `{{ key }}` stands."""
        made: list[Element] = []
        end = 0
        for place in KEY.finditer(text):
            if place.start() > end:
                made.append(run(text[end : place.start()], rpr))
            made.append(self.control(place[1], rpr))
            end = place.end()
        if end < len(text):
            made.append(run(text[end:], rpr))
        return made

    def paragraph(self, style: str, text: str, rpr: Element | None = None, **settings: Element) -> Element:
        return paragraph(self.style(style), *self.inline(text, rpr), **settings)

    def plain(self, text: str) -> str:
        """Return `text` with every `{{ key }}` replaced by what it shows."""
        return KEY.sub(lambda place: self.values.get(place[1], ""), text)

    def fresh_list(self, style: str, level: int = 0, start: int = 1) -> int:
        """Return the id of a new list in the form of a numbered style, that counts from `start` at its level and from 1 at every other."""
        numbering = self.package.tree(self.package.related("numbering"))
        styles = self.package.tree(self.package.related("styles"))
        usual = next(iter(find_all(styles, f"//w:style[@w:styleId='{self.style(style)}']/w:pPr/w:numPr/w:numId")), None)
        form = None if usual is None else next(iter(find_all(numbering, f"//w:num[@w:numId='{value(usual, '.')}']/w:abstractNumId")), None)
        if form is None:
            raise TemplateError(
                f"{self.package.label}: the style {style!r} has no numbering; copy that style from the template that comes with boardpaper."
            )
        numbers = find_all(numbering, "//w:num")
        fresh = max(int(found.get(name("w:numId"), 0)) for found in numbers) + 1
        levels = [w("lvlOverride", w("startOverride", val=start if number == level else 1), ilvl=number) for number in range(3)]
        numbers[-1].addnext(w("num", w("abstractNumId", val=value(form, ".")), *levels, numId=fresh))
        return fresh


@copied
def _empty_control(shows_placeholder: bool) -> Element:
    placeholder = [w("showingPlcHdr")] if shows_placeholder else []
    return w("sdt", w("sdtPr", w("alias"), w("tag"), w("id"), *placeholder, w("text")), w("sdtContent"))


def _styles(package: Package) -> dict[str, str]:
    part = package.related("styles")
    if part not in package.parts:
        raise TemplateError(f"{package.label} has no styles: save it from Word as .docx.")
    return {(value(style, "w:name") or "").casefold(): style.get(name("w:styleId"), "") for style in find_all(package.tree(part), "//w:style")}
