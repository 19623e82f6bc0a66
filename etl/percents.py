"""What each number of a percentage column means: decided for the column, and not at all where it could be either."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from .percent_forms import Form, count_decimals
from .tables import Table
from .totals import says_total
from .values import bare_number, written_number
from .workbook import Sheet, Value

_CLOSE = 0.006  # what a percentage in whole numbers may differ from its counts by
_NEAR = 4  # times: of the forms, which are a hundred times apart, one alone is so near
_LARGEST_RATIO = 1.5  # of bare numbers that could well be a ratio
_NO_SHARE = 10  # 1000%: what is shown as so much was formatted, or given its sign, once too often


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of the column: `value` is the ratio that it shows where it has a % or is formatted with one, else the bare number.

    `said` is the form that the counts beside it give it.
    """

    row: int
    value: float
    is_shown: bool
    said: Form | None = None

    @property
    def is_percent(self) -> bool:
        """Say whether it can only be a percentage."""
        if self.said:
            return self.said is Form.PERCENT
        return self.value >= _NO_SHARE if self.is_shown else self.value > _LARGEST_RATIO

    @property
    def is_ratio(self) -> bool:
        """Say whether it speaks for ratios."""
        return self.said is Form.RATIO if self.said else 0 < self.value < 1 or (self.is_shown and self.value == 1)


def percent_forms(sheet: Sheet, table: Table, columns: dict[str, int], name: str, beside: Collection[int] = ()) -> dict[int, Form]:
    """Return the form of each number in the column of the percentage `name`, by row; one that is not there is a ratio.

    The two counts that the field is the share of settle the form of a number; else its size does, where it could be of one form alone, and
    else the other numbers of its column, rows of totals left out. Those with a percent sign or format are held against one another, and bare
    ones too: where they tell nothing, numbers with a format are asked, and then `beside`, the columns of the same figure for other periods.
    """
    column = columns[name]
    counts = [columns[part] for part in table.layout.fields[name].share or () if part in columns]
    numbers = _numbers(sheet, table, column, counts if len(counts) == 2 else [])
    shown, bare = ([number for number in numbers if number.is_shown is is_shown] for is_shown in (True, False))
    forms: dict[int, Form] = {}
    if any(number.value > 1 or number.said is Form.CONTRADICTED for number in shown):
        forms |= _decide(shown, _records(sheet, shown))
    if bare:
        told = _records(sheet, bare)
        if not any(number.is_percent or number.is_ratio for number in told):
            told = told + _others(sheet, table, column, shown, beside)
        forms |= _decide(bare, told)
    return {row: form for row, form in forms.items() if form is not Form.RATIO}


def lone_form(raw: Value, *, formatted: bool) -> Form:
    """Return the form of a percentage that has no column: the answer of a form."""
    number = _read(raw, formatted=formatted)
    if number is None:
        return Form.RATIO
    alone = [_Number(0, *number)]
    return _decide(alone, alone)[0]


def most_decimals(sheet: Sheet, column: int, rows: Iterable[int]) -> int:
    """Return the most decimals of a column's bare numbers in some of its rows, whole ones without their point."""
    numbers = [bare_number(sheet.rows[row][column]) for row in rows]
    return max((count_decimals(number) for number in numbers if number is not None), default=0)


def _numbers(sheet: Sheet, table: Table, column: int, counts: Sequence[int]) -> list[_Number]:
    found = []
    for row in range(table.first, table.end):
        cells = sheet.rows[row]
        if cells[column] != "" and (number := _read(cells[column], formatted=(row, column) in sheet.percent)):
            found.append(_Number(row, *number, _said(number[0], cells[counts[0]], cells[counts[1]]) if counts else None))
    return found


def _others(sheet: Sheet, table: Table, column: int, shown: Sequence[_Number], beside: Collection[int]) -> list[_Number]:
    """Return what else may tell of a column's bare numbers: a sign in a text says how that was typed, and a format how numbers are kept."""
    found = [number for number in shown if number.value <= 1 and not isinstance(sheet.rows[number.row][column], str)]
    return found or [number for other in beside if other != column for number in _records(sheet, _numbers(sheet, table, other, []))]


def _records(sheet: Sheet, numbers: list[_Number]) -> list[_Number]:
    """Return the numbers that stand in no row of totals, or all where no others do."""
    return [number for number in numbers if not any(map(says_total, sheet.rows[number.row]))] or numbers


def _read(raw: Value, *, formatted: bool) -> tuple[float, bool] | None:
    """Return the number of a cell, and whether it is shown as a percentage; None where it is none."""
    number, is_signed = written_number(raw)
    if number is None:
        return None
    return float(number) / (100 if is_signed else 1), is_signed or (formatted and not isinstance(raw, str))


def _said(value: float, part: Value, whole: Value) -> Form | None:
    """Return the form in which a number agrees with the two counts, None where it does in none, or it is too small to tell."""
    (few, is_share), (of, is_other) = written_number(part), written_number(whole)
    if not few or not of or not value or is_share or is_other:
        return None
    ratio = float(few) / float(of)
    for form, reading in ((Form.RATIO, value), (Form.PERCENT, value / 100), (Form.CONTRADICTED, value * 100)):
        if abs(reading - ratio) <= _CLOSE and 1 / _NEAR < reading / ratio < _NEAR:
            return form
    return None


def _decide(numbers: Sequence[_Number], told: Sequence[_Number]) -> dict[int, Form]:
    """Return the form of each of the like numbers of a column, by its counts or its size, or else by `told`, the numbers that have a say."""
    is_shown = numbers[0].is_shown
    percents, ratios = sum(number.is_percent for number in told), sum(number.is_ratio for number in told)
    sure = sum(number.is_percent and (number.said is not None or number.value >= _NO_SHARE) for number in told)
    mostly_ratios = ratios >= max(2 * percents, 1)  # one slip among them is no form of the column's
    are_small = not ratios and any(number.said is Form.PERCENT and number.value <= _LARGEST_RATIO for number in told)
    forms: dict[int, Form] = {}
    for number in numbers:
        if number.said or not number.value or (is_shown and number.value <= 1):
            form = number.said or Form.RATIO
        elif number.value >= _NO_SHARE:
            form = Form.STRAY if is_shown or mostly_ratios else Form.PERCENT
        elif number.is_percent:
            form = Form.PERCENT if not ratios or sure > ratios else Form.UNCLEAR
        elif mostly_ratios or (not percents and (is_shown or number.value < 1)):
            form = Form.RATIO
        elif are_small:
            form = Form.PERCENT
        else:
            form = Form.LIKELY if percents and not ratios and number.value >= 1 else Form.UNCLEAR
        forms[number.row] = form
    return forms
