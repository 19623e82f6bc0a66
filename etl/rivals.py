"""A table that fits two returns: settled by what stands below its headings and by its name, else held; or asked about."""

import re
from collections.abc import Iterable
from datetime import date

from ..layouts import Field, Layout
from ..layouts.words import words
from ..warehouse.records import Issue
from .answer_words import rating_of_word
from .context import Context, Held
from .doubles import is_of_kind
from .heading_match import Match
from .headings import Headings
from .labels import Said
from .return_names import ReturnNames
from .tables import Table, column_headings, values_in
from .workbook import Sheet, Value

_CURE = "Please write above the table which return it is, or use its usual headings."
_BOTH, _BOTH_SIGN = words("and plus"), re.compile(r"[&+/]")


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
    misfits = [_misfits(sheet, table, fit) for fit in fits]
    fits = [fit for fit, number in zip(fits, misfits, strict=True) if number == min(misfits)]
    scored = [(sum(_listed(sheet, table, fit.layout, fit.columns)), fit) for fit in fits]
    best = max(score for score, _ in scored)
    winners = [fit for score, fit in scored if score == best]
    if named := _named(winners, _texts(context)) if len(winners) > 1 else None:
        winners = [named]
    if len(winners) > 1:
        shown = " or ".join(f"{fit.layout.title} ({len(fit.columns)} headings, {score} of its words below them)" for score, fit in scored)
        at = sheet.address(table.heading_row, min(table.columns.values(), default=0))
        where = f"The table in {sheet.called}, row {sheet.row_number(table.heading_row)},"
        raise Held("two_returns_fit", f"{where} could be more than one return: {shown}. {_CURE}", at=(sheet.name, at))
    _take(sheet, table, winners[0])


def _texts(context: Context) -> list[str]:
    """Return what may call a table by its return: the titles above it, the nearest first, the sheet and the file."""
    return [*(title.text for title in reversed(context.labels.titles)), context.sheet, context.filename]


def _own_texts(sheet: Sheet, context: Context, since: int) -> list[str]:
    """Return what calls no other table of the sheet by its return: below the first, the titles that stand between the two."""
    return [title.text for title in own_titles(sheet, context, since)] if since else _texts(context)


def own_titles(sheet: Sheet, context: Context, since: int) -> list[Said]:
    """Return the titles from the row `since` on, the nearest to the table first."""
    after = sheet.row_number(since) if since else 0
    return [title for title in reversed(context.labels.titles) if title.row >= after]


def ask_of_title(sheet: Sheet, table: Table, headings: Headings, returns: ReturnNames, context: Context, since: int) -> None:
    """Ask about a table whose title or sheet is called by the name of another return, and not by that of the one that it was read as.

    A title that is a word of a list of the return says something else ("Prevent WRAP" above a table of training), and so does a question.
    """
    said = own_titles(sheet, context, since)
    for title in said if since else [*said, Said.of_sheet(context.sheet)]:
        names_any, other = returns.other_than(table.layout, title.text)
        if not names_any or headings.is_heading(title.text) or any(item.word_index.best(title.text) for item in table.layout.field if item.words):
            continue
        if other:
            cure = f"The table was read as {table.layout.title}, by its headings: please say if it is {other}."
            cell = title.cell or sheet.address(table.heading_row, 0)
            context.issues.append(Issue(sheet.name, cell, "query", "title_of_another_return", title.text, f"a title of {table.layout.title}", cure))
        return


def _take(sheet: Sheet, table: Table, fit: Table | Match) -> None:
    table.layout, table.columns, table.periods, table.dated, table.doubles = fit.layout, fit.columns, fit.periods, fit.dated, fit.doubles
    mapped = {*fit.columns.values(), *fit.periods, *fit.dated}
    headings = column_headings(sheet, table.top, table.heading_row)
    table.unmapped = {column: text for column, text in headings.items() if column not in mapped}


def _misfits(sheet: Sheet, table: Table, fit: Table | Match) -> int:
    """Return how many columns of figures and days hold something, and nothing of the kind: a day where a count would stand."""
    items = [(column, fit.layout.fields[name]) for name, column in fit.columns.items()]
    return sum(_misfit(values_in(sheet, table, column), item) for column, item in items if item.is_number or item.type == "date")


def _misfit(given: list[Value], item: Field) -> bool:
    """Say whether nothing that stands in a column is of its kind; a number may be read as the serial of a day, and is none here."""
    return bool(given) and not any(is_of_kind(value, item) for value in given if item.type != "date" or isinstance(value, str | date))


def _named(fits: list[Table | Match], texts: Iterable[str]) -> Table | Match | None:
    """Return the one of several that the first text that names any is named for: by its return, else by the figure across the page.

    The longest name counts, and of two as long the one that the title begins with: "Action plan from the safeguarding audit".
    """
    for text in texts:
        said = text.replace("_", " ")
        for names in (lambda fit: fit.layout.names, _figures):
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


def _figures(fit: Table | Match) -> list[str]:
    return [heading for name in fit.layout.across for heading in fit.layout.fields[name].headings] if fit.periods else []


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
