"""What stands above or beside a cell and may ask for a person identifier: a heading, or a label of a form."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ..layouts import PRIVATE
from ..layouts.words import words
from .identifiers import words_ask_for
from .person_names import NAME, asks_for_name, asks_for_private_name, is_bare_person, is_pseudonym
from .tables import Table

LONGEST_HEADING = 60
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{3})(?=[A-Z][a-z])")  # "DateOfBirth", "NHSNo"
_PART_OF_NAME = frozenset({"surname", "forename", "first", "last"})


@dataclass(slots=True)
class Heading:
    """The last text above a cell that could head it: its row, its words, and what it asks for.

    `person` where somebody may be named below it, or a pseudonym stand; `private` where a layout lets no name stand below it; `sure` where
    nothing but a name can stand there.
    """

    row: int = -1
    given: frozenset[str] = frozenset()
    asked: str | None = None
    table: Table | None = None
    person: bool = False
    pseudonym: bool = False
    private: bool = False
    sure: bool = False


def head_with(row: int, column: int, text: str, table: Table | None) -> Heading:
    """Return the heading that a text is; `table` where it stands in the heading row of one that was recognised."""
    given = heading_words(text)
    private = asks_for_private_name(given, table.layout.private if table else PRIVATE) and not _is_of_figures(table, column)
    keyed = table is not None and any(table.columns.get(name, column) != column for name in table.layout.record_key)
    person = is_bare_person(given) or _is_of_pseudonyms(table, column, given)
    return Heading(row, given, asked_by(text), table, person, is_pseudonym(text), private, keyed or bool(given & _PART_OF_NAME))


def _is_of_pseudonyms(table: Table | None, column: int, given: frozenset[str]) -> bool:
    """Say whether a column is headed, word for word, as the references of a register of people: a name may stand there for a pseudonym."""
    if table is None or not table.layout.people:
        return False
    keys = (table.layout.fields[name] for name in table.layout.record_key if table.columns.get(name) == column)
    return any(item.type == "ref" and given in map(words, item.headings) for item in keys)


def _is_of_figures(table: Table | None, column: int) -> bool:
    """Say whether a column is mapped to figures: there a text says "awaiting data", and names nobody."""
    named = [name for name, mapped in table.columns.items() if mapped == column] if table else []
    return any(table.layout.fields[name].type not in ("text", "ref") for name in named) if table else False


@lru_cache(maxsize=20_000)
def asked_by(text: str) -> str | None:
    """Return the kind of identifier that a short text, as a heading or a label, asks for."""
    if not text or len(text) > LONGEST_HEADING:
        return None
    given = heading_words(text)
    return NAME if asks_for_name(given) else words_ask_for(given)


def heading_words(text: str) -> frozenset[str]:
    """Return the words of a heading, those run together in capitals taken apart."""
    return words(_CAMEL.sub(" ", text))
