"""Whether a reader can tell a number: not where another world, in which it is another number, would print the same paper."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush

from msgspec import Struct

Parts = frozenset[int]
Moves = dict[int, int]
"""How many more people, or fewer, another world has in each part."""
_MOST_STEPS = 100
_MOST_MOVES = 60
"""States that one search looks at, and people moved in it. A number for which no other world is found within them is taken to be told."""


class Known(Struct, frozen=True):
    """What a paper tells of the sum of some parts: that it is from `low` to `high`, if any."""

    parts: Parts
    low: int
    high: int | None

    def step(self, total: int) -> int:
        """Return which way a total has to go to be as the paper tells, 0 where it is."""
        return 1 if total < self.low else -1 if self.high is not None and total > self.high else 0


class Worlds:
    """The worlds that print one paper. `numbers` are the people of each part in this one; in any other they are whole and not below nought."""

    def __init__(self, numbers: Sequence[int], known: Iterable[Known]) -> None:
        self._numbers = numbers
        self._known: dict[int, list[Known]] = {}
        everything = list(dict.fromkeys(known))
        for item in everything:
            for part in item.parts:
                self._known.setdefault(part, []).append(item)
        self._fixed = _fixed(everything)
        self._totals = {item: sum(numbers[part] for part in item.parts) for item in everything}

    def another(self, parts: Parts) -> Moves:
        """Return how another world differs in which these parts have another sum, nothing where none is found."""
        return next((found for part in sorted(parts - self._fixed) for step in (1, -1) if (found := self._search(parts, part, step))), {})

    def allow(self, moved: Moves) -> bool:
        """Say whether the world that differs so is one of these."""
        return not any(self._wrong(moved))

    def _search(self, target: Parts, part: int, step: int) -> Moves:
        """Move one person into a part or out of it, and others after, until the paper is as it was and the target is not.

        What leaves least to be put right is looked at first and, where several things are, that with the fewest ways.
        """
        if self._numbers[part] + step < 0:
            return {}
        waiting = [(0, 0, {part: step})]
        seen = {frozenset({(part, step)})}
        for _ in range(_MOST_STEPS):
            if not waiting:
                return {}
            moved = heappop(waiting)[-1]
            ways = [list(self._ways(moved, item, wrong)) for item, wrong in self._wrong(moved)]
            if not ways and sum(moved.get(each, 0) for each in target) != 0:
                return moved
            for way in min(ways, key=len, default=[]):
                state = frozenset(way.items())
                if state not in seen and sum(map(abs, way.values())) <= _MOST_MOVES:
                    seen.add(state)
                    heappush(waiting, (sum(1 for _ in self._wrong(way)), len(seen), way))
        return {}

    def _wrong(self, moved: Moves) -> Iterator[tuple[Known, int]]:
        """Yield what the paper tells and is so no more, with the way in which it has to go."""
        for item in dict.fromkeys(item for part in moved for item in self._known.get(part, ())):
            if step := item.step(self._totals[item] + sum(number for part, number in moved.items() if part in item.parts)):
                yield item, step

    def _ways(self, moved: Moves, item: Known, step: int) -> Iterator[Moves]:
        """Yield the moves with one more that brings an item nearer to what the paper tells of it, and undoes none."""
        for part in sorted(item.parts - self._fixed, key=lambda part: -len(self._known[part])):
            number = moved.get(part, 0) + step
            if self._numbers[part] + number >= 0 and abs(number) > abs(number - step):
                yield {**moved, part: number}


def _fixed(known: Iterable[Known]) -> set[int]:
    """Return the parts that the paper tells, itself or as the difference of what it tells."""
    exact = [item.parts for item in known if item.low == item.high]
    found: set[int] = set()
    before = -1
    while len(found) > before:
        before = len(found)
        found |= {part for parts in exact if len(parts - found) == 1 for part in parts}
    return found
