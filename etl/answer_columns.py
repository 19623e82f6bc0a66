"""Which columns of a form hold its answers: one, or one for each period; those that sum them up or are shares of them are none."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..layouts import Layout
from ..layouts.words import words
from ..periods import Period
from .context import Held
from .labels import is_label
from .period_groups import heading_period, is_summary
from .period_words import is_period_word
from .questions import ANSWER_HEADS, answers
from .values import as_text
from .workbook import Place, Sheet, Value

_ANSWER = ANSWER_HEADS | words("actual")
_SHARE = words("% percent percentage proportion rate share")


@dataclass(slots=True)
class Answers:
    """The column that answers stand in, those that are for a period each, and the headings of these and of sums of them."""

    column: int
    periods: dict[int, Period | str] = field(default_factory=dict)
    heads: dict[int, Place] = field(default_factory=dict)


def answer_columns(sheet: Sheet, layout: Layout, found: Mapping[str, list[Place]], begin: int, first: int) -> Answers:
    """Return the columns of a form's answers: those that are headed by a period each, the one that is headed so, else the only one.

    `found` are the places that may answer each figure, their headings stand between the rows `begin` and `first`.
    Raises Held where several could be the answers, as a target or the quarter before could.
    """
    places = [place for each in found.values() for place in each]
    answering = sorted({column for row, column in places if answers(sheet.rows[row][column])})
    heads = _heads(sheet, answering, begin, first)
    summaries = {column: place for column, place in heads.items() if is_summary(_value(sheet, place))}
    left = [column for column in answering if column not in summaries and not _is_share(sheet, layout, found, column, heads.get(column))]
    if not left:
        left, summaries = answering, {}
    named = {column: period for column in left if column in heads and (period := _period(_value(sheet, heads[column])))}
    if len(named) == len(left) == len(set(named.values())) and len(answering) > 1:
        return Answers(min(named), named, {column: heads[column] for column in heads if column in named or column in summaries})
    headed = [column for column in sorted({column for _, column in places}) if _is_headed(sheet, column, begin, first)]
    if len(headed) == 1:
        return Answers(headed[0], heads=summaries)
    if len(left) > 1:
        said = f"The form in {sheet.called} has more than one column of answers{_named(sheet, left, begin, first)}."
        cure = "Please head the one that is of all 'Answer', or send one column."
        raise Held("which_answer", f"{said} {cure}", at=(sheet.name, sheet.address(*places[0])))
    return Answers(left[0] if left else min(column for _, column in places), heads=summaries)


def _named(sheet: Sheet, columns: list[int], begin: int, first: int) -> str:
    """Return what stands right above several columns of answers, in words to add to a sentence; "" where they have no heading each."""
    for row in range(first - 1, begin - 1, -1):
        heads = [f"{as_text(sheet.rows[row][column])!r} ({sheet.address(row, column)})" for column in columns if sheet.rows[row][column] != ""]
        if heads:
            return f": {', '.join(heads)}" if len(heads) == len(columns) else ""
    return ""


def _heads(sheet: Sheet, columns: list[int], begin: int, first: int) -> dict[int, Place]:
    """Return the cells that say what columns are of, a period, a sum or a share, in the row nearest above a form's first question."""
    for row in range(first - 1, begin - 1, -1):
        cells = sheet.rows[row]
        heads = {column: (row, column) for column in columns if _period(cells[column]) or is_summary(cells[column]) or _names_share(cells[column])}
        if len(heads) > 1 or (heads and not any(map(is_label, cells))):
            return heads
    return {}


def _period(value: Value) -> Period | str | None:
    return heading_period(value) or (str(value).strip() if is_period_word(value) else None)


def _is_share(sheet: Sheet, layout: Layout, found: Mapping[str, list[Place]], column: int, head: Place | None) -> bool:
    """Say whether a column of a form holds percentages, where none of its figures is one."""
    if any(layout.fields[name].type == "percent" for name in found):
        return False
    held = [place for each in found.values() for place in each if place[1] == column and answers(sheet.rows[place[0]][place[1]])]
    return (head is not None and _names_share(_value(sheet, head))) or all(place in sheet.percent for place in held)


def _names_share(value: Value) -> bool:
    return isinstance(value, str) and bool(words(value) & _SHARE)


def _is_headed(sheet: Sheet, column: int, begin: int, first: int) -> bool:
    return any(words(str(sheet.rows[row][column])) & _ANSWER for row in range(begin, first))


def _value(sheet: Sheet, place: Place) -> Value:
    return sheet.rows[place[0]][place[1]]
