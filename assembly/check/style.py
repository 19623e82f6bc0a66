"""House style: each piece of text in every story, on the formatting that takes effect."""

import re
from collections.abc import Iterator

from ..flow import parts_tables
from ..house_style import FONT, POINTS, Kind, style_faults
from ..ooxml import NAMESPACES, Element, find_all, name, text_of, value
from ..reading import is_gone
from .document import Document, Passage
from .register import Find, Found, Subject, at, rule

_SOURCE = "The board's checklist asks for Arial 12 in single spacing, headings in Arial bold of 12 or more, and no underlining."
_RULES: tuple[tuple[Kind, str, str, str], ...] = (
    ("font", "style_font", f"Text that is not in {FONT}", f"Mark the words and choose {FONT}, or clear their formatting (Ctrl+Space)."),
    ("size", "style_size", f"Text that is not of {POINTS} point", "Mark the words and clear their formatting (Ctrl+Space)."),
    ("heading", "style_heading", "A heading that is not bold", "Clear the heading's formatting (Ctrl+Space), so that its style holds."),
    ("underline", "style_underline", "Underlined text", "Take the line off (Ctrl+U); for weight, use bold."),
    ("spacing", "style_spacing", "Text that is not single spaced", "Set the line spacing of the paragraph to Single (Ctrl+1)."),
)
_SYMBOLS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "courier new", "webdings"})
"""The fonts that Word draws bullets in."""
_LONGEST_HEADING = 80
_TYPED_MARK = re.compile(r"^\s*(?:[-–—•·*o▪]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S")
_FRAMED = "*[self::w:drawing or self::w:pict or self::w:object or self::w:br or self::w:fldChar or self::w:footnoteReference]"


def _style_rule(kind: Kind) -> Find:
    def find(subject: Subject) -> Iterator[Found]:
        for passage in subject.document.passages:
            for run, look in subject.document.looks.runs(passage.element):
                says = next((says for fault, says in style_faults(look) if fault == kind), "")
                if says and not is_gone(run):
                    yield at(passage, says, text_of(run), element=run)
                    break

    return find


for _kind, _code, _title, _cure in _RULES:
    rule(_code, _title, "fault", why=_SOURCE, cure=_cure)(_style_rule(_kind))


@rule(
    "style_alignment",
    "Text that is not left aligned",
    "fault",
    why="Centred and justified lines are harder to read; the house style aligns text to the left.",
    cure="Align the paragraph left (Ctrl+L).",
)
def alignment(subject: Subject) -> Iterator[Found]:
    for passage in subject.document.passages:
        if not passage.text.strip() or passage.story in ("header", "footer"):
            continue
        aligned = subject.document.looks.alignment(passage.element)
        if aligned in ("center", "both", "distribute") or (aligned == "right" and not passage.in_table):
            yield at(passage, f"aligned {_ALIGNED.get(aligned, aligned)}")


_ALIGNED = {"both": "to both margins", "center": "to the centre", "right": "to the right"}


@rule(
    "style_list_mark",
    "A list whose marks are in another font",
    "fault",
    why="The number or bullet before an item is formatted by the list, not by the words beside it.",
    cure=f"Mark the list's numbers by a click on one of them, and choose {FONT}.",
)
def list_marks(subject: Subject) -> Iterator[Found]:
    told: set[tuple[str, str]] = set()
    for passage in subject.document.passages:
        level = _list_level(subject.document, passage)
        font = value(level, "w:rPr/w:rFonts", "w:ascii") or FONT
        is_bullet = value(level, "w:numFmt") == "bullet"
        if font != FONT and not (is_bullet and font.casefold() in _SYMBOLS) and (passage.section, font) not in told:
            told.add((passage.section, font))
            yield at(passage, f"its mark is in {font}")


@rule(
    "fake_heading",
    "A heading by its looks alone",
    "fault",
    why="A bold line that has no heading style is in no contents, has no number, and a screen reader cannot find it.",
    cure="Give the line a heading style (Ctrl+Alt+1, 2 or 3), or write it into the paragraph that it introduces.",
)
def fake_headings(subject: Subject) -> Iterator[Found]:
    for passage in subject.document.passages:
        if passage.story != "body" or passage.in_table or passage.level or passage.style not in ("normal", "numbered paragraph", "body text"):
            continue
        text = passage.text.strip()
        runs = list(subject.document.looks.runs(passage.element))
        is_bold = bool(runs) and all(look.bold for _, look in runs)
        is_sentence = text.endswith((".", ":", ";", ",", "?", "!"))
        if is_bold and not is_sentence and len(text) <= _LONGEST_HEADING and re.search(r"[^\W\d_]", text):
            yield at(passage, "a bold line on its own, in no heading style")


@rule(
    "empty_paragraph",
    "An empty paragraph to make space",
    "fault",
    why="Space belongs to the styles: empty paragraphs move when the text does, and a screen reader reads them out as blanks.",
    cure="Delete the empty paragraph; the styles keep the distance.",
)
def empty_paragraphs(subject: Subject) -> Iterator[Found]:
    before: Passage | None = None
    for passage in subject.document.passages:
        if passage.story == "body" and not passage.in_table and not passage.text.strip() and not _holds_something(passage.element):
            where = before or passage
            yield Found(where.where, "", "an empty paragraph stands behind it" if before else "an empty paragraph", element=passage.element)
        before = passage if passage.text.strip() else before
        if passage.story == "body" and _breaks_twice(passage.element):
            yield at(passage, "two line breaks, one behind the other, make space within it")


@rule(
    "typed_list",
    "A list whose marks were typed",
    "look",
    why="A screen reader does not read typed marks out as a list, and their lines do not hang together.",
    cure="Take the typed marks away, and choose Bullets or Numbering.",
)
def typed_lists(subject: Subject) -> Iterator[Found]:
    for passage in subject.document.passages:
        if passage.story == "body" and not passage.level and _TYPED_MARK.match(passage.text) and _list_level(subject.document, passage) is None:
            yield at(passage, f"it begins with {passage.text.strip().split()[0]!r}")


def _breaks_twice(paragraph: Element) -> bool:
    """Say whether a paragraph has line breaks with nothing between them."""
    before = False
    for piece in paragraph.iter(name("w:br"), name("w:cr"), name("w:t"), name("w:drawing")):
        is_break = piece.tag in (name("w:br"), name("w:cr")) and piece.get(name("w:type")) in (None, "textWrapping")
        if is_break and before:
            return True
        before = is_break or (before and piece.tag == name("w:t") and not (piece.text or "").strip())
    return False


def _holds_something(paragraph: Element) -> bool:
    """Say whether a paragraph without text is there for something else: a picture, a break, the end of a section, a place between two tables."""
    if find_all(paragraph, f".//{_FRAMED}") or paragraph.find("w:pPr/w:sectPr", NAMESPACES) is not None:
        return True
    return parts_tables(paragraph)


def _list_level(document: Document, passage: Passage) -> Element | None:
    """Return the level of the list that numbers a paragraph, None where none does."""
    number = document.looks.styles.setting(passage.element, "w:pPr/w:numPr/w:numId") or "0"
    part = document.package.related("numbering")
    if number == "0" or part not in document.package.parts:
        return None
    level = document.looks.styles.setting(passage.element, "w:pPr/w:numPr/w:ilvl") or "0"
    root = document.package.tree(part)
    form = next((value(found, ".") for found in find_all(root, f"w:num[@w:numId='{number}']/w:abstractNumId")), None)
    return next(iter(find_all(root, f"w:abstractNum[@w:abstractNumId='{form}']/w:lvl[@w:ilvl='{level}']")), None)
