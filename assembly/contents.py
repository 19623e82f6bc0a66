"""The contents page: an entry for each heading of the first level, linked to it, with the page that it stands on."""

import re
from dataclasses import dataclass

from ..errors import TemplateError
from .draft import Draft
from .ooxml import Element, field, find_all, name, run, text_of, value, w
from .ruler import Layout
from .tables import PAGE_WIDTH, Grid, table

UNMEASURED = "00"
"""Holds the width of a page number while the pages are measured."""
_WIDTHS = [1700, PAGE_WIDTH - 2700, 1000]


@dataclass(frozen=True)
class Entry:
    """A heading of the first level: its number as Word shows it, and the text pieces that hold its page."""

    number: str
    title: str
    page: list[Element]


@dataclass(frozen=True)
class Contents:
    block: Element
    entries: tuple[Entry, ...]
    heading: str
    """The heading that the contents stand under; "" where they have none."""


def contents(draft: Draft, place: Element) -> Contents:
    """Return the contents of what follows the place of the contents; every heading gets a bookmark."""
    forms = {draft.style("heading 1"): "{}", draft.style("Appendix Heading"): "Appendix {}", draft.style("Heading Unnumbered"): ""}
    counts: dict[str, int] = {}
    entries: list[Entry] = []
    titles: list[Element] = []
    bookmarks: list[str] = []
    heading = ""
    behind = False
    for paragraph in find_all(draft.package.document, "//w:body//w:p"):
        behind = behind or paragraph is place
        style = value(paragraph, "w:pPr/w:pStyle") or ""
        if style not in forms or not text_of(paragraph).strip():
            continue
        if not behind:
            heading = text_of(paragraph)
            continue
        counts[style] = counts.get(style, 0) + 1
        bookmarks.append(_bookmark(draft, paragraph, len(entries) + 1))
        titles.append(paragraph)
        entries.append(Entry(forms[style].format(counts[style]), text_of(paragraph), field(f"PAGEREF {bookmarks[-1]} \\h", UNMEASURED)))

    def cell(row: int, column: int) -> list[Element]:
        if not row:
            return [run(("Section", "Title", "Page")[column])]
        entry, bookmark = entries[row - 1], bookmarks[row - 1]
        if column == 0:
            return field(f"REF {bookmark} \\r \\h", entry.number) if entry.number.isdigit() else [run(entry.number)]
        if column == 2:
            return entry.page
        return [w("hyperlink", *_echo(draft, titles[row - 1]), anchor=bookmark, history=1)]

    grid = Grid(("Section", "Title", "Page"), tuple((entry.number, entry.title, "") for entry in entries), (False, False, True), "Contents")
    return Contents(table(draft, grid, content=cell, widths=_WIDTHS, style="toc 1"), tuple(entries), heading)


def show_pages(made: Contents, layout: Layout) -> None:
    """Write the measured page of every entry. Raises TemplateError where a heading is not found in the laid-out paper."""
    rest = iter(layout.headings)
    for entry in made.entries:
        wanted = _letters(f"{entry.number}{entry.title}")
        page = next((page for title, page in rest if _letters(title) == wanted), None)
        if page is None:
            heading = f"{entry.number} {entry.title}".strip()
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


def _bookmark(draft: Draft, paragraph: Element, number: int) -> str:
    """Put a bookmark round a heading's text and return its name."""
    title, identity = f"_Toc{number:06}", next(draft.bookmarks)
    at = 1 if len(paragraph) and paragraph[0].tag == name("w:pPr") else 0
    paragraph.insert(at, w("bookmarkStart", id=identity, name=title))
    paragraph.append(w("bookmarkEnd", id=identity))
    return title


def _echo(draft: Draft, heading: Element) -> list[Element]:
    """Return a heading's text again, its figures in controls of their own."""
    made: list[Element] = []
    for child in heading:
        key = value(child, "w:sdtPr/w:tag") or ""
        made += [draft.control(key)] if key in draft.values else [run(text_of(child))] if text_of(child) else []
    return made


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
