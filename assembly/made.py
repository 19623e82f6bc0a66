"""What a table or a chart was when it was made, so that a later look tells whether an author has edited it, and whether it would be another today."""

import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import partial
from itertools import takewhile

from lxml import etree
from msgspec import Struct

from ..warehouse.figures.model import Catalogue, Plot
from .block_keys import is_table, word_of
from .draft import Draft
from .fields import fields as fields_of
from .hashes import hash_of
from .ooxml import NAMESPACES, Element, control_key, find_all, name
from .package import Package
from .plots.fitting import fitted
from .plots.form import misleading
from .plots.own_digits import other_numbers
from .plots.saying import Said, difference, differs, said_by, says, titles_of, typed_labels
from .plots.shown import shown
from .surroundings import views_in

NO_PLACE = "{} had nothing to show when this was made, and has something today: to put it in, assemble anew."

_COUNTED = ".//w:instrText[contains(., 'SEQ ')] | .//w:fldSimple[contains(@w:instr, 'SEQ ')]"
"""The field that gives a caption its number."""
_LEFT_BY_WORD = ".//w:proofErr | .//w:lastRenderedPageBreak | .//w:noProof | .//w:sdtEndPr | .//w:rPr[not(*[not(self::w:noProof)])]"
_MARK_OF_WORD = re.compile(rb' (?:\w+:(?:rsid\w*|paraId|textId)="[^"]*"|xmlns:\w+="http://schemas.microsoft.com/office/word/2010/wordml")')
"""What Word writes into whatever it saves: where its spelling ended, on which day a paragraph was typed."""


class Made(Struct, frozen=True):
    """`shape` is what the catalogue asks for, figures aside; `words` what the block says, figures aside; `bytes` how it was written.

    Of a chart of numbers, `numbers` is what its part says, `look` how the part is written, its workbook with it, and `alt` its words for those
    who cannot see it; all three are "" of any other block. Of one that said nothing, so that it stands nowhere, only the shape is known.
    Where its controls differ, each has its own hash, and a blank parts them. `figures` are the keys of those in it, each with a view of its
    place, and `caption` is what stands above a table, its number aside; both are "" in a paper of an earlier boardpaper.
    """

    shape: str
    words: str = ""
    bytes: str = ""
    numbers: str = ""
    look: str = ""
    alt: str = ""
    figures: str = ""
    caption: str = ""

    @property
    def standing(self) -> list[tuple[str, str]]:
        """Return the keys of the figures in it, each with a view of its place."""
        return [(key, among) for key, _, among in (figure.partition("@") for figure in self.figures.split())]


def made_of(draft: Draft, catalogue: Catalogue, key: str, controls: Iterable[Element]) -> Made:
    """Return what a block is, of the catalogue that it was made from and of its controls: one in each place, or for each drawing of a chart."""
    package = draft.package
    tellers: dict[str, Callable[[Element], str]] = {"words": words_of, "bytes": bytes_of, "figures": partial(figures_of, draft)}
    if is_table(key):
        tellers |= {"caption": caption_of}
    else:
        tellers |= {"numbers": partial(numbers_of, package), "look": partial(look_of, package), "alt": alt_of}
    return Made(shape_of(draft, catalogue, key), **{told: _all(map(tell, controls)) for told, tell in tellers.items()})


def together(one: Made, other: Made) -> Made:
    """Return what a block is of whose controls some are made as the one says, and some as the other; the shape is the other's."""
    told = {name: _all((getattr(one, name), getattr(other, name))) for name in Made.__struct_fields__}
    return Made(**{**told, "shape": other.shape})


def is_one(told: str, hashes: str) -> bool:
    """Say whether a hash is among those of the controls of a block."""
    return told in hashes.split(" ")


def _all(hashes: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(hashes))


def shape_of(draft: Draft, catalogue: Catalogue, key: str) -> str:
    """Return a hash of what the catalogue asks for under a key ("table: children"): for a chart its numbers, for a table its rows of keys."""
    kind, _, word = key.partition(": ")
    if kind == "table":
        return hash_of(repr(catalogue.tables[word]))
    chart = catalogue.charts[word]
    return hash_of(repr(shown(draft, chart, catalogue.figures) if isinstance(chart, Plot) else chart))


def words_of(control: Element) -> str:
    """Return a hash of the words in a block, cell by cell, with the key of each figure in place of its text, and without a caption's number."""
    counted = _counted(control)
    return hash_of("\n".join(_line(paragraph, control, counted) for paragraph in control.iter(name("w:p"))))


def _counted(element: Element) -> set[Element]:
    """Return the pieces of text that show the numbers of captions: Word counts them anew, and nobody edits them."""
    return {piece for found in fields_of(element) if found.kind == "SEQ" for piece in found.shown}


def _line(paragraph: Element, within: Element, counted: set[Element]) -> str:
    line, before = [], None
    for piece in paragraph.iter(name("w:t")):
        if piece in counted:
            continue
        inner = next(takewhile(lambda around: around is not within, piece.iterancestors(name("w:sdt"), within.tag)), None)
        if inner is None or inner is not before:  # Word cuts a figure in two where it sees a spelling
            line.append(control_key(inner) if inner is not None else piece.text or "")
        before = inner
    return "".join(line)


def bytes_of(control: Element) -> str:
    """Return a hash of how a block is written, the texts of its figures aside, its captions' numbers, and what a save by Word leaves in it."""
    bare = deepcopy(control)
    figures = {piece for inner in find_all(bare, ".//w:sdt") for piece in inner.iter(name("w:t"))}
    for piece in figures | _counted(bare):
        piece.text = ""
    for left in find_all(bare, _LEFT_BY_WORD):
        next(left.iterancestors()).remove(left)
    return hash_of(_MARK_OF_WORD.sub(b"", etree.tostring(bare, method="c14n", exclusive=True)))


def chart_in(package: Package, control: Element) -> str:
    """Return the part of the chart of numbers in a block, "" where there is none, or its drawing was deleted."""
    drawn = ".//*[local-name()='chart'][@r:id][not(ancestor::w:del)]"
    # LibreOffice puts the control of a chart beside it, in the same paragraph
    found = find_all(control, drawn) or find_all(control, f"ancestor::w:p[1]/{drawn}")
    part = package.part_of(found[0].get(f"{{{NAMESPACES['r']}}}id", "")) if found else ""
    return part if part in package.parts else ""


def numbers_of(package: Package, control: Element) -> str:
    """Return a hash of the numbers in a block's chart."""
    part = chart_in(package, control)
    return hash_of(repr(said_by(package.look(part)))) if part else ""


def look_of(package: Package, control: Element) -> str:
    """Return a hash of how a block's chart is written, with its workbook."""
    part = chart_in(package, control)
    book = package.related_from(part, "package") if part else ""
    return hash_of(etree.tostring(package.look(part), method="c14n") + package.parts.get(book, b"")) if part else ""


def alt_of(control: Element) -> str:
    """Return a hash of the words of a block's chart for those who cannot see it, "" where it has none."""
    found = find_all(control, ".//wp:docPr[following-sibling::a:graphic//*[local-name()='chart']]")
    words = found[0].get("descr", "") if found else ""
    return hash_of(words) if words.strip() else ""


def figures_of(draft: Draft, control: Element) -> str:
    """Return the keys of the figures in a block, each with a view of its place: "key@view"."""
    return _all(sorted(f"{key}@{view}" for key, view in views_in(control, draft.values)))


def caption_above(control: Element) -> Element | None:
    """Return the numbered caption above a table, None where none stands there; that of a chart is a part of it."""
    if not is_table(control_key(control)):
        return None
    above = takewhile(lambda each: each.tag not in (name("w:tbl"), name("w:sdt")), control.itersiblings(preceding=True))
    return next((each for each in above if find_all(each, _COUNTED)), None)


def caption_of(control: Element) -> str:
    """Return a hash of the words of the caption above a table, its number aside."""
    above = caption_above(control)
    return "" if above is None else hash_of(_line(above, above, _counted(above)))


def is_on_offer(catalogue: Catalogue, key: str) -> bool:
    kind, _, word = key.partition(": ")
    return word in (catalogue.tables if kind == "table" else catalogue.charts)


def has_no_place(draft: Draft, catalogue: Catalogue, key: str, was: Made) -> bool:
    """Say whether a block that stood nowhere, as there was nothing to say, would say something today."""
    if was.words or not is_on_offer(catalogue, key) or shape_of(draft, catalogue, key) == was.shape:
        return False
    table = catalogue.tables.get(word_of(key))
    return table is not None and not table.is_silent


def said_today(draft: Draft, catalogue: Catalogue, key: str) -> Said:
    """Return what a chart of numbers would say today; nothing where it is none, or no longer on offer."""
    chart = catalogue.charts.get(word_of(key))
    return says(fitted(shown(draft, chart, catalogue.figures))) if isinstance(chart, Plot) else ()


def is_redrawn(package: Package, control: Element, was: Made) -> bool:
    """Say whether a chart is there, and is written otherwise than it was made: one that is as it was made is read no further."""
    return bool(chart_in(package, control)) and not is_one(look_of(package, control), was.look)


def typed_titles(draft: Draft, catalogue: Catalogue, key: str, control: Element) -> list[str]:
    """Return the titles in the drawing of a redrawn chart, of its axes or of its own, that are not those it would be drawn with."""
    chart = catalogue.charts.get(word_of(key))
    if not isinstance(chart, Plot):
        return []
    drawn = shown(draft, chart, catalogue.figures)
    found = titles_of(draft.package.look(chart_in(draft.package, control)))
    return [title for title in found if title not in (drawn.value_title, drawn.category_title)]


def misdrawn(draft: Draft, catalogue: Catalogue, key: str, control: Element) -> list[str]:
    """Return what is misleading in how a redrawn chart is drawn now, its numbers aside."""
    chart = catalogue.charts.get(word_of(key))
    if not isinstance(chart, Plot):
        return []
    return misleading(draft.package.look(chart_in(draft.package, control)), shown(draft, chart, catalogue.figures))


def chart_by_hand(draft: Draft, catalogue: Catalogue, key: str, control: Element, was: Made) -> str:
    """Return what was changed by hand in the numbers of a redrawn chart, "" where nothing was: they are as it was made, or as today."""
    package = draft.package
    part = chart_in(package, control)
    drawn = package.look(part)
    if typed := typed_labels(drawn):
        return f"a label was typed over its number: {', '.join(map(repr, typed))}"
    if codes := other_numbers(drawn):
        return f"a number format shows other numbers than it holds: {', '.join(map(repr, codes))}"
    now = said_by(drawn)
    if hash_of(repr(now)) != was.numbers and now != (today := said_today(draft, catalogue, key)):
        return f"it shows other numbers than it was made with: {difference(now, today)}"
    book = package.related_from(part, "package")
    return differs(drawn, package.parts[book]) if book in package.parts else ""
