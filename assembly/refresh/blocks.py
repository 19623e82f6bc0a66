"""Tables and charts of an edited paper made anew where today's are other than they were: more rows, other numbers, wider columns.

A table that an author has edited keeps the author's words: its figures move, its rows do not, and that is said.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from msgspec.structs import replace

from ...warehouse.figures.model import Catalogue
from ..block_keys import BLOCK, is_table
from ..blocks import block
from ..draft import Draft
from ..flow import blocks_of, flowing
from ..headings import caption_label
from ..ledger import Ledger, Today
from ..made import (
    NO_PLACE,
    Made,
    alt_of,
    bytes_of,
    chart_by_hand,
    chart_in,
    has_no_place,
    is_on_offer,
    is_one,
    is_redrawn,
    made_of,
    shape_of,
    together,
    words_of,
)
from ..ooxml import NAMESPACES, Element, control_key, find_all, name, serialise, w
from ..package import Package
from ..room import room_at
from .charts import drop_chart, drop_fresh, keep_parts, renew_data, written_relations
from .content import put_content
from .figures import Moves
from .names import Names
from .splice import Edit
from .spots import find_spots

NOT_HERE = "and cannot be made anew where it stands: take it from a paper that is assembled anew."
_CHART = f"{{{NAMESPACES['r']}}}id"
_MARKS = {
    "comments": ".//w:commentRangeStart | .//w:commentRangeEnd | .//w:commentReference",
    "tracked changes": " | ".join(
        f".//w:{change}" for change in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tcPrChange", "trPrChange")
    ),
}
"""What somebody has put into a block for others to see, and would be lost with it."""


@dataclass
class Blocks:
    """The edits of the main part, the other parts that change and those that are gone, what the blocks made anew are now, and what is to be said.

    `changed` are the keys of those whose content is another now, `unmade` of those that would be another today and could not be made anew;
    `dropped` counts the places of figures that went with the rows of a table made anew.
    """

    edits: list[Edit] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unmade: set[str] = field(default_factory=set)
    parts: dict[str, bytes] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    made: dict[str, Made] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


def find_blocks(package: Package, ledger: Ledger, today: Today, names: Names, moves: Moves, *, overrule: bool) -> Blocks:
    """Return what today's tables and charts would change in a paper whose figures are today's already; `package` is a copy to try it on.

    `moves` are what made them so. A table with a figure in it that was typed by hand is left, and so is a chart with a number that was.
    """
    found = Blocks()
    draft, catalogue = Draft(package, today.texts, today.brief), names.catalogue
    before = package.parts[package.main]
    told: set[str] = set()
    by_hand, moved = (frozenset(move.key for move in each) for each in (() if overrule else moves.left, moves.made))
    for control in find_all(package.document, "//w:sdt"):
        key = control_key(control)
        if key not in ledger.blocks or not BLOCK.match(key):
            continue
        if not is_on_offer(catalogue, key):
            found.notes.append(f"{names.of(key)} is in the paper, but no longer on offer: it was left as it is.")
            continue
        edited = _Edited(draft, names, key, control, ledger.blocks[key], by_hand, moved, overrule)
        if note := edited.make_anew(found):
            found.notes.append(note)
            told.add(key)
    others = {key for key, was in ledger.blocks.items() if is_on_offer(catalogue, key) and shape_of(draft, catalogue, key) != was.shape}
    found.unmade = others - found.made.keys() - told
    found.notes += [NO_PLACE.format(names.title(key)) for key, was in ledger.blocks.items() if has_no_place(draft, catalogue, key, was)]
    if not found.made:
        return found
    after = serialise(package.document)
    spots = [[spot for spot in find_spots(data, package.main) if spot.key in found.made] for data in (before, after)]
    for spot, now in zip(*spots, strict=True):
        if (new := after[slice(*now.content)]) != before[slice(*spot.content)]:
            found.edits.append((*spot.content, new))
            found.changed += [spot.key] if spot.key not in found.changed else []
    return found


@dataclass
class _Edited:
    """A table, a chart, or one of the drawings of an accountability chart, as it stands in the paper, and what it was made as.

    `by_hand` are the figures that were typed and are left, `moved` those that show another text now.
    """

    draft: Draft
    names: Names
    key: str
    control: Element
    was: Made
    by_hand: frozenset[str]
    moved: frozenset[str]
    overrule: bool

    @property
    def catalogue(self) -> Catalogue:
        return self.names.catalogue

    @property
    def name(self) -> str:
        return self.names.of(self.key)

    @cached_property
    def written(self) -> str:
        """How it was written in the paper, before anything was put into it."""
        return bytes_of(self.control)

    def make_anew(self, found: Blocks) -> str:
        """Put today's block into the control where it may be; return what is to be said where it may not."""
        package = self.draft.package
        is_moved = shape_of(self.draft, self.catalogue, self.key) != self.was.shape
        redrawn = is_redrawn(package, self.control, self.was)
        typed = chart_by_hand(self.draft, self.catalogue, self.key, self.control, self.was) if redrawn else ""
        if typed and not self.overrule:
            return f"{self.name} was changed by hand ({typed}): it was left as it is (--overrule puts the warehouse's numbers in)."
        if self.was.numbers and not chart_in(package, self.control):
            if not self.overrule:
                return f"{self.name} has lost its drawing: it was left as it is (--overrule makes it anew)."
            return "" if self._replace(found) else f"{self.name} has lost its drawing, {NOT_HERE}"
        is_ours = is_one(self.written, self.was.bytes) and not redrawn
        if chart_in(package, self.control) and not is_ours:
            return self._renew(found) if is_moved or typed else ""
        inner = {control_key(each) for each in self.control.iter(name("w:sdt"))}
        is_typed_over = not inner.isdisjoint(self.by_hand)
        # other figures may want other columns
        is_due = is_table(self.key) and is_ours and not is_typed_over and not inner.isdisjoint(self.moved)
        if not is_moved and not is_due:
            return ""
        if is_moved and is_table(self.key) and not any(True for _ in self.control.iter(name("w:p"))):
            return ""  # LibreOffice has put the control beside its table: nobody edited it, and nothing can be put into it
        is_edited = is_typed_over or not is_one(words_of(self.control), self.was.words)
        marks = [what for what, path in _MARKS.items() if find_all(self.control, path)]
        if (is_edited or marks) and not self.overrule:
            what = f"holds {' and '.join(marks)}" if marks else "was edited by hand"
            return f"{self.name} has other {self._parts} today, and {what}: it was left as it is (--overrule makes it anew)."
        is_made = self._replace(found)
        return f"{self.name} was made anew: what was edited or noted in it is gone." if is_made and (is_edited or marks) else ""

    @property
    def _parts(self) -> str:
        return "rows" if is_table(self.key) else "words"

    def _renew(self, found: Blocks) -> str:
        """Put today's numbers into a chart whose look, caption or words an author has changed."""
        fresh = self._fresh()
        assert fresh is not None
        alt = alt_of(self.control)
        if parts := renew_data(self.draft.package, self.control, fresh, self.was.alt):
            found.parts |= parts
            found.changed.append(self.key)
            made = made_of(self.draft, self.catalogue, self.key, [self.control])
            found.made[self.key] = replace(self.was, shape=made.shape, numbers=made.numbers, alt=made.alt if alt == self.was.alt else self.was.alt)
            kept = "look and caption" if alt == self.was.alt else "look, caption and alt text"
            return f"{self.name} was edited by hand: its numbers are today's, its {kept} were left: see that the words still hold."
        if not self.overrule:
            return f"{self.name} has other series today, and was edited by hand: it was left as it is (--overrule makes it anew)."
        if not self._replace(found):
            return f"{self.name} has other series today, {NOT_HERE}"
        return f"{self.name} had other series than today's, so it was made anew: what was edited by hand in it is gone."

    def _fresh(self) -> Element | None:
        """Return what would stand in the control today; None where there is nothing to say, or a chart takes more drawings, or fewer, than here."""
        content = self.control.find("w:sdtContent", NAMESPACES)
        self.draft.count_from(dict(_captions(content)) if content is not None else {})
        self.draft.room = room_at(self.draft.package, self.control)
        made = flowing(self.draft, block(self.draft, self.catalogue, self.key))
        fresh = [found for each in made for found in find_all(each, "descendant-or-self::w:sdt") if control_key(found) == self.key]
        place, drawings = _place_among_drawings(self.control, self.key)
        return fresh[place] if len(fresh) == drawings else None

    def _replace(self, found: Blocks) -> bool:
        """Put a block made today into the control of the old one, with the old one's numbers: of controls, drawings, captions and relations.

        Say whether it could be: LibreOffice puts some controls into a line, which can hold no table and no caption.
        """
        content = self.control.find("w:sdtContent", NAMESPACES)
        is_in_line = any(True for _ in self.control.iterancestors(name("w:p")))
        now = self._fresh()
        if content is None or now is None or is_in_line != (now[1][0].tag == name("w:r")):
            if now is not None:
                drop_fresh(self.draft.package, now)
            return False
        chart = next((_relation(drawn) for drawn in _charts(content)), "")
        known_by = find_all(content, ".//w:bookmarkStart")
        keys = Counter(map(control_key, find_all(content, ".//w:sdt")))
        old, written = list(content), self.written
        put_content(self.draft, self.control, blocks_of(now))
        if not chart and shape_of(self.draft, self.catalogue, self.key) == self.was.shape and bytes_of(self.control) == written:
            content[:] = old  # with the marks of a save by Word, which alone is no change
            return False
        found.dropped += keys - Counter(map(control_key, find_all(content, ".//w:sdt")))
        _mark_caption(content, known_by)
        for drawn in _charts(content):
            found.parts |= keep_parts(self.draft.package, drawn, chart)
        if gone := drop_chart(self.draft.package, chart):
            found.gone |= gone
            found.parts = {part: data for part, data in (found.parts | written_relations(self.draft.package)).items() if part not in gone}
        made = replace(made_of(self.draft, self.catalogue, self.key, [self.control]), caption=self.was.caption)  # which was not made anew
        found.made[self.key] = together(found.made[self.key], made) if self.key in found.made else made
        return True


def _mark_caption(content: Element, known_by: list[Element]) -> None:
    """Put the bookmarks that the old caption's label was known by round the new one's, so that references still lead to it."""
    label = next((found for paragraph in content.iter(name("w:p")) if (found := caption_label(paragraph))), [])
    for mark in known_by if label else ():
        identity = mark.get(name("w:id"), "")
        label[0].addprevious(w("bookmarkStart", id=identity, name=mark.get(name("w:name"), "")))
        label[-1].addnext(w("bookmarkEnd", id=identity))


def _place_among_drawings(control: Element, key: str) -> tuple[int, int]:
    """Return which of the drawings of one chart a control holds, and how many there are: each stands in the paragraph below the one before."""

    def same(paragraphs: Iterator[Element]) -> int:
        return sum(1 for _ in takewhile(lambda each: key in map(control_key, find_all(each, "w:sdt")), paragraphs))

    holder = next(control.iterancestors(name("w:p")), None)
    if holder is None:
        return 0, 1
    above, below = same(holder.itersiblings(preceding=True)), same(holder.itersiblings())
    return above, above + 1 + below


def _charts(content: Element) -> list[Element]:
    return find_all(content, ".//*[local-name()='chart'][@r:id]")


def _relation(drawn: Element) -> str:
    return drawn.get(_CHART, "")


def _captions(content: Element) -> Iterator[tuple[str, int]]:
    """Yield the label and the number of a caption in a block: ("Figure", 3)."""
    for paragraph in find_all(content, ".//w:p"):
        codes = [(code.text or "").split() for code in paragraph.iter(name("w:instrText"))]
        numbers = [piece.text or "" for piece in paragraph.iter(name("w:t"))]
        for code in codes:
            number = next((each for each in numbers if each.isdecimal()), "")
            if code[:1] == ["SEQ"] and number:
                yield code[1], int(number)
