"""Numbers written in words are read for what they come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.assembly.number_words import numbers_in

_ONES = (
    ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"],
    ["sixteen", "seventeen", "eighteen", "nineteen"],
)
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _spelt(number: int) -> str:
    for size, word in ((1_000_000, "million"), (1_000, "thousand")):
        if number >= size:
            rest = number % size
            return f"{_spelt(number // size)} {word}" + ("" if not rest else f" and {_spelt(rest)}" if rest < 100 else f" {_spelt(rest)}")
    if number >= 100:
        return f"{_spelt(number // 100)} hundred" + (f" and {_spelt(number % 100)}" if number % 100 else "")
    ones = [*_ONES[0], *_ONES[1]]
    return ones[number] if number < 20 else _TENS[number // 10] + (f"-{ones[number % 10]}" if number % 10 else "")


@given(st.integers(1, 999_999_999), st.booleans())
def test_a_number_as_it_is_spelt(number: int, is_capital: bool) -> None:
    words = _spelt(number)
    text = f"There were {words.capitalize() if is_capital else words} of them."
    assert [(found[0].casefold(), worth) for found, worth in numbers_in(text)] == [(words, number)]


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("Forty two came", [42]),
        ("two dozen, or a dozen", [24, 12]),
        ("one or two", [1, 2]),
        ("No one and someone saw to everyone", []),
        ("the weight of tens, a frontier, hundreds of thousands, by the thousand", []),
        ("a hundred and one", [101]),
        ("Zero", [0]),
    ],
)
def test_numbers_among_other_words(text: str, worth: list[int]) -> None:
    assert [each for _, each in numbers_in(text)] == worth
