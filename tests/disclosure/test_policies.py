"""What each policy shows of a count of people, and of a percentage of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.warehouse.disclosure.policy import MOST_OFF, POLICIES, Policy


def _count(policy: str, number: int, qualifier: str | None = None) -> tuple[str, str]:
    said = {"at_least": "at least ", "about": "about ", "at_most": "at most "}.get(qualifier or "", "")
    shown = POLICIES[policy].count(number, f"{said}{number:,}", qualifier)
    return shown.text, shown.brief


@pytest.mark.parametrize(
    ("policy", "number", "text", "brief"),
    [
        ("under_5", 0, "0", "0"),
        ("under_5", 1, "fewer than 5", "<5"),
        ("under_5", 4, "fewer than 5", "<5"),
        ("under_5", 5, "5", "5"),
        ("under_5", 1200, "1,200", "1,200"),
        ("under_8", 7, "fewer than 8", "<8"),
        ("under_8", 8, "8", "8"),
        ("round_5", 0, "0", "0"),
        ("round_5", 2, "0", "0"),
        ("round_5", 3, "5", "5"),
        ("round_5", 1238, "1,240", "1,240"),
        ("round_10", 4, "0", "0"),
        ("round_10", 5, "10", "10"),
        ("round_10", 14, "10", "10"),
    ],
)
def test_count(policy: str, number: int, text: str, brief: str) -> None:
    assert _count(policy, number) == (text, brief)


@pytest.mark.parametrize(
    ("policy", "number", "qualifier", "text"),
    [
        ("under_5", 3, "at_least", "withheld"),
        ("under_5", 3, "about", "withheld"),
        ("under_5", 3, "at_most", "fewer than 5"),
        ("under_5", 100, "at_least", "at least 100"),
        ("round_5", 8, "at_least", "at least 5"),
        ("round_5", 8, "at_most", "at most 10"),
        ("round_5", 8, "about", "about 10"),
    ],
)
def test_count_with_a_qualifier_says_no_more_than_is_true(policy: str, number: int, qualifier: str, text: str) -> None:
    assert _count(policy, number, qualifier)[0] == text


@pytest.mark.parametrize(
    ("policy", "part", "whole", "text"),
    [
        ("under_5", 45, 50, "90.0%"),
        ("under_5", 0, 50, "0.0%"),
        ("under_5", 50, 50, "100.0%"),
        ("under_5", 3, 50, None),
        ("under_5", 47, 50, None),
        ("under_5", 3, 3, None),
        ("under_5", 0, 4, None),
        ("under_8", 43, 50, None),
        ("round_5", 112, 128, "85%"),
        ("round_5", 2, 200, "0%"),
        ("round_5", 45, 50, None),
        ("round_10", 100, 194, None),
    ],
)
def test_percentage(policy: str, part: int, whole: int, text: str | None) -> None:
    shown = POLICIES[policy].share(part, whole, f"{part / whole:.1%}")
    assert (shown.text if shown else None) == text


@given(st.sampled_from([POLICIES["round_5"], POLICIES["round_10"]]), st.integers(0, 400), st.integers(0, 400), st.data())
def test_rounded_percentage_is_the_same_for_all_counts_that_are_rounded_alike(policy: Policy, part: int, rest: int, data: st.DataObject) -> None:
    """So it tells no more than the rounded counts do, whether these are printed or not."""
    whole = part + rest
    others = [data.draw(st.integers(*policy.around(number))) for number in (part, whole)]
    assert [policy.nearest(number) for number in others] == [policy.nearest(part), policy.nearest(whole)]
    assert policy.share(part, whole, "exact") == policy.share(others[0], others[1], "another")


@given(st.sampled_from([POLICIES["round_5"], POLICIES["round_10"]]), st.integers(0, 1000))
def test_rounded_count_may_be_any_of_a_whole_step(policy: Policy, number: int) -> None:
    low, high = policy.around(number)
    assert {policy.nearest(other) for other in range(low, high + 1)} == {policy.nearest(number)}
    assert {policy.nearest(low - 1), policy.nearest(high + 1)}.isdisjoint({policy.nearest(number)}) or low == 0
    assert high - low + 1 == (policy.step if low else policy.step // 2 + policy.step % 2)


@given(st.sampled_from([POLICIES["round_5"], POLICIES["round_10"]]), st.integers(1, 400), st.integers(0, 400))
def test_rounding_moves_no_percentage_by_more_than_is_said(policy: Policy, part: int, rest: int) -> None:
    shown = policy.share(part, part + rest, "exact")
    assert shown is None or abs((shown.value or 0) - part / (part + rest)) <= MOST_OFF
