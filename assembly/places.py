"""The places of a template: `{{ key }}` in its text, however Word has cut it into runs, and block places on lines of their own."""

import re
from copy import deepcopy

from .block_keys import BLOCK
from .draft import KEY, Draft
from .flow import blocks_of, space
from .ooxml import NAMESPACES, XML_SPACE, Element, find_all, name, w
from .package import Package

REQUIRED = ("summary", "assurance", "contents", "prepared by", "sections", "checklist", "appendices")
OPTIONAL = ("logo", "address")
_BEFORE_PAGE_BREAK = {name(f"w:{tag}") for tag in ("pStyle", "keepNext", "keepLines")}
_LONE = re.compile(rf"^\s*{KEY.pattern}\s*$")


def lone_place(paragraph: Element) -> str:
    """Return the block that a paragraph is the place of, "" where it is none."""
    found = _LONE.match(own_text(paragraph))
    return found[1] if found and is_block(found[1]) else ""


def is_block(key: str) -> bool:
    return key in REQUIRED or key in OPTIONAL or BLOCK.match(key) is not None


def block_places(package: Package) -> list[tuple[str, Element]]:
    """Return the block places of the document with their paragraphs, in order."""
    return [(key, paragraph) for paragraph in find_all(package.document, "//w:p") if (key := lone_place(paragraph))]


def fill_places(draft: Draft) -> None:
    """Put what its key shows in the place of every `{{ key }}` of every story; a page head, which has one line, shows the shorter of two."""
    for part in draft.package.stories():
        root = draft.package.tree(part)
        for paragraph in find_all(root, "//w:p"):
            if not lone_place(paragraph):
                _fill(draft, paragraph, briefly=root.tag == name("w:hdr"))


def put_blocks(place: Element, blocks: list[Element]) -> None:
    """Put blocks where the paragraph of a place stands; a page break before it is kept, and so is the paragraph that Word wants last in a cell.

    What begins a page has no space above it.
    """
    parent = next(place.iterancestors())
    page_break = place.find("w:pPr/w:pageBreakBefore", NAMESPACES)
    first = blocks_of(blocks[0])[0] if blocks else None
    if page_break is not None and first is not None and (ppr := first.find(name("w:pPr"))) is not None:
        ppr[sum(child.tag in _BEFORE_PAGE_BREAK for child in ppr) - 1].addnext(page_break)
        space(first, before=0)
    at = parent.index(place)
    for offset, block in enumerate(blocks):
        parent.insert(at + offset, block)
    parent.remove(place)
    if parent.tag == name("w:tc") and (not len(parent) or parent[-1].tag != name("w:p")):
        parent.append(w("p"))


def _fill(draft: Draft, paragraph: Element, briefly: bool) -> None:
    found = list(KEY.finditer(own_text(paragraph)))
    if found:
        _separate(paragraph)
    for place in reversed(found):
        _replace(draft, paragraph, place, briefly)


def _replace(draft: Draft, paragraph: Element, place: re.Match[str], briefly: bool) -> None:
    """Cut the runs at both ends of a place, and put what it shows where the runs between them were."""
    _cut(paragraph, place.end())
    _cut(paragraph, place.start())
    position = 0
    covered = []
    for part in own_texts(paragraph):
        if place.start() <= position < place.end():
            covered.append(next(part.iterancestors(name("w:r"))))
        position += len(part.text or "")
    for made in draft.shows(place[1], covered[0].find(name("w:rPr")), briefly=briefly):
        covered[0].addprevious(made)
    for found in covered:
        next(found.iterancestors()).remove(found)


def _cut(paragraph: Element, at: int) -> None:
    """Make a run begin at a position of the paragraph's text."""
    position = 0
    for part in own_texts(paragraph):
        text = part.text or ""
        if position < at < position + len(text):
            owner = next(part.iterancestors(name("w:r")))
            rest = deepcopy(owner)
            owner.addnext(rest)
            for piece, words in ((part, text[: at - position]), (find_all(rest, "w:t")[0], text[at - position :])):
                piece.text = words
                piece.set(XML_SPACE, "preserve")
            return
        position += len(text)


def _separate(paragraph: Element) -> None:
    """Give each piece of text, tab and break of a paragraph a run of its own."""
    for owner in {next(part.iterancestors(name("w:r"))) for part in own_texts(paragraph)}:
        rpr = owner.find(name("w:rPr"))
        content = [child for child in owner if child is not rpr]
        for child in reversed(content[1:]):
            single = w("r") if rpr is None else w("r", deepcopy(rpr))
            single.append(child)
            owner.addnext(single)


def own_text(paragraph: Element) -> str:
    return "".join(part.text or "" for part in own_texts(paragraph))


def own_texts(paragraph: Element) -> list[Element]:
    """Return the pieces of text of a paragraph, those of text boxes anchored in it left out."""
    return [part for part in find_all(paragraph, ".//w:r/w:t") if next(part.iterancestors(name("w:p"))) is paragraph]
