"""Where the places of a template stand, in the words of somebody who has it open in Word."""

from collections.abc import Iterator

from msgspec import Struct

from .draft import KEY
from .formatting import Looks
from .ooxml import NAMESPACES, Element, find_all, name, text_of, value
from .package import Package
from .places import OPTIONAL, REQUIRED, lone_place, own_text
from .uses import Use

_LONGEST_HEADING = 30
_BEFORE, _BEHIND = 20, 40
_STORIES = {"hdr": "header", "ftr": "footer", "footnotes": "footnotes", "endnotes": "endnotes"}
_PAGES = {"first": " of the first page", "even": " of even pages"}


class Spot(Struct, frozen=True):
    """A paragraph or a control of a template: the story and the heading that it stands under, and which paragraph of these it is, from 1."""

    element: Element
    around: str
    count: int

    def detail(self, at: int = 0) -> str:
        """Return which paragraph it is, with the words around a position of its text."""
        text = own_text(self.element) if self.element.tag == name("w:p") else text_of(self.element)
        begin = text.rfind(" ", 0, max(at - _BEFORE, 0) + 1) + 1  # with the whole of its first word
        words = " ".join(text[begin : at + _BEHIND].split())
        return f"paragraph {self.count}" + (f", at {words!r}" if words else "")


def spots(package: Package) -> Iterator[Spot]:
    """Yield every paragraph and every content control of a template, in order.

    What a text box holds a second time, for old readers, is left out.
    """
    looks = Looks(package)
    for part in package.stories():
        heading, count = "", 0
        for element in find_all(package.tree(part), "//*[self::w:p or self::w:sdt][not(ancestor::mc:Fallback)]"):
            if element.tag == name("w:p"):
                count += bool(text_of(element).strip())
                if part == package.main and looks.outlined(element):
                    heading, count = text_of(element), 0
            yield Spot(element, _where(package, part, element, heading), max(count, 1))


def template_places(package: Package) -> Iterator[tuple[Use, Element]]:
    """Yield every place of a template, and its paragraph; of a content control, whose tag is no key, the control."""
    for spot in spots(package):
        if spot.element.tag == name("w:sdt"):
            tag = value(spot.element, "w:sdtPr/w:tag")
            keys = [(tag, 0)] if tag else []
        else:
            keys = [(place[1], place.start()) for place in KEY.finditer(own_text(spot.element))]
        for key, at in keys:
            yield Use(key, f"{package.label}, {spot.around}", spot.detail(at)), spot.element


def template_uses(package: Package) -> list[Use]:
    """Return the keys that a template names in its text; what stands in a block place of its own is no key."""
    found = template_places(package)
    return [use for use, element in found if element.tag == name("w:p") and lone_place(element) not in (*REQUIRED, *OPTIONAL)]


def _where(package: Package, part: str, element: Element, heading: str) -> str:
    words = [_story(package, part)]
    if heading:
        words.append(f"under {heading if len(heading) <= _LONGEST_HEADING else heading[: _LONGEST_HEADING - 1] + '…'!r}")
    around = {ancestor.tag for ancestor in element.iterancestors()}
    words += [kind for tag, kind in (("w:tbl", "table"), ("w:txbxContent", "text box")) if name(tag) in around]
    return ", ".join(words)


def _story(package: Package, part: str) -> str:
    """Return "body", or which header, footer or notes a part holds."""
    story = _STORIES.get(package.tree(part).tag.rpartition("}")[2])
    if story is None:
        return "body"
    for reference in find_all(package.document, f"//w:{story}Reference"):
        if package.part_of(reference.get(f"{{{NAMESPACES['r']}}}id", "")) == part:
            return story + _PAGES.get(reference.get(name("w:type"), ""), "")
    return story
