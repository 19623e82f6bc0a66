"""Rows of totals: which rows are totals and no records, and whether they add up."""

import re
from collections.abc import Iterable
from functools import lru_cache

from ..layouts import Field, Layout
from ..layouts.words import fold, words
from ..warehouse.records import Block, Issue, Stored
from .period_groups import is_summary
from .tables import Table
from .values import Look, as_text, bare_number, convert
from .workbook import Sheet, Value

_TOTAL = re.compile(
    r"^(?:grand |sub ?|overall |column )?totals?$|^(?:overall|average|mean|sum)$"
    r"|^(?:ytd|year to date|cumulative)(?: totals?| figures?| position)?$"
    r"|^(?:(?:trust|organisation|provider|service|overall|average|mean|whole|combined)(?: wide)? )"
    r"(?:overall|total|average|mean|position|compliance|performance|rate|percentage|figure)s?$"
)
_TOTAL_OF = re.compile(r"^(?:grand |sub ?|overall )?totals? .*$|^.* (?:sub ?|grand )?totals?$")
_ALL_OF = re.compile(
    r"^(?:all|all (?:eligible |clinical and non clinical )?(?:staff|employees|workforce|(?:staff )?groups?|subjects?|courses?|modules?"
    r"|training|levels?|teams?|directorates?|divisions?|departments?|services?|sites?|areas?|wards?|roles?|types?|conferences?|ages|genders|trusts|providers|organisations|practices?|localit(?:y|ies)|populations?|cohorts?|children"
    r"|(?:looked after children|lac|cla)))$"
)
_WHOLE = re.compile(
    r"^(?:(?:the )?(?:whole |entire |our )?(?:organisation|trust|provider|company|hospital|ccg|icb|service|workforce)(?: wide| level)?|overall .*)$"
)
_PART = re.compile(r"^(?:of|from|out of) (?:which|whom|these|those|them)\b|^(?:thereof|including|includes|incl)\b")
_FEWEST = 2  # rows that make a sum
_EARLIER = words("last previous prior")


@lru_cache(maxsize=20_000)
def _may_total(text: str) -> bool:
    """Say whether a text says that its row is one of totals, or of all; cached, as returns repeat their texts."""
    return any(pattern.match(fold(text)) for pattern in (_TOTAL, _TOTAL_OF, _ALL_OF))


def is_total(sheet: Sheet, table: Table, columns: dict[str, int], row: int, above: Block) -> bool:
    """Say whether a row is one of totals: it says so and nothing more, says of what and has figures, or is of all that other rows are of.

    "Total care nurses" before any record is a staff group like another, unless it is the sum of the rows below it; "All staff" is one
    where no other row of the same subject is of some of them.
    """
    cells = sheet.rows[row]
    if not any(_may_total(value) for value in cells if isinstance(value, str) and value):  # most rows, told at once
        return False
    if _has_reference(sheet, table, columns, row):
        return False
    filled = [column for column, value in enumerate(cells) if value != ""]
    asked = {filled[0], *columns.values(), *table.owners}
    texts = [fold(as_text(cells[column])) for column in filled if column in asked and isinstance(cells[column], str)]
    if any(_TOTAL.match(each) for each in texts) or _parts(sheet, table, columns, row):
        return True
    is_unread = filled[0] not in columns.values() and filled[0] not in table.owners
    if is_unread and texts and _ALL_OF.match(texts[0]) and _ends_a_run(sheet, table, columns, row, above):
        return True
    if any(_TOTAL_OF.match(each) for each in texts) and _ends_a_run(sheet, table, columns, row, above):
        return True
    if not texts or not _TOTAL_OF.match(texts[0]) or not any(bare_number(cells[column]) is not None for column in filled):
        return False
    if _is_of_a_day(sheet, table, columns, row):
        return False  # "Total safeguarding: an overview"
    return bool(above.rows) or _is_sum_of_below(sheet, table, columns, row)


def _has_reference(sheet: Sheet, table: Table, columns: dict[str, int], row: int) -> bool:
    """Say whether a row has a reference of its own and says more than that it is a total: the standard 1.3 of the domain "Overall"."""
    fields, cells = table.layout.fields, sheet.rows[row]
    own = {columns[name] for name in table.layout.record_key if name in columns and fields[name].type == "ref" and not fields[name].words}
    said = {column: value for column in columns.values() if (value := cells[column]) != "" and not (isinstance(value, str) and _may_total(value))}
    return any(column in said for column in own) and any(bare_number(said[column]) is None for column in said.keys() - own)


def _ends_a_run(sheet: Sheet, table: Table, columns: dict[str, int], row: int, above: Block) -> bool:
    """Say whether each count of a row is the sum of the records right above it, back to the total before: "Nursing total" below its wards."""
    run: list[dict[str, Stored]] = []
    for number, values in reversed(above.rows):
        if number != sheet.row_number(row) - 1 - len(run):
            break
        run.append(values)
    totals = _counts(sheet, table, columns, row)
    return bool(run and totals) and all(total == _sum(values.get(name) for values in run) for name, total in totals)


def _parts(sheet: Sheet, table: Table, columns: dict[str, int], row: int, *, deep: bool = True) -> list[int]:
    """Return the rows that a row is the whole of: it says "All staff", and they are of some, of the same subject and level.

    `deep` leaves out those among them that are the whole of others themselves.
    """
    keys = {name: columns[name] for name in table.layout.record_key if name in columns}
    said = {name: fold(as_text(sheet.rows[row][column])) for name, column in keys.items()}
    of_all = next((name for name, text in said.items() if text.startswith("all") and _ALL_OF.match(text)), None)
    if of_all is None:
        return []
    found = []
    for other in range(table.first, table.end):
        texts = {name: fold(as_text(sheet.rows[other][column])) for name, column in keys.items()}
        same = all(said[name] in ("", texts[name]) for name in keys if name != of_all)
        if other == row or not texts[of_all] or not same or not _counts(sheet, table, columns, other):
            continue
        is_total = _ALL_OF.match(texts[of_all]) or any(_TOTAL.match(text) or _TOTAL_OF.match(text) for text in texts.values())
        if not is_total and not (deep and _parts(sheet, table, columns, other, deep=False)):
            found.append(other)
    return found


def summed_rows(block: Block, layout: Layout) -> set[int]:
    """Return the numbers of the rows that add up the others of their table, or of their subject, whatever they are called.

    It takes two counts that are more than 0 to tell, as one may be a sum by chance; where the row does not say what it is of, one.
    A word of a list says what it is of: "Own LAC" may well be as many as the others together. A row that equals the one other row with
    figures is as large by chance, unless it says nothing, or that it is of the whole.
    """
    counts = [item.name for item in layout.field if item.type == "count" and item.name in block.columns]
    keys = [name for name in layout.record_key if name in block.columns]
    if not counts or not keys or len(block.rows) <= _FEWEST:
        return set()
    found: set[int] = set()
    for key in keys:
        others = [name for name in keys if name != key]
        groups: dict[tuple[Stored, ...], list[tuple[int, dict[str, Stored]]]] = {}
        for number, values in block.rows:
            groups.setdefault(tuple(values.get(name) for name in others), []).append((number, values))
        for of, rows in groups.items():
            within = block.rows if others and not any(of) else rows
            if len(within) > _FEWEST:
                ends = [rows[-1]] if rows[0] is rows[-1] else [rows[-1], rows[0]]
                found |= {number for number, values in ends if _adds_up(number, values, within, counts, layout.fields[key])}
    return found


def _adds_up(number: int, values: dict[str, Stored], rows: list[tuple[int, dict[str, Stored]]], counts: list[str], key: Field) -> bool:
    if key.words and values.get(key.name) is not None:
        return False
    said = values.get(key.name)
    totals = {name: total for name in counts if isinstance(total := values.get(name), int)}
    if sum(total > 0 for total in totals.values()) < (1 if said is None else _FEWEST):
        return False
    others = [other for row, other in rows if row != number]
    if any(totals.get(name, 0) != _sum(other.get(name) for other in others) for name in counts):
        return False
    return said is None or names_the_whole(str(said)) or sum(any(other.get(name) for name in counts) for other in others) >= _FEWEST


def is_part(sheet: Sheet, table: Table, columns: dict[str, int], row: int) -> bool:
    """Say whether a row is a part of one above it, and no record beside that: "of which bank staff". What a list knows is a record of its own."""
    cells = sheet.rows[row]
    said = [(name, value) for name in table.layout.record_key if name in columns and says_part(value := cells[columns[name]])]
    known = ((table.layout.fields[name], value) for name, value in said)
    return any(not (item.words and item.word_index.best(as_text(value))) for item, value in known) and not _is_of_a_day(sheet, table, columns, row)


def _is_of_a_day(sheet: Sheet, table: Table, columns: dict[str, int], row: int) -> bool:
    """Say whether a row is known by its day, as an event is and no total or part of a figure."""
    days = [columns[name] for name in table.layout.record_key if name in columns and table.layout.fields[name].type == "date"]
    return any(sheet.rows[row][column] != "" and not says_total(sheet.rows[row][column]) for column in days)


def says_part(value: Value) -> bool:
    """Say whether a cell says that its row is a part of one above it: "of which bank staff"."""
    return isinstance(value, str) and _is_part_word(value)


@lru_cache(maxsize=20_000)
def _is_part_word(text: str) -> bool:
    return bool(_PART.match(fold(text)))


def names_the_whole(text: str) -> bool:
    """Say whether a row that adds up others says that it is of the whole organisation."""
    return bool(_WHOLE.match(fold(text)))


def is_of_all(text: str) -> bool:
    """Say whether words over a group of columns say that it is that of all the groups beside it: "Total", "All staff", "Trust wide", "Average"."""
    return _may_total(text) or names_the_whole(text) or is_summary(text)


def says_total(value: Value) -> bool:
    """Say whether a cell says that its row is one of totals, or of the whole organisation."""
    return isinstance(value, str) and _is_total_word(value)


@lru_cache(maxsize=20_000)
def _is_total_word(text: str) -> bool:
    return any(pattern.match(fold(text)) for pattern in (_TOTAL, _TOTAL_OF, _WHOLE))


def check_total(sheet: Sheet, table: Table, columns: dict[str, int], row: int, above: Block) -> list[Issue]:
    """Ask where a row of totals is the sum neither of all the rows above it nor of those since the last total."""
    if not above.rows and _is_sum_of_below(sheet, table, columns, row):
        return []
    if any(isinstance(value, str) and words(value) & _EARLIER for value in sheet.rows[row]):
        return []  # "Total for last year"
    if whole_of := _parts(sheet, table, columns, row):
        return _check_whole(sheet, table, columns, row, whole_of)
    found = []
    keys = [columns[name] for name in table.layout.record_key if name in columns]
    parts = {sheet.row_number(other) for other in range(table.first, row) if any(says_part(sheet.rows[other][column]) for column in keys)}
    start = sheet.row_number(row) - 1  # the row before the run of records that ends here
    for number, _ in reversed(above.rows):
        if number != start:
            break
        start -= 1
    named, last = _of_one_provider(sheet, table, row, above)
    for name, total in _counts(sheet, table, columns, row):
        if table.owners and table.layout.fields[name].basis != "during":
            continue  # what is counted up to a day is not the sum of its months
        sums = [
            _sum(values.get(name) for number, values in above.rows if number > after and number not in without)
            for without in (set[int](), parts)
            for after in (0, start)
        ]
        theirs = [_sum(values.get(name) for number, values in above.rows if number in rows) for rows in (named, last) if rows]
        sums = theirs if named else [*sums, *theirs]
        if total not in sums:
            found.append(_differs(sheet, row, columns[name], f"{total}, where the rows above it add up to {sums[0]}"))
    return found


def _of_one_provider(sheet: Sheet, table: Table, row: int, above: Block) -> tuple[set[int], set[int]]:
    """Return the records of the provider that a row of totals names in the column of providers, and those of the provider of the record above it."""
    records = {number for number, _ in above.rows}
    named, last = set[int](), set[int]()
    for column in table.whose:
        rows = [other for other in range(table.first, row) if sheet.row_number(other) in records]
        names = {sheet.row_number(other): fold(as_text(sheet.rows[other][column])) for other in rows}
        said = sheet.rows[row][column]
        if said != "" and not says_total(said):
            named |= {number for number, name in names.items() if name == fold(as_text(said))}
        elif names:
            last |= {number for number, name in names.items() if name == names[max(names)]}
    return named, last


def _check_whole(sheet: Sheet, table: Table, columns: dict[str, int], row: int, parts: list[int]) -> list[Issue]:
    found = []
    theirs = [dict(_counts(sheet, table, columns, other)) for other in parts]
    for name, total in _counts(sheet, table, columns, row):
        if (together := _sum(counts.get(name) for counts in theirs)) != total:
            found.append(_differs(sheet, row, columns[name], f"{total}, where the rows that it is the whole of add up to {together}"))
    return found


def _differs(sheet: Sheet, row: int, column: int, found: str) -> Issue:
    cure = "The rows were used and the total was not: please check both."
    return Issue(sheet.name, sheet.address(row, column), "query", "total_differs", found, "a total of the rows above it", cure)


def _is_sum_of_below(sheet: Sheet, table: Table, columns: dict[str, int], row: int) -> bool:
    """Say whether each count of a row is the sum of those below it."""
    totals = dict(_counts(sheet, table, columns, row))
    below = dict.fromkeys(totals, 0)
    for other in range(row + 1, table.end):
        for name, count in _counts(sheet, table, columns, other):
            below[name] = below.get(name, 0) + count
        if any(below[name] > total for name, total in totals.items()):
            return False
    return bool(totals) and all(below[name] == total for name, total in totals.items())


def _counts(sheet: Sheet, table: Table, columns: dict[str, int], row: int) -> list[tuple[str, int]]:
    """Return the counts that a row holds, by field."""
    fields = [table.layout.fields[name] for name in columns if table.layout.fields[name].type == "count"]
    read = [(item.name, convert(sheet.rows[row][columns[item.name]], item, Look())) for item in fields]
    return [(name, typed.value) for name, typed in read if typed and isinstance(typed.value, int)]


def _sum(values: Iterable[object]) -> int:
    return sum(value for value in values if isinstance(value, int))
