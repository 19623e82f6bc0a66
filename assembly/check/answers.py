"""The compliance checklist in the paper: its twelve answers, held against what the document shows and what the settings declare."""

from collections.abc import Iterator
from itertools import pairwise

from ...layouts.words import fold
from ..checklist import Answer, told
from ..compliance import TOLD, asked
from ..ooxml import find_all, name
from ..promises import not_kept, promises
from .document import Document, Passage
from .register import Found, Subject, at, rule

_UNMEASURED = "executive_summary"


@rule(
    "checklist_answer",
    "An answer of the checklist that the document does not bear out",
    "fault",
    why="The checklist is the board secretary's word that the paper is in order, and part of the document that it judges.",
    cure="Put right what the evidence names, or overrule the answer with a reason under [checklist.overrule]; then refresh the paper.",
)
def wrong_answers(subject: Subject) -> Iterator[Found]:
    shown = shown_answers(subject.document)
    answers = evidence(subject)
    for key, words in TOLD.items():
        if key == _UNMEASURED and subject.layout is None:
            continue  # the pages were not measured this time: nothing new is known of them
        overrule = subject.settings.checklist.overrule.get(key)
        wanted = overrule.answer if overrule else answers[key].answer
        yield from _compared(shown, words, wanted, f"the document shows {answers[key].answer}: {answers[key].evidence}")
    for key, promise in promises().items():
        declared = getattr(subject.settings.checklist, key)
        yield from _compared(shown, promise.asks, declared, f"boardpaper.toml declares {declared}")


@rule(
    "checklist_overruled",
    "An answer of the checklist that the author overruled",
    "look",
    why="The paper shows the author's answer; who signs it should know that the document shows another.",
    cure="Nothing, where the reason holds.",
)
def overruled(subject: Subject) -> Iterator[Found]:
    declared = subject.settings.checklist.overrule
    answers = evidence(subject) if declared else {}
    for key, overrule in declared.items():
        if key in answers and answers[key].answer != overrule.answer:
            says = f"{overrule.answer} as declared ({overrule.reason}); the document shows {answers[key].answer}: {answers[key].evidence}"
            yield Found("Compliance Checklist", TOLD[key], says, key)


@rule(
    "promise_not_kept",
    "An answer of the checklist that promises what the paper lacks",
    "fault",
    why="An item declared Y promises a section or an appendix.",
    cure="Write that section or appendix, or change the answer in boardpaper.toml.",
)
def broken_promises(subject: Subject) -> Iterator[Found]:
    for note in not_kept(subject.document.package, subject.settings.checklist):
        yield Found("Compliance Checklist", "", note)


def evidence(subject: Subject) -> dict[str, Answer]:
    """Return the five answers that the document gives as it is now."""
    heading = next((passage.text for passage in subject.document.passages if passage.level == 1 and fold(passage.text) == "contents"), "")
    every = subject.settings.report.paragraph_numbers == "every"
    return told(subject.document.package, subject.document.looks, subject.layout, heading, every)


def shown_answers(document: Document) -> dict[str, tuple[str, Passage]]:
    """Return what the paper's checklist answers to each item, by the item's words."""
    by_element = {passage.element: passage for passage in document.passages}
    found: dict[str, tuple[str, Passage]] = {}
    items = set(map(fold, asked().values()))
    for row in find_all(document.package.document, "//w:body//w:tr"):
        cells = [[by_element[paragraph] for paragraph in cell.iter(name("w:p")) if paragraph in by_element] for cell in find_all(row, "w:tc")]
        for asking, answer in pairwise(cells):
            words = fold(" ".join(passage.text for passage in asking))
            if words in items and answer:
                found[words] = (" ".join(passage.text for passage in answer).strip(), answer[0])
    return found


def _compared(shown: dict[str, tuple[str, Passage]], asked: str, wanted: str, because: str) -> Iterator[Found]:
    if fold(asked) not in shown:
        yield Found("Compliance Checklist", asked, "the checklist does not ask this any more")
        return
    answer, passage = shown[fold(asked)]
    if answer != wanted:
        yield at(passage, f"{asked}: the checklist says {answer or 'nothing'}, and {because}", asked)
