"""The words that take back, put off or halve what stands beside them in a cell: "SAR declined", "Nearly complete", "Yes - expired"."""

import re

from ..layouts.words import words

TAKEN_BACK = words("although but except however if only though unless until yet otherwise subject despite")
NOTHING = words("no none nothing nil zero")
WAITING = words(
    "awaiting awaited await pending outstanding late delayed planned intended expected draft drafted provisional tbc tba incomplete uncompleted "
    "nearly almost mostly largely partly partially partial part half some remaining ongoing continuing development developing"
)
"""What is not yet so, or not wholly so, where it stands beside a word: it takes "complete" back, and leaves "in progress" as it is."""
HEDGES = (
    TAKEN_BACK
    | WAITING
    | words(
        "not non un never without excluding excluded cannot unable failed withdrawn cancelled abandoned deferred postponed suspended paused "
        "stalled blocked stopped ceased overdue unmet lacking missing absent vacant vacancy unfilled expired expires lapsed lapsing superseded "
        "former formerly previously possible possibly potential potentially likely unlikely probable probably maybe perhaps unsure unclear "
        "unknown uncertain disputed queried wasnt isnt werent arent didnt doesnt hasnt havent wont cant neither hardly left retired resigned passed "
        "advert advertised recruited recruiting ratified starts starting below apart"
    )
)
"""What is not so, or not yet or not wholly so, where it stands beside a word."""
UNDECIDED = words(
    "declined refused rejected denied overturned quashed rescinded challenged contested appeal appealed reopened reopen reversed hold "
    "considered considering consideration proposed suggested recommended recommendation requested request referred referral "
    "gap concern weakness due n"
)
"""What was asked for, turned down or taken up again, where it stands beside a decision or a status."""

_PHRASES = (words("to be"), words("out of date"))
_NO_DOUBT = re.compile(
    r"\b(?:no|nothing|none|nil|zero)\s+(?:(?:further|known|significant|outstanding|other|current|new|identified|major|real)\s+){0,2}"
    r"(?:concerns?|issues?|gaps?|actions?|exceptions?|breaches|problems|risks?|incidents?|weaknesses|outstanding|further|identified|required)\b",
    re.IGNORECASE,
)


def hedges(text: str) -> frozenset[str]:
    """Return the words of a text that take back, put off or halve what is said before it; "no concerns" and "nothing outstanding" are none."""
    rest = words(_NO_DOUBT.sub(" ", text))
    phrases = frozenset().union(*(phrase for phrase in _PHRASES if phrase <= rest))
    return (rest & (HEDGES | NOTHING)) | phrases
