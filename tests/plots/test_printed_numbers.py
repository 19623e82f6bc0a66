"""A chart draws the number that is printed: rounded as it is printed, and none where none is printed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.assembly.plots.numbers import number_format
from boardpaper.warehouse.figures.model import Figure
from boardpaper.warehouse.figures.printed import Printed, printed
from boardpaper.warehouse.figures.text import show


def _figure(value: float | str | None, unit: str, text: str) -> Figure:
    return Figure("k", "k", unit, value, text, "r", date(2018, 4, 1), date(2019, 3, 31))


@pytest.mark.parametrize(
    ("value", "unit", "text", "expected", "code"),
    [
        (0.877893, "percent", "87.79%", Printed(0.8779, 2, "", ""), "0.00%"),
        (0.8496, "percent", "85%", Printed(0.85, 0, "", ""), "0%"),
        (1234, "count", "1,234", Printed(1234, 0, "", ""), "#,##0"),
        (100, "count", "at least 100", Printed(100, 0, "at least ", ""), '"at least "#,##0'),
        (60, "count", 'about 60 "or so"', Printed(60, 0, "about ", ' "or so"'), '"about "#,##0" \'or so\'"'),
        (2.5, "number", "2.5", Printed(2.5, 1, "", ""), "#,##0.0"),
        (-3.0, "number", "-3", Printed(-3, 0, "", ""), "#,##0"),
        (1234567.0, "number", "1,234,567", Printed(1234567, 0, "", ""), "#,##0"),
        (3, "count", "2018/19: 3", Printed(3, 0, "2018/19: ", ""), '"2018/19: "#,##0'),
    ],
)
def test_number_in_the_words(value: float, unit: str, text: str, expected: Printed, code: str) -> None:
    found = printed(_figure(value, unit, text))
    assert found == expected
    assert number_format(expected, unit) == code


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, "count", "not measured"),
        (None, "count", "fewer than 5"),
        (3, "count", "fewer than 5"),
        (3, "count", "withheld"),
        (0.877893, "percent", "between 80% and 90%"),
        (12, "count", "123"),
    ],
)
def test_words_that_do_not_hold_the_number_give_a_gap(value: float | None, unit: str, text: str) -> None:
    assert printed(_figure(value, unit, text)) is None


@given(st.floats(0, 2), st.integers(0, 6))
def test_what_is_drawn_is_what_is_printed(value: float, decimals: int) -> None:
    text = show(value, "percent", decimals)
    found = printed(_figure(value, "percent", text))
    assert found is not None
    assert show(found.value, "percent", decimals) == text
