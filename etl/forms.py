"""The forms on a sheet: questions with their answers to the right, one form below another, and where the answers of each stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..layouts import Layout
from ..layouts.words import words
from ..periods import Period
from .above import unread_above
from .answer_columns import answer_columns
from .headings import Headings
from .questions import ANSWER_HEADS, Question, answers, ask, best_form, read_questions
from .turned_tables import find_turned
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
    found: list[Form] = []
    others: list[Question] = []
    for after, group in groups:
        form = _form(sheet, headings, group, others, after) if alone or sure_form(sheet, headings, group, after) else None
        others = [] if form else [*others, *group]
        found.extend([form] if form else [])
    if found and others:  # they are told with the last form
        found[-1].unread.extend(each.place for each in others)
        found[-1].end = others[-1].place[0] + 1
    return found


def sure_form(sheet: Sheet, headings: Headings, questions: list[Question], begin: int) -> str | None:
    """Return the form that questions are of beyond doubt: answered, and two of them of no other return, or the form named above
    them, or their answers headed so."""
    answered = [each for each in questions if any(_may_answer(sheet, place) for place in each.answers)]
    asked = ask(answered)
    best = best_form(asked)
    if best is None or len(asked.found[best]) < SMALLEST:
        return None
    layout = headings.layouts[best]
    above = [str(row[column]) for row in sheet.rows[begin : questions[0].place[0]] for column in _filled(row)[:1] if len(_filled(row)) == 1]
    names = [words(name) for name in layout.names]
    if any(name <= words(text) for text in (*above, sheet.name) for name in names) or _is_headed(sheet, questions):
        return best
    alone = sum(_is_of_alone(str(sheet.rows[row][column]), best, headings) for row, column in (each.place for each in answered))
    return best if alone >= SMALLEST else None


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
    parts = [part for whole in runs(questions) for part in _parts(sheet, headings, whole)]
    for number, run in enumerate(parts):
        if not groups or _begins_anew(sheet, headings, groups[-1][1], parts[number:]):
            groups.append((groups[-1][1][-1].place[0] + 1 if groups else begin, []))
        groups[-1][1].extend(run)
    return groups


def _parts(sheet: Sheet, headings: Headings, run: list[Question]) -> list[list[Question]]:
    """Return the questions of one form and of another right below it, which has none of the first's among its own."""
    asking = [number for number, question in enumerate(run) if question.asks]  # a long table has many rows, and few that are questions
    for known, number in enumerate(asking):
        if known < SMALLEST or len(asking) - known < SMALLEST:
            continue
        before, below = (ask(run[each] for each in part) for part in (asking[:known], asking[known:]))
        mine, other = best_form(before), best_form(below)
        if mine is None or other is None or other not in run[number].asks or len(before.found[mine]) < SMALLEST or mine in below.found:
            continue
        if sure_form(sheet, headings, run[number:], run[number].place[0]):
            return [run[:number], *_parts(sheet, headings, run[number:])]
    return [run]


def _begins_anew(sheet: Sheet, headings: Headings, before: list[Question], parts: Sequence[list[Question]]) -> bool:
    """Say whether the first of some runs of questions is a form of its own, or begins one with those below it: of another return, or the same
    questions once more.
    """
    anew = ask(parts[0])
    if (best := best_form(anew)) is None:
        return False
    asked = ask(before)
    mine = best_form(asked)
    if mine is None or len(asked.found[mine]) < SMALLEST:
        return False
    if len(asked.found[mine].keys() & anew.found.get(mine, {}).keys()) >= SMALLEST:
        return True
    after, below = before[-1].place[0] + 1, [each for part in parts for each in part]
    return best != mine and best in (sure_form(sheet, headings, parts[0], after), sure_form(sheet, headings, below, after))


def _is_of_alone(text: str, owner: str, headings: Headings) -> bool:
    """Say whether a question is of one return more than of any other."""
    known = headings.known(text)
    return bool(known) and {name for (name, _), size, _ in known if size == known[0][1]} == {owner}


def _form(sheet: Sheet, headings: Headings, questions: list[Question], above: list[Question], begin: int) -> Form | None:
    """Return the form that questions make, None where too few are known; `above` are others above them, which are of no form.

    The row `begin` is the first below what stands above it. Raises Held where they are the headings of a table, and more of them than of the form.
    """
    asked = ask(questions)
    best = best_form(asked)
    if best is None or len(asked.found[best]) < SMALLEST:
        return None
    found = asked.found[best]
    turned = find_turned(sheet, headings, sorted({each.place[0] for each in questions}))
    if turned and not turned.layout.form and len(turned.rows) > len(found):
        raise turned.hold()
    rows = {places[0][0] for places in found.values()}
    first = min(rows)
    layout = headings.layouts[best]
    columns = answer_columns(sheet, layout, found, begin, first)
    cells = {name: next((place for place in each if place[1] == columns.column), each[0]) for name, each in found.items()}
    unclear = asked.unclear.get(best, [])
    others = [each for each in questions if each.place[0] not in rows and each.place not in unclear]
    unread = [
        *unread_above(sheet, [*above, *others], above[0].place[0] if above else begin, first),
        *(each.place for each in others if each.place[0] > first),
    ]
    told = [*rows, *(row for row, _ in (*unread, *unclear))]
    return Form(layout, min(told), first, max(told) + 1, cells, columns.periods, columns.heads, unread, unclear)


def _is_headed(sheet: Sheet, questions: list[Question]) -> bool:
    """Say whether a row among questions heads them: "Question", "Answer"."""
    rows = [sheet.rows[each.place[0]] for each in questions if not each.asks]
    return any(words(str(value)) and words(str(value)) <= ANSWER_HEADS for row in rows for value in row[1:])


def _may_answer(sheet: Sheet, place: Place) -> bool:
    return answers(sheet.rows[place[0]][place[1]]) or place in sheet.errors or place in sheet.uncached


def _filled(row: list[Value]) -> list[int]:
    return [column for column, value in enumerate(row) if value != ""]
