"""The law of secondary suppression: whoever reads all that is printed cannot tell a small number, by any sum or difference.

The reader of these tests is another than the one that the product reasons with: it tries every world that the paper allows.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from boardpaper.warehouse.disclosure.policy import POLICIES, Policy, Shown
from boardpaper.warehouse.disclosure.protect import Item, protect

Sums = list[tuple[Sequence[int], int, int | None]]
"""Which of the unknown numbers add up to something from a least to a greatest number."""
Grid = list[list[int]]


def _item(*places: tuple[object, int]) -> Item:
    counted = {(place,): number for place, number in places if number}
    return Item(f"{sum(counted.values()):,}", counted)


def _share(part: tuple[object, int], rest: tuple[object, int]) -> Item:
    counted, among = ({(place,): number for place, number in group if number} for group in ((part,), (part, rest)))
    return Item(f"{part[1] / (part[1] + rest[1]):.1%}", counted, among)


def _table(grid: Grid, *, both: bool) -> dict[str, Item]:
    """Return the figures of a table with totals below its columns and, where asked for, beside its rows."""
    cells = {(row, column): number for row, line in enumerate(grid) for column, number in enumerate(line)}
    made = {f"{row} {column}": _item(((row, column), number)) for (row, column), number in cells.items()}
    for row in range(len(grid)) if both else ():
        made[f"row {row}"] = _item(*(item for item in cells.items() if item[0][0] == row))
    for column in range(len(grid[0])):
        made[f"column {column}"] = _item(*(item for item in cells.items() if item[0][1] == column))
    if both:
        made["all"] = _item(*cells.items())
    return made


def _sums(items: Mapping[str, Item], shown: Mapping[str, Shown], places: list[tuple[object, ...]]) -> Sums:
    return [([places.index(place) for place in item.counted], shown[key].low, shown[key].high) for key, item in items.items()]


def _worlds(sums: Sums, places: int, most: int, found: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Yield every way to fill the places that the sums allow; no number is tried above `most`."""
    number = len(found)
    for parts, low, high in sums:
        known = sum(found[part] for part in parts if part < number)
        if (high is not None and known > high) or (known < low and all(part < number for part in parts)):
            return
    if number == places:
        yield found
        return
    for value in range(most + 1):
        yield from _worlds(sums, places, most, (*found, value))


def _told(items: Mapping[str, Item], policy: Policy) -> list[tuple[object, ...]]:
    """Return the places of the small numbers that a reader can tell, among those that the paper has a figure for."""
    shown = protect(items, policy)
    places = list({place: None for item in items.values() for place in item.counted})
    numbers = {place: number for item in items.values() for place, number in item.counted.items()}
    seen: list[set[int]] = [set() for _ in places]
    small = {number for number, place in enumerate(places) if numbers[place] and policy.hides(numbers[place])}
    for world in _worlds(_sums(items, shown, places), len(places), max(numbers.values(), default=0) + 3):
        for number, value in enumerate(world):
            seen[number].add(value)
        if all(len(seen[number]) > 1 for number in small):
            return []
    return [places[number] for number in small if len(seen[number]) < 2]


_small_grids = st.integers(2, 3).flatmap(lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=2, max_size=2))


@settings(max_examples=150, deadline=None)
@example([[1, 1], [1, 1]], "under_5", True)
@example([[2, 1], [2, 2]], "under_8", True)
@given(_small_grids, st.sampled_from(["under_5", "under_8", "round_5", "round_10"]), st.booleans())
def test_no_small_cell_of_a_table_can_be_told(grid: Grid, policy: str, both: bool) -> None:
    assert _told(_table(grid, both=both), POLICIES[policy]) == []


@settings(max_examples=200, deadline=None)
@given(
    st.integers(2, 6).flatmap(lambda width: st.lists(st.lists(st.integers(0, 40), min_size=width, max_size=width), min_size=2, max_size=6)),
    st.sampled_from(["under_5", "under_8"]),
)
def test_no_row_and_no_column_with_a_printed_total_hides_one_cell_alone(grid: Grid, policy: str) -> None:
    shown = protect(_table(grid, both=True), POLICIES[policy])
    lines = [[f"{row} {column}" for column in range(len(grid[0]))] for row in range(len(grid))]
    sums = [(f"row {row}", line) for row, line in enumerate(lines)]
    sums += [(f"column {column}", [line[column] for line in lines]) for column in range(len(grid[0]))]
    sums += [("all", [f"row {row}" for row in range(len(grid))]), ("all", [f"column {column}" for column in range(len(grid[0]))])]
    for total, parts in sums:
        hidden = [key for key in parts if shown[key].value is None]
        assert shown[total].value is None or len(hidden) != 1


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=5), st.integers(0, 6), st.sampled_from(["under_5", "under_8"]))
def test_what_parts_leave_of_their_whole_cannot_be_told_where_it_is_small(parts: list[int], rest: int, policy: str) -> None:
    items = {str(number): _item((number, size)) for number, size in enumerate(parts)}
    items["whole"] = _item(*enumerate(parts), ("rest", rest))
    shown = protect(items, POLICIES[policy])
    if 0 < rest < POLICIES[policy].below:
        assert not all(item.value is not None for item in shown.values())
    for some in (some for size in range(1, len(parts)) for some in combinations(range(len(parts)), size)):
        printed = all(shown[key].value is not None for key in ("whole", *map(str, some)))
        if len(some) == 1 and printed:
            assert not 0 < sum(parts) + rest - parts[some[0]] < POLICIES[policy].below


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).filter(any), min_size=2, max_size=5))
def test_percentages_that_are_pooled_do_not_tell_the_one_withheld(pairs: list[tuple[int, int]]) -> None:
    """A percentage is taken to tell its two counts: the pooled one and all but one of the others would then tell the last."""
    items = {str(number): _share((f"{number} in", part), (f"{number} out", rest)) for number, (part, rest) in enumerate(pairs)}
    counted = {place: number for item in items.values() for place, number in item.counted.items()}
    among = {place: number for item in items.values() for place, number in (item.among or {}).items()}
    items["pool"] = Item("pooled", counted, among)
    shown = protect(items, POLICIES["under_5"])
    hidden = [key for key in items if key != "pool" and shown[key].value is None]
    small = [key for key in hidden if any(0 < number < 5 for number in (items[key].part, items[key].whole, items[key].whole - items[key].part))]
    assert all(shown[key].value is None for key in small)
    if small and shown["pool"].value is not None:
        assert len(hidden) > 1


@pytest.mark.parametrize(
    ("numbers", "policy", "shown"),
    [
        ([3, 6, 20], "under_5", ["fewer than 5", "withheld", "20", "29"]),
        ([3, 0, 20], "under_5", ["fewer than 5", "0", "withheld", "23"]),
        ([3, 8, 8], "under_5", ["fewer than 5", "withheld", "8", "19"]),
        ([1, 4, 20], "under_5", ["fewer than 5", "fewer than 5", "20", "25"]),
        ([4, 4], "under_5", ["fewer than 5", "fewer than 5", "withheld"]),
        ([1, 5], "under_5", ["fewer than 5", "5", "withheld"]),
        ([3, 0], "under_5", ["fewer than 5", "0", "fewer than 5"]),
        ([1, 1, 1, 1], "under_5", ["fewer than 5", "fewer than 5", "fewer than 5", "fewer than 5", "withheld"]),
        ([1, 1, 1], "under_5", ["fewer than 5", "fewer than 5", "fewer than 5", "fewer than 5"]),
        ([9, 12], "under_5", ["9", "12", "21"]),
        ([3, 3, 3, 3], "round_5", ["withheld", "5", "5", "5", "10"]),
        ([7, 7, 7, 7], "round_5", ["withheld", "5", "5", "5", "30"]),
        ([14, 14, 14, 14, 14, 14, 14, 14, 14], "round_10", [*["10"] * 9, "130"]),
    ],
    ids=str,
)
def test_next_smallest_is_withheld_until_it_is_enough(numbers: list[int], policy: str, shown: list[str]) -> None:
    items = {str(number): _item((number, size)) for number, size in enumerate(numbers)}
    items["total"] = _item(*enumerate(numbers))
    assert [found.text for found in protect(items, POLICIES[policy]).values()] == shown


def test_large_table_of_rounded_numbers_is_shown_whole() -> None:
    """Of numbers that are far from being told another world is found at once, however many there are; 26 of these 369 were withheld for none."""
    numbers = random.Random(1)
    grid = [[numbers.choice([0, numbers.randint(1, 4), numbers.randint(5, 60)]) for _ in range(8)] for _ in range(40)]
    assert [key for key, shown in protect(_table(grid, both=True), POLICIES["round_5"]).items() if shown.value is None] == []


def test_chain_of_sums_is_followed_to_its_end() -> None:
    items = {
        "a": _item(("a", 2)),
        "b": _item(("b", 9)),
        "c": _item(("c", 30)),
        "ab": _item(("a", 2), ("b", 9)),
        "abc": _item(("a", 2), ("b", 9), ("c", 30)),
    }
    assert [found.text for found in protect(items, POLICIES["under_5"]).values()] == ["fewer than 5", "withheld", "30", "11", "41"]
    items["bc"] = _item(("b", 9), ("c", 30))
    assert [found.text for found in protect(items, POLICIES["under_5"]).values()] == ["fewer than 5", "withheld", "30", "11", "41", "withheld"]
