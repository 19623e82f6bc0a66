"""Accessibility: what a screen reader, a keyboard or weak eyes need of the paper. Source: WCAG 2.2 AA, which public bodies' papers must meet."""

import re
from collections.abc import Iterator

from ..colours import ENOUGH, ENOUGH_FOR_LARGE, contrast
from ..grid import cells_of, is_merged, rows_of
from ..headings import KNOWN_BY
from ..ooxml import NAMESPACES, VML, Element, find_all, is_decorative, name, switched_on, text_of, value
from ..reading import is_gone, reads
from .document import Document, Passage
from .register import Found, Subject, around, at, quoted, rule

_VAGUE = frozenset({"here", "click here", "link", "this link", "more", "read more", "this", "page", "website", "details"})
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
_LANGUAGE = "en-GB"


@rule(
    "heading_order",
    "A heading that skips a level",
    "fault",
    why="Somebody who moves from heading to heading takes a skipped level for a part that is missing.",
    cure="Give the heading the level below the one above it.",
)
def heading_order(subject: Subject) -> Iterator[Found]:
    above = 1
    for passage in subject.document.passages:
        if passage.story != "body" or not passage.level or not passage.text.strip():
            continue
        if passage.level > above + 1:
            yield at(passage, f"a heading of level {passage.level} under one of level {above}")
        above = passage.level


@rule(
    "table_without_heading_row",
    "A table whose heading row is not marked",
    "fault",
    why="Without the mark no heading is read out with a cell, and none stands at the top of the next page.",
    cure="Mark the first row and choose Repeat Header Rows (Layout), and switch on Header Row (Table Design).",
)
def unmarked_heading_rows(subject: Subject) -> Iterator[Found]:
    for table, rows, passage in _data_tables(subject.document):
        look = table.find("w:tblPr/w:tblLook", NAMESPACES)
        first_row = look is not None and (look.get(name("w:firstRow")) in ("1", "true") or int(look.get(name("w:val"), "0"), 16) & 0x0020)
        if not switched_on(rows[0], "w:trPr/w:tblHeader"):
            yield at(passage, "its first row is not marked as the heading row", element=table)
        elif not first_row:
            yield at(passage, "its style is told that it has no heading row", element=table)


@rule(
    "table_heading_cells",
    "A table with an empty or a merged heading cell",
    "fault",
    why="Each column's heading is read out with its cells: an empty one says nothing, a merged one is of none of them.",
    cure="Give every column one cell in the heading row, with words in it.",
)
def heading_cells(subject: Subject) -> Iterator[Found]:
    for table, rows, passage in _data_tables(subject.document):
        cells = cells_of(rows[0])
        if any(not "".join(reads(paragraph) for paragraph in cell.iter(name("w:p"))).strip() for cell in cells):
            yield at(passage, "a cell of its heading row is empty", element=table)
        if any(map(is_merged, cells)):
            yield at(passage, "a cell of its heading row is merged with another", element=table)


@rule(
    "no_alt_text",
    "A picture without words",
    "fault",
    why="Who cannot see a picture or a chart has its alt text alone.",
    cure="Right click it, choose View Alt Text, and write what it shows; a picture for looks alone is marked as decorative.",
)
def pictures_without_words(subject: Subject) -> Iterator[Found]:
    ours = {drawn: block.key for block in subject.document.blocks for drawn in block.drawings}
    for passage in subject.document.passages:
        for drawing in find_all(passage.element, f".//wp:docPr | .//*[*[local-name()='imagedata'][namespace-uri()='{VML}']]"):
            if not is_gone(drawing) and not (drawing.get("descr") or drawing.get("alt") or "").strip() and not is_decorative(drawing):
                key = ours.get(drawing, "")
                if not key and _is_text_box(drawing):
                    continue
                says = "a picture or chart has no alt text"
                if key:
                    says = f"{subject.named(key)} has lost its alt text, as in a save by LibreOffice: 'boardpaper refresh' puts it back"
                yield at(passage, says, drawing.get("name", ""), key=key, element=passage.element)


@rule(
    "link_text",
    "A link whose words do not say where it leads",
    "fault",
    why="A list of the links of a page is how many people find their way: 'here' and a bare address say nothing there.",
    cure="Write the link as words that say what is behind it.",
)
def link_texts(subject: Subject) -> Iterator[Found]:
    for passage in subject.document.passages:
        for link in passage.element.iter(name("w:hyperlink")):
            text = reads(link).strip()
            is_inside = bool(link.get(name("w:anchor")))
            if is_gone(link) or (is_inside and link.get(name("w:anchor"), "").startswith(KNOWN_BY)):
                continue
            if text.casefold().strip(".") in _VAGUE or (not is_inside and (_ADDRESS.match(text) or not text)):
                yield at(passage, f"the link says {quoted(text)}" if text else "a link has no words", around(passage.text, text), element=link)


@rule(
    "contrast",
    "Words that hardly stand out from what is behind them",
    "fault",
    why=f"Letters need a contrast of {ENOUGH:g} to 1, large ones of {ENOUGH_FOR_LARGE:g} to 1, or weak eyes do not read them.",
    cure="Clear the formatting of the words (Ctrl+Space), or choose a darker colour.",
)
def weak_contrast(subject: Subject) -> Iterator[Found]:
    for passage in subject.document.passages:
        for run, look in subject.document.looks.runs(passage.element):
            large = look.points >= 18 or (look.bold and look.points >= 14)
            ratio = contrast(look.ink, look.ground)
            if ratio < (ENOUGH_FOR_LARGE if large else ENOUGH) and not is_gone(run):
                yield at(passage, f"#{look.ink} on #{look.ground} has a contrast of {ratio:.1f} to 1", text_of(run), element=run)
                break


@rule(
    "language",
    "Words marked as another language",
    "look",
    why="A screen reader reads each word aloud in the language that it is marked as.",
    cure="Mark the words and choose English (United Kingdom) (Review, Language).",
)
def languages(subject: Subject) -> Iterator[Found]:
    root = subject.document.package.tree(subject.document.package.related("styles"))
    usual = next((value(found, ".") for found in find_all(root, "w:docDefaults/w:rPrDefault/w:rPr/w:lang")), None)
    if usual != _LANGUAGE:
        yield Found("the paper", "", f"its language is {usual or 'not set'}, not {_LANGUAGE}")
    for passage in subject.document.passages:
        marked = {value(run, "w:rPr/w:lang") for run in passage.element.iter(name("w:r")) if text_of(run).strip() and not is_gone(run)}
        if other := sorted(code for code in marked if code and code != _LANGUAGE):
            yield at(passage, f"marked as {', '.join(other)}")


def _is_text_box(drawing: Element) -> bool:
    """Say whether what is drawn is a single box with words in it, which are read out themselves."""
    (anchor,) = find_all(drawing, "..")
    words = "".join(text_of(box) for box in find_all(anchor, ".//wps:txbx"))
    return bool(words.strip()) and len(find_all(anchor, ".//wps:wsp")) == 1 and not find_all(anchor, ".//*[local-name()='pic']")


def _data_tables(document: Document) -> Iterator[tuple[Element, list[Element], Passage]]:
    """Yield the tables that set figures under headings, with their rows and first passage; a form of one column is none."""
    met: set[Element] = set()
    for passage in document.passages:
        table = next(passage.element.iterancestors(name("w:tbl")), None)
        if table is None or table in met:
            continue
        met.add(table)
        rows = rows_of(table)
        if len(rows) > 1 and max(map(len, map(cells_of, rows))) > 1:
            yield table, rows, passage
