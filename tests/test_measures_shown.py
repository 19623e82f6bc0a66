"""How a number that is neither a count nor a percentage is printed: whole, with its thousands apart, rounded as people do."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.warehouse.figures.text import show


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (1234650.0, 2, "1,234,650.00"),
        (166.66666, 1, "166.7"),
        (20.7715, 1, "20.8"),
        (3, 2, "3.00"),
        (0.125, 2, "0.13"),
        (7.5, None, "7.5"),
        (1000, None, "1,000"),
        (1234567.891, None, "1,234,567.89"),
        (0.0042, None, "0.0042"),
        (0.0, None, "0"),
        (-2.5, None, "-2.5"),
        (-2.5, 0, "-3"),
    ],
)
def test_a_measure(value: float, decimals: int | None, shown: str) -> None:
    assert show(value, "number", decimals) == shown


@given(st.floats(-1e12, 1e12, allow_nan=False), st.none() | st.integers(0, 4))
def test_it_is_the_value_to_half_of_its_last_digit(value: float, decimals: int | None) -> None:
    shown = show(value, "number", decimals)
    places = decimals if decimals is not None else max(len(shown.partition(".")[2]), 2)
    assert abs(Decimal(shown.replace(",", "")) - Decimal(repr(value))) <= Decimal(5).scaleb(-places - 1)
