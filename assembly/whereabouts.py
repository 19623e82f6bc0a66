"""Where the places of a template stand, in the words of somebody who has it open in Word."""

from collections.abc import Iterator

from .draft import KEY
from .formatting import Looks
from .narrative import Use
from .ooxml import NAMESPACES, Element, find_all, name, text_of, value
from .package import Package
from .places import own_texts

_LONGEST_HEADING = 30
_STORIES = {"hdr": "header", "ftr": "footer", "footnotes": "footnotes", "endnotes": "endnotes"}
_PAGES = {"first": " of the first page", "even": " of even pages"}


def template_places(package: Package) -> Iterator[tuple[Use, Element]]:
    """Yield every place of a template, and its paragraph; of a content control, whose tag may be no key, the control.

    What a text box holds a second time, for old readers, is left out.
    """
    looks = Looks(package)
    for part in package.stories():
        heading = ""
        for element in find_all(package.tree(part), "//*[self::w:p or self::w:sdt][not(ancestor::mc:Fallback)]"):
            if element.tag == name("w:sdt"):
                tag = value(element, "w:sdtPr/w:tag")
                keys = [tag] if tag else []
            else:
                keys = [place[1] for place in KEY.finditer("".join(piece.text or "" for piece in own_texts(element)))]
                if part == package.main and looks.outlined(element):
                    heading = text_of(element)
            for key in keys:
                yield Use(key, f"{package.label}, {_where(package, part, element, heading)}"), element


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
