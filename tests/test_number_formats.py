"""A number format is a percentage where it multiplies by a hundred, and not where it only writes a % sign."""

import pytest

from boardpaper.etl.number_formats import percent_decimals


@pytest.mark.parametrize(
    ("code", "decimals"),
    [
        ("0%", 0),
        ("0.0%", 1),
        ("0.00%", 2),
        ("0.0#%", 2),
        ("0.00%;[Red]-0.00%", 2),
        ("[>1]0.0%;0%", 1),
        ('0.0" "%', 1),
        ("0.0%_)", 1),
        ('"v1.25 "0%', 0),
        ('0"%"', None),
        ("0\\%", None),
        ("0.00", None),
        ("0;0%", None),
        ("", None),
    ],
)
def test_the_decimals_of_a_percentage(code: str, decimals: int | None) -> None:
    assert percent_decimals(code) == decimals
