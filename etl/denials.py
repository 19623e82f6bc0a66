"""What turns a known heading into its opposite: "Not trained", "To be trained", "Trained (out of date)" are no count of the trained."""

import re
from collections.abc import Set

from ..layouts.words import words

_WORDS = words(
    "not non un never without still yet vacant untrained absent declined excluded exempt expired failed incomplete lack lacking lapsed missing "
    "noncompliant outstanding overdue refused remaining unfilled withdrawn change difference distance gap movement shortfall trend variance "
    "late rejected cancelled postponed deferred awaiting awaited ineligible uncompleted unmoderated unvalidated error"
)
_PHRASES = ("to be", "out of date", "after deadline", "after the deadline")
_NO = re.compile(r"\W*no\s+(?!of\b)", re.IGNORECASE)


def denials(text: str) -> Set[str]:
    """Return the words and phrases of a heading that deny what its other words say."""
    plain = f" {' '.join(re.findall(r'[a-z]+', text.casefold()))} "
    return (words(text) & _WORDS) | {phrase for phrase in _PHRASES if f" {phrase} " in plain}


def denies_what_is_asked(text: str) -> bool:
    """Say whether a heading of a yes or no asks for the lack of it: "No lead GP?"; before a count, "No" is the number of it."""
    return _NO.match(text) is not None
