"""What a paper is: a draft, or private. It says so on every page, for as long as it is."""

from collections.abc import Iterator
from itertools import islice

from ..audience import MARK
from ..ledger import status_of
from ..mark import Mark, bare_headers, draft, is_bare, unmarked
from ..ooxml import Element
from .register import Found, Subject, rule


@rule(
    "draft_mark_gone",
    "A draft that does not say so any more",
    "fault",
    why="DRAFT keeps a paper from going to the board while questions about its figures are open; taken off by hand, nobody has looked at them.",
    cure="Assemble the paper with --final, which lists what stands in its way. Where the edited paper is the final one and nothing does, set its "
    "Status to Final in Word (File, Info, Properties); else put the word back.",
)
def draft_mark_gone(subject: Subject) -> Iterator[Found]:
    yield from _gone(subject, *_draft(subject))


@rule(
    "private_mark_gone",
    "A private paper that does not say so any more",
    "fault",
    why="A private paper shows every number of people as it is; without its mark it is taken for the public one, and published.",
    cure="Put the words back, or assemble the public paper with --public.",
)
def private_mark_gone(subject: Subject) -> Iterator[Found]:
    yield from _gone(subject, *_private(subject))


def below_lost_marks(subject: Subject) -> set[Element]:
    """Return the paragraphs with the figures that stood by a mark which was taken off: of what they stand among now that is told already."""
    package, due = subject.document.package, (*_draft(subject), *_private(subject))
    heads = {part for mark in due for part in bare_headers(package, mark)}
    found = {passage.element for passage in subject.document.passages if passage.part in heads}
    if any(is_bare(package, mark) for mark in due):
        first = (control.passage.element for control in subject.document.controls if control.passage.part == package.main)
        found.update(islice(first, 1))
    return found


def _draft(subject: Subject) -> tuple[Mark, ...]:
    return (draft(),) if status_of(subject.document.package) == "Draft" else ()


def _private(subject: Subject) -> tuple[Mark, ...]:
    ledger = subject.document.ledger
    return (MARK,) if ledger and ledger.is_private else ()


def _gone(subject: Subject, *marks: Mark) -> Iterator[Found]:
    for mark in marks:
        for place in unmarked(subject.document.package, mark):
            yield Found("the paper", "", f"{mark.word!r} was taken off {place}")
