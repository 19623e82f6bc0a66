"""The words that tell person identifiers from what only looks like one, as person_words.toml declares them."""

from pathlib import Path

import tomli

_DECLARED = tomli.loads((Path(__file__).parent / "person_words.toml").read_text(encoding="utf-8"))


def person_words(list_name: str) -> frozenset[str]:
    """Return one of the lists."""
    return frozenset(_DECLARED[list_name])
