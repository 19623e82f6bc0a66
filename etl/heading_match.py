"""How well a layout fits a row of headings, and whether that is enough to head a table of it."""

from dataclasses import dataclass, field, replace

from ..layouts import Layout
from ..periods import Period

MIN_FIELDS = 2
MIN_COVERAGE = 0.5
MIN_QUALITY = 0.4
SUREST = 4
"""Headings word for word, of a table with more columns of its sender's own than of the return."""


@dataclass(slots=True)
class Match:
    """How well one layout fits a heading row: the column of each field, and the score.

    `periods` are the columns that are months, those named without their year as they are written; `dated` the columns of a field
    for a period of their own ("Snapshot March 2018"); `doubles` those that claim a field as well as the column that has it does.
    """

    layout: Layout
    columns: dict[str, int]
    periods: dict[int, Period | str]
    exact: int
    cells: int
    quality: float
    doubles: dict[int, str] = field(default_factory=dict)
    dated: dict[int, tuple[str, Period | str]] = field(default_factory=dict)

    @property
    def fields(self) -> int:
        return len({*self.columns, *(name for name, _ in self.dated.values())})

    @property
    def score(self) -> tuple[int, int]:
        return self.fields + len(self.periods), self.exact

    def copy(self) -> "Match":
        """Return a match of its own, as the columns of a table are settled in it."""
        return replace(self, columns={**self.columns}, periods={**self.periods}, doubles={**self.doubles}, dated={**self.dated})

    @property
    def is_heading(self) -> bool:
        if self.periods:
            return (
                len(self.periods) + len(self.dated) >= MIN_FIELDS
                and bool(self.layout.across)
                and any(name in self.columns for name in self.layout.record_key)
            )
        covers = len(self.columns) + len(self.dated) >= MIN_COVERAGE * self.cells or self._is_sure
        return self.fields >= MIN_FIELDS and covers and self.quality >= MIN_QUALITY

    @property
    def _is_sure(self) -> bool:
        """Whether it has what names its records and figures of them word for word, however many columns stand beside these."""
        figures = sum(self.layout.fields[name].is_figure for name in self.columns)
        return (
            self.exact >= min(SUREST, len(self.layout.field) - 1) and figures >= MIN_FIELDS and set(self.layout.record_key[:1]) <= self.columns.keys()
        )
