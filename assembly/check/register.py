"""The register of rules: each a small pure function over the paper, with its code, and why and how what it finds is put right."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from msgspec import Struct

from ...warehouse.figures.model import Catalogue
from ...workspace import Settings
from ..draft import Draft
from ..named import named
from ..ooxml import Element
from ..ruler import Layout
from .document import Document, Passage

Severity = Literal["fault", "look"]
"""A fault fails the check; what is only to be looked at does not."""


class Subject(Struct, frozen=True, dict=True):
    """What the rules look at: the paper, what each key would show today, the settings, and the pages where they are measured.

    `brief` is what a table would show of some keys; counts are rounded to the nearest `step`, where the paper's policy rounds.
    """

    document: Document
    today: Mapping[str, str]
    catalogue: Catalogue
    settings: Settings
    layout: Layout | None = None
    brief: Mapping[str, str] = {}
    step: int = 0

    def named(self, key: str) -> str:
        return named(self.draft, self.catalogue, key)

    @cached_property
    def draft(self) -> Draft:
        """The paper with today's texts at hand, to say what a table or a chart would be."""
        return Draft(self.document.package, self.today, self.brief)


@dataclass(frozen=True)
class Found:
    """One place that breaks a rule: where it stands, the words there, and what is wrong with them. `element` is where a comment can be put."""

    where: str
    words: str
    says: str
    key: str = ""
    element: Element | None = field(default=None, compare=False)


Find = Callable[[Subject], Iterable[Found]]


class Rule(Struct, frozen=True):
    code: str
    title: str
    severity: Severity
    why: str
    cure: str
    find: Find


RULES: dict[str, Rule] = {}


def rule(code: str, title: str, severity: Severity, *, why: str, cure: str) -> Callable[[Find], Find]:
    """Register a function as the rule of a code."""

    def register(find: Find) -> Find:
        RULES[code] = Rule(code, title, severity, why, cure, find)
        return find

    return register


def at(passage: Passage, says: str, words: str = "", key: str = "", element: Element | None = None) -> Found:
    """Return what was found in a passage, by default with the passage's own words."""
    return Found(passage.where, shorten(words or passage.text), says, key, passage.element if element is None else element)


def shorten(text: str, most: int = 80) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def quoted(text: str) -> str:
    """Return a text as a message quotes it: every kind of space as a blank."""
    return repr(" ".join(text.split()))


def around(text: str, words: str, most: int = 40) -> str:
    """Return some words of a text with what stands before and behind them."""
    start = text.find(words)
    before, behind = text[:start], text[start + len(words) :]
    return f"{'…' if len(before) > most else ''}{before[-most:]}{words}{behind[:most]}{'…' if len(behind) > most else ''}".strip()
