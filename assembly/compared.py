"""What of a paper is compared with another version of it: what it says by section, then its notes, comments, headers and footers."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from ..layouts.words import fold
from .check.document import Document, Passage
from .check.register import shorten
from .ooxml import find_all, name
from .reading import is_gone, reads

FRONT_SHEET, COMMENTS = "front sheet", "comments"
_APART = (("footnotes", ("footnote",)), ("endnotes", ("endnote",)), ("headers and footers", ("header", "footer")))
"""What stands outside the sections, and the stories of it."""
_MARKS = {name("w:footnoteReference"): "[footnote]", name("w:endnoteReference"): "[endnote]"}
"""What a passage reads as where a note hangs on it; its number is Word's to count."""


class Section(Struct, frozen=True):
    """The passages of a section; of several with one title it is the `nth`."""

    title: str
    passages: tuple[Passage, ...]
    nth: int = 1

    @property
    def name(self) -> tuple[str, int]:
        """What it is known by in both papers, whatever its number."""
        return _name(self.title), self.nth


def _name(title: str) -> str:
    return fold(title.partition(" ")[2].partition(" ")[2] if title.startswith(("section ", "appendix ")) else title)


def sections_of(document: Document) -> list[Section]:
    """Return what the paper says by section, then what stands apart; the contents say nothing that the headings do not.

    A picture or a chart reads as its words for those who cannot see it.
    """
    said = [_with_marks(passage) for passage in document.passages if not passage.style.startswith("toc ")]
    body = [passage for passage in said if passage.story in ("body", "text box") and passage.text.strip()]
    parts = [(title or FRONT_SHEET, tuple(found)) for title, found in groupby(body, key=lambda passage: passage.section)]
    parts += [(title, tuple(passage for passage in said if passage.story in stories and passage.text.strip())) for title, stories in _APART]
    parts.append((COMMENTS, tuple(_comments(document))))
    met: Counter[str] = Counter()
    made = []
    for title, passages in parts:
        if passages:
            met[_name(title)] += 1
            made.append(Section(title, passages, met[_name(title)]))
    return made


def _with_marks(passage: Passage) -> Passage:
    """Return a passage with the words of its pictures behind it, and a mark wherever a note hangs on it."""
    shapes = find_all(passage.element, ".//wp:docPr[@descr!=''][not(ancestor::w:del)]")
    text = reads(passage.element, marks=_MARKS) if any(True for _ in passage.element.iter(*_MARKS)) else passage.text
    return replace(passage, text=" ".join([text, *(shape.get("descr", "") for shape in shapes)]).strip() if shapes else text)


def _comments(document: Document) -> Iterator[Passage]:
    """Yield each comment of the paper as a passage that says by whom it is, and on what."""
    package = document.package
    part = package.related("comments")
    said = {found.get(name("w:id"), ""): found for found in find_all(package.tree(part), "w:comment")} if part in package.parts else {}
    for passage in document.passages:
        for mark in passage.element.iter(name("w:commentReference")):
            comment = said.get(mark.get(name("w:id"), ""))
            if comment is not None and not is_gone(mark):
                author, words = comment.get(name("w:author")) or "somebody", " ".join(map(reads, comment.iter(name("w:p")))).strip()
                yield replace(passage, element=comment, text=f"{author} on {shorten(passage.text)!r}: {words}", story="comment")
