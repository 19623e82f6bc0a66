"""What the quick reader does not tell of an .ods file, told from its XML: one pass over the styles and the content.

A run of like cells or rows is written once with a count, which may be a million: runs are spread over the cells that hold something, no further.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from . import limits
from .faults import WRITTEN
from .formula_texts import formula_texts
from .ods_asides import read_asides
from .ods_styles import OdsStyles
from .ods_values import cell_value
from .package_parts import open_archive, properties
from .seen import TOO_MANY, Seen, SeenSheet
from .workbook import Comment, Place, Unreadable, Value, address

_HIDDEN = ("collapse", "filter")
_ERROR = re.compile(r"Err:\d+$")
_TRUTHS = {"TRUE": True, "FALSE": False}
_BLANKS = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_PARAGRAPHS = ("text:p", "text:h")
_MOST_HIDDEN_COLUMNS = 256
_PIECE = 4_000_000  # bytes: a long attribute, as that of a picture, is begun again with each piece


def look(data: bytes, *, values: bool = False) -> Seen:
    """Return what is in an .ods file beside its values, and those too where they are asked for.

    Raises expat.ExpatError, KeyError, ValueError or zipfile.BadZipFile where it is not whole.
    """
    with open_archive(data) as archive:
        content = _Content(values)
        for part in ("styles.xml", "content.xml"):
            if part in archive.namelist():
                parser = expat.ParserCreate()
                parser.buffer_text = True
                parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = content.start, content.end, content.data
                with archive.open(part) as stream:
                    while piece := stream.read(_PIECE):
                        parser.Parse(piece)
                parser.Parse(b"", True)
        return Seen(content.sheets, content.comments, properties(archive), read_asides(archive))


@dataclass(slots=True)
class _Run:
    """Like cells: `rows` by `columns` of them from a place. `style` is None where the column's own is theirs."""

    row: int
    column: int
    rows: int
    columns: int
    style: str | None
    percentage: bool = False
    error: str = ""
    uncached: bool = False
    truth: bool | None = None
    value: Value = ""

    def places(self, rows: Sequence[int], columns: Sequence[int]) -> Iterator[Place]:
        """Yield those of its cells that stand in these rows and columns, each in order."""
        across = columns[bisect_left(columns, self.column) : bisect_left(columns, self.column + self.columns)]
        for row in rows[bisect_left(rows, self.row) : bisect_left(rows, self.row + self.rows)]:
            for column in across:
                yield row, column


@dataclass(slots=True)
class _Table:
    """The table that is being read: where the next row and cell stand, and what is told once for many."""

    name: str
    seen: SeenSheet
    runs: list[_Run] = field(default_factory=list)
    hidden: list[range] = field(default_factory=list)
    column_styles: list[tuple[range, str]] = field(default_factory=list)
    row: int = 0
    rows: int = 1
    row_style: str | None = None
    column: int = 0


@dataclass(slots=True)
class _Content:
    """The handlers of the XML: where the parse stands, and what was found until there; the values too where `values` are asked for."""

    values: bool
    styles: OdsStyles = field(default_factory=OdsStyles)
    sheets: dict[str, SeenSheet] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    days_from_1904: bool = False
    table: _Table | None = None
    cell: dict[str, str] | None = None
    text: list[str] = field(default_factory=list)
    comment: list[str] | None = None
    drawn: int = 0
    paragraph: bool = False
    begun: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:null-date":
            self.days_from_1904 = attributes.get("table:date-value", "").startswith("1904")
        elif tag == "table:table":
            hidden = attributes.get("table:style-name") in self.styles.hidden_tables
            self.table = _Table(attributes.get("table:name", ""), SeenSheet(self.days_from_1904, hidden=hidden))
        elif self.table is None:
            self.styles.start(tag, attributes)
        elif tag == "table:table-column":
            self._start_column(self.table, attributes)
        elif tag == "table:table-row":
            self._start_row(self.table, attributes)
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.cell, self.text, self.begun = attributes, [], False
        elif tag == "office:annotation":
            self.comment = []
        elif tag.startswith("draw:"):
            self.drawn += 1
        elif tag in _PARAGRAPHS:
            self.paragraph = True
            if self.begun:
                self.data("\n")
            self.begun = self.begun or (self.comment is None and not self.drawn)
        elif tag in _BLANKS:
            self.data(_BLANKS[tag] * _count(attributes, "text:c"))

    def data(self, text: str) -> None:
        if self.paragraph and self.comment is not None:
            self.comment.append(text)
        elif self.paragraph and self.cell is not None and not self.drawn:
            self.text.append(text)

    def end(self, tag: str) -> None:
        table = self.table
        if table is None:
            return
        if tag in _PARAGRAPHS:
            self.paragraph = False
            if self.comment is not None:
                self.comment.append("\n")
        elif tag == "office:annotation" and self.comment is not None:
            self.comments.append(Comment(table.name, address(table.row, table.column), "".join(self.comment).strip()))
            self.comment = None
        elif tag.startswith("draw:"):
            self.drawn -= 1
        elif tag in ("table:table-cell", "table:covered-table-cell") and self.cell is not None:
            self._end_cell(table, self.cell)
            self.cell = None
        elif tag == "table:table-row":
            table.row += table.rows
        elif tag == "table:table":
            self._end_table(table)
            self.table = None

    def _start_column(self, table: _Table, attributes: dict[str, str]) -> None:
        first = table.column
        table.column += _count(attributes, "table:number-columns-repeated")
        table.column_styles.append((range(first, table.column), attributes.get("table:default-cell-style-name", "")))
        if attributes.get("table:visibility") in _HIDDEN:
            table.seen.hidden_columns.update(range(first, min(table.column, first + _MOST_HIDDEN_COLUMNS)))

    def _start_row(self, table: _Table, attributes: dict[str, str]) -> None:
        table.column, table.rows = 0, _count(attributes, "table:number-rows-repeated")
        table.row_style = attributes.get("table:default-cell-style-name")
        if attributes.get("table:visibility") in _HIDDEN:
            table.hidden.append(range(table.row, table.row + table.rows))

    def _end_cell(self, table: _Table, cell: dict[str, str]) -> None:
        columns = _count(cell, "table:number-columns-repeated")
        kind, shown = cell.get("office:value-type"), "".join(self.text).strip()
        run = _Run(table.row, table.column, table.rows, columns, cell.get("table:style-name", table.row_style), kind == "percentage")
        if "table:formula" in cell:
            # LibreOffice writes an empty text that was worked out as a paragraph with nothing in it, and no type
            run.uncached = kind is None and not shown and not self.begun
            run.truth = _TRUTHS.get(shown) if kind == "float" else None
            run.error = shown if shown in WRITTEN or _ERROR.match(shown) else ""
            if texts := formula_texts(cell["table:formula"].partition("=")[2]):
                table.seen.formulas[table.row, table.column] = texts
        if cell.get("calcext:value-type") == "error":
            run.error = shown or "#ERROR"
        run.value = "" if run.error else cell_value(cell, "".join(self.text))
        if run.value != "":
            table.seen.filled += run.rows * run.columns
            if table.seen.filled > limits.CELLS:
                raise Unreadable("too_large", TOO_MANY)
        if kind is not None or shown or run.uncached:
            table.seen.reach(table.row + table.rows - 1, table.column + columns - 1)
        down, across = _count(cell, "table:number-rows-spanned"), _count(cell, "table:number-columns-spanned")
        if down > 1 or across > 1:
            table.seen.merged.append((table.row, table.column, table.row + down - 1, table.column + across - 1))
        table.runs.append(run)
        table.column += columns

    def _end_table(self, table: _Table) -> None:
        """Spread the runs, now that it is known how far the sheet goes."""
        seen = self.sheets[table.name] = table.seen
        if seen.is_far and not self.values:
            return
        rows, columns = self._reach(table)
        for hidden in table.hidden:
            seen.hidden_rows.update(rows[bisect_left(rows, hidden.start) : bisect_left(rows, hidden.stop)])
        by_column = {column: style for run, style in table.column_styles for column in columns[bisect_left(columns, run.start) :] if column in run}
        for run in table.runs:
            for place in run.places(rows, columns):
                style = by_column.get(place[1], "") if run.style is None else run.style
                self._mark(seen, run, place, *self.styles.says(style, percentage=run.percentage))

    def _reach(self, table: _Table) -> tuple[Sequence[int], Sequence[int]]:
        """Return the rows and columns as far as the table holds something, and one column more: a fill is told from those beside it.

        Where its values are asked for, those alone in which something stands; they are kept on the way.
        """
        seen = table.seen
        if not self.values:
            return range(seen.last_row + 1), range(seen.last_column + 2)
        held = [run for run in table.runs if run.value != "" or run.error or run.uncached]
        rows = sorted({row for run in held for row in range(run.row, run.row + run.rows)})
        columns = sorted({column for run in held for column in range(run.column, run.column + run.columns + 1)})
        for run in held:
            for place in run.places(rows, columns):
                seen.hold(*place, run.value)
        return rows, columns

    def _mark(self, seen: SeenSheet, run: _Run, place: Place, decimals: int | None, colour: str | None) -> None:
        if decimals is not None:
            seen.percent[place] = decimals
        if colour:
            seen.fills[place] = colour
        if run.error:
            seen.errors[place] = run.error
        if run.uncached:
            seen.uncached.add(place)
        if run.truth is not None:
            seen.truths[place] = run.truth


def _count(attributes: dict[str, str], name: str) -> int:
    return int(attributes.get(name, "1"))
