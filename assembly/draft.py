"""The paper while it is made: its package, its styles, and everything that is numbered in sequence."""

import re
from collections.abc import Mapping
from itertools import count
from typing import Any

from msgspec import Struct

from ..errors import TemplateError
from ..warehouse.figures.model import Plot
from .faults import Faults
from .ooxml import Element, copied, find_all, name, paragraph, run, value, w
from .package import Package
from .room import PAGE_WIDTH

KEY = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
TO_COMPLETE = "To be completed"
_VAL = name("w:val")
REFERENCE = re.compile(r"^(ref):\s*(\S.*)$", re.IGNORECASE)
"""What points to a heading, a table or a figure of the paper."""


class Reference(Struct, frozen=True):
    """A reference that the paper makes to a place in itself: `holder` is the run that stands for it until the paper is whole.

    It names a heading, a table or a figure, or else a bookmark: then `shown` is what a contributor's file showed for it, and
    `numbered` whether it is the number of the paragraph that is wanted; `noted` of one to a footnote, whose number is.
    """

    holder: Element
    target: str = ""
    begins: bool = False
    bookmark: str = ""
    shown: str = ""
    numbered: bool = False
    noted: bool = False


def is_due(key: str) -> bool:
    """Return whether a paper is not complete while the settings say nothing under a key: its front sheet, and whose paper it is."""
    return key.startswith("front_sheet.") or key == "organisation.name"


class Draft:
    """What the parts of a paper share. `values` holds the text of every key on offer, `brief` the shorter one that a table shows of some.

    `shown` and `shown_briefly` fill, in order of appearance, with the keys that the paper shows and their text, and `plots` with the charts of
    numbers; `unknown` with the keys that are not on offer, and `faults` with whatever else stands in the way. `named` are the captions of tables
    and charts by their places ("table: children"), None where there is nothing to show, and `blank` the places of those that say "not measured".
    `room` is the width, in twips, of the place that is being filled. `lost` are the titles that a fault kept out, and it `is_whole` unless
    whole chapters are: what refers to them has no fault of its own.
    """

    def __init__(self, package: Package, values: Mapping[str, str], brief: Mapping[str, str] | None = None) -> None:
        self.package = package
        self.values = values
        self.brief = brief or {}
        self.shown: dict[str, str] = {}
        self.shown_briefly: dict[str, str] = {}
        self.plots: dict[str, Plot] = {}
        self.faults = Faults()
        self.unknown: dict[str, None] = {}
        self.references: list[Reference] = []
        self.named: dict[str, Element | None] = {}
        self.blank: dict[str, None] = {}
        self.room = PAGE_WIDTH
        self.lost: set[str] = set()
        self.is_whole = True
        stories = [package.tree(part) for part in package.stories()]
        taken = {int(value(found, ".", "w:val") or 0) for root in stories for found in find_all(root, "//w:sdtPr/w:id")}
        self._controls = (number for number in count(1) if number not in taken)
        marks = [found for root in stories for found in find_all(root, "//w:bookmarkStart")]
        self.bookmarks = count(1 + max((int(found.get(name("w:id"), 0)) for found in marks), default=0))
        self._bookmark_names = {found.get(name("w:name"), "").casefold() for found in marks}
        self.drawings = count(1 + max((int(found.get("id", 0)) for root in stories for found in find_all(root, "//wp:docPr")), default=0))
        self._sequences: dict[str, int] = {}
        self._styles = _styles(package)

    def has_style(self, title: str) -> bool:
        return title.casefold() in self._styles

    def style(self, title: str) -> str:
        """Return the id of a style by the name that Word shows; it is a fault where the template lacks it."""
        found = self._styles.get(title.casefold())
        if found is None:
            self.faults.template.append(
                f"{self.package.label} has no style named {title!r}: copy that style from the template that comes with boardpaper."
            )
        return found or ""

    def next_number(self, sequence: str) -> int:
        self._sequences[sequence] = self._sequences.get(sequence, 0) + 1
        return self._sequences[sequence]

    def count_from(self, sequences: Mapping[str, int]) -> None:
        """Give the next captions these numbers: those of what they replace."""
        self._sequences |= {label: number - 1 for label, number in sequences.items()}

    def fresh_control(self) -> int:
        """Return an id that no other content control has."""
        return next(self._controls)

    def control(self, key: str, rpr: Element | None = None, *, briefly: bool = False) -> Element:
        """Return a content control that shows the text of a key."""
        if key not in self.values:
            self.unknown[key] = None
            return run("")
        text = self.values[key]
        self.shown[key] = text
        if briefly and key in self.brief:
            text = self.shown_briefly[key] = self.brief[key]
        missing = not text and is_due(key)
        made = _empty_control(missing)
        for mark, told in zip(made[0], (key, key, str(self.fresh_control())), strict=False):
            mark.set(_VAL, told)
        made[1].append(run(TO_COMPLETE if missing else text, rpr))
        return made

    def enclosed(self, key: str, *content: Element) -> Element:
        """Return a content control round a table or a chart, by which it is found again."""
        marks = [w("alias", val=key), w("tag", val=key), w("id", val=self.fresh_control())]
        return w("sdt", w("sdtPr", *marks), w("sdtContent", *content))

    def shows(self, key: str, rpr: Element | None = None, *, briefly: bool = False) -> list[Element]:
        """Return what stands in the place of a key: a control with its text, or a reference."""
        reference = REFERENCE.match(key)
        if not reference:
            return [self.control(key, rpr, briefly=briefly)]
        return [self.refer(rpr, target=reference[2].strip(), begins=reference[1][0].isupper())]

    def refer(self, rpr: Element | None = None, **where: Any) -> Element:
        """Return the run that stands for a reference until the paper is whole; `where` is what Reference says."""
        holder = run("", rpr)
        self.references.append(Reference(holder, **where))
        return holder

    def bookmark_name(self, wanted: str) -> str:
        """Return a bookmark's name, or the next that no other bookmark has; Word takes 40 letters, and tells no case."""
        made, number = wanted[:40], 1
        while made.casefold() in self._bookmark_names:
            number += 1
            made = f"{wanted[:35]}_{number}"
        self._bookmark_names.add(made.casefold())
        return made

    def inline(self, text: str, rpr: Element | None = None, *, briefly: bool = False) -> list[Element]:
        """Return runs for `text`, with a content control where `{{ key }}` stands."""
        made: list[Element] = []
        end = 0
        for place in KEY.finditer(text):
            if place.start() > end:
                made.append(run(text[end : place.start()], rpr))
            made += self.shows(place[1], rpr, briefly=briefly)
            end = place.end()
        if end < len(text):
            made.append(run(text[end:], rpr))
        return made

    def paragraph(self, style: str, text: str, rpr: Element | None = None, **settings: Element) -> Element:
        return paragraph(self.style(style), *self.inline(text, rpr), **settings)

    def plain(self, text: str, *, briefly: bool = False) -> str:
        """Return `text` with every `{{ key }}` replaced by what it shows."""
        brief = self.brief if briefly else {}
        return KEY.sub(lambda place: brief[place[1]] if place[1] in brief else self.values.get(place[1], ""), text)

    def fresh_list(self, style: str, level: int = 0, start: int = 1) -> int:
        """Return the id of a new list in the form of a numbered style, that counts from `start` at its level and from 1 at every other."""
        usual = self.list_of(style)
        numbering = self._numbering()
        form = next(iter(find_all(numbering, f"//w:num[@w:numId='{usual}']/w:abstractNumId")), None)
        if form is None:
            return 0
        numbers = find_all(numbering, "//w:num")
        fresh = max(int(found.get(name("w:numId"), 0)) for found in numbers) + 1
        levels = [w("lvlOverride", w("startOverride", val=start if number == level else 1), ilvl=number) for number in range(3)]
        numbers[-1].addnext(w("num", w("abstractNumId", val=value(form, ".")), *levels, numId=fresh))
        return fresh

    def list_of(self, style: str) -> int:
        """Return the id of the list that a style counts in; it is a fault where it counts in none."""
        styles = self.package.tree(self.package.related("styles"))
        usual = next(iter(find_all(styles, f"//w:style[@w:styleId='{self.style(style)}']/w:pPr/w:numPr/w:numId")), None)
        number = int(value(usual, ".") or 0)
        if not find_all(self._numbering(), f"//w:num[@w:numId='{number}']"):
            self.faults.template.append(
                f"{self.package.label}: the style {style!r} has no numbering; copy that style from the template that comes with boardpaper."
            )
        return number

    def _numbering(self) -> Element:
        part = self.package.related("numbering")
        return self.package.tree(part) if part in self.package.parts else w("numbering")


@copied
def _empty_control(shows_placeholder: bool) -> Element:
    # of plain text: of any other LibreOffice saves no alias, so that a figure would be lost; but it takes bold off plain text in its PDF
    placeholder = [w("showingPlcHdr")] if shows_placeholder else []
    return w("sdt", w("sdtPr", w("alias"), w("tag"), w("id"), *placeholder, w("text")), w("sdtContent"))


def _styles(package: Package) -> dict[str, str]:
    part = package.related("styles")
    if part not in package.parts:
        raise TemplateError(f"{package.label} has no styles: save it from Word as .docx.")
    return {(value(style, "w:name") or "").casefold(): style.get(name("w:styleId"), "") for style in find_all(package.tree(part), "//w:style")}
