"""What follows from a figure in words: true to the exact value, and never against what the reader sees."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from boardpaper.warehouse.figures.following import against_target, change, target_of
from boardpaper.warehouse.figures.model import Cell, Doubt, Figure
from boardpaper.warehouse.figures.text import show_percent
from boardpaper.workspace import Target

START, END = date(2019, 3, 1), date(2019, 3, 31)
FEBRUARY = (date(2019, 2, 1), date(2019, 2, 28))


def _figure(value: float | None, decimals: int = 1, text: str = "", period: tuple[date, date] = (START, END), unit: str = "percent") -> Figure:
    shown = text or ("not measured" if value is None else show_percent(value, decimals) if unit == "percent" else str(value))
    return Figure("own.percent", "Own", unit, value, shown, "training", *period, (), 7, 6, (Doubt("rough", "x"),), is_as_at=True)


def _said(value: str, qualifier: str) -> Figure:
    """Return a figure of one cell that was returned with a qualifier."""
    cell = Cell("a.csv", "", "A1", "01W", "", "", "percent", float(value), "given", None, qualifier=qualifier)
    figure = _figure(float(value), text=f"{qualifier} {show_percent(float(value), 0)}")
    return replace(figure, cells=(cell,))


def _target(percent: float) -> Target:
    return Target(from_day=date(2018, 4, 1), percent=percent)


@pytest.mark.parametrize(
    ("value", "decimals", "percent", "expected"),
    [
        (0.8779, 2, 85, "above the target of 85%"),
        (0.8496, 1, 85, "just below the target of 85%"),
        (0.8504, 1, 85, "just above the target of 85%"),
        (0.85, 1, 85, "at the target of 85%"),
        (17 / 20, 0, 85, "at the target of 85%"),
        (0.845, 0, 84.97, "just below the target of 84.97%"),
        (0.875, 1, 87.5, "at the target of 87.5%"),
        (0.0, 1, 100, "below the target of 100%"),
        (None, 1, 85, "not measured"),
    ],
)
def test_against_the_target(value: float | None, decimals: int, percent: float, expected: str) -> None:
    figure = _figure(value, decimals)
    told = against_target(figure, target_of(figure, [_target(percent)]))
    assert (told.key, told.unit, told.text, told.value) == ("own.percent.against_target", "text", expected, None if value is None else expected)
    assert (told.doubts, told.expected, told.follows) == (figure.doubts, 7, "own.percent")


@pytest.mark.parametrize(
    ("value", "qualifier", "expected"),
    [
        ("0.85", "above", "above the target of 85%"),
        ("0.85", "at_least", "not comparable with the target of 85%"),
        ("0.86", "at_least", "above the target of 85%"),
        ("0.8", "above", "not comparable with the target of 85%"),
        ("0.85", "below", "below the target of 85%"),
        ("0.9", "at_most", "not comparable with the target of 85%"),
        ("0.8", "about", "below the target of 85%"),
    ],
)
def test_against_the_target_where_it_is_only_about_so_much(value: str, qualifier: str, expected: str) -> None:
    figure = _said(value, qualifier)
    assert against_target(figure, target_of(figure, [_target(85)])).text == expected


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ([], ("no target set", None, "without a target")),
        ([("2019-04-01", 90.0)], ("no target set", None, "without a target")),
        ([("2018-04-01", 85.0), ("2019-03-31", 90.0)], ("90%", 0.9, "below the target of 90%")),
        ([("2019-04-01", 95.0), ("2018-04-01", 87.5)], ("87.5%", 0.875, "above the target of 87.5%")),
    ],
)
def test_the_target_that_holds_at_the_figure_s_date(targets: list[tuple[str, float]], expected: tuple[str, float | None, str]) -> None:
    figure = _figure(0.88)
    target = target_of(figure, [Target(from_day=date.fromisoformat(day), percent=percent) for day, percent in targets])
    assert (target.text, target.value, against_target(figure, target).text) == expected
    assert (target.key, target.unit, target.doubts, target.expected) == ("own.percent.target", "percent", (), None)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (_figure(0.8779, 2), _figure(0.851, 1, period=FEBRUARY), "up from 85.1% in February 2019"),
        (_figure(0.8), _figure(0.85, period=FEBRUARY), "down from 85.0% in February 2019"),
        (_figure(0.85), _figure(0.85, period=FEBRUARY), "unchanged since February 2019"),
        (_figure(0.85049), _figure(0.85, period=FEBRUARY), "almost unchanged since February 2019"),
        (_figure(0.85), _figure(None, period=FEBRUARY), "not measured before"),
        (_figure(None), _figure(0.85, period=FEBRUARY), "not measured"),
        (_figure(355, unit="count"), _figure(363, unit="count", period=(date(2018, 1, 1), date(2018, 3, 31))), "down from 363 in March 2018"),
        (_figure(5, unit="count"), _figure(4, unit="count", period=(date(2018, 1, 1), date(2018, 3, 15))), "up from 4 at 15 March 2018"),
        (_said("0.9", "above"), _figure(0.85, period=FEBRUARY), "against 85.0% in February 2019"),
    ],
)
def test_the_change(now: Figure, before: Figure, expected: str) -> None:
    told = change(now, before)
    assert (told.key, told.text, told.value) == ("own.percent.change", expected, None if expected.startswith("not ") else expected)


def test_the_change_of_what_a_whole_period_counts_names_the_period() -> None:
    before = Figure("a.previous", "A", "count", 4, "4", "prevent", date(2018, 1, 1), date(2018, 3, 31))
    now = Figure("a", "A", "count", 5, "5", "prevent", date(2019, 1, 1), date(2019, 3, 31))
    assert change(now, before).text == "up from 4 in Q4 2017/18"


@settings(deadline=None)
@given(st.integers(0, 3000), st.integers(1, 3000), st.integers(0, 2), st.just(0) | st.integers(101, 10000))
def test_the_words_hold_for_the_exact_value_and_for_the_printed_one(part: int, whole: int, decimals: int, hundredths: int) -> None:
    part = min(part, whole)
    figure = _figure(part / whole, decimals)
    target = target_of(figure, [_target(hundredths / 100)])
    words = against_target(figure, target).text.removesuffix(f" the target of {target.text}")
    exact, aim = Fraction(part, whole) * 100, Fraction(hundredths, 100)
    seen, shown = Fraction(figure.text.rstrip("%")), Fraction(target.text.rstrip("%"))
    assert shown == aim, "a target is printed as it is set"
    assert words.removeprefix("just ") == ("above" if exact > aim else "below" if exact < aim else "at")
    assert words.startswith("just ") == (exact != aim and (seen > shown) - (seen < shown) != (exact > aim) - (exact < aim))


@settings(deadline=None)
@given(st.integers(0, 999), st.integers(0, 999), st.integers(0, 2))
def test_the_change_is_never_against_what_is_printed(now: int, before: int, decimals: int) -> None:
    figure, former = _figure(now / 999, decimals), _figure(before / 999, decimals, period=FEBRUARY)
    words = change(figure, former).text
    seen, was = Fraction(figure.text.rstrip("%")), Fraction(former.text.rstrip("%"))
    if words.startswith("unchanged"):
        assert now == before
    elif words.startswith("almost unchanged"):
        assert now != before and seen == was
    else:
        assert words.startswith("up" if now > before else "down") and (seen > was) == (now > before)
