"""Figures: each place of the ledger in the paper as it is now, against what it showed when it was made and what it would show today."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Literal

from ..draft import TO_COMPLETE
from ..made import is_one, words_of
from ..ooxml import Element, name
from ..reading import FIGURE, beside, reads
from .document import Control, Document, Passage
from .register import Found, Subject, around, at, quoted, rule, shorten

State = Literal["same", "by hand", "stale"]
_UNIT = r"\s?(?:%|(?i:(?:thousand|million|billion|per\s?cent|bn|[km])\b))"
"""What makes another number of the digits before it."""
_NUMERAL = re.compile(rf"(?<![\w.,/-])[£€$]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:{_UNIT})?(?![\w/])")
_TOUCHING_BEFORE = re.compile(r"(?:\d[.,]?|(?:^|\s)[-\u2212])$")
_TOUCHING_AFTER = re.compile(rf"\d|[.,]\d|{_UNIT}")
_MOST = 5
"""So many of the numbers that were typed in one table are named."""
_ENDS_A_NUMBER = tuple("0123456789%")
_RUNNING = frozenset({"header", "footer"})
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


def state_of(control: Control, subject: Subject) -> State:
    """Return what became of one place."""
    entries = subject.document.ledger.entries if subject.document.ledger else {}
    entry, today = entries[control.key], subject.today.get(control.key, "")
    return tell_state(control.text, (entry.text, entry.brief), (today, subject.brief.get(control.key, today)))


def tell_state(shown: str, made: tuple[str, str], today: tuple[str, str]) -> State:
    """Return what became of a text, of what it was made as and what it would be today, each in full and as a table shows it, "" where alike.

    A text that is as today is right, whoever wrote it.
    """
    if _plain(shown) in (_plain(today[0]), _plain(today[1] or today[0])):
        return "same"
    return "stale" if _plain(shown) in (_plain(made[0]), _plain(made[1] or made[0])) else "by hand"


@rule(
    "figure_by_hand",
    "A figure changed by hand",
    "fault",
    why="A number typed over a figure is not in the warehouse, has no cell behind it, and stays as it is when a return changes.",
    cure="Have the return corrected and ingest it, or change boardpaper.toml where that says it; or put back what they say with "
    "'boardpaper refresh --overrule'.",
)
def changed_by_hand(subject: Subject) -> Iterator[Found]:
    for control in subject.document.controls:
        if state_of(control, subject) == "by hand":
            of_settings = control.key in subject.today and control.key not in subject.catalogue.figures
            whose = "boardpaper.toml" if of_settings else "the warehouse"
            yield _told(control, f"the paper says {quoted(control.text)}, and {whose} {quoted(subject.today.get(control.key, 'nothing'))}")


@rule(
    "figure_beside",
    "A figure with something typed right beside it",
    "fault",
    why="A digit, a sign or a unit that touches a figure makes another number of it: 41 with a 1 before it reads 141.",
    cure="Take out what was typed beside the figure, or put a blank between them where it is a number of its own.",
)
def typed_beside(subject: Subject) -> Iterator[Found]:
    by_passage: dict[Element, list[Control]] = {}
    for control in subject.document.controls:
        by_passage.setdefault(control.passage.element, []).append(control)
    for controls in by_passage.values():
        if len(controls) == 1 and controls[0].passage.text == controls[0].text:
            continue
        for control in controls:
            before, after = beside(control.element, control.passage.element, [each.element for each in controls])
            shown = control.text.strip()
            if (shown[:1].isdecimal() and _TOUCHING_BEFORE.search(before)) or (shown[-1:] in _ENDS_A_NUMBER and _TOUCHING_AFTER.match(after)):
                whole = f"{re.split(rf'[ {FIGURE}]', before)[-1]}{shown}{after.partition(FIGURE)[0][:10]}".strip()
                yield _told(control, f"the warehouse has {quoted(shown)}, and with what was typed beside it the paper says {quoted(whole)}")


@rule(
    "figure_removed",
    "A figure taken out of its place",
    "fault",
    why="What stands there now, if anything does, is no longer kept up to date, and nobody is told where it comes from.",
    cure="Undo the deletion, or take the passage out of the narrative and assemble the paper again.",
)
def removed(subject: Subject) -> Iterator[Found]:
    ledger = subject.document.ledger
    held = Counter(control.key for control in subject.document.controls)
    for key, entry in ledger.entries.items() if ledger else ():
        if held[key] < entry.places:
            gone = entry.places - held[key] if held[key] else "all"
            says = f"{subject.named(key)} stood in {_places(entry.places)} and is gone from {gone} of them"
            yield Found("the paper", shorten(entry.text), says, key)


@rule(
    "figure_stale",
    "A figure that the warehouse has moved on from",
    "fault",
    why="A return came in, was corrected or was withdrawn since the paper was made.",
    cure="Run 'boardpaper refresh' on the paper.",
)
def stale(subject: Subject) -> Iterator[Found]:
    for control in subject.document.controls:
        if state_of(control, subject) == "stale":
            today = subject.today.get(control.key)
            says = f"it is {quoted(today)} today" if today is not None else "the figure is no longer on offer"
            yield _told(control, f"the paper says {quoted(control.text)}; {says}")


@rule(
    "figure_duplicated",
    "A figure copied to a further place",
    "look",
    why="A paragraph with a figure in it was copied: the same number now stands twice, perhaps under words that belong to another.",
    cure="See that the words around the copy say what the figure is; delete the copy where they do not.",
)
def duplicated(subject: Subject) -> Iterator[Found]:
    ledger = subject.document.ledger
    met: Counter[str] = Counter()
    heads = Counter(_head(control) for control in subject.document.controls if control.passage.story in _RUNNING)
    for control in subject.document.controls:
        met[control.key] += 1
        # a section that gets a header of its own begins with that of the section before, and LibreOffice gives one to every page that is turned
        if ledger and met[control.key] > ledger.entries[control.key].places and heads[_head(control)] < 2:
            due = _places(ledger.entries[control.key].places)
            yield _told(control, f"{subject.named(control.key)} stood in {due} when the paper was made; this is one more")


@rule(
    "number_by_hand",
    "A number in prose that is no figure of the paper",
    "look",
    why="In a section that has figures, a number that was typed has no return behind it, and no later return changes it.",
    cure="Write it as {{ key }} in the narrative where a return carries it; leave it where none does.",
)
def typed_numbers(subject: Subject) -> Iterator[Found]:
    due = {control.passage.section for control in subject.document.controls if control.passage.story not in _RUNNING}
    # LibreOffice puts the control of a chart beside it, in the same paragraph
    drawn = {element for block in subject.document.blocks for element in (block.element, block.passage and block.passage.element)}
    figures = {_plain(control.text) for control in subject.document.controls}
    shown: dict[Element, set[Element]] = {}
    for control in subject.document.controls:
        shown.setdefault(control.passage.element, set()).add(control.element)
    told: dict[Element, list[tuple[Passage, str]]] = {}
    as_made = _as_made(subject.document)
    for passage in subject.document.passages:
        if passage.story in _RUNNING or passage.section not in due or passage.level or passage.style in _NO_PROSE or passage.element in as_made:
            continue
        if passage.story == "text box" and not drawn.isdisjoint(passage.element.iterancestors()):
            continue
        for numeral in _numerals(passage, shown.get(passage.element, ())):
            if _plain(numeral) not in figures:
                told.setdefault(_own_table(passage), []).append((passage, numeral))
    for typed in told.values():
        if len(typed) > 1 and (holder := typed[0][0]).in_table:
            yield at(holder, f"{_listed([numeral for _, numeral in typed])} are typed in one table, and no figure of the paper says so")
        else:
            yield from (
                at(place, f"{quoted(numeral)} is typed, and no figure of the paper says so", around(place.text, numeral)) for place, numeral in typed
            )


def _head(control: Control) -> tuple[str, str, str]:
    """Return what a header or footer says about a figure, by which it is the same on other pages: their numbers aside."""
    return control.key, control.passage.story, re.sub(r"\d+", "", control.passage.text)


def _as_made(document: Document) -> set[Element]:
    """Return the paragraphs of the tables and charts whose words nobody has changed: what they say beside their figures is the catalogue's."""
    blocks = document.ledger.blocks if document.ledger else {}
    held = (block.element for block in document.blocks if is_one(words_of(block.element), blocks[block.key].words))
    return {paragraph for element in held for paragraph in element.iter(name("w:p"))}


def _own_table(passage: Passage) -> Element:
    """Return the table that a passage is in where that shows no figure, as all its numbers are then an author's own; else the passage itself."""
    table = next(passage.element.iterancestors(name("w:tbl")), None)
    return passage.element if table is None or any(True for _ in table.iter(name("w:sdt"))) else table


def _listed(numerals: list[str]) -> str:
    shown = ", ".join(quoted(numeral) for numeral in numerals[:_MOST])
    return f"{shown} and {len(numerals) - _MOST} more" if len(numerals) > _MOST else shown


def _numerals(passage: Passage, shown: Collection[Element]) -> Iterator[str]:
    """Yield the numerals of a passage that stand in none of the controls that it has."""
    text = reads(passage.element, but=shown)
    yield from (found[0].strip() for found in _NUMERAL.finditer(_NO_FIGURE.sub(" ", text)))


def _told(control: Control, says: str) -> Found:
    return at(control.passage, says, key=control.key, element=control.element)


def _places(count: int) -> str:
    return "one place" if count == 1 else f"{count} places"


def _plain(text: str) -> str:
    """Return a text as it is compared: without the difference between kinds of space; an empty field says what is to be done with it."""
    plain = " ".join(text.split()).casefold()
    return "" if plain == TO_COMPLETE.casefold() else plain
