"""What the author's half of the checklist promises, and which of it the finished paper does not hold."""

from functools import cache
from pathlib import Path

from ..layouts.declared import read_declared
from ..layouts.words import words
from ..toml_tables import Table
from ..workspace import Checklist
from .formatting import Looks
from .ooxml import name, text_of
from .package import Package

_DECLARED = Path(__file__).parent / "promises.toml"


class Promise(Table, kw_only=True):
    """What an item asks, and the names that a heading may give to each thing that an answer of "Y" promises."""

    asks: str
    needs: list[list[str]]


@cache
def promises() -> dict[str, Promise]:
    """Return the items that the author declares, by the key of the setting, in the order of the checklist."""
    return read_declared(_DECLARED, dict[str, Promise], "list of promises")


def not_kept(package: Package, declared: Checklist) -> tuple[str, ...]:
    """Return a note for each thing that an answer of "Y" promises and that no heading of the document names."""
    kept = [rule for rule in promises() if getattr(declared, rule) == "Y"]
    if not kept:
        return ()
    looks = Looks(package)
    headings = [words(text_of(paragraph)) for paragraph in package.document.iter(name("w:p")) if looks.outlined(paragraph)]
    return tuple(
        f"Checklist, {promise.asks}: Y is declared, but no heading of a section or an appendix says '{names[0]}'; "
        f"write that section or appendix, or change checklist.{rule} in boardpaper.toml."
        for rule, promise in promises().items()
        if rule in kept
        for names in promise.needs
        if not any(words(given) <= heading for given in names for heading in headings)
    )
