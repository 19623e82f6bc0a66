"""No percentage is loaded a hundred times off: each number is read in the form that its counts, its size or its column give it, or not used."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boardpaper.etl.headings import Headings
from boardpaper.etl.rows import read_rows
from boardpaper.etl.tables import find_tables
from boardpaper.etl.workbook import Sheet, Value
from boardpaper.layouts import load_layouts

HEADINGS = Headings(load_layouts())
NUMBERS = ("ratio", "formatted", "points")
TEXTS = ("text ratio", "text points", "signed", "marked ratio", "marked points", "marked signed", "at least")
LIKE = {"ratio": ("ratio", "text ratio", "marked ratio"), "points": ("points", "text points", "marked points", "at least")}
SHOWN = ("formatted", "signed", "marked signed")


@dataclass
class Written:
    """One cell as a sender writes it: its value, and the decimals of its format for percentages."""

    value: Value
    decimals: int | None = None


def _write(thousandths: int, form: str) -> Written:
    """Write a share of so many thousandths."""
    ratio, points = Decimal(thousandths) / 1000, Decimal(thousandths) / 10
    texts = {
        "text ratio": f"{ratio:f}",
        "text points": f"{points:f}",
        "signed": f"{points:f}%",
        "marked ratio": f"{ratio:f}*",
        "marked points": f"{points:f} †",
        "marked signed": f"{points:f}%*",
        "at least": f">{points:f}",
    }
    if form in texts:
        return Written(texts[form])
    return Written(float(points if form == "points" else ratio), 1 if form == "formatted" else None)


def _read(cells: list[Written], counts: list[tuple[int, int]] | None = None, total: Written | None = None) -> list[float | None]:
    """Return what is kept of a column of percentages; a value that is not used is told of."""
    rows: list[list[Value]] = [["Staff group", "Subject", "Required", "Compliant", "%"]]
    every = [*cells, *([total] if total else [])]
    for number, cell in enumerate(every):
        required, compliant = counts[number] if counts and number < len(counts) else ("", "")
        rows.append([f"Ward {number}" if number < len(cells) else "Total", "MCA", required, compliant, cell.value])
    sheet = Sheet("", rows)
    sheet.percent = {(row, 4): cell.decimals for row, cell in enumerate(every, 1) if cell.decimals is not None}
    (table,) = find_tables(sheet, HEADINGS)
    reading = read_rows(sheet, table, table.columns)
    values = [values.get("percent") for _, values in reading.block.rows]
    assert [row for row, _ in reading.block.rows] == list(range(2, len(cells) + 2))
    blocked = {issue.cell for issue in reading.issues if issue.severity == "block"}
    assert blocked == {f"E{row}" for row, value in enumerate(values, 2) if value is None}
    return values


def _is_right(value: float | None, thousandths: int) -> bool:
    return value is not None and abs(value - thousandths / 1000) < 1e-9


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_column_of_one_form_comes_back_as_it_was(data: st.DataObject) -> None:
    forms = data.draw(st.sampled_from([LIKE["ratio"] + SHOWN, LIKE["points"] + SHOWN]))
    shares = data.draw(st.lists(st.integers(20, 999), min_size=1, max_size=6))
    total = data.draw(st.none() | st.sampled_from(NUMBERS + TEXTS).map(lambda form: _write(880, form)))
    values = _read([_write(share, data.draw(st.sampled_from(forms))) for share in shares], total=total)
    assert list(map(_is_right, values, shares)) == [True] * len(shares)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_counts_settle_each_number_whatever_the_others_are(data: st.DataObject) -> None:
    shares = data.draw(st.lists(st.integers(0, 1200), min_size=1, max_size=6))
    counts = [(1000 * 3**number, share * 3**number) for number, share in enumerate(shares)]
    total = data.draw(st.none() | st.sampled_from(NUMBERS + TEXTS).map(lambda form: _write(880, form)))
    values = _read([_write(share, data.draw(st.sampled_from(NUMBERS + TEXTS))) for share in shares], counts, total)
    assert list(map(_is_right, values, shares)) == [True] * len(shares)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_mixed_column_is_read_by_what_each_number_can_be_or_not_used(data: st.DataObject) -> None:
    shares = data.draw(st.lists(st.integers(20, 999), min_size=1, max_size=7))
    forms = [data.draw(st.sampled_from(NUMBERS + TEXTS)) for _ in shares]
    total = data.draw(st.none() | st.sampled_from(NUMBERS + TEXTS).map(lambda form: _write(880, form)))
    values = _read([_write(share, form) for share, form in zip(shares, forms, strict=True)], total=total)
    read = [_is_right(value, share) for value, share in zip(values, shares, strict=True)]
    assert [right or value is None for right, value in zip(read, values, strict=True)] == [True] * len(shares)
    assert all(right for right, form in zip(read, forms, strict=True) if form in SHOWN)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ([Written(0.92), Written(85)], [None, 0.85]),
        ([Written("0.92*"), Written("85")], [None, 0.85]),
        ([Written("92*"), Written(0.85)], [0.92, None]),
        ([Written("88.55%*"), Written(0.85)], [0.8855, 0.85]),
        ([Written("85%"), Written(0.85, 0), Written(0.85)], [0.85, 0.85, 0.85]),
        ([Written("85%"), Written(1)], [0.85, None]),
        ([Written(0.85, 0), Written(1)], [0.85, 1.0]),
        ([Written(1)], [None]),
        ([Written(1, 0)], [1.0]),
        ([Written("1%")], [0.01]),
        ([Written(1), Written(88)], [0.01, 0.88]),
        ([Written(1.2), Written(88)], [0.012, 0.88]),
        ([Written(1), Written(0.88)], [1.0, 0.88]),
        ([Written(100), Written(0.88)], [1.0, None]),
        ([Written(100), Written(0.88), Written(0.9), Written(0.95)], [1.0, 0.88, 0.9, 0.95]),
        ([Written(5), Written(0.88), Written(0.9)], [None, 0.88, 0.9]),
        ([Written(5), Written(85), Written(90), Written(0.9)], [0.05, 0.85, 0.9, None]),
        ([Written(87.79, 2)], [0.8779]),
        ([Written("8779%")], [0.8779]),
        ([Written(87.79, 2), Written(0.9, 2), Written(3, 2)], [0.8779, 0.9, None]),
        ([Written(0.8779, 2), Written(1.05, 2)], [0.8779, 1.05]),
        ([Written(0), Written(0.0, 0), Written("0%")], [0.0, 0.0, 0.0]),
        ([Written(1500)], [None]),
    ],
)
def test_what_a_column_tells(cells: list[Written], values: list[float | None]) -> None:
    assert _read(cells) == values


@pytest.mark.parametrize(
    ("cell", "counts", "value"),
    [
        (Written(1), (200, 2), 0.01),
        (Written(1), (200, 200), 1.0),
        (Written(0.5), (200, 1), 0.005),
        (Written(1.6), (10, 16), 1.6),
        (Written(160), (10, 16), 1.6),
        (Written(92, 0), (100, 92), 0.92),
        (Written(0.0092, 2), (100, 92), None),
        (Written("0.92%"), (100, 92), None),
        (Written(0.0092), (100, 92), None),
        (Written(95), (100, 40), 0.95),
        (Written(0.9), (100, 40), 0.9),
        (Written(1), (0, 0), None),
    ],
)
def test_what_the_counts_tell(cell: Written, counts: tuple[int, int], value: float | None) -> None:
    assert _read([cell], [counts]) == [value]
