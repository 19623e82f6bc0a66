"""The forms on a sheet: questions with their answers to the right, one form below another, and where the answers of each stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..layouts import Layout
from ..layouts.words import words
from ..periods import Period
from .above import unread_above
from .answer_columns import answer_columns
from .headings import Headings
from .questions import Question, answers, ask, read_questions
from .workbook import Place, Sheet, Value

SMALLEST = 2  # questions that make a form


@dataclass(slots=True)
class Form:
    """A form found: its questions stand in the rows from `top` to before `end`, `first` is that of the first that is known.

    `cells` is where each figure is answered, `periods` are the columns of answers that are for a period each, `heads` their headings, and those
    of columns that sum them up; `unread` are the questions that are no field, `unclear` those that could be of more than one.
    """

    layout: Layout
    top: int
    first: int
    end: int
    cells: dict[str, Place]
    periods: dict[int, Period | str]
    heads: dict[int, Place]
    unread: list[Place]
    unclear: list[Place]


def find_forms(sheet: Sheet, headings: Headings, begin: int, end: int, *, alone: bool = False) -> list[Form]:
    """Return the forms in the rows from `begin` to before `end`, in order. Raises Held where the answers of one cannot be told.

    Where no table stands on the sheet (`alone`), two known questions are enough; beside one they have to be of their return beyond doubt.
    """
    groups = _groups(sheet, headings, read_questions(sheet, headings, range(begin, end)), begin)
    found = [_form(sheet, headings, group, after) for after, group in groups if alone or speaks_for_itself(sheet, headings, group, after)]
    return [form for form in found if form]


def speaks_for_itself(sheet: Sheet, headings: Headings, questions: list[Question], begin: int) -> bool:
    """Say whether questions are those of one form beyond doubt: answered, and two of them of no other return, or the form named above them."""
    answered = [each for each in questions if any(_may_answer(sheet, place) for place in each.answers)]
    found = ask(answered).found
    best = _best(found)
    if best is None or len(found[best]) < SMALLEST:
        return False
    layout = headings.layouts[best]
    above = [str(row[column]) for row in sheet.rows[begin : questions[0].place[0]] for column in _filled(row)[:1] if len(_filled(row)) == 1]
    names = [words(name) for name in (layout.title, layout.name.replace("_", " "), *layout.called)]
    if any(name <= words(text) for text in (*above, sheet.name) for name in names):
        return True
    return sum(_is_of_alone(str(sheet.rows[row][column]), best, headings) for row, column in (each.place for each in answered)) >= SMALLEST


def runs(questions: Iterable[Question]) -> Iterator[list[Question]]:
    """Yield the questions that stand right below one another: a blank row, a title or a label parts them."""
    run: list[Question] = []
    for question in questions:
        if run and question.place[0] > run[-1].place[0] + 1:
            yield run
            run = []
        run.append(question)
    if run:
        yield run


def _groups(sheet: Sheet, headings: Headings, questions: list[Question], begin: int) -> list[tuple[int, list[Question]]]:
    """Return the questions of each form, with the row after the form above it; a run of questions goes with those before unless it begins anew."""
    groups: list[tuple[int, list[Question]]] = []
    for run in runs(questions):
        if not groups or _begins_anew(sheet, headings, groups[-1][1], run):
            groups.append((groups[-1][1][-1].place[0] + 1 if groups else begin, []))
        groups[-1][1].extend(run)
    return groups


def _begins_anew(sheet: Sheet, headings: Headings, before: list[Question], run: list[Question]) -> bool:
    """Say whether a run of questions is a form of its own: of another return than that before it, or its questions once more."""
    asked, anew = ask(before).found, ask(run).found
    mine, best = _best(asked), _best(anew)
    if mine is None or best is None or len(asked[mine]) < SMALLEST:
        return False
    if len(asked[mine].keys() & anew.get(mine, {}).keys()) >= SMALLEST:
        return True
    more = len(anew[best]) > len(anew.get(mine, {}))
    return more and speaks_for_itself(sheet, headings, run, before[-1].place[0] + 1)


def _best(found: dict[str, dict[str, list[Place]]]) -> str | None:
    """Return the layout of which most is asked."""
    return max(found, key=lambda name: len(found[name]), default=None)


def _is_of_alone(text: str, owner: str, headings: Headings) -> bool:
    """Say whether a question is of one return more than of any other."""
    known = headings.known(text)
    return bool(known) and {name for (name, _), size, _ in known if size == known[0][1]} == {owner}


def _form(sheet: Sheet, headings: Headings, questions: list[Question], begin: int) -> Form | None:
    """Return the form that questions make, the row `begin` is the first below what stands above it; None where too few are known."""
    asked = ask(questions)
    best = _best(asked.found)
    if best is None or len(asked.found[best]) < SMALLEST:
        return None
    found = asked.found[best]
    rows = {places[0][0] for places in found.values()}
    first = min(rows)
    layout = headings.layouts[best]
    columns = answer_columns(sheet, layout, found, begin, first)
    cells = {name: next((place for place in each if place[1] == columns.column), each[0]) for name, each in found.items()}
    unclear = asked.unclear.get(best, [])
    others = [each for each in questions if each.place[0] not in rows and each.place not in unclear]
    unread = [*unread_above(sheet, others, begin, first), *(each.place for each in others if each.place[0] > first)]
    told = [*rows, *(row for row, _ in (*unread, *unclear))]
    return Form(layout, min(told), first, max(told) + 1, cells, columns.periods, columns.heads, unread, unclear)


def _may_answer(sheet: Sheet, place: Place) -> bool:
    return answers(sheet.rows[place[0]][place[1]]) or place in sheet.errors or place in sheet.uncached


def _filled(row: list[Value]) -> list[int]:
    return [column for column, value in enumerate(row) if value != ""]
