"""The text of a contributor's paragraphs, wherever Word keeps it: in runs, links, fields, content controls, smart tags and boxes."""

from collections.abc import Callable

from lxml import etree

from .ooxml import NAMESPACES, Element, name, value
from .references import between
from .word_fields import CONTENTS, LINK, OTHER, REFERENCE, SEQUENCE, Field
from .word_file import WordFile
from .word_formatting import count_run
from .word_pictures import pictures_of
from .word_pieces import Content, Piece, Tally
from .word_symbols import symbol, typed

_ADDRESS = f"{{{NAMESPACES['r']}}}id"
_BOX = name("w:txbxContent")
_NO_TEXT = {"rPr", "pPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "instrText", "delText", "delInstrText"}
_CHARACTERS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
"""Word shows this letter as a hyphen wherever it stands; its own soft hyphen is an element. Neither changes a word."""
AddressOf = Callable[[str], str]


def label(kind: str, identity: str) -> str:
    """Return the label of a footnote, or of an endnote, which becomes one."""
    return identity if kind == "footnote" else f"e{identity}"


class WordText:
    """Reads paragraph after paragraph of one story, for a field may begin in one and end in another."""

    def __init__(self, file: WordFile, tally: Tally, address: AddressOf) -> None:
        self._file = file
        self._tally = tally
        self._address = address
        self._fields: list[Field] = []
        self._content = Content()
        self._emphasised: Element | None = None
        self._marks = file.bookmarks()
        self._begun: dict[str, str] = {}
        self._waiting: list[Piece] = []

    def read(self, paragraph: Element) -> Content:
        self._content = Content(left_out=self._in_contents())
        self._emphasised = None if self._file.styles.has_look_of_its_own(paragraph) else paragraph
        self._content.pieces += self._waiting
        self._waiting = []
        self._walk(paragraph, "")
        return self._content

    def mark(self, found: Element) -> None:
        """Read the beginning or the end of a bookmark that stands between paragraphs: the next one has it."""
        self.wait(self._bookmark(found))

    def wait(self, pieces: list[Piece]) -> None:
        """Keep what the next paragraph begins with: the bookmarks of one that is left out, or a letter that Word keeps in one of its own."""
        self._waiting += pieces

    def _walk(self, element: Element, link: str) -> None:
        for child in element:
            tag = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if tag == "r":
                self._run(child, link)
            elif tag == "hyperlink":
                self._walk(child, self._linked(child) or link)
            elif tag in ("bookmarkStart", "bookmarkEnd"):
                self._content.pieces += self._bookmark(child)
            elif tag == "fldSimple":
                self._fields.append(Field(child.get(name("w:instr"), ""), shows=True))
                self._walk(child, link)
                self._fields.pop()
            elif tag not in _NO_TEXT and child.tag != _BOX:
                self._walk(child, link)

    def _run(self, run: Element, link: str) -> None:
        count_run(self._tally, run)
        for child in list(run):
            self._piece(child, run, link)

    def _piece(self, child: Element, run: Element, link: str) -> None:
        tag = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if tag == "t":
            self._tally.seen.add(child)
            self._add(run, typed(run, child.text or ""), link)
        elif tag in _CHARACTERS:
            self._tally.changed["tabs into blanks"] += tag in ("tab", "ptab") and self._parts_words()
            self._add(run, _CHARACTERS[tag], link)
        elif tag == "br":
            self._break(child, run, link)
        elif tag == "sym":
            self._add(run, symbol(child), link)
        elif tag in ("softHyphen", "lastRenderedPageBreak"):
            self._tally.formatting["soft hyphens"] += tag == "softHyphen"
        elif tag in ("footnoteReference", "endnoteReference"):
            note = label(tag.removesuffix("Reference"), child.get(name("w:id"), ""))
            self._tally.noted.add(note)
            self._content.pieces.append(Piece("", note=note))
        elif tag in ("fldChar", "instrText"):
            self._field(child)
        elif tag in ("drawing", "pict", "object"):
            self._drawing(child)
        elif tag in ("AlternateContent", "Choice"):
            for inner in list(child):
                self._piece(inner, run, link)

    def _drawing(self, drawing: Element) -> None:
        pictures = pictures_of(drawing, self._file)
        boxes = list(drawing.iter(_BOX))
        self._content.pictures += pictures
        self._content.boxes += [box for box in boxes if next(box.iterancestors(_BOX), None) not in boxes]
        self._tally.left_out["drawn lines and shapes"] += not (pictures or boxes)

    def _add(self, run: Element, text: str, link: str) -> None:
        if any(not field.shows for field in self._fields):
            return
        if self._in_contents():
            self._content.left_out = True
            self._tally.left_out["contents (words)"] += len(text.split())
            return
        self._tally.formatting["soft hyphens"] += text.count(SOFT_HYPHEN)
        if self._refers(text):
            return
        counted = next((field.counts for field in reversed(self._fields) if field.kind == SEQUENCE), "")
        if any(field.kind in (REFERENCE, OTHER) for field in self._fields) and text.strip():
            self._tally.references.append(text.strip())
        link = next((aim for field in reversed(self._fields) if field.kind == LINK and (aim := field.address or self._inside(field.place))), link)
        styles = self._file.styles
        bold, italic = (styles.is_on(run, mark, self._emphasised) for mark in ("b", "i"))
        self._content.pieces.append(Piece(text.replace(SOFT_HYPHEN, ""), bold, italic, _raised(run), link, sequence=counted))

    def _break(self, child: Element, run: Element, link: str) -> None:
        if child.get(name("w:type"), "textWrapping") == "textWrapping":
            self._add(run, "\n", link)
        else:
            self._content.left_out = True
            self._tally.left_out["page breaks"] += 1
            self._add(run, " ", link)

    def _field(self, child: Element) -> None:
        kind = child.get(name("w:fldCharType"))
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            self._fields.pop()
        elif kind is None and self._fields:
            self._fields[-1].instruction += child.text or ""

    def _parts_words(self) -> bool:
        """Return whether a tab here stood between words that are shown: one before all words is an indent, as Word itself puts into notes."""
        is_shown = all(field.shows and field.kind != CONTENTS for field in self._fields)
        return is_shown and any(piece.text.strip() for piece in self._content.pieces)

    def _in_contents(self) -> bool:
        return any(field.kind == CONTENTS for field in self._fields)

    def _bookmark(self, found: Element) -> list[Piece]:
        """Return the beginning or the end of a bookmark, of those that Word sets for itself alone none."""
        identity = found.get(name("w:id"), "")
        if found.tag == name("w:bookmarkStart"):
            title = found.get(name("w:name"), "")
            if title == "_GoBack" or self._in_contents() or self._marks.get(title) is not found:
                return []
            self._begun[identity] = title
            return [Piece("", begins=title)]
        return [Piece("", ends=self._begun[identity])] if identity in self._begun else []

    def _refers(self, text: str) -> bool:
        """Take the words that a reference shows, once; return whether they are one's whose bookmark says something, and will in the paper."""
        field = next((field for field in self._fields if field.kind == REFERENCE), None)
        mark = self._marks.get(field.refers) if field else None
        if field is None or mark is None or not (field.is_numbered or between(mark)):
            return False
        if not field.told:
            field.told = True
            self._content.pieces.append(Piece(text, refers=field.refers, numbered=field.is_numbered))
        return True

    def _inside(self, place: str) -> str:
        """Return the address of a bookmark of the file, "" where there is none of that name."""
        return f"#{place}" if place in self._marks else ""

    def _linked(self, link: Element) -> str:
        """Return where a link leads. One to a place in its own file that is not there becomes plain words, and `dead_links` tells of it."""
        return self._address(link.get(_ADDRESS, "")) or self._inside(link.get(name("w:anchor"), ""))


def _raised(run: Element) -> str:
    """Return whether text is raised or lowered, as Word says it or as LibreOffice may: moved by half points, in a size of its own."""
    said, moved = value(run, "w:rPr/w:vertAlign"), value(run, "w:rPr/w:position") or "0"
    if said or not value(run, "w:rPr/w:sz") or moved == "0":
        return "" if said in (None, "baseline") else said
    return "subscript" if moved.startswith("-") else "superscript"
