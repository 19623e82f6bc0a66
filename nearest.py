"""Suggestions for what a person may have meant; never used to decide anything."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str], count: int = 3, cutoff: float = 0.5) -> list[str]:
    """Return up to `count` of `known` that are spelt most like `word`, best first; none that is less alike than `cutoff`, of 1."""
    by_folded = {name.casefold(): name for name in known}
    return [by_folded[match] for match in get_close_matches(word.casefold(), by_folded, n=count, cutoff=cutoff)]


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean …?" for a message, or "" where nothing is near."""
    names = nearest(word, known)
    return f" Did you mean {' or '.join(repr(name) for name in names)}?" if names else ""
