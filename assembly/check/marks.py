"""What a paper is: a draft, or private. It says so on every page, for as long as it is; and one that is final has no open question."""

from collections.abc import Iterator
from itertools import islice

from ...warehouse.figures.model import Plot
from ..audience import MARK
from ..block_keys import word_of
from ..checklist import empty_fields
from ..draft import Draft
from ..ledger import status_of
from ..mark import Mark, bare_headers, draft, is_bare, unmarked
from ..ooxml import Element
from ..plots import plot_doubts
from ..readiness import in_the_way
from ..unmeasured import unmeasured
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
    "final_too_early",
    "A final paper with something in its way",
    "fault",
    why="A paper is final when no question about its figures is open, nothing of its text is not measured, and no field of its front sheet is empty.",
    cure="Answer each query ('boardpaper issues' lists them), ingest a corrected return, or say under [not_measured] why; else set its Status "
    "back to Draft in Word (File, Info, Properties), and put the word back.",
)
def final_too_early(subject: Subject) -> Iterator[Found]:
    if not _is_final(subject):
        return
    document, figures = subject.document, subject.catalogue.figures
    standing = Draft(document.package, subject.today, subject.brief)
    standing.shown = {control.key: control.text for control in document.controls}
    charts = {key: subject.catalogue.charts.get(word_of(key)) for key in (block.key for block in document.blocks)}
    standing.plots = {key: chart for key, chart in charts.items() if isinstance(chart, Plot)}
    if document.ledger and document.ledger.provider:
        in_its_way = in_the_way((), empty_fields(document.package.document))  # a letter asks its provider about the rest
    else:
        doubts = [(key, doubt) for key in standing.shown if key in figures for doubt in figures[key].doubts]
        missing = unmeasured(standing, subject.catalogue, subject.settings.not_measured)
        in_its_way = in_the_way([*doubts, *plot_doubts(standing, figures)], empty_fields(document.package.document), missing)
    for each in in_its_way:
        yield Found("the paper", "", " ".join(each.split()))


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
    return () if _is_final(subject) else (draft(),)


def _is_final(subject: Subject) -> bool:
    """Say whether a paper says that it is final; one whose Status was emptied or is another word is a draft, as it was made."""
    return status_of(subject.document.package).casefold() == "final"


def _private(subject: Subject) -> tuple[Mark, ...]:
    ledger = subject.document.ledger
    return (MARK,) if ledger and ledger.is_private else ()


def _gone(subject: Subject, *marks: Mark) -> Iterator[Found]:
    for mark in marks:
        for place in unmarked(subject.document.package, mark):
            yield Found("the paper", "", f"{mark.word!r} was taken off {place}")
