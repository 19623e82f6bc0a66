"""Headings that say more than the figure that they were read as: "Modifiable factors (smoking)" may be a part of it, or another one."""

import re
from collections.abc import Iterator, Set

from ..layouts import Field, Layout
from ..layouts.alike import alike
from ..layouts.words import words
from ..periods import Period, write_period
from ..warehouse.records import Block, Issue
from .context import Context
from .denials import itself
from .heading_periods import split_part, split_period
from .headings import UNIT_OR_SCALE
from .period_groups import heading_period
from .questions import is_number
from .tables import Table
from .values import as_text
from .workbook import Place, Sheet

SAYS_NOTHING = words(
    "a an the of for in on at as to and or with per from is are has have been was were do does who that which named their its there them by each "
    "total overall number no count figure value actual % percent percentage rate staff headcount employee people person case record date day "
    "time please state enter insert give provide yes y n if any applicable our your we you trust provider practice organisation ccg icb nhs "
    "commissioner self own how many what made identified so far carried out done "
    "current currently now latest final agreed reported applied use place age sg became meeting responses "
    "section information detail data summary safeguarding workforce position"
)
_TIME = words("month monthly quarter quarterly year yearly annual annually ytd end period")
INSTRUCTS = words(
    "please complete enter fill cell box form sheet alter amend delete use publication confidential official sensitive circulation protect column "
    "row white grey shaded yellow note instruction guidance mandatory template draft version"
)
"""What a text says that tells how to fill in the form, or who may see it: "Only complete the white cells"."""
_TO_BE_DONE = re.compile(r"\bto be (?:completed|filled|entered)\b", re.IGNORECASE)
_IN_DAYS = words("days")
_AIMED_AT = words("target")
_ALTOGETHER = words("since inception start beginning programme cumulative cumulatively ytd year")
_TARGET = re.compile(r"\(?\b(?:target|threshold|kpi)\b.*", re.IGNORECASE | re.DOTALL)
_TO_THIS_DAY = re.compile(r"\b(?:with)?in\s+(?:the\s+)?(?:last\s+|past\s+)?(?:\d+|a|one|two|three)\s+(?:months?|years?)\b", re.IGNORECASE)


def doubt_headings(sheet: Sheet, table: Table, context: Context) -> Iterator[Issue]:
    """Yield a query for each figure, day or judgement whose heading or question has words that neither the return nor its surroundings know."""
    for name, (row, column) in _heads(sheet, table):
        item, text = table.layout.fields[name], as_text(sheet.rows[row][column])
        if strange := _strange(text, item, table.layout, context):
            cure = f"It was read as {item.headings[0]!r}: please say if {_listed(strange)} makes it a part of that, or something else."
            expected = f"words such as {item.headings[0]!r} alone"
            yield Issue(sheet.name, sheet.address(row, column), "query", "heading_says_more", text, expected, cure)


def doubt_groups(sheet: Sheet, table: Table, context: Context, told: Set[str]) -> Iterator[Issue]:
    """Yield a query for each merged group of columns whose words neither the return nor its surroundings know: "Last year" over its counts.

    The cells `told` are those of which something is said already, as of a group of staff.
    """
    asked: dict[Place, list[str]] = {}
    for name, column in table.columns.items() if table.top < table.heading_row else ():
        item = table.layout.fields[name]
        for place in _over(sheet, table, column) if item.is_number or item.type == "yes_no" else ():
            text = as_text(sheet.rows[place[0]][place[1]])
            is_form_s = bool(words(text) & INSTRUCTS or _TO_BE_DONE.search(text))
            if place != table.over and sheet.address(*place) not in told and not heading_period(text) and not is_form_s:
                asked.setdefault(place, []).extend(_strange(text, item, table.layout, context))
    for place, strange in asked.items():
        if strange:
            text = as_text(sheet.rows[place[0]][place[1]])
            cure = f"The figures below it were read as the return's: please say if {_listed(strange)} makes them a part of these, or something else."
            yield Issue(sheet.name, sheet.address(*place), "query", "group_says_more", text, "words of the return alone", cure)


def _over(sheet: Sheet, table: Table, column: int) -> Iterator[Place]:
    """Yield the cells that stand over the heading of a column in the rows above it, those whose merge reaches it among them."""
    for row in range(table.top, table.heading_row) if sheet.rows[table.heading_row][column] != "" else ():
        reaching = [left for _, left, _, right in sheet.merged_from(row) if left <= column <= right] or [column]
        yield from ((row, left) for left in reaching if isinstance(sheet.rows[row][left], str) and sheet.rows[row][left])


def doubt_heading_periods(sheet: Sheet, table: Table, block: Block, span: Period) -> Iterator[Issue]:
    """Yield a query for each column whose heading names a period that has nothing in common with the one that its figures were taken to be for."""
    for name, column in _columns(table):
        text = as_text(sheet.rows[table.heading_row][column])
        if table.layout.fields[name].type == "date" or not any(map(str.isdigit, text)) or block.columns.get(name) != sheet.column_letters(column):
            continue
        parts = split_period(_TARGET.sub("", text), table.layout.usual_period)
        if parts and (parts[1].end < span.start or parts[1].start > span.end):
            cure = f"The column was taken to be for {write_period(span)}: please say if it is for {write_period(parts[1])}."
            expected = f"a heading for {write_period(span)}"
            yield Issue(sheet.name, sheet.address(table.heading_row, column), "query", "heading_of_another_time", text, expected, cure)


def _heads(sheet: Sheet, table: Table) -> Iterator[tuple[str, Place]]:
    """Yield where each figure is headed, or asked for; a question for a yes or no is a sentence."""
    if not table.is_form:
        yield from ((name, (table.heading_row, column)) for name, column in _columns(table))
    for name, (row, answer) in table.cells.items():
        asked = (column for column in range(answer) if isinstance(value := sheet.rows[row][column], str) and value.strip() and not is_number(value))
        if table.layout.fields[name].is_number and (column := next(asked, None)) is not None:
            yield name, (row, column)


def _columns(table: Table) -> Iterator[tuple[str, int]]:
    """Yield the columns of what is counted, dated or judged; what names a record is a name."""
    for name, column in table.columns.items():
        item = table.layout.fields[name]
        is_name = name in table.layout.record_key and item.type == "text"
        if not is_name and (item.is_number or item.type == "date" or item.is_judged):
            yield name, column


def _strange(text: str, item: Field, layout: Layout, context: Context) -> list[str]:
    """Return the words of a heading, as they are written, that say more than its field does."""
    if words(alike(text)) in (words(alike(heading)) for heading in item.headings):
        return []
    said = _TO_THIS_DAY.sub(" ", itself(text, item)) if item.basis == "as_at" else itself(text, item)
    said = UNIT_OR_SCALE.sub(" ", said) if item.is_judged else said
    parts = split_period(said, layout.usual_period) or split_part(said)
    said = parts[0] if parts else said
    neutral = SAYS_NOTHING - _IN_DAYS if item.is_number else SAYS_NOTHING
    aimed = _AIMED_AT - words(item.headings[0])
    more = words(alike(said)) - neutral - (own_words(item, layout) - aimed) - (_ALTOGETHER if item.basis == "since_inception" else _TIME)
    if more:
        more -= words(" ".join(_surroundings(context)))
    return [each for each in re.findall(r"[^\W_]+\+?", said) if words(each) & more]


def own_words(item: Field, layout: Layout) -> frozenset[str]:
    """Return the words of a field's headings, and of what it and its return are about."""
    texts = (item.about, layout.title, layout.about, *layout.called)
    return frozenset().union(*map(words, texts), *(words(alike(heading)) for heading in item.headings))


def _surroundings(context: Context) -> Iterator[str]:
    """Yield what the titles and labels above a table say, its sheet and its file: "RAG Northmoor" is of Northmoor."""
    yield context.sheet
    yield context.filename.replace("_", " ")
    for labels in (context.labels, *context.covers):
        yield from (title.text for title in labels.titles)
        yield from (said.text for several in labels.said.values() for said in several)


def _listed(parts: list[str]) -> str:
    return repr(" ".join(dict.fromkeys(parts)))
