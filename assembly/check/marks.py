"""What a paper is: a draft, or private. It says so on every page, for as long as it is."""

from collections.abc import Iterator

from ..audience import MARK
from ..ledger import status_of
from ..mark import Mark, draft, unmarked
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
    if status_of(subject.document.package) == "Draft":
        yield from _gone(subject, draft())


@rule(
    "private_mark_gone",
    "A private paper that does not say so any more",
    "fault",
    why="A private paper shows every number of people as it is; without its mark it is taken for the public one, and published.",
    cure="Put the words back, or assemble the public paper with --public.",
)
def private_mark_gone(subject: Subject) -> Iterator[Found]:
    ledger = subject.document.ledger
    if ledger and ledger.is_private:
        yield from _gone(subject, MARK)


def _gone(subject: Subject, mark: Mark) -> Iterator[Found]:
    for place in unmarked(subject.document.package, mark):
        yield Found("the paper", "", f"{mark.word!r} was taken off {place}")
