"""The headings of the finished paper, each with its number as Word counts it, and a bookmark that contents and references lead to."""

from msgspec import Struct

from .draft import Draft
from .numbers import Numbers
from .ooxml import NAMESPACES, Element, find_all, name, text_of, value, w

_NAMES = {f"{kind}{ending}": level for kind in ("heading", "Appendix Heading") for level, ending in ((1, " 1"), (2, " 2"), (3, " 3"))}
_LEVELS = {title.replace("Appendix Heading 1", "Appendix Heading"): level for title, level in _NAMES.items()}
UNNUMBERED = "Heading Unnumbered"
KNOWN_BY = "_Toc"
"""How the name of a bookmark begins by which the contents know a heading, as in Word."""


class Heading(Struct, frozen=True):
    """`number` is "" where it has none: then its level is 1. So is `bookmark`."""

    paragraph: Element
    level: int
    number: str
    bookmark: str

    @property
    def title(self) -> str:
        return text_of(self.paragraph)


class Structure(Struct, frozen=True):
    """The headings in order, and the number of every paragraph that has one."""

    headings: tuple[Heading, ...]
    numbers: dict[Element, str]


def structure(draft: Draft, *, bookmarked: bool = True) -> Structure:
    """Return what the document is made of, once every block stands in it; every heading gets a bookmark.

    Where they are not to be `bookmarked`, each has the one that it has, and "" where it has none.
    """
    levels = {draft.style(title): level for title, level in (*_LEVELS.items(), (UNNUMBERED, 1))}
    counting = Numbers(draft.package)
    headings: list[Heading] = []
    numbers: dict[Element, str] = {}
    for paragraph in find_all(draft.package.document, "//w:body//w:p[not(ancestor::mc:Fallback)]"):
        if number := counting.next(paragraph):
            numbers[paragraph] = number
        level = levels.get(value(paragraph, "w:pPr/w:pStyle") or "")
        if level and text_of(paragraph).strip():
            headings.append(Heading(paragraph, level, number, _bookmark(draft, paragraph, len(headings) + 1) if bookmarked else standing(paragraph)))
    return Structure(tuple(headings), numbers)


def standing(paragraph: Element) -> str:
    """Return the bookmark that the contents know a heading by, "" where it has none."""
    names = (mark.get(name("w:name"), "") for mark in paragraph.iter(name("w:bookmarkStart")))
    return next((found for found in names if found.startswith(KNOWN_BY)), "")


def _bookmark(draft: Draft, paragraph: Element, number: int) -> str:
    title = draft.bookmark_name(f"{KNOWN_BY}{number:06}")
    content = [child for child in paragraph if child.tag != name("w:pPr")]
    mark(draft, title, content[0], content[-1])
    return title


def mark(draft: Draft, title: str, first: Element, last: Element) -> None:
    """Put a bookmark round what stands from one element of a paragraph to another."""
    identity = next(draft.bookmarks)
    first.addprevious(w("bookmarkStart", id=identity, name=title))
    last.addnext(w("bookmarkEnd", id=identity))


def caption_label(paragraph: Element) -> list[Element]:
    """Return the children of a caption that make its label: "Table 1"; none where no number is counted in it."""
    made: list[Element] = []
    for child in paragraph:
        if child.tag == name("w:pPr"):
            continue
        made.append(child)
        if child.find("w:fldChar[@w:fldCharType='end']", NAMESPACES) is not None:
            return made
    return []
