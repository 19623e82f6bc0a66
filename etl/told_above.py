"""What a whole table is of, where no column of its own says: "Safeguarding Children Level 3" or "Nursing staff" above it, or as its sheet's name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..layouts import Field, Layout
from ..layouts.words import fold
from ..warehouse.records import Block, Issue, Mark
from .carried import carries_several
from .context import Context
from .group_names import group_name
from .labels import is_label, read_labels
from .rows import Reading
from .section_titles import titles_of_rows
from .set_aside import account_for
from .tables import Table
from .totals import is_of_all
from .values import as_text
from .workbook import Sheet

_HEADED = 2  # cells of a row that says what a table is of: "Course", "Prevent"


@dataclass(slots=True)
class _Told:
    """A text that may say what a table is of, its cell, and whether a heading of the field stands beside it."""

    text: str
    cell: str
    headed: bool = False


def tell_from_above(sheet: Sheet, table: Table, context: Context, reading: Reading, since: int) -> None:
    """Give each record of a table the subject, the level and the staff group that stand above it, or ask for the first: a record of no subject is
    in no figure of any.

    Where several stand there, or none does, the records stay without. The rows from `since` are the table's own: a level above another table
    is asked about, and a group there is of that.
    """
    layout, block = table.layout, reading.block
    if table.is_form or not block.rows:
        return
    given: dict[tuple[str, str], list[tuple[Field, str]]] = {}
    parted = False
    for item in _missing(layout, table, block):
        is_first = item.name == layout.record_key[0]
        if titles := titles_of_rows(sheet, table, item, block, all_rows=not parted) if item.words else {}:
            reading.issues = _give_each(sheet, item, reading, titles)
            parted = parted or is_first
            continue
        told = next(
            ((each, word) for each in _said(sheet, table, context, item, 0 if is_first else since) if (word := _word(layout, item, each))), None
        )
        if told is None:
            reading.issues.extend(_ask(sheet, table, context, item, block, since))
        elif is_first or _is_of_all(layout, block, told[0].text):
            _give(layout, block, item, told[1], told[0])
            given.setdefault((told[0].text, told[0].cell), []).append((item, told[1]))
        else:
            reading.issues.append(_asked(sheet, table, item, told[0].text, told[0].cell, "the rows are of other subjects too"))
    for (text, cell), items in given.items():
        columns = " and ".join(repr(item.headings[0]) for item, _ in items)
        words = " and ".join(f"{item.headings[0].casefold()} {item.labels.get(word, word)}" for item, word in items)
        cure = f"Each row of the table was read as of {words}; nothing to do."
        reading.issues.append(Issue(sheet.name, cell or _heading(sheet, table), "info", "told_above", text, f"a column {columns}", cure))


def _missing(layout: Layout, table: Table, block: Block) -> list[Field]:
    """Return the fields that say what a record is of, in words, and that no column has."""
    keys = [layout.fields[name] for name in layout.record_key]
    return [key for key in keys if key.name not in {*table.columns, *block.cells} and (key.words or key.type == "text")]


def _said(sheet: Sheet, table: Table, context: Context, item: Field, since: int) -> Iterator[_Told]:
    """Yield what may say what a table is of, the nearest first, each with its cell: a row "Course" above it, a title, its sheet, its file.

    Those of the rows from `since` alone, where it is not 0.
    """
    headings = {fold(heading) for heading in item.headings if not is_label(heading)}
    for row in range(table.top - 1, since - 1, -1):
        texts = [(as_text(value), sheet.address(row, column)) for column, value in enumerate(sheet.rows[row]) if value != ""]
        head, colon, tail = texts[0][0].partition(":") if len(texts) == 1 else ("", "", "")
        if len(texts) == _HEADED and fold(texts[0][0]) in headings and not _heads_column(sheet, table, row):
            yield _Told(*texts[1], headed=True)
        elif colon and tail.strip() and fold(head) in headings:
            yield _Told(tail.strip(), texts[0][1], headed=True)
    titles = read_labels(sheet, table.top, since).titles if since else context.labels.titles
    over = sheet.address(*table.over) if table.over else ""
    yield from (
        _Told(title.text, title.cell, headed=title.cell == over and not _names_another(table.layout, item, title.text)) for title in reversed(titles)
    )
    yield _Told(sheet.name, "")
    if item.words:
        yield _Told(context.filename.replace("_", " "), "")


def _names_another(layout: Layout, item: Field, text: str) -> bool:
    """Say whether a text names what another field says of a record, its subject or its level, or says that the columns below it sum up others."""
    if is_of_all(text):
        return True
    others = [layout.fields[name] for name in layout.record_key if name != item.name]
    return any(other.words and _only_word(layout, other, text) for other in others)


def _heads_column(sheet: Sheet, table: Table, row: int) -> bool:
    """Say whether the first text of a row right above the headings is one of them: its column has none below it, and records."""
    column = sheet.first_filled(row)
    is_blank = all(sheet.rows[between][column] == "" for between in range(row + 1, table.first))
    return row == table.top - 1 and is_blank and any(sheet.rows[below][column] != "" for below in range(table.first, table.end))


def _word(layout: Layout, item: Field, told: _Told) -> str | None:
    """Return what a text says of a field: the one word of its list, or the name of a group."""
    if item.words:
        return _only_word(layout, item, told.text, headed=told.headed)
    return told.text if told.headed else group_name(told.text, item, layout)


def _only_word(layout: Layout, item: Field, text: str, *, headed: bool = False) -> str | None:
    """Return the one word of a list that a text holds; None where it holds none, or more than one. The return's own name is no such word."""
    own = {fold(name) for name in layout.names}
    found = _words(
        {spelling: stored for spelling, stored in item.by_spelling.items() if spelling not in own and (headed or _stands_alone(item, spelling))}, text
    )
    return found.pop() if len(found) == 1 and not carries_several(item, text, item) else None


def _stands_alone(item: Field, spelling: str) -> bool:
    """Say whether a word says in a title what it is: "L3" and "Board level" do, "3" and "Board" may be of anything."""
    return not item.carried_by or (spelling[:1].isalpha() and any(letter.isdigit() for letter in spelling)) or " " in spelling


def _words(by_spelling: Mapping[str, str], text: str) -> set[str]:
    """Return the words whose spellings stand in a text, but for those that stand within a longer one that stands there too."""
    whole = f" {fold(text)} "
    held = [spelling for spelling in by_spelling if f" {spelling} " in whole]
    longest = [spelling for spelling in held if not any(spelling != other and f" {spelling} " in f" {other} " for other in held)]
    return {by_spelling[spelling] for spelling in longest}


def _is_of_all(layout: Layout, block: Block, text: str) -> bool:
    """Say whether a text that names a subject names that of every record: "Safeguarding adults level 2" says nothing of MCA."""
    first = layout.fields[layout.record_key[0]]
    named = _only_word(layout, first, text) if first.words else None
    return named is None or all(values.get(first.name) in (None, named) for _, values in block.rows)


def _ask(sheet: Sheet, table: Table, context: Context, item: Field, block: Block, since: int) -> Iterator[Issue]:
    """Ask for a subject that nothing tells, for a level of which several are told, and for one told above another table alone."""
    if not item.words:
        return
    if item.name == table.layout.record_key[0]:
        found, name = f"no column {item.headings[0]!r}", item.headings[0].casefold()
        cure = f"The rows were loaded without it: please add a column {item.headings[0]!r}, or write the {name} above the table."
        yield Issue(sheet.name, _heading(sheet, table), "query", "record_without_key", found, f"the {name} of each row", cure)
        return
    if item.name in block.columns:  # the rows say it themselves
        return
    first = table.layout.fields[table.layout.record_key[0]]
    for told in _said(sheet, table, context, item, since):
        if told.cell and carries_several(item, told.text, first):
            yield _asked(sheet, table, item, told.text, told.cell, "it names more than one")
            return
    for title in reversed([*context.apart, *(context.labels.titles if since else [])]):
        if _only_word(table.layout, item, title.text) and not (first.words and _only_word(table.layout, first, title.text)):
            yield _asked(sheet, table, item, title.text, title.cell, "it stands above another table")
            return


def _asked(sheet: Sheet, table: Table, item: Field, text: str, cell: str, why: str) -> Issue:
    name = item.headings[0].casefold()
    cure = f"The rows were loaded without it, as {why}: please add a column {item.headings[0]!r}."
    return Issue(sheet.name, cell or _heading(sheet, table), "query", "record_without_key", text, f"the {name} of each row", cure)


def _give(layout: Layout, block: Block, item: Field, word: str, told: _Told) -> None:
    """Give a word to the records that do not say it themselves; where some do, a mark says where that of the others stands."""
    some = item.name in block.columns
    marked = {mark.row for mark in block.marks if mark.field == item.name} if some else set()
    if not some:
        block.cells[item.name] = told.cell
    for row, values in block.rows:
        says_it = bool(item.carried_by) and str(values.get(item.carried_by) or "").endswith(f"_l{word}")
        if values.get(item.name) is not None or row in marked or says_it:
            continue
        values[item.name] = word
        if some:
            block.marks.append(Mark(row, item.name, "given", text=told.text, cell=told.cell))


def _give_each(sheet: Sheet, item: Field, reading: Reading, titles: Mapping[int, tuple[str, int]]) -> list[Issue]:
    """Give each record the word of the title that it stands under; return the issues, in which the titles are no records without figures."""
    column = {row: sheet.first_filled(row) for _, row in titles.values()}
    cells = {row: sheet.address(row, column[row]) for row in column}
    for number, values in reading.block.rows:
        if number in titles:
            values[item.name], row = titles[number]
            text = as_text(sheet.rows[row][column[row]])
            reading.block.marks.append(Mark(number, item.name, "given", text=text, cell=cells[row]))
    first = min(cells)
    reading.block.cells[item.name] = cells[first]
    cure = f"Each row was read as of the {item.headings[0].casefold()} in the title above it; nothing to do."
    told = Issue(sheet.name, cells[first], "info", "told_above", as_text(sheet.rows[first][column[first]]), f"a column {item.headings[0]!r}", cure)
    notes = {cells[row]: account_for(sheet, row, "note_row", column[row]) for row in cells}
    return [*(notes.get(issue.cell, issue) if issue.sets_aside else issue for issue in reading.issues), told]


def _heading(sheet: Sheet, table: Table) -> str:
    return sheet.address(table.heading_row, min([*table.columns.values(), *table.dated, *table.periods], default=0))
