"""What returns are called by, in a title, on a sheet or as a file: their names, and those that no other thing has."""

from collections.abc import Iterable

from ..layouts import Layout
from ..layouts.words import WordIndex, words

_SHORTEST = 2  # letters; "GP" stands in the names of others
_LONGEST = 10  # words; more are an instruction or a note, which may speak of anything
_ASKS, _TO = words("please"), words("to")
_SENDS = words("return returned send sent submit submitted email emailed mail addressed")
"""What tells to whom a form goes, or how to fill it in: "Please return to the safeguarding team"."""


class ReturnNames:
    """The names of some returns, ready to be looked for in a title."""

    def __init__(self, layouts: Iterable[Layout]) -> None:
        self._index = WordIndex((name, (layout.title, _tells(name))) for layout in layouts for name in layout.names)

    def other_than(self, layout: Layout, text: str) -> tuple[bool, str | None]:
        """Say whether a text names any return, and return the title of the one that it names by more words than it does this; None where none.

        A sentence that says where to send the return names none.
        """
        given = words(text)
        is_title = len(text.split()) <= _LONGEST and not given & _ASKS and not (given & _SENDS and given & _TO)
        found = self._index.matches(text) if is_title else []
        own = max((size for (title, _), size, _ in found if title == layout.title), default=0)
        size, other = max(((size, title) for (title, tells), size, _ in found if tells), default=(0, ""))
        return bool(own or size), other if size > own else None


def _tells(name: str) -> bool:
    """Say whether a return's name is that of no other thing: initials or several words, and not "Team" or "Practice"."""
    return len(name.split()) > 1 or (len(name) > _SHORTEST and any(map(str.isupper, name[1:])))
