"""The compliance checklist as the paper shows it: what the document tells, and what the author declares."""

from collections.abc import Mapping
from itertools import zip_longest

from msgspec import Struct

from ..errors import SettingsError
from ..nearest import suggestion
from ..workspace import Checklist
from .checklist import Answer
from .draft import Draft
from .flow import stay_whole
from .ooxml import Element, name, run
from .promises import promises
from .tables import Grid, merge_down, table

TOLD = {
    "cover_sheet": "Cover sheet completed",
    "page_numbers": "Page numbers",
    "paragraph_numbers": "Paragraph numbers in place",
    "executive_summary": "2 Page Executive summary in place (Docs 6 pages or more in length)",
    "house_style": "All text single space Arial 12. Headings Arial Bold 12 or above, no underlining",
}
Row = tuple[str, Element]
"""What a rule asks, and the run that holds its answer."""
_HEADINGS = ("Documentation", "Answer", "Statutory and Local Policy Requirement", "Answer")
_LONGEST_ANSWER = "N/A"


class Form(Struct, frozen=True):
    """The checklist's table, and the run that holds each answer that is still to be told."""

    table: Element
    answers: dict[str, Element]


def form(draft: Draft, declared: Checklist) -> Form:
    """Return the checklist, the told answers still open. Raises SettingsError for an overrule of an unknown rule."""
    for rule in declared.overrule:
        if rule not in TOLD:
            raise SettingsError(
                f"boardpaper.toml: checklist.overrule names {rule!r}.{suggestion(rule, TOLD)} The rules told from the document are {', '.join(TOLD)}."
            )
    open_answers = {rule: run(_LONGEST_ANSWER) for rule in TOLD}
    left = [(asked, open_answers[rule]) for rule, asked in TOLD.items()]
    right = [(promise.asks, run(getattr(declared, rule))) for rule, promise in promises().items()]
    return Form(_table(draft, left, right), open_answers)


def show_answers(made: Form, answers: dict[str, Answer], declared: Checklist) -> tuple[str, ...]:
    """Write the answers into the checklist, the author's where one is overruled, and return a note for each of those."""
    shown = shown_answers(answers, declared)
    for rule, holder in made.answers.items():
        for piece in holder.iter(name("w:t")):
            piece.text = shown[rule]
    said = {rule: f"the document shows {found.answer}. {found.evidence}" for rule, found in answers.items()}
    overruled = declared.overrule.items()
    return tuple(f"Checklist, {TOLD[rule]}: {overrule.answer} as declared ({overrule.reason}); {said[rule]}" for rule, overrule in overruled)


def shown_answers(answers: Mapping[str, Answer], declared: Checklist) -> dict[str, str]:
    """Return what the checklist answers to every rule: what the document tells unless it is overruled, and what the author declares."""
    told = {rule: declared.overrule[rule].answer if rule in declared.overrule else answers[rule].answer for rule in TOLD}
    return {**told, **{rule: str(getattr(declared, rule)) for rule in promises()}}


def _table(draft: Draft, left: list[Row], right: list[Row]) -> Element:
    """Return both halves side by side. The last rule of the shorter one runs down to the end of the longer, so that no cell is empty."""
    cells = [[cell for rule in pair for cell in (rule or ("", None))] for pair in zip_longest(left, right)]
    texts = [tuple(cell if isinstance(cell, str) else _LONGEST_ANSWER for cell in row) for row in cells]
    grid = Grid(_HEADINGS, tuple(texts), (False,) * 4, "Compliance Checklist")

    def content(row: int, column: int) -> list[Element]:
        shown: str | Element | None = _HEADINGS[column] if not row else cells[row - 1][column]
        return [run(shown)] if isinstance(shown, str) else [] if shown is None else [shown]

    made = table(draft, grid, content=content)
    for column, half in enumerate((left, left, right, right)):
        if len(half) < len(cells):
            merge_down(made, column, len(half))
    stay_whole(made)
    return made


def asked() -> dict[str, str]:
    """Return what the checklist asks, by rule: what is told from the document, then what the author declares."""
    return {**TOLD, **{rule: promise.asks for rule, promise in promises().items()}}
