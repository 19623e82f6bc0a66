"""The name of a group of staff, as the title of a table: "Nursing staff", "Surgical division"."""

from ..layouts import Field, Layout
from ..layouts.words import words
from .heading_periods import split_part, split_period
from .totals import says_total

_GROUP = words("staff directorate division")
_LONGEST = 5  # words; a longer title says more than whose figures they are
_OF_ANY = words("data figure return report sheet table statistics number count all whole our the of for by and in on")


def group_name(text: str, item: Field, layout: Layout) -> str | None:
    """Return the group of staff that a title names, None where it names none, all of them, or anything else of the return ("Staff compliance")."""
    if "Staff group" not in item.headings:
        return None
    name = (split_period(text) or split_part(text) or (text, None))[0].strip(" ,:-–")
    said = words(name)
    others = [heading for other in layout.field if other is not item for heading in other.headings]
    ours = frozenset().union(*map(words, (*others, *item.headings, *layout.names)))
    if not said & _GROUP or len(name.split()) > _LONGEST or any(letter.isdigit() for letter in name) or says_total(name):
        return None
    return name if len(said - _GROUP) > 0 and not said & (ours - _GROUP) and not said & _OF_ANY else None
