"""The body of a contributor's Word file, read from its first paragraph to its last, with no word of it lost."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from .ooxml import NAMESPACES, Element, find_all, name
from .pages import Page, page_of
from .pictures import KINDS
from .word_blocks import Block, Figure, Line, Note, Turn
from .word_file import WordFile
from .word_formatting import count_paragraph
from .word_lists import Item, WordLists
from .word_pieces import Content, Piece, Shown, Tally, joined, plain
from .word_places import WordPlaces
from .word_styles import QUOTES
from .word_tables import TableFault, blocks_of
from .word_text import WordText, label

TITLE = -1
"""The level of a paragraph in the style Title."""
_CONTENTS_HEADING = "toc heading"
_DROP_CAP = "w:pPr/w:framePr[@w:dropCap='drop' or @w:dropCap='margin']"
_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Choice")


class WordBody:
    """Reads a body once, from top to bottom. `faults` are places, each with what is wrong there."""

    def __init__(self, file: WordFile, tally: Tally, places: WordPlaces) -> None:
        self.faults: list[tuple[str, str]] = []
        self._file = file
        self._tally = tally
        self._places = places
        self._lists = WordLists(file.numbering, file.styles)
        self._text = WordText(file, tally, file.address)
        self._sections = find_all(file.body, ".//w:sectPr")
        self._page = Page()

    def read(self) -> tuple[list[Block], list[Note]]:
        """Return the blocks of the body and the notes that it refers to; words that neither of them took are faults."""
        blocks = [*self._turned(), *self._blocks(self._file.body)]
        referred = [found for found in self._file.notes() if label(*found[:2]) in self._tally.noted]
        notes = [self._note(*found) for found in referred]
        for story in (self._file.body, *(element for _, _, element in referred)):
            for piece in story.iter(name("w:t")):
                if piece not in self._tally.seen and (piece.text or "").strip():
                    lost = f"the words {piece.text!r} stand where they cannot be taken from; type them again as text"
                    self.faults.append((self._places.of(piece), lost))
        return blocks, notes

    def _note(self, kind: str, identity: str, note: Element) -> Note:
        """Return a footnote, or an endnote as one."""
        text = WordText(self._file, self._tally, lambda link: self._file.address_of_note(kind, link))
        lines = []
        for paragraph in note.iter(name("w:p")):
            content, place = text.read(paragraph), self._places.of(paragraph)
            if content.pictures:
                self.faults.append((place, "there is a picture in a note; put it into the text"))
            if pieces := joined(content.pieces):
                lines.append(Line(pieces, place))
        self._tally.changed["endnotes into footnotes"] += kind == "endnote"
        return Note(label(kind, identity), lines)

    def _blocks(self, parent: Element) -> list[Block]:
        made: list[Block] = []
        for child in parent:
            tag = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if tag == "p":
                made += self._paragraph(child)
            elif tag == "tbl":
                made += self._table(child)
            elif tag in ("bookmarkStart", "bookmarkEnd"):
                self._text.mark(child)
            elif tag in _WRAPPERS:
                made += self._blocks(child)
        return made

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        content = self._text.read(paragraph)
        titles = self._file.styles.titles(paragraph)
        level = TITLE if "title" in titles[:1] else self._file.styles.level(paragraph)
        item = None if level else self._lists.item(paragraph)
        self._tally.left_out["page breaks"] += paragraph.find("w:pPr/w:pageBreakBefore", NAMESPACES) is not None
        pieces = joined(content.pieces)
        place = self._places.of(paragraph)
        if find_all(paragraph, _DROP_CAP) and find_all(paragraph, "following-sibling::*[1][self::w:p]"):
            self._text.wait([replace(piece, bold=False) for piece in pieces])  # the first letters of the paragraph below
            self._tally.formatting["drop caps"] += 1
        elif _CONTENTS_HEADING in titles[:1]:
            self._tally.left_out["contents (words)"] += len(plain(pieces).split())
        elif any(piece.text or piece.note for piece in pieces):
            count_paragraph(self._tally, paragraph)
            self._tally.formatting["list marks"] += item is not None and not item.usual
            yield self._line(pieces, place, level, item, titles)
        else:
            self._text.wait(pieces)
            in_cell = next(paragraph.iterancestors(name("w:tc")), None) is not None  # Word wants one in an empty cell
            self._tally.formatting["empty paragraphs"] += not (content.left_out or content.pictures or content.boxes or in_cell)
        yield from self._hung(content, place, bool(plain(pieces)))
        if paragraph.find("w:pPr/w:sectPr", NAMESPACES) is not None:
            self._sections = self._sections[1:]
            turned = self._turned()
            self._tally.left_out["section breaks"] += not turned
            yield from turned

    def _turned(self) -> list[Block]:
        """Return the turn of the page where the next section lies otherwise than the last: upright pages are the paper's own."""
        page = page_of(self._sections[0] if self._sections else None)
        before, self._page = self._page, page
        return [] if page == before else [Turn(page)]

    def _line(self, pieces: list[Piece], place: str, level: int, item: Item | None, titles: list[str]) -> Line:
        if level:
            bare = [replace(piece, text=" ".join(piece.text.split("\n")), bold=False, sequence="") for piece in pieces]
            return Line(joined(bare), place, level)
        return Line(pieces, place, item=item, quoted=not QUOTES.isdisjoint(titles), style="caption" if "caption" in titles else "")

    def _hung(self, content: Content, place: str, with_text: bool) -> Iterator[Block]:
        """Return what hangs on a paragraph: pictures, and the text of its boxes, both behind it."""
        for shown in content.pictures:
            self.faults += [(place, fault) for fault in _faults_of_picture(shown)]
            self._tally.changed["pictures put behind their paragraph"] += with_text
            yield Figure(shown, place)
        for box in content.boxes:
            self._tally.changed["text boxes put behind their paragraph"] += 1
            yield from self._blocks(box)

    def _table(self, table: Element) -> list[Block]:
        place = self._places.of(table)
        try:
            return blocks_of(table, self._blocks, self._tally, place)
        except TableFault as fault:
            self.faults.append((place, str(fault)))
            return []


def _faults_of_picture(shown: Shown) -> Iterator[str]:
    if not shown.alt:
        yield f"the picture {shown.file} has no words for those who cannot see it; give it alt text in Word (right click, View Alt Text)"
    if "." + shown.file.rpartition(".")[2].lower() not in KINDS:
        yield f"the picture {shown.file} is of a kind that not every reader shows; save it as .png or .jpg and insert that"
