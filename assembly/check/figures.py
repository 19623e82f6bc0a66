"""Figures: each place of the ledger in the paper as it is now, against what it showed when it was made and what it would show today."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from ..reading import FIGURE, beside
from ..surroundings import WHOLE
from ..touching import is_of_words, makes_another_number
from .document import Control
from .register import Found, Subject, around, at, quoted, rule, shorten
from .typed import RUNNING, plain, typed_instead

State = Literal["same", "by hand", "stale"]


def state_of(control: Control, subject: Subject) -> State:
    """Return what became of one place."""
    entries = subject.document.ledger.entries if subject.document.ledger else {}
    entry, today = entries[control.key], subject.today.get(control.key, "")
    return tell_state(control.text, (entry.text, entry.brief), (today, subject.brief.get(control.key, today)))


def tell_state(shown: str, made: tuple[str, str], today: tuple[str, str]) -> State:
    """Return what became of a text, of what it was made as and what it would be today, each in full and as a table shows it, "" where alike.

    A text that is as today is right, whoever wrote it.
    """
    if plain(shown) in (plain(today[0]), plain(today[1] or today[0])):
        return "same"
    return "stale" if plain(shown) in (plain(made[0]), plain(made[1] or made[0])) else "by hand"


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
    why="A digit, a sign, a unit or a number in words that touches a figure makes another number of it: 41 with a 1 before it reads 141.",
    cure="Take out what was typed beside the figure, or put another word between them where it is a number of its own.",
)
def typed_beside(subject: Subject) -> Iterator[Found]:
    document = subject.document
    made = document.ledger.made_among() if document.ledger else {}
    for control in document.controls:
        place, shown = document.surroundings[control.element], control.text.strip()
        if not place.joined or control.passage.element in document.as_made or control.key in made.get(place.joined_view, ()):
            continue
        if is_of_words(place.joined) and any(control.key in made.get(view, ()) for view in place.views if view.startswith(WHOLE)):
            continue
        held = [each.element for each in document.controls if each.passage is control.passage]
        if makes_another_number(shown, beside(control.element, control.passage.element, held)):
            whole = " ".join(place.joined.replace(FIGURE, shown).split())
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
    short = {key for key, entry in ledger.entries.items() if held[key] < entry.places} if ledger else set()
    instead = typed_instead(subject.document, short)
    for key, entry in ledger.entries.items() if ledger else ():
        missing = entry.places - held[key]
        for passage, words in instead[key][: max(missing, 0)]:
            says = f"{quoted(words)} is typed text where {subject.named(key)} stood; the warehouse has {quoted(subject.today.get(key, 'nothing'))}"
            yield at(passage, says, around(passage.text, words), key)
            missing -= 1
        if missing > 0:
            gone = missing if missing < entry.places else "all"
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
    heads = Counter(_head(control) for control in subject.document.controls if control.passage.story in RUNNING)
    for control in subject.document.controls:
        met[control.key] += 1
        # a section that gets a header of its own begins with that of the section before, and LibreOffice gives one to every page that is turned
        if ledger and met[control.key] > ledger.entries[control.key].places and heads[_head(control)] < 2:
            due = _places(ledger.entries[control.key].places)
            yield _told(control, f"{subject.named(control.key)} stood in {due} when the paper was made; this is one more")


def _head(control: Control) -> tuple[str, str, str]:
    """Return what a header or footer says about a figure, by which it is the same on other pages: their numbers aside."""
    return control.key, control.passage.story, re.sub(r"\d+", "", control.passage.text)


def _told(control: Control, says: str) -> Found:
    return at(control.passage, says, key=control.key, element=control.element)


def _places(count: int) -> str:
    return "one place" if count == 1 else f"{count} places"
