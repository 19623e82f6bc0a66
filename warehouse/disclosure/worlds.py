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
        self._items = list(dict.fromkeys(known))
        self._known: dict[int, list[int]] = {}
        for place, item in enumerate(self._items):
            for part in item.parts:
                self._known.setdefault(part, []).append(place)
        self._fixed = _fixed(self._items)
        self._totals = [sum(numbers[part] for part in item.parts) for item in self._items]
        self._movable = [sorted(item.parts - self._fixed, key=lambda part: -len(self._known[part])) for item in self._items]

    def another(self, parts: Parts) -> Moves:
        """Return how another world differs in which these parts have another sum, nothing where none is found."""
        return next((found for part in sorted(parts - self._fixed) for step in (1, -1) if (found := self._search(parts, part, step))), {})

    def allow(self, moved: Moves) -> bool:
        """Say whether the world that differs so is one of these."""
        return not any(self._step(place, more) for place, more in self._moved(moved).items())

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
            totals = self._moved(moved)
            wrong = {place: way for place, more in totals.items() if (way := self._step(place, more))}
            if not wrong and sum(moved.get(each, 0) for each in target) != 0:
                return moved
            choices = [[(each, way) for each in self._nearer(moved, place, way)] for place, way in wrong.items()]
            for each, way in min(choices, key=len, default=[]):
                new = {**moved, each: moved.get(each, 0) + way}
                state = frozenset(new.items())
                if state not in seen and sum(map(abs, new.values())) <= _MOST_MOVES:
                    seen.add(state)
                    touched = self._known.get(each, ())
                    left = len(wrong) - sum(place in wrong for place in touched)
                    left += sum(self._step(place, totals.get(place, 0) + way) != 0 for place in touched)
                    heappush(waiting, (left, len(seen), new))
        return {}

    def _moved(self, moved: Moves) -> dict[int, int]:
        """Return how many more people each thing that the paper tells is of, or fewer, where any of its parts has others."""
        found: dict[int, int] = {}
        for part, number in moved.items():
            for place in self._known.get(part, ()):
                found[place] = found.get(place, 0) + number
        return found

    def _step(self, place: int, more: int) -> int:
        return self._items[place].step(self._totals[place] + more)

    def _nearer(self, moved: Moves, place: int, step: int) -> Iterator[int]:
        """Yield the parts in which one more move brings a thing nearer to what the paper tells of it, and undoes none."""
        for part in self._movable[place]:
            number = moved.get(part, 0) + step
            if self._numbers[part] + number >= 0 and abs(number) > abs(number - step):
                yield part


def _fixed(known: Iterable[Known]) -> set[int]:
    """Return the parts that the paper tells, itself or as the difference of what it tells."""
    exact = [item.parts for item in known if item.low == item.high]
    found: set[int] = set()
    before = -1
    while len(found) > before:
        before = len(found)
        found |= {part for parts in exact if len(parts - found) == 1 for part in parts}
    return found
