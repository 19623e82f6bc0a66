"""The duties that the assurance return gives, of which the front sheet has a line each."""

from collections.abc import Collection, Iterator, Mapping
from itertools import count, takewhile

from ..warehouse.figures.model import NOT_MEASURED

LACKS_DUTIES = "The front sheet lacks a duty of the assurance return that has come in since: to put it in, assemble the paper anew."


def duties(keys: Collection[str]) -> Iterator[int]:
    """Yield the numbers of the duties among keys on offer, from 1 to the last that all before it are there for."""
    return takewhile(lambda number: f"assurance.{number}.duty" in keys and f"assurance.{number}.level" in keys, count(1))


def lacks_duties(shown: Collection[str], today: Mapping[str, str]) -> bool:
    """Say whether the assurance return has a duty that a paper which shows these keys was made without."""
    return any(f"assurance.{number}.duty" not in shown and today[f"assurance.{number}.level"] != NOT_MEASURED for number in duties(today))
