"""An edited paper as it reads now: its passages in every story, the figures in its controls, and the ledger of what it was made with."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from ..formatting import Looks
from ..ledger import Ledger, read_ledger
from ..made import is_one, is_redrawn, words_of
from ..ooxml import NAMESPACES, Element, control_key, find_all, name
from ..package import Package
from ..reading import BOX, is_gone, reads
from ..surroundings import Place, surroundings

_STORIES = {"hdr": "header", "ftr": "footer", "footnotes": "footnote", "endnotes": "endnote"}
_NOTES = (name("w:footnote"), name("w:endnote"))
_MARKS = tuple(f"{note}Reference" for note in _NOTES)
_NUMBERED = {"heading 1": "section {}", "appendix heading": "appendix {}", "heading unnumbered": ""}


class Passage(Struct, frozen=True):
    """One paragraph as it reads: insertions in, deletions out. `number` counts the paragraphs that say something under their heading.

    The `section` of a text box or a note is the one that it hangs on; headers and footers have none.
    """

    element: Element
    text: str
    part: str
    story: str
    section: str
    number: int
    style: str
    level: int
    in_table: bool

    @property
    def where(self) -> str:
        """Return where it stands, as somebody finds it who has the paper open."""
        if self.story != "body":
            return f"{self.section}, {self.story}" if self.section else self.story
        return f"{self.section or 'front sheet'}, paragraph {self.number}"


class Control(Struct, frozen=True):
    """A filled place: the key in its tag, or in its alias after a program that keeps no tags, and the text that it shows."""

    key: str
    element: Element
    text: str
    passage: Passage


_DRAWN = name("wp:docPr")


class Block(Struct, frozen=True):
    """A table or a chart that the paper was made with, and the paragraph that it stands in or begins with."""

    key: str
    element: Element
    passage: Passage | None

    @property
    def drawings(self) -> list[Element]:
        """Return what is drawn in it; LibreOffice puts the control of a chart beside it, in the same paragraph."""
        within = list(self.element.iter(_DRAWN))
        return within if within or any(True for _ in self.element.iter(name("w:p"))) else find_all(self.element, "ancestor::w:p[1]//wp:docPr")


@dataclass
class Document:
    """A paper that was assembled and then edited. Raises TemplateError where the bytes are no Word document."""

    package: Package
    looks: Looks = field(init=False)

    def __post_init__(self) -> None:
        self.looks = Looks(self.package)

    @cached_property
    def ledger(self) -> Ledger | None:
        return read_ledger(self.package)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        main, *others = self.package.stories()
        body = tuple(self._story(main))
        notes = {_note_of(mark): passage.section for passage in body for mark in passage.element.iter(*_MARKS)}
        return (*body, *(replace(passage, section=notes.get(_note_around(passage), "")) for part in others for passage in self._story(part)))

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """Return the controls that show a figure of the ledger, in order; those that only a deletion holds are gone."""
        known = self.ledger.entries if self.ledger else {}
        return tuple(
            Control(key, element, reads(element), passage)
            for passage in self.passages
            for element in _controls_of(passage.element)
            if (key := control_key(element)) in known and is_shown(element)
        )

    @cached_property
    def surroundings(self) -> dict[Element, Place]:
        """Return the place of each control of the ledger."""
        known = self.ledger.entries if self.ledger else {}
        stories = [surroundings(self.package.tree(part), known) for part in self.package.stories()]
        return {control: place for story in stories for control, place in story.items()}

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return the tables and charts of the ledger that are still there, in order."""
        known = self.ledger.blocks if self.ledger else {}
        passages = {passage.element: passage for passage in self.passages if passage.part == self.package.main}
        found = [(key, control) for control in find_all(self.package.document, "//w:sdt") if (key := control_key(control)) in known]
        lost = {words: key for key, made in known.items() if key not in dict(found) for words in made.words.split()}
        # LibreOffice keeps no control round a drawing of several shapes: it is known by its words
        found += [(lost[words], drawn) for drawn in find_all(self.package.document, "//w:drawing") if lost and (words := words_of(drawn)) in lost]
        made = []
        for key, element in found:
            if not is_gone(element) and not is_deleted(element):
                around = next(element.iterancestors(name("w:p")), None)
                holder = next(element.iter(name("w:p")), None) if around is None else around
                made.append(Block(key, element, passages.get(holder) if holder is not None else None))
        return tuple(made)

    @cached_property
    def as_made(self) -> set[Element]:
        """Return the paragraphs of the tables and charts whose words nobody has changed: what they say beside their figures is the catalogue's."""
        known = self.ledger.blocks if self.ledger else {}
        held = (block.element for block in self.blocks if is_one(words_of(block.element), known[block.key].words))
        return {paragraph for element in held for paragraph in element.iter(name("w:p"))}

    @cached_property
    def redrawn(self) -> set[Element]:
        """Return the charts of the ledger that are written otherwise than they were made."""
        known = self.ledger.blocks if self.ledger else {}
        return {block.element for block in self.blocks if is_redrawn(self.package, block.element, known[block.key])}

    def _story(self, part: str) -> Iterator[Passage]:
        root = self.package.tree(part)
        story = _STORIES.get(etree.QName(root).localname, "body")
        section, number, counts = "", 0, dict.fromkeys(_NUMBERED, 0)
        for paragraph in root.iter(name("w:p")):
            if is_gone(paragraph):
                continue
            text = reads(paragraph)
            style, level = self._style(paragraph), self.looks.level(paragraph)
            if style in _NUMBERED and text.strip():
                counts[style] += 1
                section, number = " ".join(f"{_NUMBERED[style].format(counts[style])} {text}".split()), 0
            number += bool(text.strip())
            kind = "text box" if any(True for _ in paragraph.iterancestors(BOX)) and story == "body" else story
            in_table = any(True for _ in paragraph.iterancestors(name("w:tbl")))
            yield Passage(paragraph, text, part, kind, section, number, style, level, in_table)

    def _style(self, paragraph: Element) -> str:
        return next(iter(self.looks.styles.titles(paragraph)), "")


def _note_of(mark: Element) -> tuple[str, str]:
    """Return the kind and the number of the note that a mark in the text leads to."""
    return str(mark.tag).removesuffix("Reference"), mark.get(name("w:id"), "")


def _note_around(passage: Passage) -> tuple[str, str]:
    """Return the kind and the number of the note that a passage stands in, "" where it stands in none."""
    note = next(passage.element.iterancestors(*_NOTES), None)
    return ("", "") if note is None else (str(note.tag), note.get(name("w:id"), ""))


def is_deleted(control: Element) -> bool:
    """Say whether all that a control showed was deleted, with the change tracked."""
    return not reads(control).strip() and any(True for _ in control.iter(name("w:delText")))


def is_shown(control: Element) -> bool:
    """Say whether a reader sees anything of a control."""
    return not is_gone(control) and not is_deleted(control) and not _is_hidden(control)


def _is_hidden(control: Element) -> bool:
    """Say whether all that a control shows is formatted as hidden, so that no reader sees it."""
    runs = list(control.iter(name("w:r")))
    return bool(runs) and all(run.find("w:rPr/w:vanish", NAMESPACES) is not None for run in runs)


def _controls_of(paragraph: Element) -> Iterator[Element]:
    """Yield the controls in a paragraph, and the one that holds the paragraph whole; a control in a box is its own paragraph's."""
    for control in paragraph.iter(name("w:sdt")):
        if not is_gone(control) and next(control.iterancestors(name("w:p")), None) is paragraph:
            yield control
    holder = paragraph.getparent()
    around = None if holder is None else holder.getparent()
    if holder is not None and around is not None and holder.tag == name("w:sdtContent") and holder[0] is paragraph:
        yield around
