"""What a table or a chart was when it was made, so that a later look tells whether an author has edited it, and whether it would be another today."""

import hashlib
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from ..warehouse.figures.model import Catalogue, Plot
from .draft import Draft
from .ooxml import Element, control_key, find_all, name
from .plots.shown import shown

_LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""A hash is written in letters: whoever searches a public paper for a number finds none that it does not show."""


@dataclass(frozen=True)
class Made:
    """`shape` is what the catalogue asks for, figures aside; `words` what the block says, figures aside; `bytes` how it was written."""

    shape: str
    words: str
    bytes: str


def made_of(draft: Draft, catalogue: Catalogue, key: str, control: Element) -> Made:
    """Return what a block is, of the catalogue that it was made from and of its control."""
    return Made(shape_of(draft, catalogue, key), words_of(control), bytes_of(control))


def shape_of(draft: Draft, catalogue: Catalogue, key: str) -> str:
    """Return a hash of what the catalogue asks for under a key ("table: children"): for a chart its numbers, for a table its rows of keys."""
    kind, _, word = key.partition(": ")
    if kind == "table":
        return _hash(repr(catalogue.tables[word]))
    chart = catalogue.charts[word]
    return _hash(repr(shown(draft, chart, catalogue.figures) if isinstance(chart, Plot) else chart))


def words_of(control: Element) -> str:
    """Return a hash of the words in a block, cell by cell, with the key of each figure in place of its text."""
    lines = []
    for paragraph in control.iter(name("w:p")):
        line = []
        for piece in paragraph.iter(name("w:t")):
            inner = next(piece.iterancestors(name("w:sdt")), control)
            line.append(control_key(inner) if inner is not control else piece.text or "")
        lines.append("".join(line))
    return _hash("\n".join(lines))


def bytes_of(control: Element) -> str:
    """Return a hash of how a block is written, the texts of its figures aside."""
    bare = deepcopy(control)
    for inner in find_all(bare, ".//w:sdt"):
        for piece in inner.iter(name("w:t")):
            piece.text = ""
    return _hash(etree.tostring(bare, method="c14n"))


def _hash(said: str | bytes) -> str:
    return hashlib.sha256(said.encode() if isinstance(said, str) else said).hexdigest()[:16].translate(_LETTERS)
