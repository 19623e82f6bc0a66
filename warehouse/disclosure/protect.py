"""What each figure of people may show: small numbers hidden, and then the next smallest, until none can be told from the rest.

Where numbers are rounded every one of them is hidden, small or not, and is looked at in the same way.

1. A count is shown as the policy says; a percentage is withheld where its part, its whole or what is left between them is a small number.
2. For each small number there is (a figure's own, or one that follows: who is in one group and not in the group within it), another world is
   looked for, in which that number is another one and the paper would print the same (`worlds`). A percentage that is printed counts as
   telling its part and its whole, as the number of staff may stand elsewhere.
3. Where none is found, a figure near it is withheld, which is one that counts some of the same people, or some that such a figure counts: of the
   smallest few the first whose absence is enough, else the smallest; of equals, the first. Nought is never withheld, as it is no secret that
   nobody is there. Then 2 again.
   Where only small numbers are left, a small total of so many that each has to be one is withheld itself.
4. What was withheld in step 3 and turns out not to be needed, as what was withheld after it is enough, is shown after all.

A reader may know that a figure withheld in step 3 is no small number, and the worlds of step 2 keep to that. What the policy hides depends on the
whole catalogue, not on what one paper prints, so that two papers of one workspace do not give away together what neither does alone.
"""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from ..figures.model import Group
from .parts import Division
from .policy import WITHHELD, Policy, Shown
from .worlds import Known, Moves, Parts, Worlds

_NOTHING = Shown(WITHHELD, 0, None, WITHHELD)
_NEAR = 2
_FEW = 12
"""Rounds within which a figure is near, and how many of the smallest are tried."""
_LATELY = 40
"""So many of the worlds that were found last are tried before another is looked for."""
Keys = tuple[str, ...]


class Item(Struct, frozen=True):
    """A figure of people: how it is printed where nothing is hidden, whom it counts and, where it is a percentage, among whom."""

    text: str
    counted: Group
    among: Group | None = None
    qualifier: str | None = None

    @property
    def part(self) -> int:
        return sum(self.counted.values())

    @property
    def whole(self) -> int:
        return sum((self.counted if self.among is None else self.among).values())

    @property
    def groups(self) -> list[Group]:
        return [self.counted] if self.among is None else [self.counted, self.among]


def protect(items: Mapping[str, Item], policy: Policy, withheld: Collection[str] = ()) -> dict[str, Shown]:
    """Return what is shown of each figure; some are `withheld` to begin with."""
    guard = _Guard(items, policy)
    guard.withhold(withheld)
    small = guard.division.hidden(policy.hides)
    for parts in small:
        guard.close(parts)
    guard.reopen(small)
    return guard.shown


class _Guard:
    def __init__(self, items: Mapping[str, Item], policy: Policy) -> None:
        self._items = items
        self._policy = policy
        self.shown = {key: self._first(item) for key, item in items.items()}
        self._beside: list[str] = []
        self._others: list[Moves] = []
        self.division = Division(group for item in items.values() for group in item.groups)
        self._near: dict[int, list[str]] = {}
        for key in items:
            for part in self._parts([key]):
                self._near.setdefault(part, []).append(key)
        self._together: dict[int, Keys] = {}
        for part in self._near:
            if part not in self._together:
                keys = tuple(self._connected(frozenset({part})))
                self._together |= dict.fromkeys(self._parts(keys), keys)
        self._now: dict[Keys, Worlds] = {}

    def withhold(self, keys: Collection[str]) -> None:
        self.shown |= {key: self._withheld(self._items[key]) for key in keys}

    def close(self, parts: Parts) -> None:
        """Withhold figures until the number of people in some parts cannot be told."""
        keys = self._together[min(parts)]
        while not self._is_open(parts, self._worlds_now(keys)):
            near = self._connected(parts, _NEAR)
            telling = self._telling(near) or self._telling(keys) or self._small(near) or self._small(keys)
            if not telling:
                return
            key = next((key for key in telling[:_FEW] if self._is_open(parts, self._worlds(keys, key))), telling[0])
            self.shown[key] = self._withheld(self._items[key])
            self._now.pop(keys, None)
            self._beside.append(key)

    def reopen(self, small: list[Parts]) -> None:
        """Show again what is not needed to keep the small numbers from being told."""
        for key in self._beside:
            withheld, self.shown[key] = self.shown[key], self._first(self._items[key])
            keys = self._together[min(self._parts([key]))]
            worlds = self._worlds(keys)
            parts = self._parts(keys)
            if not all(self._is_open(each, worlds) for each in small if each <= parts):
                self.shown[key] = withheld

    def _is_open(self, parts: Parts, worlds: Worlds) -> bool:
        """Say whether the number of people in some parts is another in one of the worlds; one that was found lately may be of them."""
        for other in reversed(self._others):
            if sum(other.get(part, 0) for part in parts) != 0 and worlds.allow(other):
                return True
        if found := worlds.another(parts):
            self._others = [*self._others[1 - _LATELY :], found]
        return bool(found)

    def _telling(self, keys: Iterable[str]) -> list[str]:
        """Return the figures that show a number of somebody, the smallest first."""
        found = [key for key in keys if self.shown[key].value is not None and self._items[key].whole]
        return sorted(found, key=lambda key: self._items[key].whole)

    def _small(self, keys: Iterable[str]) -> list[str]:
        """Return the figures of which it is said that they are small, the largest first: they may be totals of others."""
        found = [key for key in keys if self.shown[key].value is None and self.shown[key].high is not None]
        return sorted(found, key=lambda key: -self._items[key].whole)

    def _first(self, item: Item) -> Shown:
        if item.among is None:
            return self._policy.count(item.part, item.text, item.qualifier)
        return self._policy.share(item.part, item.whole, item.text) or _NOTHING

    def _withheld(self, item: Item) -> Shown:
        return self._policy.withheld(item.part) if item.among is None else _NOTHING

    def _connected(self, parts: Parts, rounds: int | None = None) -> list[str]:
        """Return the figures that count people of these parts, those that count people of such a figure, and so on for some rounds or to the end."""
        found: set[str] = set()
        reached: set[int] = set()
        left = set(parts)
        while left and rounds != 0:
            keys = {key for part in left for key in self._near[part]} - found
            found |= keys
            reached |= left
            left = self._parts(keys) - reached
            rounds = None if rounds is None else rounds - 1
        return [key for key in self._items if key in found]

    def _parts(self, keys: Iterable[str]) -> set[int]:
        """Return the parts of all the people that some figures count."""
        return {part for key in keys for group in self._items[key].groups for part in self.division.parts(group)}

    def _worlds_now(self, keys: Keys) -> Worlds:
        """Return the worlds that what is shown now of some figures allows; those of many numbers, so made once until a figure is withheld."""
        if keys not in self._now:
            self._now[keys] = self._worlds(keys)
        return self._now[keys]

    def _worlds(self, keys: Iterable[str], without: str = "") -> Worlds:
        return Worlds(self.division.numbers, [known for key in keys for known in self._known(key, key == without)])

    def _known(self, key: str, is_withheld: bool) -> list[Known]:
        """Return what a reader knows from a figure."""
        item = self._items[key]
        shown = self._withheld(item) if is_withheld else self.shown[key]
        if item.among is None:
            return [Known(self.division.parts(item.counted), shown.low, shown.high)]
        if shown.value is None:
            return []
        return [Known(self.division.parts(group), *self._told(number)) for group, number in zip(item.groups, (item.part, item.whole), strict=True)]

    def _told(self, number: int) -> tuple[int, int]:
        return self._policy.around(number) if self._policy.step else (number, number)
