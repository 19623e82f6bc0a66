"""The parts into which the groups of a paper's figures divide people, and the small numbers of them that it must not give away."""

from collections.abc import Callable, Iterable, Mapping

from ..figures.model import Group
from .worlds import Parts


class Division:
    """People divided into parts: each the people who are in the same groups. `numbers` is how many are in each part."""

    def __init__(self, groups: Iterable[Group]) -> None:
        distinct = {frozenset(group.items()): group for group in groups}
        members: dict[tuple[tuple[object, ...], int], list[int]] = {}
        for number, group in enumerate(distinct.values()):
            for people in group.items():
                members.setdefault(people, []).append(number)
        numbers: dict[tuple[int, ...], int] = {}
        for (_, size), of in members.items():
            numbers[tuple(of)] = numbers.get(tuple(of), 0) + size
        self.numbers = list(numbers.values())
        self._parts = {frozenset(group.items()): frozenset(_having(numbers, number)) for number, group in enumerate(distinct.values())}

    def parts(self, group: Group) -> Parts:
        """Return the parts that make a group."""
        return self._parts[frozenset(group.items())]

    def sum(self, parts: Parts) -> int:
        return sum(self.numbers[part] for part in parts)

    def hidden(self, hides: Callable[[int], bool]) -> list[Parts]:
        """Return what a paper must not give away, as of so many people: a group, a part, and a group without one within it."""
        groups = set(self._parts.values())
        near: dict[int, list[Parts]] = {}
        for group in groups:
            for part in group:
                near.setdefault(part, []).append(group)
        found = {*groups, *(frozenset({part}) for part in range(len(self.numbers)))}
        for group in groups:
            found |= {group - other for part in group for other in near[part] if other < group}
        return sorted((parts for parts in found if hides(self.sum(parts))), key=lambda parts: (self.sum(parts), sorted(parts)))


def _having(numbers: Mapping[tuple[int, ...], int], group: int) -> list[int]:
    return [part for part, groups in enumerate(numbers) if group in groups]
