"""The questions of a form: a text with an answer right of it, and which figure of which return each of them asks for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from ..layouts import Layout
from ..layouts.words import words
from .answer_words import yes_or_no
from .headings import Headings
from .labels import is_label
from .states import tell_state
from .values import as_text, bare_number
from .workbook import Place, Sheet, Value

ANSWER_HEADS = words("answer response reply")
Rank: TypeAlias = tuple[int, bool]  # how many words of a heading a question holds, and whether it is that heading
_NUMBER = re.compile(r"^(?:q\s?)?\d+(?:\.\d+)*[.)a-h]?$", re.IGNORECASE)


@dataclass(slots=True)
class Question:
    """A text that may be a question, the cells beside it, and by form the figures that it asks for as much as for any other."""

    place: Place
    answers: list[Place]
    asks: dict[str, tuple[Rank, list[str]]] = field(default_factory=dict)


@dataclass(slots=True)
class Asked:
    """What several questions ask for: by form, figure to the places that may answer it, how many words of its headings they hold in all,
    and the questions that are unclear.

    A question is unclear that is of two figures as much as of one, or of a figure that another question is of as well.
    """

    found: dict[str, dict[str, list[Place]]] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    unclear: dict[str, list[Place]] = field(default_factory=dict)


def read_questions(sheet: Sheet, headings: Headings, rows: Iterable[int]) -> list[Question]:
    """Return what could be the questions of some rows, known or not; a label with its value is none."""
    found = []
    for row in rows:
        cells = sheet.rows[row]
        filled = [column for column, value in enumerate(cells) if value != "" or (row, column) in sheet.errors or (row, column) in sheet.uncached]
        if len(filled) > 2 and is_number(cells[filled[0]]):
            filled = filled[1:]
        if len(filled) < 2 or not isinstance(text := cells[filled[0]], str) or _is_only_label(text, headings):
            continue
        found.append(Question((row, filled[0]), [(row, column) for column in filled[1:]], _asks(text, headings)))
    return found


def is_number(value: Value) -> bool:
    """Say whether a cell is the number of a question."""
    return bool(_NUMBER.match(as_text(value)))


def ask(questions: Iterable[Question]) -> Asked:
    """Return what questions ask for together: each figure is that of the question which says it best."""
    asked = Asked()
    claims: dict[tuple[str, str], list[tuple[Rank, Question]]] = {}
    for question in questions:
        for owner, (rank, names) in question.asks.items():
            if len(names) == 1:
                claims.setdefault((owner, names[0]), []).append((rank, question))
            else:
                asked.unclear.setdefault(owner, []).append(question.place)
    for (owner, name), claimed in claims.items():
        top = max((exact, size) for (size, exact), _ in claimed)
        first, *more = [question for (size, exact), question in claimed if (exact, size) == top]
        if more:
            asked.unclear.setdefault(owner, []).extend(question.place for question in (first, *more))
        else:
            asked.found.setdefault(owner, {})[name] = first.answers
            asked.held[owner] = asked.held.get(owner, 0) + top[1]
    return asked


def best_form(asked: Asked) -> str | None:
    """Return the form of which most is asked, of two the one whose headings the questions hold more of."""
    return max(asked.found, key=lambda name: (len(asked.found[name]), asked.held[name]), default=None)


def answers(value: Value) -> bool:
    """Say whether a cell could answer a question of a form; a comment beside the answer could not."""
    return bare_number(value) is not None or (isinstance(value, str) and (yes_or_no(value) is not None or tell_state(value, counts=True) is not None))


def find_unanswered(sheet: Sheet, headings: Headings, fewest: int) -> Layout | None:
    """Return the layout of a form with `fewest` questions on the sheet, word for word; where there are several, that with most of them."""
    asked: dict[str, set[str]] = {}
    for cells in sheet.rows:
        first = next((value for value in cells if value != ""), "")
        for (owner, name), _, exact in headings.index.matches(str(first)):
            if exact and headings.layouts[owner].form:
                asked.setdefault(owner, set()).add(name)
    best = max(asked, key=lambda name: len(asked[name]), default=None)
    return headings.layouts[best] if best and len(asked[best]) >= fewest else None


def _asks(text: str, headings: Headings) -> dict[str, tuple[Rank, list[str]]]:
    ranks: dict[str, dict[str, Rank]] = {}
    for (owner, name), size, exact in headings.known(text):
        if headings.layouts[owner].form:
            of = ranks.setdefault(owner, {})
            of[name] = max(of.get(name, (0, False)), (size, exact))
    return {owner: (top, [name for name, rank in of.items() if rank == top]) for owner, of in ranks.items() for top in [max(of.values())]}


def _is_only_label(text: str, headings: Headings) -> bool:
    """Say whether a cell is a label and no question, though it may hold the words of one: "Completed by"."""
    return is_label(text) and not headings.is_heading(text)
