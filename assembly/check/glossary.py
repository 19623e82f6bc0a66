"""The names that a paper of a day is to use: statutory ones, as their law had them on that day, and those that a team has set."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import tomli
from msgspec import Struct


class Term(Struct, frozen=True):
    """A statutory name, those `before` it, the day `since` which it holds, and from when it is `settled`. `source` is the law or the guidance."""

    name: str
    before: tuple[str, ...]
    since: date
    settled: date
    source: str


def glossary(day: date, own: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return each name to use on a day, with those that are not to be used for it; a team's `own` words go before the statutory ones."""
    made: dict[str, tuple[str, ...]] = {}
    for term in statutory_terms():
        if day >= term.settled:
            made[term.name] = term.before
        elif day < term.since:
            made[term.before[0]] = (*made.get(term.before[0], ()), term.name)
    set_by_team = {word.casefold() for name, others in own.items() for word in (name, *others)}
    kept = {name: others for name, others in made.items() if not {word.casefold() for word in (name, *others)} & set_by_team}
    return kept | {name: tuple(others) for name, others in own.items()}


@lru_cache(maxsize=1)
def statutory_terms() -> tuple[Term, ...]:
    """Return the terms of glossary.toml."""
    declared = tomli.loads(Path(__file__).with_name("glossary.toml").read_text(encoding="utf-8"))
    return tuple(Term(term["name"], tuple(term["before"]), term["since"], term["settled"], term["source"]) for term in declared["term"])
