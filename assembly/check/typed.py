"""Numbers that were typed: those of the prose that no figure of the paper says, and those that stand in the place of a figure which is gone."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Set

from ..draft import TO_COMPLETE
from ..number_words import numbers_in
from ..ooxml import Element, control_key, name
from ..reading import reads
from ..surroundings import views_of
from ..touching import UNIT
from .document import Document, Passage
from .register import Found, Subject, around, at, quoted, rule

_NUMERAL = re.compile(rf"(?<![\w.,/-])[£€$]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:{UNIT})?(?![\w/])")
_MOST = 5
"""So many of the numbers that were typed in one table are named."""
_LARGE = 10
"""From here on a number in words is listed as one in figures is."""
RUNNING = frozenset({"header", "footer"})
"""The stories of every page, which belong to no section."""
_NO_PROSE = frozenset({"address", "caption", "toc 1", "toc 2", "table heading"})
"""The styles of what carries numbers of other kinds: telephone numbers, pages, the numbers of tables."""
_NO_FIGURE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+\d{4})?\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{4}\b"
    r"|\b\d{1,2}:\d{2}\b|\b\d{1,2}(?:\.\d{2})?\s?[ap]\.?m\b|(?:\+44[ -]?|\b0)\d{2,4}(?:[ -]?\d{3,4}){1,2}\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b(?:19|20)\d\d(?:\s?[/-]\s?\d\d(?:\d\d)?)?\b"
    r"|\b(?:level|levels|section|sections|table|figure|appendix|part|page|paragraph|chapter|article|act|quarter|version|schedule|tier|regulation)s?"
    r"\s+\d+(?:\.\d+)*(?:\s*(?:,|and|to|or|-|–)\s*\d+(?:\.\d+)*)*",
    re.IGNORECASE,
)
"""Numerals that name a day, a time, a year, a telephone or a place, and count nothing."""


@rule(
    "number_by_hand",
    "A number in prose that is no figure of the paper",
    "look",
    why="In a section that has figures, a number that was typed has no return behind it, and no later return changes it.",
    cure="Write it as {{ key }} in the narrative where a return carries it; leave it where none does.",
)
def typed_numbers(subject: Subject) -> Iterator[Found]:
    due = {control.passage.section for control in subject.document.controls if control.passage.story not in RUNNING}
    # LibreOffice puts the control of a chart beside it, in the same paragraph
    drawn = {element for block in subject.document.blocks for element in (block.element, block.passage and block.passage.element)}
    figures = {plain(control.text) for control in subject.document.controls}
    shown: dict[Element, set[Element]] = {}
    for control in subject.document.controls:
        shown.setdefault(control.passage.element, set()).add(control.element)
    told: dict[Element, list[tuple[Passage, str]]] = {}
    untouched = subject.document.as_made
    for passage in subject.document.passages:
        if passage.story in RUNNING or passage.section not in due or passage.level or passage.style in _NO_PROSE or passage.element in untouched:
            continue
        if passage.story == "text box" and not drawn.isdisjoint(passage.element.iterancestors()):
            continue
        for numeral in _numerals(passage, shown.get(passage.element, ()), figures):
            told.setdefault(_own_table(passage), []).append((passage, numeral))
    for typed in told.values():
        if len(typed) > 1 and (holder := typed[0][0]).in_table:
            yield at(holder, f"{_listed([numeral for _, numeral in typed])} are typed in one table, and no figure of the paper says so")
        else:
            yield from (
                at(place, f"{quoted(numeral)} is typed, and no figure of the paper says so", around(place.text, numeral)) for place, numeral in typed
            )


def _own_table(passage: Passage) -> Element:
    """Return the table that a passage is in where that shows no figure, as all its numbers are then an author's own; else the passage itself."""
    table = next(passage.element.iterancestors(name("w:tbl")), None)
    return passage.element if table is None or any(True for _ in table.iter(name("w:sdt"))) else table


def _listed(numerals: list[str]) -> str:
    shown = ", ".join(quoted(numeral) for numeral in numerals[:_MOST])
    return f"{shown} and {len(numerals) - _MOST} more" if len(numerals) > _MOST else shown


def typed_instead(document: Document, gone: Collection[str]) -> Mapping[str, list[tuple[Passage, str]]]:
    """Return the numbers, in figures or in words, that were typed where figures of some keys stood: the passage of each, and the number."""
    found: dict[str, list[tuple[Passage, str]]] = defaultdict(list)
    made = document.ledger.made_among() if document.ledger and gone else {}
    controls = {control: control_key(control) for control in document.surroundings} if made else {}
    for passage in document.passages if made else ():
        text = reads(passage.element, but=controls)
        spans = [match.span() for match in (*_NUMERAL.finditer(text), *(match for match, _ in numbers_in(text)))]
        for (start, end), views in zip(spans, views_of(passage.element, spans, controls) if spans else (), strict=True):
            for key in set().union(*(made.get(view, ()) for view in views)) & set(gone):
                found[key].append((passage, text[start:end].strip()))
    return found


def _numerals(passage: Passage, shown: Collection[Element], figures: Set[str]) -> Iterator[str]:
    """Yield the numbers of a passage that stand in none of the controls that it has, and are not among some figures.

    Small numbers in words are how prose is written; "forty-two" is a number like 42.
    """
    text = _NO_FIGURE.sub(lambda found: " " * len(found[0]), reads(passage.element, but=shown))
    found = [(match.start(), match[0].strip(), plain(match[0].strip()) in figures) for match in _NUMERAL.finditer(text)]
    found += [(match.start(), match[0], not figures.isdisjoint((str(worth), f"{worth:,}"))) for match, worth in numbers_in(text) if worth >= _LARGE]
    yield from (numeral for _, numeral, is_figure in sorted(found) if not is_figure)


def plain(text: str) -> str:
    """Return a text as it is compared: without the difference between kinds of space; an empty field says what is to be done with it."""
    plain = " ".join(text.split()).casefold()
    return "" if plain == TO_COMPLETE.casefold() else plain
