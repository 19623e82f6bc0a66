"""Full postcodes, and whose address they are: a body's is no identifier, a home's is."""

import re
from collections.abc import Iterator

from ..layouts.words import words
from .person_words import person_words

_AREAS, _BODIES = person_words("areas"), person_words("bodies")
# "L3 1st session" and "L2 3yr refresher" are no postcodes
_FULL = re.compile(
    r"(?<![A-Za-z0-9/-])(?P<area>[A-Z]{1,2})\d[A-HJKPSTUW\d]?\s{0,2}"
    r"(?!1ST|2ND|3RD|\dTH|\dHR|\dYR)\d[ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9/])",
    re.IGNORECASE,
)
_NEAR = 200  # characters: what stands further off speaks of something else
_HOME = (
    *({word} for word in ("live", "living", "lived", "reside", "residing", "resided", "flat", "placed", "placement", "foster")),
    {"home", "address"},
    {"home", "postcode"},
    {"family", "home"},
    {"patient", "address"},
    {"child", "address"},
    {"patient", "postcode"},
    {"child", "postcode"},
)


def find_postcodes(text: str) -> Iterator[re.Match[str]]:
    """Yield each full postcode of a text, in any case and with or without its blank."""
    return (match for match in _FULL.finditer(text) if match["area"].upper() in _AREAS)


def is_of_a_home(given: frozenset[str]) -> bool:
    """Say whether words speak of where a person lives."""
    return any(wanted <= given for wanted in _HOME)


def is_of_a_body(given: frozenset[str]) -> bool:
    """Say whether words speak of an organisation or its buildings."""
    return bool(given & _BODIES)


def holds_home_postcode(text: str) -> bool:
    """Say whether a text has a postcode that is not plainly that of a body: "lives at ..." is a home, "Town Hall, ..." is not."""
    for match in find_postcodes(text):
        before, after = words(text[max(0, match.start() - _NEAR) : match.start()]), words(text[match.end() : match.end() + _NEAR])
        if is_of_a_home(before) or not is_of_a_body(before | after):
            return True
    return False
