"""What is said of the questions of a form that gave no figure: those that are not known, and those that could be of more than one."""

from collections.abc import Iterator

from ..layouts import Field, Layout
from ..layouts.alike import alike
from ..layouts.words import words
from ..warehouse.records import Issue, Severity
from .tables import Table
from .unread_columns import may_be_a_figure
from .values import as_text
from .workbook import Sheet


def doubt_questions(sheet: Sheet, table: Table) -> Iterator[Issue]:
    """Yield an issue for each question of a form whose answer was not used."""
    for row, column in table.unread:
        text, cell = as_text(sheet.rows[row][column]), sheet.address(row, column)
        cure = "It was not loaded; if it belongs to the return, use the usual words or add these to the layout."
        answer = next((value for value in sheet.rows[row][column + 1 :] if value != ""), "")
        severity: Severity = "query" if may_be_a_figure(table, text, answer) else "info"
        yield Issue(sheet.name, cell, severity, "unmapped_question", text, f"a question of {table.layout.title}", cure)
    texts = {sheet.address(row, column): as_text(sheet.rows[row][column]) for row, column in table.unclear}
    for cell, text in texts.items():
        asked = _asked(text, table.layout)
        others = [other for other, words_of in texts.items() if other != cell and any(item in asked for item in _asked(words_of, table.layout))]
        yield Issue(sheet.name, cell, "block", "question_unclear", text, *_why(asked, others))


def _why(asked: list[Field], others: list[str]) -> tuple[str, str]:
    """Return what was expected of a question, and what to do: it is of several figures, or asked in `others` too."""
    names = [repr(item.headings[0]) for item in asked]
    if len(names) > 1:
        shown = f"{', '.join(names[:-1])} or {names[-1]}"
        return f"a question of one figure: {shown}", "Its answer was not used, as it may be of each: please give each figure a row of its own."
    if names and others:
        cure = f"It is asked at {' and '.join(others)} too, so neither answer was used: please leave one of them."
        return f"{names[0]} asked once", cure
    return "a question of one figure, asked once", "Its answer was not used: please use the usual words."


def _asked(text: str, layout: Layout) -> list[Field]:
    """Return the figures whose headings a question holds, those of which it holds most words alone."""
    given = words(alike(text))
    wanted = {item.name: [words(alike(heading)) for heading in item.headings] for item in layout.field}
    held = {name: max((len(each) for each in headings if each <= given), default=0) for name, headings in wanted.items()}
    most = max(held.values())
    return [item for item in layout.field if most and held[item.name] == most]
