"""A mapping whose values are made when they are first asked for: a paper names a third of the figures on offer, and each costs its questions."""

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar, cast

Value = TypeVar("Value")


class OnDemand(Mapping[str, Value]):
    """Holds a value under each of some keys, in their order; `make` makes the value of a key, once."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], Value]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def layered(*maps: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return several mappings as one, to be read alone: what stands under a key is the first's that has it. The keys of the last come first."""
    return ChainMap(*cast("tuple[dict[str, Value], ...]", maps))
