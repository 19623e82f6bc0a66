"""A table that fits two returns, or of which two columns claim one figure: settled by its words and its name, else held."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from string import ascii_uppercase

from ..layouts import Field, Layout
from ..layouts.words import fold, words
from ..warehouse.records import Issue
from .answer_words import SCALES, rating_of_word
from .context import Context, Held
from .heading_match import Match
from .labels import Said
from .listed_words import listed_word
from .tables import Table
from .values import Look, as_text, bare_number, convert, written_number
from .workbook import Sheet, Value

_GOOD = {*SCALES["colours"]["met"], "blue"}
_SHORTEST = 2  # letters; "GP" stands in the names of others
_BOTH, _BOTH_SIGN = words("and plus"), re.compile(r"[&+/]")
_COLOURS = _GOOD.union(*SCALES["colours"].values())


def settle_rivals(sheet: Sheet, table: Table, context: Context, since: int) -> None:
    """Where two layouts fit the headings equally well, let what stands below them decide, the words in their list fields and the kinds of values,
    else what the return is called.

    One that fits about as many of them is used where what stands above this table alone, from the row `since` on, calls it by its name, and not by
    that of the other. Raises Held with both scores where nothing settles it.
    """
    if table.near:
        fitting = [fit for fit in table.near if not _misfits(sheet, table, fit)]
        if (named := _named([table, *table.rivals, *fitting], _own_texts(sheet, context, since))) and named is not table:
            _take(sheet, table, named)
            return
    if not table.rivals:
        return
    fits: list[Table | Match] = [table, *table.rivals]
    least = min(_misfits(sheet, table, fit) for fit in fits)
    scored = [(sum(_listed(sheet, table, fit.layout, fit.columns)), fit) for fit in fits if _misfits(sheet, table, fit) == least]
    best = max(score for score, _ in scored)
    winners = [fit for score, fit in scored if score == best]
    if named := _named(winners, _texts(context)) if len(winners) > 1 else None:
        winners = [named]
    if len(winners) > 1:
        shown = ", ".join(f"{fit.layout.title} ({score} words)" for score, fit in scored)
        at = sheet.address(table.heading_row, min(table.columns.values(), default=0))
        where = f"The table on sheet {sheet.name!r}, row {sheet.row_number(table.heading_row)},"
        raise Held("two_returns_fit", f"{where} could be more than one return: {shown}. Please use the usual headings.", at=(sheet.name, at))
    _take(sheet, table, winners[0])


def _texts(context: Context) -> list[str]:
    """Return what may call a table by its return: the titles above it, the nearest first, the sheet and the file."""
    return [*(title.text for title in reversed(context.labels.titles)), context.sheet, context.filename]


def _own_texts(sheet: Sheet, context: Context, since: int) -> list[str]:
    """Return what calls no other table of the sheet by its return: below the first, the titles that stand between the two."""
    return [title.text for title in _own_titles(sheet, context, since)] if since else _texts(context)


def _own_titles(sheet: Sheet, context: Context, since: int) -> list[Said]:
    """Return the titles from the row `since` on, the nearest to the table first."""
    rows = (int(title.cell.lstrip(ascii_uppercase)) for title in context.labels.titles)
    after = sheet.row_number(since) if since else 0
    return [title for title, row in zip(context.labels.titles, rows, strict=True) if row >= after][::-1]


def ask_of_title(sheet: Sheet, table: Table, layouts: Collection[Layout], context: Context, since: int) -> None:
    """Ask about a table whose title, sheet or file is called by the name of another return, and not by that of the one that it was read as."""
    said = _own_titles(sheet, context, since)
    for title in said if since else [*said, Said.of_sheet(context.sheet)]:
        if _says_something_else(title.text, table.layout, layouts):
            continue
        own = max(_size(name, title.text)[0] for name in _names(table.layout))
        sizes = {each.title: max((_size(name, title.text)[0] for name in _names(each) if _tells(name)), default=0) for each in layouts}
        most = max(own, *sizes.values())
        if own < most:
            other = next(name for name, size in sizes.items() if size == most)
            cure = f"The table was read as {table.layout.title}, by its headings: please say if it is {other}."
            cell = title.cell or sheet.address(table.heading_row, 0)
            context.issues.append(Issue(sheet.name, cell, "query", "title_of_another_return", title.text, f"a title of {table.layout.title}", cure))
        if most:
            return


def _says_something_else(text: str, layout: Layout, layouts: Iterable[Layout]) -> bool:
    """Say whether a title is a word of a list of the return ("Prevent WRAP" above a table of training), or a question with its answer."""
    listed = any(item.word_index.best(text) for item in layout.field if item.words)
    return listed or any(words(heading) == words(text) for each in layouts for item in each.field for heading in item.headings)


def _take(sheet: Sheet, table: Table, fit: Table | Match) -> None:
    table.layout, table.columns, table.periods, table.dated, table.doubles = fit.layout, fit.columns, fit.periods, fit.dated, fit.doubles
    mapped = {*fit.columns.values(), *fit.periods, *fit.dated}
    headings = enumerate(sheet.rows[table.heading_row])
    table.unmapped = {column: as_text(value) for column, value in headings if value != "" and column not in mapped}


def _misfits(sheet: Sheet, table: Table, fit: Table | Match) -> int:
    """Return how many columns of figures and days hold something, and nothing of the kind: a day where a count would stand."""
    found = 0
    for name, column in fit.columns.items():
        item = fit.layout.fields[name]
        given = [value for row in range(table.first, table.end) if (value := sheet.rows[row][column]) != ""]
        if (item.is_number or item.type == "date") and given:
            found += not any(isinstance(value, date) if item.type == "date" and not isinstance(value, str) else _fits(value, item) for value in given)
    return found


def _named(fits: list[Table | Match], texts: Iterable[str]) -> Table | Match | None:
    """Return the one of several that the first text that names any is named for: by its return, else by the figure across the page.

    The longest name counts, and of two as long the one that the title begins with: "Action plan from the safeguarding audit".
    """
    for text in texts:
        said = text.replace("_", " ")
        for names in (lambda fit: _names(fit.layout), _figures):
            sizes = [(max((_size(name, said) for name in names(fit)), default=(0, False)), fit) for fit in fits]
            most = max(size for size, _ in sizes)
            longest = [fit for size, fit in sizes if size == most]
            if most[0] and len(longest) == 1:
                return longest[0]
    return None


def _size(name: str, text: str) -> tuple[int, bool]:
    """Return how many words a name has that stand in a text, none where one is missing, and whether the text begins with it."""
    wanted = words(name)
    if not wanted <= words(text):
        return 0, False
    is_of_one = not words(text) & _BOTH and not _BOTH_SIGN.search(text)
    return len(wanted), is_of_one and wanted <= words(" ".join(text.split()[: len(name.split())]))


def _names(layout: Layout) -> list[str]:
    return [layout.name.replace("_", " "), layout.title, *layout.called]


def _tells(name: str) -> bool:
    """Say whether a return's name is that of no other thing: initials or several words, and not "Team" or "Practice"."""
    return len(name.split()) > 1 or (len(name) > _SHORTEST and any(map(str.isupper, name[1:])))


def _figures(fit: Table | Match) -> list[str]:
    return [heading for name in fit.layout.across for heading in fit.layout.fields[name].headings] if fit.periods else []


def refuse_doubles(sheet: Sheet, table: Table, context: Context) -> None:
    """Hold a table in which two columns claim one figure: two periods side by side, or two tables, would be mixed.

    Of two of which one alone holds what the figure is, that one is used ("Completed? (Y/N)" beside the day). Of two that claim a judgement or
    a word of a list ("Commissioner RAG", "Agreed RAG"), the one with the heading that its layout has first is used, and where they differ is asked.
    """
    _refuse_parted(sheet, table)
    _leave_out_numbers(sheet, table)
    rows = range(table.first, table.end)
    for column, name in table.doubles.items():
        item, first = table.layout.fields[name], table.columns[name]
        if item.type in ("text", "ref") and not item.words:
            continue
        are_fit = [any(_fits(sheet.rows[row][each], item) for row in rows) for each in (first, column)]
        if item.words or (item.type == "rating" and all(are_fit) and _are_of_two_headings(sheet, table, item, (first, column))):
            _choose(sheet, table, item, column, context)
        elif all(are_fit):
            raise _twice(sheet, name, table.heading_row, (first, column))
        elif are_fit[1]:
            _use(sheet, table, item, column)


def _leave_out_numbers(sheet: Sheet, table: Table) -> None:
    """Leave unread what is headed somewhat like a text and holds nothing but numbers: "Staff in target group" is no group of staff."""
    for name, column in list(table.columns.items()):
        item, heading = table.layout.fields[name], as_text(sheet.rows[table.heading_row][column])
        if item.type != "text" or item.words or fold(heading) in map(fold, item.headings):
            continue
        given = [value for row in range(table.first, table.end) if (value := sheet.rows[row][column]) != ""]
        if given and all(bare_number(value) is not None for value in given):
            del table.columns[name]
            table.unmapped[column] = heading


def _fits(value: Value, item: Field) -> bool:
    """Say whether a cell holds what a figure, a date or an answer of this kind is."""
    typed = convert(value, item, Look()) if value != "" else None
    return typed is not None and typed.value is not None


def _are_of_two_headings(sheet: Sheet, table: Table, item: Field, columns: tuple[int, int]) -> bool:
    """Say whether two columns have two headings of a field, each word for word: two alike may be of two periods, or of two tables."""
    places = {_place_of(as_text(sheet.rows[table.heading_row][column]), item) for column in columns}
    return len(places) > 1 and len(item.headings) not in places


def _use(sheet: Sheet, table: Table, item: Field, column: int) -> int:
    """Read a field from another column than the one that was taken for it; return that one."""
    other, heads = table.columns[item.name], sheet.rows[table.heading_row]
    table.columns[item.name] = column
    table.unmapped.pop(column, None)
    table.unmapped[other] = as_text(heads[other])
    return other


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
    found = f"Two columns of the sheet {sheet.name!r} could be {name.replace('_', ' ')!r} ({both})."
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


def _listed(sheet: Sheet, table: Table, layout: Layout, columns: dict[str, int]) -> list[bool]:
    """Say of each value in the list fields of a layout, its ratings among them, whether it is a word of the list."""
    found: list[bool] = []
    for name, column in columns.items():
        item = layout.fields[name]
        tell = item.word_index.best if item.words else rating_of_word if item.type == "rating" else None
        if tell is not None:
            values = (sheet.rows[row][column] for row in range(table.first, table.end))
            found.extend(tell(str(value)) is not None for value in values if value != "")
    return found
