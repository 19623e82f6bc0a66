"""Questions above the first one that a form is known by, and figures above a table: nothing is read of them, and each is told."""

from collections.abc import Iterable, Iterator

from ..layouts import Layout
from ..layouts.words import fold, words
from ..warehouse.records import Issue
from .labels import read_labels
from .period_groups import heading_period
from .questions import ANSWER_HEADS, Question, answers, ask, best_form, is_number
from .values import as_text
from .workbook import Place, Sheet, Value

_HEADS = words(
    "answer response actual reply question comment evidence value figure number target rag yes no status note "
    "% percent percentage share last previous prior this current month quarter year period ytd date to total average"
)
_YEARS = range(1990, 2100)
_FEWEST = 2  # questions of one form that may be a return
_CURE = "It stands above a table and was not loaded: if it belongs to a return, please put it into that, under its usual words."
_CURE_OF_FORM = (
    "It stands above a table and was not loaded: if it is a return, please write that return's name above it, or send it on a sheet of its own."
)


def unread_above(sheet: Sheet, questions: Iterable[Question], begin: int, first: int) -> list[Place]:
    """Return the questions above row `first` that are no label, no title and no heading of columns: those with an answer beside them.

    Words are an answer right above the known questions, or where the question is numbered or asks; elsewhere they may say anything.
    """
    found: list[Question] = []
    last = first
    for question in reversed(_unlabelled(sheet, questions, begin, first)):
        row = question.place[0]
        beside = [sheet.rows[answer_row][column] for answer_row, column in question.answers]
        if row == last - 1:
            last = row
        if _heads(beside):
            continue
        asks = as_text(sheet.rows[row][question.place[1]]).endswith("?") or any(is_number(value) for value in sheet.rows[row][: question.place[1]])
        if any(map(answers, beside)) or asks or (row == last and row > 0):
            found.append(question)
    return [question.place for question in reversed(found)]


def tell_above(sheet: Sheet, layout: Layout, questions: Iterable[Question], until: int) -> Iterator[Issue]:
    """Yield an issue for each text above a table, in the rows before `until`, that has a figure or a yes or no beside it and is no label.

    What its records are of may stand there too: "Level", 3. Several that ask for figures of one form are asked about: they may be a return.
    """
    keys = {fold(heading) for name in layout.record_key for heading in layout.fields[name].headings}
    told: list[tuple[Question, str]] = []
    for question in _unlabelled(sheet, questions, 0, until):
        beside = [sheet.rows[row][column] for row, column in question.answers]
        text = as_text(sheet.rows[question.place[0]][question.place[1]])
        if _heads(beside) or not any(map(answers, beside)) or (fold(text) in keys and len(beside) == 1):
            continue
        told.append((question, f"{text}: {next(as_text(value) for value in beside if answers(value))}"))
    asked = ask(question for question, _ in told)
    form = best_form(asked)
    is_form = form is not None and len(asked.found[form]) >= _FEWEST
    for question, found in told:
        cell, expected = sheet.address(*question.place), "labels and titles alone"
        if is_form and form in question.asks:
            yield Issue(sheet.name, cell, "query", "form_above_table", found, expected, _CURE_OF_FORM)
        else:
            yield Issue(sheet.name, cell, "info", "above_table", found, expected, _CURE)


def _unlabelled(sheet: Sheet, questions: Iterable[Question], begin: int, end: int) -> list[Question]:
    """Return the questions of some rows that are no label with its value; a text that only holds a label's word may have a figure beside it."""
    said = {each.cell: each.sure for found in read_labels(sheet, end, begin).said.values() for each in found}

    def is_label(question: Question) -> bool:
        beside = [sheet.rows[row][column] for row, column in question.answers]
        labels = [said[cell] for place in (question.place, *question.answers) if (cell := sheet.address(*place)) in said]
        return any(labels) or (bool(labels) and not any(map(answers, beside)))

    return [each for each in questions if begin <= each.place[0] < end and not is_label(each)]


def _heads(beside: list[Value]) -> bool:
    """Say whether what stands right of a text is headings of columns: periods, years, "Answer", with others or alone."""
    if any(isinstance(value, str) and words(value) and words(value) <= ANSWER_HEADS for value in beside):
        return True
    return all(heading_period(value) or (isinstance(value, int) and value in _YEARS) or _is_head(value) for value in beside)


def _is_head(value: Value) -> bool:
    return isinstance(value, str) and len(value.split()) > 0 and words(value) <= _HEADS and not answers(value)
