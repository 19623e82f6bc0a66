"""The words of charts for those who cannot see them, which a save by LibreOffice loses: put back as they are today, and nothing else with them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from msgspec.structs import replace

from ...warehouse.figures.model import Catalogue
from ..blocks import block
from ..check.document import Document
from ..draft import Draft
from ..hashes import hash_of
from ..ledger import Today
from ..made import Made
from ..ooxml import is_decorative, name
from ..package import Package
from .names import Names
from .splice import Edit

_TAG = re.compile(rb"""<(?:\w+:)?docPr\b(?:[^>"']|"[^"]*"|'[^']*')*>""")
_SAYS = re.compile(rb"""\sdescr=(?:"\s*[^"\s]|'\s*[^'\s])""")
_EMPTY = re.compile(rb"""\sdescr=(?:"\s*"|'\s*')""")
_DRAWN = name("wp:docPr")


@dataclass
class LostWords:
    """The edits of the main part, what the charts concerned are made as then, and what is to be said."""

    edits: list[Edit] = field(default_factory=list)
    made: dict[str, Made] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def find_lost_words(now: Callable[[], Package], data: bytes, today: Today, names: Names, made: Mapping[str, Made]) -> LostWords:
    """Return what puts today's words back into the charts that have none; `data` is the main part of the paper `now`, `made` what its blocks are."""
    found, tags = LostWords(), list(_TAG.finditer(data))
    if all(_SAYS.search(tag[0]) for tag in tags):  # most papers, told without reading them again
        return found
    document = Document(now())
    drawings = list(document.package.document.iter(_DRAWN))
    if len(drawings) != len(tags):
        return found  # something in the part only looks like a drawing: then it is not known which is which
    tag_of = dict(zip(drawings, tags, strict=True))
    for each in document.blocks:
        lacking = [drawn for drawn in each.drawings if not (drawn.get("descr") or "").strip() and not is_decorative(drawn)]
        words = _words(Draft(document.package, today.texts, today.brief), names.catalogue, each.key) if lacking else []
        if len(lacking) != len(words) or not words:
            continue
        for drawn, said in zip(lacking, words, strict=True):
            tag = tag_of[drawn]
            whole = _EMPTY.sub(b"", tag[0])
            end = -2 if whole.endswith(b"/>") else -1
            found.edits.append((*tag.span(), whole[:end].rstrip() + f' descr="{escape(said)}"'.encode() + whole[end:]))
        if (was := made[each.key]).alt:
            found.made[each.key] = replace(was, alt=hash_of(words[0]))
        found.notes.append(f"{names.of(each.key)} had lost its words for those who cannot see it, as in a save by LibreOffice: it has today's.")
    return found


def _words(draft: Draft, catalogue: Catalogue, key: str) -> list[str]:
    """Return the words of the drawings that a chart is made of today."""
    return [drawn.get("descr", "") for made in block(draft, catalogue, key) for drawn in made.iter(_DRAWN)]
