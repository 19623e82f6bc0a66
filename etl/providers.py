"""Which provider a return is from: by its code, else by a known name or alias, never by a guess."""

import re
from collections.abc import Iterable
from functools import cached_property

from ..layouts.words import fold, words
from ..nearest import nearest
from ..workspace import Provider

_WITH_CODE = re.compile(r"(?P<name>.+?)\s*(?:[(\[]|\s[-–—:]|,)\s*(?P<code>\w{3,8})\s*[)\]]?$")
_CODE_FIRST = re.compile(r"(?P<code>\w{3,8})\s*[-–—:,)]\s*(?P<name>.+)$")
_BETWEEN_PARTS = re.compile(r"\s[-–—|]\s|[:;,)\n]|\s\(")  # "Calder Vale - training compliance", "DBS checks (Calder Vale), March 2019"
_INITIAL = re.compile(r"\b(\w)\.(?=\w\b)")
_OF_A_RETURN = words(
    "return report data figure training compliance audit check dbs safeguarding prevent duty leder lac cdop register log dashboard position "
    "statement update submission form team action plan health assessment assurance standard self children adult monthly quarterly yearly annual "
    "q1 q2 q3 q4 quarter month year ending ended to january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_LONGEST_PART = 16  # words
_SHORTEST = 4  # letters; initials may be of anything
_SHORT_WORD = 3  # letters: "of", "and", "the"
_LONGEST = 8  # words


def _folded(name: str) -> str:
    """Return a name as it is compared; initials with their stops are those without: "M.U.C." is "MUC"."""
    return fold(_INITIAL.sub(r"\1", name))


def reads_like_a_name(text: str) -> bool:
    """Say whether each longer word of a text begins with a capital, as those of a name do."""
    return all(word[0].isupper() for word in text.split() if len(word) > _SHORT_WORD)


class ProviderNames:
    """The provider list with its aliases, compared without case, punctuation and extra spaces."""

    def __init__(self, providers: Iterable[Provider]) -> None:
        self._names: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._senders: set[str] = set()
        self._kinds: set[str] = set()
        for provider in providers:
            if provider.relationship != "commissioner":
                self._senders.add(provider.code)
            self._kinds.update(fold(provider.name).split()[-1:])
            self._codes[fold(provider.code)] = provider.code
            for name in (provider.name, *provider.aliases):
                self._names[_folded(name)] = provider.code
                self._shown[name] = f"{name} ({provider.code})"
        self._longest_first = sorted(self._names, key=len, reverse=True)

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of every name, the commissioner's too: "Stockport" says nothing of whose a return is."""
        return frozenset().union(*map(words, self._names))

    def by_code(self, text: str) -> str | None:
        return self._codes.get(fold(text))

    def by_name(self, text: str) -> str | None:
        """Return the code of a provider by its name, its code, or both of them together: "Elm Tree Surgery (P88001)", "P88001 - Elm Tree Surgery"."""
        if known := self._names.get(_folded(text)) or self._codes.get(fold(text)):
            return known
        first = _CODE_FIRST.match(text.strip())
        if first and (code := self.by_code(first["code"])) and self._names.get(_folded(first["name"])) == code:
            return code
        both = _WITH_CODE.match(text.strip())
        code, name = (self.by_code(both["code"]), self._names.get(_folded(both["name"]))) if both else (None, None)
        return code if name in (None, code) else None

    def by_title(self, text: str) -> str | None:
        """Return the code of the provider whose name a title is, begins with, or alone has among its parts: "DBS checks - Calder Vale - May 2018".

        The commissioner's name stands on many a form, and is that of no return where it is not the first part, or another is there.
        """
        if whole := self.by_name(text):
            return whole
        first, *more = [self.by_name(part) or self._named_beside(part) for part in _BETWEEN_PARTS.split(text)]
        if first and first in self._senders:
            return first
        senders = {code for code in more if code} & self._senders
        return next(iter(senders)) if len(senders) == 1 else None if senders else first

    def _named_beside(self, part: str) -> str | None:
        """Return the code of the provider that a part of a title names beside words of a return and its period alone: "Calder Vale DBS May 2018"."""
        whole = f" {fold(part)} "
        for name in self._longest_first if len(whole.split()) <= _LONGEST_PART else ():
            before, found, after = whole.partition(f" {name} ")
            if found and len(name) >= _SHORTEST:
                rest = {word for word in (*before.split(), *after.split()) if not word.isdecimal()}
                return self._names[name] if words(" ".join(rest)) <= _OF_A_RETURN else None
        return None

    def named_within(self, text: str) -> set[str]:
        """Return the codes of the providers that a longer text names, but for the commissioner, whose name stands on many a form."""
        return self._within(text) & self._senders

    def names_commissioner(self, text: str) -> bool:
        """Say whether a longer text names the commissioner, and no provider."""
        named = self._within(text)
        return bool(named) and not named & self._senders

    def _within(self, text: str) -> set[str]:
        whole = f" {fold(text)} "
        return {code for name, code in self._names.items() if len(name) >= _SHORTEST and f" {name} " in whole}

    def sends(self, code: str) -> bool:
        """Say whether a provider is one that sends returns in, and not the commissioner, whose name stands on many a form."""
        return code in self._senders

    def is_like_one(self, text: str) -> bool:
        """Say whether a text is written as the names of the list are, and is none: "Pennine Hospital", where others are called a hospital."""
        is_name = 1 < len(text.split()) <= _LONGEST and reads_like_a_name(text)
        return is_name and not self._kinds.isdisjoint(fold(text).split()[-1:]) and self.by_name(text) is None

    def name(self, code: str) -> str:
        """Return the first name of a provider, with its code."""
        return next(shown for name, shown in self._shown.items() if self._names[_folded(name)] == code)

    def nearest(self, text: str) -> list[str]:
        """Return the known names spelt most like `text`, each with its code: for a person to choose from."""
        return [self._shown[name] for name in nearest(text, self._shown)]
