"""What a second look finds in a workbook beside its values, whatever its format."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .workbook import Comment, Place, Sheet, Unreadable, Workbook

_FAR_AREA = 3_000_000


@dataclass(slots=True)
class SeenSheet:
    """What one sheet's values do not say; the fields that a Sheet has too mean the same there.

    `truths` holds the cells that show TRUE or FALSE where the quick reader gives a number; `last_row` and `last_column` are the furthest
    that hold anything.
    """

    days_from_1904: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: dict[Place, str] = field(default_factory=dict)
    uncached: set[Place] = field(default_factory=set)
    percent: dict[Place, int] = field(default_factory=dict)
    fills: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    truths: dict[Place, bool] = field(default_factory=dict)
    last_row: int = -1
    last_column: int = -1

    @property
    def is_far(self) -> bool:
        return is_far(self.last_row, self.last_column)

    def reach(self, row: int, column: int) -> None:
        """Note that a cell holds something."""
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)

    def add_to(self, sheet: Sheet) -> None:
        """Add to `sheet` what its values do not say."""
        sheet.days_from_1904 = self.days_from_1904
        sheet.merged = sheet.merged or self.merged
        sheet.errors, sheet.uncached, sheet.percent, sheet.fills = self.errors, self.uncached, self.percent, self.fills
        sheet.hidden_rows, sheet.hidden_columns = self.hidden_rows, self.hidden_columns
        for (row, column), truth in self.truths.items():
            if row < len(sheet.rows) and column < len(sheet.rows[row]):
                sheet.rows[row][column] = truth


@dataclass(slots=True)
class Seen:
    """What a second look found in one workbook: sheet name to what was seen; `unseen` says what could not be looked at."""

    sheets: dict[str, SeenSheet] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    properties: list[str] = field(default_factory=list)
    unseen: str = ""

    def add_to(self, workbook: Workbook) -> None:
        """Add to `workbook` what its values do not say."""
        workbook.comments, workbook.properties, workbook.unseen = self.comments, self.properties, self.unseen
        for sheet in workbook.sheets:
            if sheet.name in self.sheets:
                self.sheets[sheet.name].add_to(sheet)

    def refuse_far(self) -> None:
        """Raise Unreadable where a sheet has a far cell."""
        refuse_far(name for name, sheet in self.sheets.items() if sheet.is_far)


def is_far(last_row: int, last_column: int) -> bool:
    """Say whether a dense reading as far as this cell would be very large."""
    return (last_row + 1) * (last_column + 1) > _FAR_AREA


def refuse_far(names: Iterable[str]) -> None:
    """Refuse sheets with a far cell: the quick reader keeps a dense range, in which one costs gigabytes. Raises Unreadable."""
    if far := ", ".join(repr(name) for name in sorted(names)):
        raise Unreadable("far_cell", f"The sheet {far} has a value far outside its table. Please clear that cell and send the workbook again.")
