"""How headings, labels and listed words are compared: by their words, with case, punctuation, units and targets set aside."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

_TARGET = re.compile(r"\(?\b(?:target|threshold|kpi)\b\s*[:=≥>]*\s*\d+(?:\.\d+)?\s*%?\)?|\d+(?:\.\d+)?\s*%", re.IGNORECASE)
_UNIT = re.compile(r"\((?:n|nos?\.?|number|count|headcount|y\s*/\s*n|yes\s*/\s*no|d{1,2}[/.-]m{1,2}[/.-]y{2,4}|0\s*(?:-|–|to)\s*3)\)", re.IGNORECASE)
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_WORD = re.compile(r"%|[^\W_]+\+?")
_SIGNS = {"over": re.compile(r"[>≥]=?\s*(?=\d)"), "under": re.compile(r"[<≤]=?\s*(?=\d)")}
"""What stands for a word before a number: "Open > 12 months"."""
_SUPERSCRIPTS = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"))
_FORMS = {"required": ("require", "requires", "requiring"), "needing": ("need", "needs", "needed"), "%": ("percent", "percentage", "pct")}
_INFLECTED = {form: plain for plain, forms in _FORMS.items() for form in forms}
_LONGEST = 120  # a heading is short; a longer text is prose, and matching its words would find headings in sentences


@lru_cache(maxsize=20_000)
def words(text: str) -> frozenset[str]:
    """Return the words of a heading or label: folded, a plural s dropped, "%" a word of its own."""
    plain = _without_marks(text)
    if "(" in plain:
        plain = _UNIT.sub(" ", plain)
    if "." in plain:
        plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), plain)  # "W.T.E." is WTE
    folded = _TARGET.sub(" ", plain.casefold().replace("\u2019", "").replace("'", ""))
    if "<" in folded or ">" in folded or not folded.isascii():
        for word, sign in _SIGNS.items():
            folded = sign.sub(f" {word} ", folded)
    return frozenset(_plain(word) for word in _WORD.findall(folded))


def _without_marks(text: str) -> str:
    """Return a text without the superscript figures of its footnotes, which count as digits."""
    return text if text.isascii() else text.translate(_SUPERSCRIPTS)


def _plain(word: str) -> str:
    """Return a word as it is compared: without a plural s, and "requiring" as "required"."""
    if word in _INFLECTED:
        return _INFLECTED[word]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Return `text` without case, punctuation and extra spaces, for comparing names and words exactly."""
    return " ".join(re.findall(r"[^\W_]+", _without_marks(text).casefold().replace("\u2019", "").replace("'", "")))


class WordIndex(Generic[T]):
    """Finds which known texts have all their words in a given text; the longest known one wins, an exact one counts more.

    `plain` puts a text in the words by which it is compared.
    """

    def __init__(self, known: Iterable[tuple[str, T]], plain: Callable[[str], str] = str) -> None:
        self._plain = plain
        self._by_word: dict[str, list[tuple[frozenset[str], T]]] = {}
        for text, meaning in known:
            if wanted := words(plain(text)):
                self._by_word.setdefault(min(wanted), []).append((wanted, meaning))
        self._cache: dict[str, list[tuple[T, int, bool]]] = {}

    def matches(self, text: str) -> list[tuple[T, int, bool]]:
        """Return (meaning, words matched, exact) for each known text that `text` holds, the longest first."""
        if len(text) > _LONGEST:
            return []
        if text not in self._cache:
            given = words(self._plain(text))
            found = [
                (meaning, len(wanted), wanted == given)
                for word in sorted(given)
                for wanted, meaning in self._by_word.get(word, ())
                if wanted <= given
            ]
            self._cache[text] = sorted(found, key=lambda match: (-match[1], not match[2]))
        return self._cache[text]

    def best(self, text: str) -> T | None:
        """Return the meaning of the longest known text that `text` holds, None where it holds none."""
        found = self.matches(text)
        return found[0][0] if found else None
