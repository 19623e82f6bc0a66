"""Rows below a heading that are no records: totals, notes, titles, signatures, a key to the colours, and "none to report"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from statistics import median_low

from ..layouts import Field
from ..layouts.words import fold, words
from ..periods import parse_period
from ..warehouse.records import Block, Issue, Severity
from .answer_words import NOT_APPLICABLE
from .labels import is_label
from .period_groups import heading_period
from .states import tell_state
from .tables import Table
from .time_words import says_other_time
from .totals import is_of_all, is_part, is_total, names_the_whole, says_part, says_total
from .values import as_text, bare_number
from .workbook import Sheet

_NOTE = re.compile(
    r"^\s*(?:[*†‡§#¹²³⁴⁵]|source\b|notes?\b|n\.?b\.?\b|key\b|legend\b|please\b|\(|(?:completed|prepared|approved|checked|authorised) by"
    r"|sign(?:ed|ature)\b|(?:data|figures|report) (?:source|extracted|taken|correct|run|provided|supplied|produced|exclude|include|as (?:at|of))\b)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^(?:date(?: (?:completed|signed|submitted|of completion))?|name|position|job title|role|designation|contact(?: (?:name|details|number))?"
    r"|e ?mail(?: address)?|tel(?:ephone)?(?: number)?|phone|key|legend|notes?|source|sign(?:ed|ature)(?: by| off by)?"
    r"|(?:prepared|checked|authorised) by|chair(?:person|man|woman)?"
    r"|(?:agreed|approved|ratified|reviewed|presented|endorsed|accepted|noted)(?: (?:at|by|to|on)\b.*)?)$"
)
_WHEN = r"(?:to (?:report|declare|list)|reported|notified|received|made|known|identified|this \w+|(?:in|for|during|within) .*)"
_NIL = re.compile(
    rf"^(?:nil(?: return)?|zero|0|none(?: {_WHEN})?|nothing to (?:report|declare|list)"
    r"|(?:(?:there|we) (?:were|are|have been|had|have had) )?(?:no|nil|zero|0)(?: \w+){0,3} "
    rf"(?:cases?|reviews?|referrals?|incidents?|notifications?|sars?|scrs?|lcsprs?|deaths?|actions?|events?|sessions?)(?: {_WHEN})*)$"
)
_UNSURE = words("data available yet until access supplied progress chase await awaiting pending")
_EXAMPLE = re.compile(r"^(?:for )?(?:example|e g)(?: \S*\d\S*| row| entry| only)*$")
_REFERENCE = re.compile(r"^\S*\d\S*$")
_PROSE = 8  # words; the key of a record is shorter
_LEGEND = re.compile(r"^(?:rag )?(?:key|legend|abbreviations|rating key)$")
_FOOTNOTE = re.compile(r"^\d{1,2}[.)]\s+(?:\S+\s+){2}\S")  # "1. Includes honorary contracts"
_EG = ("e.g.", "e.g ", "e. g.")  # "e.g. Nursing"; EG-01 is a reference
_LONGEST_EXAMPLE = 24  # letters
_FIRST_CELLS = 3  # in one of which a row says that it is an example
_PAIR = 2  # cells: a label and what it says

_ASIDE: dict[str, tuple[Severity, str, str]] = {
    "total_row": ("info", "records alone", "The row of totals was not loaded; nothing to do."),
    "total_by_sum": ("query", "records alone", "It adds up other rows, so it was taken for a total and not loaded: please say if it is a record."),
    "part_row": ("query", "records alone", "It is a part of the row above it and was not loaded, as it would count twice: please say if not."),
    "row_of_another_time": (
        "query",
        "records alone",
        "It says that it is of another time, or a target, so it was not loaded: please say if it is a record.",
    ),
    "note_row": ("info", "records alone", "The row is a note or a title and was not loaded; nothing to do."),
    "none_row": ("info", "records alone", "The row says that there is nothing to list; nothing to do."),
    "example_row": ("info", "records alone", "The row is an example of how to fill in the form, and was not loaded; nothing to do."),
    "row_apart": (
        "query",
        "records alone",
        "It stands apart and fills less than the records do, so it was not loaded: please say if it is one.",
    ),
    "unmapped_row": ("info", "values under the headings", "Only columns that are not part of the return hold something; nothing to do."),
    "no_values": ("query", "the figures beside it", "The row holds no figures and was not loaded: please fill it in, or write N/A."),
}


_SAYING: dict[str, Callable[[str], bool]] = {"total_row": is_of_all, "part_row": says_part}
"""What is said in the cell that a row is set aside for, where it may have others before it: a number, a subject."""


def says_nil(text: str) -> bool:
    """Say whether a text says that there is nothing to list: "No cases this quarter"; N/A is not nil, nor is "No data received"."""
    return bool(_NIL.match(fold(text))) and not words(text) & _UNSURE


def _is_example(text: str) -> bool:
    return (text[:1] in "EeFf" and len(text) <= _LONGEST_EXAMPLE and _EXAMPLE.match(fold(text)) is not None) or text.casefold().endswith("(example)")


def _begins_with_eg(text: str) -> bool:
    return text[:2] in ("e.", "E.", "(e", "(E") and text.lstrip("(").casefold().startswith(_EG)


def account_for(sheet: Sheet, row: int, reason: str, column: int) -> Issue:
    """Return the issue that accounts for a row that is no record, shown by the cell in `column`."""
    severity, expected, cure = _ASIDE[reason]
    if says := _SAYING.get(reason):
        column = next((at for at, value in enumerate(sheet.rows[row]) if isinstance(value, str) and value and says(value)), column)
    found = as_text(sheet.rows[row][column]) or sheet.errors.get((row, column), "a formula saved without its value")
    return Issue(sheet.name, sheet.address(row, column), severity, reason, found, expected, cure, sets_aside=True)


def account_for_heading(sheet: Sheet, table: Table) -> list[Issue]:
    """Return the issues that account for the rows between a heading and its records, which number its columns or say their units."""
    rows = range(0) if table.is_form else range(table.heading_row + 1, table.first)
    return [account_for(sheet, row, "note_row", sheet.first_filled(row)) for row in rows]


def account_for_sum(sheet: Sheet, row: int) -> Issue:
    """Return the issue that accounts for a row that adds up others without saying that it is a total."""
    column = sheet.first_filled(row)
    says_whole = any(isinstance(value, str) and names_the_whole(value) for value in sheet.rows[row])
    return account_for(sheet, row, "total_row" if says_whole else "total_by_sum", column)


@dataclass
class Asides:
    """Tells which rows of one table are no records; what is the same for all of them is found once."""

    sheet: Sheet
    table: Table
    columns: dict[str, int]

    def reason(self, row: int, filled: list[int], faults: list[int], above: Block) -> str | None:
        """Return why a row is no record, None where it is one; `above` are the records before it, `faults` the columns of its errors."""
        if is_total(self.sheet, self.table, self.columns, row, above):
            return "total_row"
        if is_part(self.sheet, self.table, self.columns, row):
            return "part_row"
        if set(self.columns.values()).isdisjoint((*filled, *faults)):
            return "unmapped_row"
        if self._has_number(row):
            if row in self._of_other_times:
                return "row_of_another_time"
            first = as_text(self.sheet.rows[row][filled[0]])
            return "example_row" if _is_example(first) or _begins_with_eg(first) else None
        texts = [as_text(self.sheet.rows[row][column]) for column in filled]
        if row in self.table.names:
            return "note_row"
        if any(map(_is_example, texts[:_FIRST_CELLS])) or (texts and _begins_with_eg(texts[0])):
            return "example_row"
        if self._says_none(filled, texts):
            return "none_row"
        if not faults and row > self._last_record and self._is_signature(filled, texts):
            return "note_row"
        if row in self._key_below or self._is_section(row, filled):
            return "note_row"
        if len(filled) > 1 and row in self._of_other_times:
            return "row_of_another_time"
        if self._lacks_figures(filled, faults):
            return "no_values"
        if len(filled) > 1 or faults or len(self.columns) < 2 or not self._is_words(row, filled[0]):
            return "row_apart" if row in self._apart and not faults else None
        is_footnote = row > self._last_record and _FOOTNOTE.match(texts[0])
        if is_footnote or _NOTE.match(texts[0]) or len(texts[0].split()) >= _PROSE:
            return "note_row"
        return self._reason_alone(row, filled[0], texts[0])

    def _has_number(self, row: int) -> bool:
        """Say whether a row has a number for one of the table's figures, as most rows have, and so is a record unless it is an example or a total."""
        cells = self.sheet.rows[row]
        return not self.table.layout.nil and any(isinstance(cells[column], float | int) for column in self._figures)

    def _is_words(self, row: int, column: int) -> bool:
        """Say whether a cell holds a text that is no number for one of the table's figures, as every number of a delimited file is."""
        value = self.sheet.rows[row][column]
        return isinstance(value, str) and not (column in self._figures and bare_number(value.strip()) is not None)

    @cached_property
    def _of_other_times(self) -> set[int]:
        """The rows that say no more of what they are of than a time, or a target, where others say more: "Last month" below the staff groups.

        A reference may look like one ("2018-01"), unless it has words, and the day of an event be one.
        """
        layout, sheet, table = self.table.layout, self.sheet, self.table
        keys = {self.columns[name]: layout.fields[name].type for name in layout.record_key if name in self.columns}
        said = (
            (row, value, kind)
            for row in range(table.first, table.end)
            for column, kind in keys.items()
            if isinstance(value := sheet.rows[row][column], str) and value
        )
        found = {row: text for row, text, kind in said if says_other_time(text) and not _names(text, kind)}
        filled = [row for row in range(table.first, table.end) if not sheet.is_blank(row)] if found else []
        if 2 * len(found) > len(filled):  # a table of months
            found = {row: text for row, text in found.items() if heading_period(text) is None}
        return {*found} if len(found) < len(filled) else set()

    @cached_property
    def _figures(self) -> list[int]:
        return [column for column, item in self._fields.items() if item.is_figure]

    def _reason_alone(self, row: int, column: int, text: str) -> str | None:
        """Return why a text alone in its row is no record: a title, a note, or what a record is of, without the rest."""
        item = self._fields[column]
        is_key = item.name in self.table.layout.record_key
        if item.words:
            return "no_values" if item.word_index.best(text) else "note_row"
        if is_key and item.type == "ref":
            is_register = not any(each.is_figure or each.type == "rating" for each in self._fields.values())
            may_be_one = is_register and heading_period(text) is None and (len(text.split()) <= _PAIR and any(map(str.isdigit, text)))
            may_be_named = not self._are_numbered and self._stands_among_records(row, column)
            return None if _REFERENCE.match(text) or may_be_one or may_be_named else "note_row"
        return "no_values" if is_key and self._stands_among_records(row, column) else "note_row"

    def _says_none(self, filled: list[int], texts: list[str]) -> bool:
        """Say whether a row says that there is nothing to list: "No cases this quarter", "Nil return", or N/A in place of what a record is of."""
        if len(filled) == 1:
            item = self._fields.get(filled[0])
            return item is not None and not (item.is_figure or item.answer or item.words) and (says_nil(texts[0]) or fold(texts[0]) in NOT_APPLICABLE)
        states, zero = ("nil", "not_applicable", "missing"), "0" if self.table.layout.nil else None
        if len(filled) == _PAIR and any(map(says_nil, texts)) and not any(item.is_figure for item in self._fields.values()):
            return not any(letter.isdigit() for text in texts for letter in text) or any(heading_period(text) for text in texts)
        return not self._keys.isdisjoint(filled) and all(tell_state(text, counts=True) in states or text == zero for text in texts)

    def _is_signature(self, filled: list[int], texts: list[str]) -> bool:
        """Say whether a row is a label with what it says, and no figure: "Completed by" beside a name, "Date" beside a day."""
        if len(filled) != _PAIR:
            return False
        head, item = texts[0].partition(":")[0], self._fields.get(filled[1])
        return not (item and (item.is_figure or item.answer)) and (is_label(head) or bool(_SIGNATURE.match(fold(head))))

    def _is_section(self, row: int, filled: list[int]) -> bool:
        """Say whether a row is the title of a section whose standards are numbered under it: "1 Leadership" above 1.1, with no answer of its own."""
        refs = [column for column in self._keys if self._fields[column].type == "ref" and not self._fields[column].words]
        if not refs or refs[0] not in filled or not any(item.answer for item in self._fields.values()):
            return False
        words_alone = all(self._fields[column].type in ("ref", "text") for column in filled if column in self._fields)
        return words_alone and as_text(self.sheet.rows[row][refs[0]]).rstrip(".") in self._sections

    @cached_property
    def _sections(self) -> set[str]:
        """The numbers that those of other records begin with: 1, where there is a 1.1."""
        refs = [column for column in self._keys if self._fields[column].type == "ref"]
        given = {as_text(self.sheet.rows[row][column]) for row in range(self.table.first, self.table.end) for column in refs}
        return {text.rpartition(".")[0] for text in given if text.rpartition(".")[2]} - {""}

    def _lacks_figures(self, filled: list[int], faults: list[int]) -> bool:
        """Say whether a row has more than one cell of what names a record, perhaps its target, and no figure of those that the table has."""
        there = [item for column, item in self._fields.items() if column in filled or column in faults]
        if len(filled) < _PAIR or any(item.name not in self.table.layout.record_key and item.basis != "planned" for item in there):
            return False
        return any(item.is_figure for item in self._fields.values()) and not any(item.answer for item in self._fields.values())

    def _stands_among_records(self, row: int, column: int) -> bool:
        """Say whether a lone text may be a record without its figures: it follows on the rows above it, and no merge makes a title of it.

        Nor is what stands below the total of all records.
        """
        above = next((value for value in self.sheet.rows[row - 1] if value != ""), "")
        parted = row > self.table.first and (above == "" or (row > self._last_record and says_total(above)))
        return not parted and not any(left == column and right > left for _, left, _, right in self.sheet.merged_from(row))

    @cached_property
    def _fields(self) -> dict[int, Field]:
        return {column: self.table.layout.fields[name] for name, column in self.columns.items()}

    @cached_property
    def _keys(self) -> set[int]:
        return {column for column, item in self._fields.items() if item.name in self.table.layout.record_key}

    @cached_property
    def _last_record(self) -> int:
        """The last row that fills more than a label and what it says do."""
        return max((row for row in range(self.table.first, self.table.end) if _filled(self.sheet, row) > _PAIR), default=self.table.end)

    @cached_property
    def _key_below(self) -> set[int]:
        """The rows right below one that says "Key", up to a blank one, that have no number of a record or fill little."""
        found: set[int] = set()
        refs = [column for column in self._keys if self._fields[column].type == "ref"]
        for run in _runs(self.sheet, self.table):
            begins = next((row for row in run if _LEGEND.match(fold(as_text(next(value for value in self.sheet.rows[row] if value != ""))))), None)
            for row in range(begins, run.stop) if begins is not None else ():
                if row == begins or _filled(self.sheet, row) <= _PAIR or all(self.sheet.rows[row][column] == "" for column in refs):
                    found.add(row)
        return found

    @cached_property
    def _are_numbered(self) -> bool:
        """Whether the references of the records have digits, and are no names: RR1, not Child A."""
        refs = [column for column in self._keys if self._fields[column].type == "ref"]
        rows = [self.sheet.rows[row] for row in range(self.table.first, self.table.end) if _filled(self.sheet, row) > _PAIR]
        given = [text for cells in rows for column in refs if (text := as_text(cells[column]))]
        return 2 * sum(any(map(str.isdigit, text)) for text in given) >= len(given)

    @cached_property
    def _apart(self) -> set[int]:
        """The rows of the runs below a blank row that are no records: a key to the colours, signatures, sums.

        Each row of such a run fills at most half of what the records above do, none has a figure, and none has the number of a record,
        unless the run begins with a title that says that it is a key.
        """
        runs, found, above = _runs(self.sheet, self.table), set[int](), list[int]()
        for run in runs:
            sizes = [_filled(self.sheet, row) for row in run]
            if above and 2 * max(sizes) <= median_low(above) and self._is_no_record(run):
                found.update(run)
            else:
                above += [size for size in sizes if size > 1]
        return found

    def _is_no_record(self, run: range) -> bool:
        cells = [self.sheet.rows[row] for row in run]
        if any(row[column] != "" for row in cells for column, item in self._fields.items() if item.is_figure):
            return False
        lone = next(value for value in cells[0] if value != "") if _filled(self.sheet, run[0]) == 1 else ""
        if isinstance(lone, str) and _NOTE.match(lone):
            return True
        keys = [self._fields[column] for column in self._keys]
        if not keys or any(item.words for item in keys) or not self._are_numbered:
            return False
        texts = [as_text(row[column]) for row in cells for column in self._keys if self._fields[column].type == "ref"]
        return not any(letter.isdigit() for text in texts for letter in text)


def _names(text: str, kind: str) -> bool:
    """Say whether what could be a time is what a record goes by: its day, or a reference without a letter."""
    return parse_period(text) is not None if kind == "date" else kind == "ref" and not any(map(str.isalpha, text))


def _runs(sheet: Sheet, table: Table) -> list[range]:
    """Return the runs of rows of a table without a blank one among them."""
    runs: list[range] = []
    for row in range(table.first, table.end):
        if _filled(sheet, row):
            begin = runs.pop().start if runs and runs[-1].stop == row else row
            runs.append(range(begin, row + 1))
    return runs


def _filled(sheet: Sheet, row: int) -> int:
    return len(sheet.rows[row]) - sheet.rows[row].count("")
