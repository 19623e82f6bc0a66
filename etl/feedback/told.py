"""Which files have something to tell their senders, and what: read from the warehouse, the same each time it is the same."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ...layouts import Layout
from ...layouts.outgoing import MARKED
from ...periods import Period, write_period
from ...warehouse.issues import FOR_THE_TEAM
from ...warehouse.superseded import offer_superseded
from .names import ENDINGS, label

if TYPE_CHECKING:
    from .entry import Entry

_RETURNS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told of one file. `label` begins the names of its feedback; `held_for` is the code of its hold, "" where it was taken in;
    `returns` say what it holds ("Safeguarding audit, Northmoor Hospital, 2018/19"), as far as that is known."""

    filename: str
    sha256: str
    label: str
    held_for: str
    returns: tuple[str, ...]
    entries: "tuple[Entry, ...]"

    @property
    def key(self) -> str:
        return f"{self.sha256} {self.filename}"


def tell(connection: sqlite3.Connection, layouts: Mapping[str, Layout]) -> list[Told]:
    """Return what there is to tell of each file in use or held; what is settled, replaced or answered by a later file is not told."""
    sources = connection.execute("SELECT id, filename, sha256, status, reason FROM source ORDER BY id").fetchall()
    offer_superseded(connection)
    issues = _grouped(connection.execute(_ISSUES).fetchall())
    in_use = {row[0] for row in connection.execute("SELECT source_id FROM submission WHERE status = 'current'")}
    last_accepted = {source["filename"]: source["id"] for source in sources if source["status"] == "accepted"}
    labels: dict[str, int] = {}
    told = []
    for source in sources:
        named = label(source["filename"], labels)
        if source["status"] == "held":
            held_for, wanted = source["reason"].partition(":")[0], not _is_answered(source, named, last_accepted)
        else:
            held_for, wanted = "", source["status"] == "accepted" and source["id"] in in_use
        found = [issue for issue in issues.get(source["id"], []) if held_for or issue["code"] not in FOR_THE_TEAM]
        if wanted and found:
            returns = _returns(connection, layouts, source["id"])
            told.append(Told(source["filename"], source["sha256"], named, held_for, returns, _entries(found, held_for)))
    return told


def _entries(issues: list[sqlite3.Row], held_for: str) -> tuple["Entry", ...]:
    from .entry import entry  # with it comes the look for identifiers, which a warehouse without issues has no need of

    return tuple(entry(issue, held_for) for issue in issues)


_ISSUES = (
    "SELECT source_id, sheet, cell, code, found, expected, cure FROM issue "
    "WHERE severity <> 'info' AND settled IS NULL AND superseded_by(id) IS NULL ORDER BY id"
)


def _grouped(issues: list[sqlite3.Row]) -> dict[int, list[sqlite3.Row]]:
    found: dict[int, list[sqlite3.Row]] = {}
    for issue in issues:
        found.setdefault(issue["source_id"], []).append(issue)
    return found


def _is_answered(source: sqlite3.Row, named: str, last_accepted: Mapping[str, int]) -> bool:
    """Say whether a held file came again and was taken in: under its own name, or under that of the marked copy that went to its sender."""
    names = (source["filename"], *(f"{named}{MARKED}{ending}" for ending in ENDINGS))
    return any(last_accepted.get(name, 0) > source["id"] for name in names)


def _returns(connection: sqlite3.Connection, layouts: Mapping[str, Layout], source_id: int) -> tuple[str, ...]:
    rows = connection.execute(
        "SELECT s.return, p.name, s.period_start, s.period_end FROM submission s JOIN provider p ON p.code = s.provider "
        "WHERE s.source_id = ? AND s.status = 'current' ORDER BY s.id",
        [source_id],
    ).fetchall()
    shown = [
        f"{layouts[name].title if name in layouts else name}, {provider}, {write_period(Period(date.fromisoformat(start), date.fromisoformat(end)))}"
        for name, provider, start, end in rows
    ]
    return tuple(shown[:_RETURNS_SHOWN] + ([f"and {len(shown) - _RETURNS_SHOWN} more"] if len(shown) > _RETURNS_SHOWN else []))
