"""Titles that make the figures below them a part, or somebody else's: "Volunteers only", "Booked, not yet trained", "Reports from schools"."""

import re
from collections.abc import Iterable, Iterator, Set

from ..layouts import Layout
from ..layouts.words import words
from ..warehouse.records import Issue
from .denials import denials
from .heading_doubts import INSTRUCTS, SAYS_NOTHING, own_words
from .labels import Said
from .period_labels import is_of_another_date
from .providers import ProviderNames

_PART = words("only volunteer bank agency regional comparison benchmark neonatal cost aged example specimen")
_IN_TITLES = words("due expected planned anticipated beginning opening start update review") | {"longer", "sooner", "mark"}
"""What a title may say of the return itself: when it is due, that it is of planned care."""
_LONGEST_TITLE = 8  # words
_WHOSE = r"(?i)\b([^\W_]+)\s+(?:from|for|among|amongst|of|by)\s+(.+?)(?=\s+[-–—|]|[,:;()/]|$)"
_JOINTS = words("from for among amongst of by")
_ANYBODY = words(
    "all every each staff group team service directorate department division level subject course month quarter year annual period january "
    "february march april may june july august september october november december board committee meeting assurance governance report "
    "return dashboard figures stats gp gps surgery clinician professional agency multi partner partnership local authority council community "
    "hospital clinic area site ward borough city county nhs england q1 q2 q3 q4 position status performance activity compliance ref "
    "reference information adult child children people panel locality"
)
"""Whom a return is from, or for, or what it is put in order by, without being of another."""


def doubt_titles(titles: Iterable[Said], layout: Layout, told: Set[str], names: ProviderNames) -> Iterator[Issue]:
    """Yield a query for each short title that denies, or speaks of a part, or of others, where the return's own words do not."""
    for title in titles:
        is_short = len(title.text.split()) <= _LONGEST_TITLE
        if title.cell in told or not is_short or words(title.text) & INSTRUCTS or is_of_another_date(title.text):
            continue
        said = (denials(title.text) - _IN_TITLES) | (words(title.text) & _PART)
        found = said - _vocabulary(layout) if said else frozenset()
        if found or (found := _others(title.text, layout, names)):
            shown = [each for each in re.findall(r"[^\W_]+", title.text) if words(each) & found] or sorted(found)
            cure = f"The figures were read as the return's: please say if {' '.join(shown)!r} makes them a part of these, or something else."
            yield Issue(title.sheet, title.cell, "query", "title_of_a_part", title.text, "a title of the return alone", cure)


def _others(text: str, layout: Layout, names: ProviderNames) -> Set[str]:
    """Return the words of a title that say of whom what the return counts is, where they are neither the return's own nor those of a name.

    A register, an audit or a plan may be of anything that its title says.
    """
    said = list(re.finditer(_WHOSE, text)) if words(text) & _JOINTS else []
    counted = [item for item in layout.field if item.is_number]
    if not said or 2 * len(counted) <= len(layout.field) or names.named_within(text):
        return frozenset()
    heads = frozenset().union(*(words(heading) for item in counted for heading in item.headings), *map(words, layout.names))
    whose = [each for match in said if words(match[1]) & heads for each in re.findall(r"[^\W\d_]+(?:['’]s)?", match[2])]
    listed = (text for item in layout.field for text in (*(item.beside or ()), *item.by_spelling))
    known = SAYS_NOTHING | _ANYBODY | _vocabulary(layout) | names.name_words | frozenset().union(*map(words, listed)) if whose else frozenset()
    return frozenset().union(*(words(each) for each in whose if not each.isupper())) - known


def _vocabulary(layout: Layout) -> frozenset[str]:
    return frozenset().union(*(own_words(item, layout) for item in layout.field))
