"""From a workbook that was read to the records of its returns: recognise, place, convert."""

from dataclasses import dataclass, field, replace
from functools import partial

from ..layouts.words import words
from ..periods import Period
from ..warehouse.records import Extract, Issue, Submission
from .above import tell_above
from .basis import told_bases
from .beside import number_abreast, part_sheet
from .cell_comments import ask_of_comments
from .context import Context, Held
from .doubles import refuse_doubles
from .far_dates import doubt_dates
from .heading_doubts import doubt_groups, doubt_heading_periods, doubt_headings
from .headings import Headings
from .key_columns import adopt_key
from .label_blocks import nearest_labels
from .labels import Labels, Said, iso_day, read_labels
from .leftovers import doubt_sheet, doubt_unheaded
from .other_subjects import refuse_other_subject
from .other_times import ask_other_time, refuse_other_time, refuse_other_time_below, refuse_other_time_of_sheet
from .own_form import forget_checks, work_out
from .owners import row_periods, row_providers, split_rows
from .parts_beside import is_over_all, take_parts_out
from .providers import ProviderNames
from .questions import read_questions
from .return_names import ReturnNames
from .rivals import ask_of_title, own_titles, settle_rivals
from .rows import Reading
from .set_aside import account_for_heading, says_nil
from .subjects_across import part_by_subjects
from .sums_beside import take_sums_out
from .tables import Table
from .text_headings import doubt_text_headings
from .title_doubts import doubt_titles
from .titled_providers import (
    ask_of_unknown_names,
    labels_of_others,
    names_as_titles,
    own_labels,
    sole_title,
    title_of_sheet,
    with_first_titled,
    with_rows_above,
)
from .titles_beside import surroundings_beside
from .told_above import tell_from_above
from .totals import is_of_all
from .unread import find_unread
from .unread_columns import account_for_unread
from .values import as_text
from .views import read_views
from .word_lists import holds_lists
from .workbook import Comment, Place, Sheet, Workbook
from .wrong_period import doubt_period

_EXAMPLE = words("example examples specimen dummy")
_BESIDE_EXAMPLE = words("completed filled in return form sheet tab data do not use only an of the 1 2 3")


@dataclass(slots=True)
class Recognised:
    """The sheets of a workbook with their tables, and its comments.

    `held` where a form among them cannot be read, `unseen` what could not be looked at.
    """

    sheets: list[tuple[Sheet, list[Table]]] = field(default_factory=list)
    held: Held | None = None
    unseen: str = ""
    comments: list[Comment] = field(default_factory=list)

    @property
    def tables(self) -> dict[str, list[Table]]:
        found: dict[str, list[Table]] = {}
        for sheet, tables in self.sheets:
            found.setdefault(sheet.name, []).extend(tables)
        return found


@dataclass(slots=True)
class Extractor:
    """Takes returns out of workbooks, for one set of layouts and providers."""

    headings: Headings
    names: ProviderNames
    returns: ReturnNames = field(init=False)

    def __post_init__(self) -> None:
        self.returns = ReturnNames(self.headings.layouts.values())

    def recognise(self, workbook: Workbook) -> Recognised:
        """Return the tables of every sheet. It raises nothing, as the look for person identifiers comes before any other reason to hold a file."""
        recognised = Recognised(unseen=workbook.unseen, comments=workbook.comments)
        for sheet in workbook.sheets:
            if sheet.is_own:
                continue
            forget_checks(sheet)
            try:
                recognised.sheets.extend(parts := part_sheet(sheet, self.headings))
                for part, tables in parts:
                    work_out(part, tables, zeros=workbook.kind == "xls")
            except Held as held:
                recognised.held = recognised.held or held
        if not recognised.held and not any(table for each in recognised.tables.values() for table in each if not table.doubles):
            recognised.sheets = [each for found in recognised.sheets for each in part_by_subjects(found[0], self.headings) or [found]]
        return recognised

    def extract(self, recognised: Recognised, filename: str) -> Extract:
        """Return all that the file's returns hold. Raises Held where the file, or a return in it, cannot be taken in."""
        if recognised.held:
            raise recognised.held
        found = [(sheet, tables) for sheet, tables in recognised.sheets if not holds_lists(sheet, tables)]
        if not any(tables for _, tables in found):
            from .no_return import hold_without_return  # for files that are no returns, and few are

            raise hold_without_return([sheet for sheet, _ in recognised.sheets], self.headings, filename)
        extract = Extract()
        examples = _examples(found)
        found = [each for each in found if each[0].name not in examples]
        extract.issues.extend(_of_example(name) for name in examples)
        extract.issues.extend(_unseen(recognised.unseen))
        covers = []
        for sheet in [sheet for sheet, tables in found if not tables]:
            covers.append(names_as_titles(read_labels(sheet, len(sheet.rows)), self.names))
            extract.issues.extend(doubt_sheet(sheet, covers[-1]))
        refuse_other_time_of_sheet(found)
        submissions: dict[tuple[str, str, Period], Submission] = {}
        tops = self._tops(found, covers)
        firsts: dict[str, tuple[Sheet, Table]] = {}
        for sheet, tables in found:
            if tables:
                others = [labels for name, (labels, _) in tops.items() if name != sheet.name]
                surroundings = Context(tops[sheet.name][0], covers, sheet.name, filename, others, titled=tops[sheet.name][1])
                if sheet.name in firsts:
                    surroundings, asked = surroundings_beside(firsts[sheet.name], sheet, tables[0], surroundings, self.names)
                    extract.issues.extend(asked)
                firsts.setdefault(sheet.name, (sheet, tables[0]))
                extract.issues.extend(ask_of_comments(sheet, tables, recognised.comments))
                if not tables[0].is_form:
                    above = tables[0].top
                    extract.issues.extend(tell_above(sheet, tables[0].layout, read_questions(sheet, self.headings, range(above)), above))
                self._take_sheet(extract, submissions, sheet, tables, surroundings)
        for submission in submissions.values():
            layout, theirs = self.headings.layouts[submission.return_name], [sheet for sheet, _ in found]
            extract.issues.extend(take_parts_out(submission, layout, theirs))
            extract.issues.extend(take_sums_out(submission, layout, theirs))
        extract.submissions = list(submissions.values())
        # a table with months across is read once for each of them, and tells of one cell each time
        extract.issues, extract.repairs = list(dict.fromkeys(extract.issues)), list(dict.fromkeys(extract.repairs))
        if not extract.rows_loaded and not extract.rows_set_aside:
            raise Held(
                "no_rows", "The headings of a return are there, but no row below them holds anything. Please fill in the return and send it again."
            )
        if not extract.submissions:
            raise _without_records(extract)
        return extract

    def _tops(self, found: list[tuple[Sheet, list[Table]]], covers: list[Labels]) -> dict[str, tuple[Labels, Said | None]]:
        """Return what each sheet says above its first table, by its name, and the title that names its provider where no label does.

        A form has its labels among its questions.
        """
        tops: dict[str, tuple[Labels, Said | None]] = {}
        for sheet, tables in found:
            if tables and sheet.name not in tops:
                labels = names_as_titles(read_labels(sheet, tables[0].labels_end), self.names)
                others = labels_of_others(tables[0], [each for each in found if each[0].name == sheet.name], self.names)
                labels = with_first_titled(labels, others, self.names)
                titled = title_of_sheet(labels, others, (sheet, tables[0]), self.names) or sole_title(covers, self.names)
                tops[sheet.name] = labels, titled
        return tops

    def _take_sheet(
        self,
        extract: Extract,
        submissions: dict[tuple[str, str, Period], Submission],
        sheet: Sheet,
        tables: list[Table],
        surroundings: Context,
    ) -> None:
        extract.issues.extend(_hidden(sheet))
        labels, around = surroundings.labels, list[Labels]()
        for table, since in with_rows_above(sheet, tables):
            if since:
                own = own_labels(sheet, table, since, self.names)
                labels, around = nearest_labels(own, labels, table.layout.usual_period)
                extract.issues.extend(ask_of_unknown_names(own, self.names))
                if not own.said:
                    refuse_other_time_below(sheet, tables, table)
            context = replace(surroundings, labels=labels, covers=[*around, *surroundings.covers], issues=[])
            extract.issues.extend(_rows_between(sheet, since, table.top if table.is_form else table.heading_row) if since else [])
            extract.issues.extend(account_for_heading(sheet, table))
            if table.over and _is_sum_of_groups(sheet, table, table.over, context):
                extract.issues.extend(context.issues)
                continue
            settle_rivals(sheet, table, context, since)
            ask_of_title(sheet, table, self.headings, self.returns, context, since)
            refuse_other_subject(sheet, table, context)
            refuse_doubles(sheet, table, context)
            extract.issues.extend(adopt_key(sheet, table))
            providers = row_providers(sheet, table, self.names, context)
            periods = row_periods(sheet, table, context)
            extract.issues.extend(account_for_unread(sheet, table))
            extract.issues.extend(doubt_unheaded(sheet, table))
            extract.issues.extend(doubt_headings(sheet, table, context))
            extract.issues.extend(doubt_text_headings(sheet, table, self.headings))
            bases, of_all = told_bases(sheet, table, context), is_over_all(sheet, table)
            for period, reading in read_views(sheet, table, context):
                tell_from_above(sheet, table, context, reading, since)
                extract.issues.extend(reading.issues)
                extract.repairs.extend(reading.repairs)
                reading.block.bases, reading.block.of_all = bases, of_all
                reading.block.unread = list(find_unread(sheet, table, reading.block))
                is_nil = table.layout.nil and _is_nil(reading)
                whose = partial(context.provider, self.names)
                for provider, theirs in split_rows(reading.block, providers, whose, is_nil=is_nil):
                    when = partial(context.period, table.layout)
                    spans = split_rows(theirs, periods, when, is_nil=is_nil) if period is None else [(period, theirs)]
                    for span, block in spans:
                        key = (table.layout.name, provider, span)
                        submission = submissions.setdefault(key, _submission(key, context, beside=reading.beside))
                        submission.beside = submission.beside and reading.beside
                        number_abreast(submission.blocks, block, table.layout.title, shares=table.over is not None)
                        submission.blocks.append(block)
                        extract.issues.extend(doubt_period(span, context, table.layout.usual_period))
                        extract.issues.extend(doubt_heading_periods(sheet, table, block, span))
                        extract.issues.extend(doubt_dates(block, table.layout, span))
                        extract.issues.extend(ask_other_time(sheet, table, since, span, bases, says_own=period is not None or bool(periods)))
            told = {issue.cell for issue in extract.issues if issue.sheet == sheet.name}
            extract.issues.extend(doubt_groups(sheet, table, context, told))
            extract.issues.extend(doubt_titles(own_titles(sheet, context, since), table.layout, told, self.names))
            extract.issues.extend(context.issues)


def _is_sum_of_groups(sheet: Sheet, table: Table, over: Place, context: Context) -> bool:
    """Say whether a group of columns is that of all groups beside it, and has no count that could be held against theirs.

    Raises Held where the words over it say no more than that it is of another time, or a target.
    """
    value = sheet.rows[over[0]][over[1]]
    text, cell = as_text(value), sheet.address(*over)
    refuse_other_time(table, [Said(text, value, sheet.name, cell)])
    if not is_of_all(text) or any(table.layout.fields[name].type == "count" for name in table.columns):
        return False
    context.say_summary(sheet.name, cell, text)
    return True


def _examples(found: list[tuple[Sheet, list[Table]]]) -> list[str]:
    """Return the names of the sheets that are called an example, where the return stands on others."""
    named = (sheet.name for sheet, tables in found if tables)
    called = list(dict.fromkeys(name for name in named if words(name) & _EXAMPLE and words(name) <= _EXAMPLE | _BESIDE_EXAMPLE))
    return called if any(tables and sheet.name not in called for sheet, tables in found) else []


def _of_example(name: str) -> Issue:
    cure = "It was not loaded, as the return stands on another sheet; nothing to do."
    return Issue(name, "A1", "info", "example_sheet", f"a sheet called {name}", "the return alone", cure)


def _is_nil(reading: Reading) -> bool:
    """Say whether a table holds nothing but the word that there is nothing to list."""
    aside = [issue for issue in reading.issues if issue.sets_aside]
    says = any(issue.code == "none_row" and says_nil(issue.found) for issue in aside)
    return not reading.block.rows and says and {issue.code for issue in aside} <= {"none_row", "note_row", "row_apart"}


def _rows_between(sheet: Sheet, first: int, heading: int) -> list[Issue]:
    """Account for the titles and labels between two tables: rows below a heading that are no records."""
    found = []
    for row in range(first, heading):
        column = next((column for column, value in enumerate(sheet.rows[row]) if value != ""), None)
        if column is not None:
            text = as_text(sheet.rows[row][column])
            cure = "The row says what the next table is for; nothing to do."
            found.append(Issue(sheet.name, sheet.address(row, column), "info", "label_row", text, "records alone", cure, sets_aside=True))
    return found


def _without_records(extract: Extract) -> Held:
    first = next(issue for issue in extract.issues if issue.sets_aside)
    where = f"sheet {first.sheet!r}, cell {first.cell}" if first.sheet else f"cell {first.cell}"
    said = f"No row of the return is a record (the first, {where}, says {first.found!r})."
    cure = "Please fill in the return, with 0 where there was none."
    issue = Issue(first.sheet, first.cell, "block", "no_records", first.found, "a record", cure)
    return Held("no_records", f"{said} {cure}", issue)


def _unseen(what: str) -> list[Issue]:
    """Say what of an odd file could not be looked at beside its values."""
    cure = "The values were read. Please open the file in Excel, save it as a new workbook (.xlsx) and send that."
    return [Issue("", "", "info", "not_looked_at", what, "a whole workbook", cure)] if what else []


def _hidden(sheet: Sheet) -> list[Issue]:
    """Say what was hidden and read all the same."""
    found = []
    if sheet.hidden:
        found.append(("A1", "hidden_sheet", "a hidden sheet"))
    rows = sorted(row for row in sheet.hidden_rows if row < len(sheet.rows) and not sheet.is_blank(row))
    if rows:
        found.append((sheet.address(rows[0], 0), "hidden_rows", f"hidden rows: {', '.join(str(sheet.row_number(row)) for row in rows[:20])}"))
    width = len(sheet.rows[0]) if sheet.rows else 0
    columns = sorted(column for column in sheet.hidden_columns if column < width)
    if columns:
        letters = ", ".join(map(sheet.column_letters, columns[:20]))
        found.append((sheet.address(0, columns[0]), "hidden_columns", f"hidden columns: {letters}"))
    return [Issue(sheet.name, cell, "info", code, what, "everything in sight", "It was read like any other.") for cell, code, what in found]


def _submission(key: tuple[str, str, Period], context: Context, *, beside: bool) -> Submission:
    texts = {name: said.text if (said := context.said(name)) else None for name in ("completed_by", "role")}
    return Submission(*key, texts["completed_by"], texts["role"], iso_day(context.said("date_of_return")), beside)
