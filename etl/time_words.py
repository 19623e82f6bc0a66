"""Words that say that something is of another time, or aimed at: "Last month", "Target", "England average"."""

from functools import lru_cache

from ..layouts.words import words
from ..periods import is_part, parse_period

PLANNED = words("target plan planned forecast projected baseline trajectory")
RUNNING = words("ytd cumulative date")
EARLIER = words("last previous prior next")
OTHER_TIMES = EARLIER | PLANNED | RUNNING
_COMPARED = words("average mean median benchmark comparator variance trajectory target ambition forecast movement maximum minimum max min limit")
_PEERS, _SPANS = words("peer group"), words("month quarter year period")
_SHORT = 4  # words
BESIDE_TIMES = words("month quarter year period to position figures data performance the")


@lru_cache(maxsize=20_000)
def says_other_time(text: str) -> bool:
    """Say whether a cell that should say what a row is of says that it is of another time, aimed at, or to be compared with: "Last month", "Feb-19",
    "Target", "England average". A longer text is what a record is of.
    """
    given = words(text)
    if given & OTHER_TIMES and given <= OTHER_TIMES | BESIDE_TIMES:
        return True
    is_compared = bool(given & _COMPARED or given >= _PEERS or (given & EARLIER and given & _SPANS))
    return len(given) <= _SHORT and (is_compared or is_part(text) or parse_period(text) is not None)
