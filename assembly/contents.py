"""The contents page: an entry for each heading of the first two levels, linked to it, with the page that it stands on."""

import re

from msgspec import Struct

from ..errors import TemplateError
from .draft import Draft
from .headings import Heading, Structure
from .ooxml import Element, field, find_all, name, run, text_of, value, w
from .room import PAGE_WIDTH
from .ruler import Layout
from .tables import Grid, table

UNMEASURED = "00"
"""Holds the width of a page number while the pages are measured."""
DEEPEST = 2
_WIDTHS = [1700, PAGE_WIDTH - 2700, 1000]


class Entry(Struct, frozen=True):
    """A heading, and the text pieces that hold its page."""

    heading: Heading
    page: list[Element]


class Contents(Struct, frozen=True):
    block: Element
    entries: tuple[Entry, ...]
    heading: str
    """The heading that the contents stand under; "" where they have none."""


def contents(draft: Draft, place: Element, structure: Structure) -> Contents:
    """Return the contents of what follows the place of the contents."""
    order = {paragraph: number for number, paragraph in enumerate(find_all(draft.package.document, "//w:body//w:p"))}
    here = order.get(place, -1)
    above = [heading for heading in structure.headings if order[heading.paragraph] < here]
    listed = [heading for heading in structure.headings if order[heading.paragraph] > here and heading.level <= DEEPEST]
    entries = tuple(
        Entry(heading, field(f"PAGEREF {heading.bookmark} \\h", UNMEASURED) if heading.bookmark else [run(UNMEASURED)]) for heading in listed
    )

    def cell(row: int, column: int) -> list[Element]:
        if not row:
            return [run(("Section", "Title", "Page")[column])]
        heading = entries[row - 1].heading
        if column == 2:
            return entries[row - 1].page
        if column == 0:
            return field(f"REF {heading.bookmark} \\r \\h", heading.number) if heading.number and heading.bookmark else [run(heading.number)]
        if not heading.bookmark:
            return _echo(draft, heading.paragraph)
        return [w("hyperlink", *_echo(draft, heading.paragraph), anchor=heading.bookmark, history=1)]

    rows = tuple((heading.number, heading.title, "") for heading in listed)
    grid = Grid(("Section", "Title", "Page"), rows, (False, False, True), "Contents")
    block = table(draft, grid, content=cell, widths=_WIDTHS, style="toc 1")
    for heading, row in zip(listed, find_all(block, "w:tr")[1:], strict=True):
        for style in find_all(row, "w:tc/w:p/w:pPr/w:pStyle"):
            style.set(name("w:val"), draft.style(f"toc {heading.level}"))
    return Contents(block, entries, above[-1].title if above else "")


def show_pages(made: Contents, layout: Layout) -> None:
    """Write the measured page of every entry. Raises TemplateError where a heading is not found in the laid-out paper."""
    rest = iter(layout.headings)
    for entry in made.entries:
        wanted = _letters(f"{entry.heading.number}{entry.heading.title}")
        page = next((page for title, page in rest if _letters(title) == wanted), None)
        if page is None:
            heading = f"{entry.heading.number} {entry.heading.title}".strip()
            raise TemplateError(f"The heading {heading!r} is not in the laid-out paper: let the template's heading styles keep their numbering.")
        _write(entry, str(page))


def leave_pages_to_word(made: Contents) -> None:
    """Show no page numbers, and mark them so that Word computes them when it opens the paper."""
    for entry in made.entries:
        _write(entry, "")
        for begin in find_all(entry.page[0], "w:fldChar"):
            begin.set(name("w:dirty"), "true")


def _write(entry: Entry, text: str) -> None:
    for piece in entry.page:
        for shown in piece.iter(name("w:t")):
            shown.text = text


def _echo(draft: Draft, heading: Element) -> list[Element]:
    """Return a heading's text again, its figures in controls of their own."""
    made: list[Element] = []
    for child in heading:
        key = value(child, "w:sdtPr/w:tag") or ""
        made += [draft.control(key)] if key in draft.values else [run(text_of(child))] if text_of(child) else []
    return made


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
