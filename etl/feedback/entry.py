"""What the sender of a return is told of it: one entry for each thing to put right, in words for the sender and not for the team."""

import re
import sqlite3
from dataclasses import dataclass

from ...warehouse.holds import join, say_to_sender
from ..privacy import shows_identifier
from .words import FOR_THE_SENDER

_SHORT = 300
_STORED = re.compile(r"^[a-z]+(?:_[a-z0-9]+)+(?=: )")  # the stored word that a rule quotes: "not_met: a rating below met without ..."
_IDENTIFIER = "counts alone, not "


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to put right. `sheet` and `cell` are "" where it is the whole file; `found` and `expected` are "" where `cure` says it all."""

    sheet: str
    cell: str
    found: str
    expected: str
    cure: str

    @property
    def where(self) -> str:
        parts = [f"sheet {self.sheet}" if self.sheet else "", f"cell {self.cell}" if self.cell else ""]
        return ", ".join(part for part in parts if part) or "the whole file"


def entry(issue: sqlite3.Row, held_for: str) -> Entry:
    """Return what the sender is told of one issue of a file, which is held for the reason of that code ("" where it is not held)."""
    sheet, cell = _safe(issue["sheet"]), issue["cell"]
    if held_for == issue["code"] and not cell:
        return Entry(sheet, "", "", "", _safe(say_to_sender(held_for, join(issue["found"], issue["cure"]))))
    if issue["expected"].startswith(_IDENTIFIER):
        return Entry(sheet, cell, issue["expected"].removeprefix(_IDENTIFIER), "counts alone", issue["cure"])
    found = _STORED.sub(lambda match: match[0].replace("_", " "), issue["found"])
    expected, cure = issue["expected"], issue["cure"]
    if issue["code"] in FOR_THE_SENDER:
        ours, theirs, cure = FOR_THE_SENDER[issue["code"]]
        expected = expected.replace(ours, theirs)
    return Entry(sheet, cell, _safe(_shortened(found)), _safe(_shortened(expected)), _safe(_shortened(cure)))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1].rstrip() + "…"


def _safe(text: str) -> str:
    """Return a text as it is quoted: not at all where it looks like a person identifier, in whatever cell it stood."""
    return "(not repeated here)" if shows_identifier(text) else text
