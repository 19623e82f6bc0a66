"""The tables and forms on a sheet: where each begins and ends, and which column or cell holds which field."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile

from ..layouts import Layout
from ..layouts.outgoing import CHECK_HEADING
from ..periods import Period, parse_period
from .answer_words import rating_of_word
from .column_numbers import is_of_columns
from .forms import SMALLEST, Form, find_forms, runs, sure_form
from .heading_match import MIN_FIELDS, Match
from .heading_rows import read_heading
from .headings import Headings
from .labels import WHO, heads_values, is_label, kinds_of_labels
from .period_groups import heading_period
from .questions import Question, answers, is_number, read_questions
from .values import as_text, bare_number
from .workbook import Place, Sheet, Value

_NEAR = 1  # headings fewer that a return may have which a title names
_SUREST = 3  # headings word for word, of a row that is nothing else


@dataclass(slots=True)
class Table:
    """A table or a form found. Rows and columns count from 0; the heading's first row is `top`, the body runs from `first` to before `end`.

    `rivals` are the layouts that fit the headings as well as the score of this one, `near` those that fit about as many of them;
    `doubles` are the columns that claim a field
    which another column has, `owners` the columns that say for when each row is, `whose` those that say whose, `names` the rows that say either for
    those below them;
    `over` is the cell of the words that set it apart from those beside it that share its left columns;
    `cells`, `heads`, `unread` and `unclear` are for a form alone: field to place, the headings of columns of answers that are for a period
    each or sum these up, the questions that are no field, and those that could be of more than one.
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
    near: list[Match] = field(default_factory=list)
    score: tuple[int, int] = (0, 0)
    doubles: dict[int, str] = field(default_factory=dict)
    cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    heads: dict[int, tuple[int, int]] = field(default_factory=dict)
    unread: list[tuple[int, int]] = field(default_factory=list)
    unclear: list[tuple[int, int]] = field(default_factory=list)
    owners: set[int] = field(default_factory=set)
    whose: set[int] = field(default_factory=set)
    names: set[int] = field(default_factory=set)
    over: Place | None = None

    @property
    def found(self) -> set[str]:
        """The fields that have a column, be it one for a period of its own."""
        return {*self.columns, *(name for name, _ in self.dated.values())}

    @property
    def is_our_form(self) -> bool:
        return CHECK_HEADING in self.unmapped.values()

    @property
    def is_form(self) -> bool:
        return bool(self.cells)

    @property
    def labels_end(self) -> int:
        """Return the row before which its labels stand; a form may have some among its questions."""
        return min([self.first, *(row for row, _ in self.heads.values())]) if self.is_form else self.top


def values_in(sheet: Sheet, table: Table, column: int) -> list[Value]:
    """Return what stands in a column below the headings of a table, blanks left out."""
    return [value for row in range(table.first, table.end) if (value := sheet.rows[row][column]) != ""]


def column_headings(sheet: Sheet, top: int, number: int) -> dict[int, str]:
    """Return the heading of each column: what stands in row `number`, else right above it in the rows of the heading from `top` on."""
    found: dict[int, str] = {}
    for row in range(top, number + 1):
        found |= {column: as_text(value).strip() for column, value in enumerate(sheet.rows[row]) if value != ""}
    return found


def find_tables(sheet: Sheet, headings: Headings) -> list[Table]:
    """Return the tables and forms of a sheet in order. Raises Held where a form's answers cannot be told."""
    tables = _find_tables(sheet, headings)
    if not tables:
        return [_as_table(form) for form in find_forms(sheet, headings, 0, len(sheet.rows), alone=True)]
    found = [_as_table(form) for form in find_forms(sheet, headings, 0, tables[0].top)]
    for table in tables:
        found.append(table)
        end, below = table.end, _form_below(sheet, table, headings)
        if below is not None:
            begin = labels_begin(sheet, table.first, below)
            forms = [_as_table(form) for form in find_forms(sheet, headings, begin, end)]
            table.end = begin if forms else end
            found.extend(forms)
    return found


def _find_tables(sheet: Sheet, headings: Headings) -> list[Table]:
    tables: list[Table] = []
    asked = cache(lambda: _figures_asked(sheet, headings))
    for number, row in enumerate(sheet.rows):
        if row.count("") == len(row):
            continue
        heading = read_heading(sheet, number, headings)
        if not heading.matches:
            continue
        best = heading.matches[0]
        if _is_question(row, best, headings, asked) or _is_of_labels_over_values(sheet, number, best) or _says_who_and_when(row, headings):
            continue
        is_lower = bool(tables) and tables[-1].first == number and heading.has_above  # of a heading over two rows
        if tables and not (is_lower and best.dated) and not _begins_anew(sheet, number, tables[-1], best):
            continue
        if is_lower:
            tables.pop()
        elif tables:
            tables[-1].end = labels_begin(sheet, tables[-1].first, min(heading.top, number - heading.has_above))
        mapped = {*best.columns.values(), *best.periods, *best.dated}
        unmapped = {column: text for column, text in column_headings(sheet, heading.top, number).items() if column not in mapped}
        rivals = [match for match in heading.matches[1:] if match.score == best.score]
        near = [match for match in heading.matches[1:] if match.score != best.score and match.score[0] >= best.score[0] - _NEAR]
        below = number + 1
        is_of_heading = below < len(sheet.rows) and is_of_columns(sheet.rows[below], best.layout, best.columns)
        tables.append(
            Table(
                best.layout,
                heading_row=number,
                top=heading.top,
                columns=best.columns,
                first=below + is_of_heading,
                end=len(sheet.rows),
                periods=best.periods,
                dated=best.dated,
                unmapped=unmapped,
                rivals=rivals,
                near=near,
                score=best.score,
                doubles=best.doubles,
            )
        )
    return tables


def _as_table(form: Form) -> Table:
    found = Table(form.layout, form.first, form.top, {}, form.first, form.end, form.periods)
    found.cells, found.heads, found.unread, found.unclear = form.cells, form.heads, form.unread, form.unclear
    return found


def _form_below(sheet: Sheet, table: Table, headings: Headings) -> int | None:
    """Return the row in which a form begins below the records of a table; its questions are no records of it.

    Where nothing parts the two, it begins with the first question that is known, and that the table's list does not know as well.
    """
    first, figures = table.first, _figures(table)
    parts = list(runs(read_questions(sheet, headings, range(first, table.end))))
    for index, run in enumerate(parts):
        records = [number for number, each in enumerate(run) if _is_record(sheet, table, figures, each.place[0])]
        below = run[records[-1] + 1 :] if records else run
        on = takewhile(lambda part: not any(_is_record(sheet, table, figures, each.place[0]) for each in part), parts[index + 1 :])
        above = labels_begin(sheet, first, run[0].place[0])
        form = sure_form(sheet, headings, below, above) or sure_form(sheet, headings, [*below, *(each for part in on for each in part)], above)
        asked = [each for each in below if form in each.asks]
        unlisted = [each for each in asked if not _is_listed(sheet, table, each.place[0])]
        if not unlisted:
            continue
        if not records and _is_parted(sheet, run, first):
            return run[0].place[0]
        return (asked if len(figures) >= SMALLEST else unlisted)[0].place[0]
    return None


def _is_parted(sheet: Sheet, run: list[Question], first: int) -> bool:
    """Say whether a blank row, a title or labels stand right above questions that may begin a form below the records from row `first`."""
    begin = run[0].place[0]
    return begin > first and (sum(value != "" for value in sheet.rows[begin - 1]) <= 1 or _is_of_labels(sheet, begin - 1, first))


def _figures(table: Table) -> set[int]:
    """Return the columns of a table that hold figures."""
    fields = table.layout.fields
    return {*table.dated, *table.periods, *(column for name, column in table.columns.items() if fields[name].type in ("count", "percent", "number"))}


def _is_record(sheet: Sheet, table: Table, figures: set[int], row: int) -> bool:
    """Say whether a row is a record of a table rather than a question below it: it has two figures of it, or an answer to it."""
    cells = sheet.rows[row]
    if sum(bare_number(cells[column]) is not None for column in figures) >= SMALLEST:
        return True
    asked = [column for name, column in table.columns.items() if table.layout.fields[name].answer]
    return any(rating_of_word(as_text(cells[column])) for column in asked)


def _is_listed(sheet: Sheet, table: Table, row: int) -> bool:
    """Say whether a row holds a word of a table's list, which may be one of a question as well: "WRAP"."""
    held = [(table.layout.fields[name], as_text(sheet.rows[row][column])) for name, column in table.columns.items()]
    return any(item.words and item.word_index.best(text) for item, text in held if text)


def labels_begin(sheet: Sheet, first: int, heading: int) -> int:
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


def _is_of_labels_over_values(sheet: Sheet, row: int, match: Match) -> bool:
    """Say whether a row is of labels with their values below them, or of these values, of which some read like headings ("Role")."""
    if row and heads_values(sheet, row - 1):
        return True
    cells = sheet.rows[row]
    mapped = {*match.columns.values(), *match.periods, *match.dated, *match.doubles}
    figures = [column for column in mapped if not is_label(cells[column])]
    return len(kinds_of_labels(cells)) > len(figures) and heads_values(sheet, row)


def _says_who_and_when(row: list[Value], headings: Headings) -> bool:
    """Say whether a row has a label of the organisation and one of the period, each with its value beside it: "Trust", "MUC", "Month", "March 2019".

    A heading beside "Provider", or several periods beside "Month", are of a table.
    """
    cells = [*(value for value in row if value != ""), "", ""]
    beside = [(kinds_of_labels([label]), value, after) for label, value, after in zip(cells, cells[1:], cells[2:], strict=False)]
    is_named = any(kinds & WHO and not is_label(value) and not headings.is_heading(as_text(value)) for kinds, value, _ in beside)
    return is_named and any("period" in kinds and _is_period(value) and not _is_period(after) for kinds, value, after in beside)


def _is_period(value: Value) -> bool:
    return value != "" and (heading_period(value) or parse_period(as_text(value))) is not None


def _begins_anew(sheet: Sheet, number: int, table: Table, match: Match) -> bool:
    """Say whether a row within a table heads another: records of words may read like headings.

    So it has to stand apart, below a blank row, a title or labels, or score as well, or be headings word for word throughout. Months in the
    columns of dates of the table are dates of a record, unless all that stands beside them is headings word for word.
    """
    dates = {column for name, column in table.columns.items() if table.layout.fields[name].type == "date"}
    if match.periods and len(match.periods.keys() - dates) < MIN_FIELDS and match.exact < match.cells:
        return False
    above = [value for value in sheet.rows[number - 1] if value != ""]
    stands_apart = len(above) <= 1 or _is_of_labels(sheet, number - 1, table.first)
    return stands_apart or match.score >= table.score or match.exact >= max(_SUREST, match.cells)


def _figures_asked(sheet: Sheet, headings: Headings) -> dict[str, int]:
    """Return how many figures each form could ask for on a sheet."""
    asked: dict[str, set[str]] = {}
    for question in read_questions(sheet, headings, range(len(sheet.rows))):
        for owner, (_, names) in question.asks.items():
            asked.setdefault(owner, set()).update(names)
    return {owner: len(names) for owner, names in asked.items()}


def _is_question(row: list[Value], match: Match, headings: Headings, asked: Callable[[], dict[str, int]]) -> bool:
    """Say whether a row is a form's question with its answer, which may read like headings ("Prevent lead", "No").

    It is where the form asks for more on that sheet than the row has headings, or where all that stands right of the question could be
    its answer; `asked` returns how much the forms ask for there.
    """
    filled = [value for value in row if value != ""]
    first, *beside = filled[1:] if len(filled) > 2 and is_number(filled[0]) else filled
    owners = {owner for (owner, _), _, _ in headings.known(str(first)) if headings.layouts[owner].form}
    least = SMALLEST if all(map(answers, beside)) else match.score[0] + 1
    return any(asked().get(owner, 0) >= least for owner in owners)
