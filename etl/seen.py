"""What a second look finds in a workbook beside its values, whatever its format."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from . import limits
from .sparse import lay_out
from .workbook import Aside, Comment, Place, Sheet, Unreadable, Value, Workbook

TOO_MANY = f"The file holds more than {limits.CELLS:,} filled cells, as no return does. Please send a workbook that holds only the return."
_DATES = (date, time, timedelta)


@dataclass(slots=True)
class SeenSheet:
    """What one sheet's values do not say; the fields that a Sheet has too mean the same there.

    `filled` is how many cells have a value, `dates` are the numbers that show as a date or time (None where that was not looked at), and
    `cells` are those values, where a careful reading asked for them; `truths` holds the cells that show TRUE or FALSE where the quick
    reader gives a number; `last_row` and `last_column` are the furthest that hold anything.
    """

    days_from_1904: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: dict[Place, str] = field(default_factory=dict)
    uncached: set[Place] = field(default_factory=set)
    formulas: dict[Place, tuple[str, ...]] = field(default_factory=dict)
    percent: dict[Place, int] = field(default_factory=dict)
    fills: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    truths: dict[Place, bool] = field(default_factory=dict)
    filled: int = 0
    dates: set[Place] | None = None
    cells: dict[Place, Value] = field(default_factory=dict)
    hidden: bool = False
    last_row: int = -1
    last_column: int = -1

    def hold(self, row: int, column: int, value: Value) -> None:
        """Keep the value of a cell. Raises Unreadable where the sheet has more of them than any return."""
        if value != "":
            self.cells[row, column] = value
            if len(self.cells) > limits.CELLS:
                raise Unreadable("too_large", TOO_MANY)

    @property
    def is_far(self) -> bool:
        return is_far(self.last_row, self.last_column)

    def agrees(self, sheet: Sheet) -> bool:
        """Say whether the quick reader left no value of this sheet out, took those for dates that their number formats show as such, and
        took wide letters for wide ones.
        """
        if sheet.filled < self.filled or any(isinstance(value, str) and "\0" in value for cells in sheet.rows for value in cells):
            return False
        values = (((row, column), value) for row, cells in enumerate(sheet.rows) for column, value in enumerate(cells))
        return self.dates is None or self.dates == {place for place, value in values if isinstance(value, _DATES)}

    def reach(self, row: int, column: int) -> None:
        """Note that a cell holds something."""
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)

    def add_to(self, sheet: Sheet) -> None:
        """Add to `sheet` what its values do not say."""
        sheet.days_from_1904 = self.days_from_1904
        sheet.merged = sheet.merged or self.merged
        sheet.errors, sheet.uncached, sheet.percent, sheet.fills = self.errors, self.uncached, self.percent, self.fills
        sheet.hidden_rows, sheet.hidden_columns, sheet.formulas = self.hidden_rows, self.hidden_columns, self.formulas
        for (row, column), truth in self.truths.items():
            if row < len(sheet.rows) and column < len(sheet.rows[row]):
                sheet.rows[row][column] = truth


@dataclass(slots=True)
class Seen:
    """What a second look found in one workbook: sheet name to what was seen; `unseen` says what could not be looked at."""

    sheets: dict[str, SeenSheet] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    properties: list[str] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    unseen: str = ""

    def add_to(self, workbook: Workbook) -> None:
        """Add to `workbook` what stands beside its sheets."""
        workbook.comments, workbook.properties, workbook.asides, workbook.unseen = self.comments, self.properties, self.asides, self.unseen

    def add_to_sheet(self, sheet: Sheet) -> None:
        """Add to a sheet that has values alone what these do not say."""
        if sheet.name in self.sheets:
            self.sheets[sheet.name].add_to(sheet)

    @property
    def asks_for_care(self) -> bool:
        """Say whether a sheet's furthest value would make a dense reading very large."""
        return any(sheet.is_far for sheet in self.sheets.values())

    def agrees(self, sheets: Iterable[Sheet]) -> bool:
        """Say whether the quick reader, which gave these sheets, read them as they are."""
        return all(self.sheets[sheet.name].agrees(sheet) for sheet in sheets if sheet.name in self.sheets)

    def laid_out(self) -> list[Sheet]:
        """Return the sheets with the values that a careful reading found."""
        sheets = []
        for name, seen in self.sheets.items():
            sheet = Sheet(name, [], hidden=seen.hidden)
            seen.add_to(sheet)
            lay_out(sheet, seen.cells | seen.truths)
            sheets.append(sheet)
        return sheets


def is_far(last_row: int, last_column: int) -> bool:
    """Say whether a dense reading as far as this cell would be very large."""
    return (last_row + 1) * (last_column + 1) > limits.AREA
