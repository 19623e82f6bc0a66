"""Two columns of one table that claim one figure: one is read, or the table is held."""

from collections.abc import Iterable

from ..layouts import Field
from ..layouts.words import fold, words
from ..warehouse.records import Issue
from .answer_words import SCALES, rating_of_word
from .context import Context, Held
from .listed_words import listed_word
from .tables import Table, values_in
from .totals import is_of_all
from .values import Look, as_text, bare_number, convert, written_number
from .workbook import Sheet, Value

_GOOD = {*SCALES["colours"]["met"], "blue"}
_COLOURS = _GOOD.union(*SCALES["colours"].values())


def refuse_doubles(sheet: Sheet, table: Table, context: Context) -> None:
    """Hold a table in which two columns claim one figure: two periods side by side, or two tables, would be mixed.

    Of two of which one alone holds what the figure is, that one is used ("Completed? (Y/N)" beside the day). Of two that claim a judgement or
    a word of a list ("Commissioner RAG", "Agreed RAG"), the one with the heading that its layout has first is used, and where they differ is asked.
    """
    _refuse_parted(sheet, table)
    _leave_out_numbers(sheet, table)
    _use_totals(sheet, table)
    rows = range(table.first, table.end)
    for column, name in table.doubles.items():
        item, first = table.layout.fields[name], table.columns[name]
        if item.type in ("text", "ref") and not item.words:
            continue
        are_fit = [any(is_of_kind(sheet.rows[row][each], item) for row in rows) for each in (first, column)]
        if item.words or (item.type == "rating" and all(are_fit) and _are_of_two_headings(sheet, table, item, (first, column))):
            _choose(sheet, table, item, column, context)
        elif all(are_fit):
            raise _twice(sheet, name, table.heading_row, (first, column))
        elif are_fit[1]:
            _use(sheet, table, item, column)


def _use_totals(sheet: Sheet, table: Table) -> None:
    """Read a figure that stands in its parts and in their total below one heading from the total: "Male", "Female", "Total"."""
    heads = sheet.rows[table.heading_row]
    for name in set(table.doubles.values()):
        claiming = [table.columns[name], *(column for column, other in table.doubles.items() if other == name)]
        totals = [column for column in claiming if is_of_all(as_text(heads[column]))]
        if table.layout.fields[name].type == "count" and len(totals) == 1:
            table.doubles = {column: other for column, other in table.doubles.items() if other != name}
            if totals[0] != table.columns[name]:
                _use(sheet, table, table.layout.fields[name], totals[0])


def _leave_out_numbers(sheet: Sheet, table: Table) -> None:
    """Leave unread what is headed somewhat like a text and holds nothing but numbers: "Staff in target group" is no group of staff."""
    for name, column in list(table.columns.items()):
        item, heading = table.layout.fields[name], as_text(sheet.rows[table.heading_row][column])
        if item.type != "text" or item.words or fold(heading) in map(fold, item.headings):
            continue
        given = values_in(sheet, table, column)
        if given and all(bare_number(value) is not None for value in given):
            del table.columns[name]
            table.unmapped[column] = heading
            table.doubles = {other: claimed for other, claimed in table.doubles.items() if claimed != name}


def is_of_kind(value: Value, item: Field) -> bool:
    """Say whether a cell holds what a figure, a date or an answer of this kind is."""
    typed = convert(value, item, Look()) if value != "" else None
    return typed is not None and typed.value is not None


def _are_of_two_headings(sheet: Sheet, table: Table, item: Field, columns: tuple[int, int]) -> bool:
    """Say whether two columns have two headings of a field, each word for word: two alike may be of two periods, or of two tables."""
    places = {_place_of(as_text(sheet.rows[table.heading_row][column]), item) for column in columns}
    return len(places) > 1 and len(item.headings) not in places


def _use(sheet: Sheet, table: Table, item: Field, column: int) -> None:
    """Read a field from another column than the one that was taken for it."""
    other, heads = table.columns[item.name], sheet.rows[table.heading_row]
    table.columns[item.name] = column
    table.unmapped.pop(column, None)
    table.unmapped[other] = as_text(heads[other])


def _refuse_parted(sheet: Sheet, table: Table) -> None:
    """Hold a table in which words below the heading of a figure part its column in two: "Last month", "This month" below "Trained"."""
    first, heads = table.first, sheet.rows[table.heading_row]
    if first >= table.end or not all(isinstance(value, str) for value in sheet.rows[first]):
        return
    for name, column in table.columns.items():
        beside = (column, column + 1)
        if not table.layout.fields[name].is_number or column + 1 >= len(heads) or heads[column + 1] != "":
            continue
        are_words = all(words(as_text(sheet.rows[first][each])) and written_number(sheet.rows[first][each])[0] is None for each in beside)
        if are_words and all(any(written_number(sheet.rows[row][each])[0] is not None for row in range(first + 1, table.end)) for each in beside):
            raise _twice(sheet, name, first, beside)


def _twice(sheet: Sheet, name: str, row: int, columns: tuple[int, int]) -> Held:
    both = " and ".join(f"{as_text(sheet.rows[row][each])!r} in {sheet.address(row, each)}" for each in columns)
    found = f"Two columns of {sheet.called} could be {name.replace('_', ' ')!r} ({both})."
    cure = "Please send the one that is meant, under its usual heading; where they are of two tables, put these one below the other."
    return Held("column_twice", f"{found} {cure}", at=(sheet.name, sheet.address(row, columns[1])))


def _choose(sheet: Sheet, table: Table, item: Field, column: int, context: Context) -> None:
    """Choose between the column of a judgement and another that claims it, and ask about each row in which they differ."""
    heads = {place: as_text(sheet.rows[table.heading_row][place]) for place in (table.columns[item.name], column)}
    rows = range(table.first, table.end)
    known = {place: _are_words(sheet, item, place, rows) for place in heads}
    chosen, other = sorted(heads, key=lambda place: (not known[place], _place_of(heads[place], item)))
    if chosen == column:
        _use(sheet, table, item, column)
    in_colours = all(fold(as_text(sheet.rows[row][other])) in _COLOURS for row in rows if sheet.rows[row][other] != "")
    for row in rows:
        texts = as_text(sheet.rows[row][chosen]), as_text(sheet.rows[row][other])
        stored = [_stored(text, item) for text in texts]
        if stored[1] and stored[0] != stored[1] and (not in_colours or _contradicts(stored[0], texts[1], item)):
            found = f"{texts[1]}, but {heads[chosen]} says {texts[0] or 'nothing'}"
            cure = f"What {heads[chosen]} says was used: please say if the other is right."
            expected = f"the same as in {heads[chosen]}"
            context.issues.append(Issue(sheet.name, sheet.address(row, other), "query", "columns_differ", found, expected, cure))


def _are_words(sheet: Sheet, item: Field, column: int, rows: Iterable[int]) -> bool:
    """Say whether most texts of a column are words of a list; a status may be told at length beside a colour."""
    texts = [as_text(sheet.rows[row][column]) for row in rows if sheet.rows[row][column] != ""]
    return 2 * sum(_stored(text, item) is not None for text in texts) > len(texts)


def _stored(text: str, item: Field) -> str | None:
    return listed_word(text, item)[0] if item.words else rating_of_word(text)


def _contradicts(stored: str | None, colour: str, item: Field) -> bool:
    """Say whether a colour says other than a status in words: "Complete" may well be green, and what is not started too, while it is not due."""
    return stored is None or (stored not in item.unfinished and fold(colour) not in _GOOD)


def _place_of(heading: str, item: Field) -> int:
    """Return the place of a heading among those of its field; one that is none of them word for word comes last."""
    known = [fold(each) for each in item.headings]
    return known.index(fold(heading)) if fold(heading) in known else len(known)
