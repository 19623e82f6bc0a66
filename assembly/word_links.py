"""The links of a Word file that lead to a place in it which is not there: their words stay, and who made them is told where they are."""

from collections.abc import Collection, Iterable, Iterator

from .ooxml import Element, name
from .word_fields import LINK, Field
from .word_places import WordPlaces

_OF_CONTENTS = "_Toc"
"""Bookmarks named so are of Word's own contents, which the paper leaves out."""


def dead_links(stories: Iterable[Element], marks: Collection[str], places: WordPlaces) -> list[str]:
    """Return where each link stands that leads to none of the bookmarks, each place once."""
    found = [(element, place) for story in stories for element in story.iter() for place in _leads_to(element)]
    return list(dict.fromkeys(places.of(element) for element, place in found if place not in marks and not place.startswith(_OF_CONTENTS)))


def _leads_to(element: Element) -> Iterator[str]:
    if element.tag == name("w:hyperlink") and not element.get(name("r:id")):
        yield from filter(None, [element.get(name("w:anchor"), "")])
    elif element.tag in (name("w:instrText"), name("w:fldSimple")):
        field = Field((element.text if element.tag == name("w:instrText") else element.get(name("w:instr"))) or "")
        if field.kind == LINK and field.place and not field.address:
            yield field.place
