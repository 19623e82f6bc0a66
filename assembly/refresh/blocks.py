"""Tables and charts of an edited paper made anew where today's are other than they were: more rows, other numbers, wider columns.

A table that an author has edited keeps the author's words: its figures move, its rows do not, and that is said.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from ...warehouse.figures.model import Catalogue
from ..blocks import block
from ..draft import Draft
from ..flow import blocks_of, flowing
from ..headings import caption_label
from ..ledger import Ledger, Today
from ..made import Made, bytes_of, made_of, shape_of, words_of
from ..narrative import BLOCK
from ..ooxml import NAMESPACES, Element, control_key, find_all, name, serialise, w
from ..package import CONTENT_TYPES, Package, relations_part
from .content import put_content
from .splice import Edit
from .spots import find_spots

_CHART = f"{{{NAMESPACES['r']}}}id"


@dataclass
class Blocks:
    """The edits of the main part, the keys that they are of, the other parts that change, what the blocks are now, and what is to be said of them."""

    edits: list[Edit] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    parts: dict[str, bytes] = field(default_factory=dict)
    made: dict[str, Made] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def find_blocks(package: Package, ledger: Ledger, today: Today, catalogue: Catalogue, by_hand: Collection[str], *, overrule: bool) -> Blocks:
    """Return what today's tables and charts would change in a paper whose figures are today's already; `package` is a copy to try it on.

    A table with a figure in it that was typed `by_hand` is left.
    """
    found = Blocks()
    draft = Draft(package, today.texts, today.brief)
    before = package.parts[package.main]
    for control in find_all(package.document, "//w:sdt"):
        key = control_key(control)
        if key not in ledger.blocks or not BLOCK.match(key):
            continue
        if any(True for _ in control.iterancestors(name("w:p"))):
            continue  # LibreOffice makes such a control one within a line, which can hold no table
        if not _is_on_offer(catalogue, key):
            found.notes.append(f"{key} is in the paper, but no longer on offer: it was left as it is.")
        elif note := _make_anew(draft, catalogue, key, control, ledger.blocks[key], set() if overrule else set(by_hand), found, overrule=overrule):
            found.notes.append(note)
    after = serialise(package.document)
    now = {spot.key: after[slice(*spot.content)] for spot in find_spots(after, package.main)}
    for spot in find_spots(before, package.main):
        if spot.key in found.made and before[slice(*spot.content)] != now[spot.key]:
            found.edits.append((*spot.content, now[spot.key]))
            found.changed.append(spot.key)
    return found


def _is_on_offer(catalogue: Catalogue, key: str) -> bool:
    kind, _, word = key.partition(": ")
    return word in (catalogue.tables if kind == "table" else catalogue.charts)


def _make_anew(draft: Draft, catalogue: Catalogue, key: str, control: Element, was: Made, by_hand: set[str], found: Blocks, *, overrule: bool) -> str:
    """Put today's block into a control where it may be; return what is to be said where it may not."""
    is_moved = shape_of(draft, catalogue, key) != was.shape
    is_ours = bytes_of(control) == was.bytes
    is_typed_over = any(control_key(inner) in by_hand for inner in control.iter(name("w:sdt")))
    if not is_moved and (is_typed_over or not (is_ours and key.startswith("table:"))):
        return ""
    if key.startswith("table:") and (is_typed_over or words_of(control) != was.words) and not overrule:
        return f"{key} has other rows today, and was edited by hand: it was left as it is (--overrule makes it anew)."
    _replace(draft, catalogue, key, control, found)
    found.made[key] = made_of(draft, catalogue, key, control)
    return ""


def _replace(draft: Draft, catalogue: Catalogue, key: str, control: Element, found: Blocks) -> None:
    """Put a block made today into the control of the old one, with the old one's numbers: of controls, drawings, captions and relations."""
    content = control.find("w:sdtContent", NAMESPACES)
    assert content is not None
    draft.count_from(dict(_captions(content)))
    chart = next((_relation(drawn) for drawn in _charts(content)), "")
    known_by = find_all(content, ".//w:bookmarkStart")
    fresh = next(each for each in flowing(draft, block(draft, catalogue, key)) if control_key(each) == key)
    put_content(draft, control, blocks_of(fresh))
    _mark_caption(content, known_by)
    for drawn in _charts(content):
        _keep_parts(draft.package, drawn, chart, found)


def _mark_caption(content: Element, known_by: list[Element]) -> None:
    """Put the bookmarks that the old caption's label was known by round the new one's, so that references still lead to it."""
    label = next((found for paragraph in content.iter(name("w:p")) if (found := caption_label(paragraph))), [])
    for mark in known_by if label else ():
        identity = mark.get(name("w:id"), "")
        label[0].addprevious(w("bookmarkStart", id=identity, name=mark.get(name("w:name"), "")))
        label[-1].addnext(w("bookmarkEnd", id=identity))


def _keep_parts(package: Package, drawn: Element, chart: str, found: Blocks) -> None:
    """Let a new chart stand in the parts of the old one; where there was none, its parts are new to the paper."""
    new = package.part_of(_relation(drawn))
    old = package.part_of(chart) if chart else ""
    package.parts[new] = serialise(package.tree(new))
    book, old_book = package.related_from(new, "package"), package.related_from(old, "package") if old else ""
    if old_book:
        found.parts |= {old: package.parts[new], old_book: package.parts[book]}
        drawn.set(_CHART, chart)
        return
    relations = [relations_part(part) for part in (new, package.main)]
    found.parts |= {part: package.parts[part] for part in (new, book)}
    found.parts |= {part: serialise(package.tree(part)) for part in (*relations, CONTENT_TYPES)}


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
