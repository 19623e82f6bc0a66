"""The tables and forms on a sheet: where each begins and ends, and which column or cell holds which field."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from ..layouts import Layout
from ..layouts.words import words
from ..periods import Period
from .answer_words import yes_or_no
from .context import Held
from .heading_rows import read_heading
from .headings import Headings, Match
from .labels import is_label
from .period_groups import heading_period
from .states import tell_state
from .values import as_text, bare_number
from .workbook import Place, Sheet, Value

Questions: TypeAlias = dict[str, dict[str, list[Place]]]  # form to field to the places that may answer it
_SMALLEST_FORM = 2
_QUESTION_NUMBER = re.compile(r"^(?:q\s?)?\d+(?:\.\d+)*[.)a-h]?$", re.IGNORECASE)
_ANSWER = frozenset({"answer", "response", "actual", "reply"})
_SUREST = 3  # headings word for word, of a row that is nothing else


@dataclass(slots=True)
class Table:
    """A table or a form found. Rows and columns count from 0; the heading's first row is `top`, the body runs from `first` to before `end`.

    `rivals` are the layouts that fit the headings as well as the score of this one, `doubles` the columns that claim a field
    which another column has, `owners` the columns that say whose or for when each row is; `cells`, `unread` and `unclear` are for a form
    alone: field to place, the questions that are no field, and those that could be of more than one.
    """

    layout: Layout
    heading_row: int
    top: int
    columns: dict[str, int]
    first: int
    end: int
    periods: dict[int, Period | str] = field(default_factory=dict)
    dated: dict[int, tuple[str, Period | str]] = field(default_factory=dict)
    unmapped: dict[int, str] = field(default_factory=dict)
    rivals: list[Match] = field(default_factory=list)
    score: tuple[int, int] = (0, 0)
    doubles: dict[int, str] = field(default_factory=dict)
    cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    unread: list[tuple[int, int]] = field(default_factory=list)
    unclear: list[tuple[int, int]] = field(default_factory=list)
    owners: set[int] = field(default_factory=set)

    @property
    def is_form(self) -> bool:
        return bool(self.cells)


def find_tables(sheet: Sheet, headings: Headings) -> list[Table]:
    """Return the tables of a sheet in order, else its one form, else nothing. Raises Held where a form's answers cannot be told."""
    tables: list[Table] = []
    questions = cache(lambda: _questions(sheet, headings).found)
    for number, row in enumerate(sheet.rows):
        if row.count("") == len(row):
            continue
        heading = read_heading(sheet, number, headings)
        if not heading.matches:
            continue
        best = heading.matches[0]
        if _is_question(row, best, headings, questions):
            continue
        is_lower = bool(tables) and tables[-1].first == number and heading.has_above  # of a heading over two rows
        if tables and not (is_lower and best.dated) and not _begins_anew(sheet, number, tables[-1], best):
            continue
        if is_lower:
            tables.pop()
        elif tables:
            tables[-1].end = _labels_begin(sheet, tables[-1].first, heading.top)
        mapped = {*best.columns.values(), *best.periods, *best.dated}
        unmapped = {column: str(value).strip() for column, value in enumerate(row) if value != "" and column not in mapped}
        rivals = [match for match in heading.matches[1:] if match.score == best.score]
        tables.append(
            Table(
                best.layout,
                heading_row=number,
                top=heading.top,
                columns=best.columns,
                first=number + 1,
                end=len(sheet.rows),
                periods=best.periods,
                dated=best.dated,
                unmapped=unmapped,
                rivals=rivals,
                score=best.score,
                doubles=best.doubles,
            )
        )
    if tables:
        return tables
    form = _find_form(sheet, headings)
    return [form] if form else []


def _labels_begin(sheet: Sheet, first: int, heading: int) -> int:
    """Return the row where the titles and labels above a later heading begin: blank rows, lone texts, labels with their values."""
    begin = heading
    for row in range(heading - 1, first - 1, -1):
        cells = sheet.rows[row]
        if sum(value != "" for value in cells) > 1 and not _is_of_labels(sheet, row, first):
            break
        begin = row
    return begin


def _is_of_labels(sheet: Sheet, row: int, first: int) -> bool:
    """Say whether a row holds a label, or the values of a row of labels right above it."""
    if any(isinstance(value, str) and is_label(value.partition(":")[0]) for value in sheet.rows[row]):
        return True
    above = [value for value in sheet.rows[row - 1] if value != ""] if row > first else []
    return len(above) > 1 and all(map(is_label, above))


def _begins_anew(sheet: Sheet, number: int, table: Table, match: Match) -> bool:
    """Say whether a row within a table heads another: records of words may read like headings.

    So it has to stand apart, below a blank row, a title or labels, or score as well, or be headings word for word throughout.
    """
    above = [value for value in sheet.rows[number - 1] if value != ""]
    stands_apart = len(above) <= 1 or _is_of_labels(sheet, number - 1, table.first)
    return stands_apart or match.score >= table.score or match.exact >= max(_SUREST, match.cells)


def _find_form(sheet: Sheet, headings: Headings) -> Table | None:
    """Return the form on a sheet of questions with their answers to the right: the layout with most questions answered for."""
    asked = _questions(sheet, headings)
    found = asked.found
    best = max(found, key=lambda name: len(found[name]), default=None)
    if best is None or len(found[best]) < _SMALLEST_FORM:
        return None
    rows = [answers[0][0] for answers in found[best].values()]
    layout = headings.layouts[best]
    places = [place for answers in found[best].values() for place in answers]
    periods = _periods_over(sheet, min(rows), _answering(sheet, places))
    column = min(periods) if periods else _answer_column(sheet, min(rows), places)
    answered = {name: next((place for place in answers if place[1] == column), answers[0]) for name, answers in found[best].items()}
    unclear = asked.unclear.get(best, [])
    unread = [place for place in asked.questions if place[0] > min(rows) and place[0] not in rows and place not in unclear]
    return Table(layout, min(rows), min(rows), {}, min(rows), max(rows) + 1, periods, cells=answered, unread=unread, unclear=unclear)


@dataclass(slots=True)
class _Asked:
    """What the forms ask for on a sheet: field to the places that may answer it; every question, known or not; and, by form, those unclear.

    A question is unclear that is of two fields as much as of one, or of a field that another question is of as well.
    """

    found: Questions = field(default_factory=dict)
    questions: list[Place] = field(default_factory=list)
    unclear: dict[str, list[Place]] = field(default_factory=dict)


def _questions(sheet: Sheet, headings: Headings) -> _Asked:
    asked = _Asked()
    claims: dict[tuple[str, str], list[tuple[tuple[bool, int], Place, list[Place]]]] = {}
    for row, cells in enumerate(sheet.rows):
        filled = [column for column, value in enumerate(cells) if value != "" or (row, column) in sheet.errors or (row, column) in sheet.uncached]
        if len(filled) > 2 and _QUESTION_NUMBER.match(as_text(cells[filled[0]])):
            filled = filled[1:]
        if len(filled) < 2 or not isinstance(cells[filled[0]], str) or _is_only_label(cells[filled[0]], headings):
            continue
        question, answers = (row, filled[0]), [(row, column) for column in filled[1:]]
        asked.questions.append(question)
        best: dict[str, dict[str, tuple[bool, int]]] = {}
        for (owner, name), size, exact in headings.known(str(cells[filled[0]])):
            if headings.layouts[owner].form:
                ranks = best.setdefault(owner, {})
                ranks[name] = max(ranks.get(name, (False, 0)), (exact, size))
        for owner, ranks in best.items():
            top = max(ranks.values(), key=lambda rank: (rank[1], rank[0]))
            names = [name for name, rank in ranks.items() if rank == top]
            if len(names) == 1:
                claims.setdefault((owner, names[0]), []).append((top, question, answers))
            else:
                asked.unclear.setdefault(owner, []).append(question)
    for (owner, name), claimed in claims.items():
        top = max(rank for rank, _, _ in claimed)
        first, *more = [(question, answers) for rank, question, answers in claimed if rank == top]
        if more:
            asked.unclear.setdefault(owner, []).extend(question for question, _ in (first, *more))
        else:
            asked.found.setdefault(owner, {})[name] = first[1]
    return asked


def _is_question(row: list[Value], match: Match, headings: Headings, questions: Callable[[], Questions]) -> bool:
    """Say whether a row is a form's question with its answer, which may read like headings ("Prevent lead", "No").

    It is where the form asks for more on that sheet than the row has headings; `questions` returns what the forms ask for there.
    """
    filled = [str(value) for value in row if value != ""]
    first = filled[1] if len(filled) > 2 and _QUESTION_NUMBER.match(filled[0]) else filled[0]
    owners = {owner for (owner, _), _, _ in headings.known(first) if headings.layouts[owner].form}
    return any(len(questions().get(owner, ())) > match.score[0] for owner in owners)


def find_unanswered(sheet: Sheet, headings: Headings) -> Layout | None:
    """Return the layout of a form whose questions stand on the sheet, word for word; where there are several, that with most of them."""
    asked: dict[str, set[str]] = {}
    for cells in sheet.rows:
        first = next((value for value in cells if value != ""), "")
        for (owner, name), _, exact in headings.index.matches(str(first)):
            if exact and headings.layouts[owner].form:
                asked.setdefault(owner, set()).add(name)
    best = max(asked, key=lambda name: len(asked[name]), default=None)
    return headings.layouts[best] if best and len(asked[best]) >= _SMALLEST_FORM else None


def _is_only_label(value: Value, headings: Headings) -> bool:
    """Say whether a cell is a label and no question, though it may hold the words of one: "Completed by"."""
    return is_label(value) and not headings.is_heading(str(value))


def _answer_column(sheet: Sheet, first: int, places: list[tuple[int, int]]) -> int:
    """Return the column that a form's answers stand in: the one that is headed so, else the only one with answers in it.

    Raises Held where several could be the answers, as a target, a month or the quarter before could.
    """
    columns = sorted({column for _, column in places})
    answering = _answering(sheet, places)
    headed = [column for column in columns if any(words(str(sheet.rows[row][column])) & _ANSWER for row in range(first))]
    if len(headed) == 1:
        return headed[0]
    if len(answering) > 1:
        found = f"The form on sheet {sheet.name!r} has more than one column of answers."
        raise Held("which_answer", f"{found} Please head the right one 'Answer', or send one column.", at=(sheet.name, sheet.address(*places[0])))
    return answering[0] if answering else columns[0]


def _answering(sheet: Sheet, places: list[Place]) -> list[int]:
    """Return the columns in which something could answer a question."""
    return sorted({column for row, column in places if _answers(sheet.rows[row][column])})


def _periods_over(sheet: Sheet, first: int, columns: list[int]) -> dict[int, Period | str]:
    """Return the period that stands over each of several columns of answers, in the row nearest to them; none where one has none, or one is twice."""
    for row in range(first - 1, -1, -1):
        named = {column: period for column in columns if (period := heading_period(sheet.rows[row][column]))}
        if named:
            return named if len(columns) > 1 and len(set(named.values())) == len(columns) else {}
    return {}


def _answers(value: Value) -> bool:
    """Say whether a cell could answer a question of a form; a comment beside the answer could not."""
    return bare_number(value) is not None or (isinstance(value, str) and (yes_or_no(value) is not None or tell_state(value, counts=True) is not None))
