"""Two submissions, cell by cell: what changed, what only one of them has, how much is the same."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count

from ..errors import BoardpaperError
from ..layouts import Layout
from .cells import Kept, key_of, read_records
from .records import Stored
from .sources import find_source

_Key = tuple[Stored | int, ...]


@dataclass(frozen=True)
class Change:
    """One value that is not the same: of which record, in which field, and where it stands in each file."""

    record: str
    field: str
    old: str
    new: str
    old_cell: str
    new_cell: str


@dataclass(frozen=True)
class Record:
    """A record that one of the two has: its key, and where it begins."""

    record: str
    cell: str


@dataclass
class Difference:
    """What parts two submissions of one return."""

    return_name: str
    provider: str
    periods: tuple[str, str]
    changed: list[Change] = field(default_factory=list)
    only_a: list[Record] = field(default_factory=list)
    only_b: list[Record] = field(default_factory=list)
    unchanged: int = 0


@dataclass(frozen=True)
class Compared:
    """The two files, the submissions of them that were compared, and those that have no counterpart in the other."""

    names: tuple[str, str]
    differences: list[Difference]
    alone: tuple[list[str], list[str]]


def compare_sources(
    connection: sqlite3.Connection, layouts: Mapping[str, Layout], sources: tuple[str, str], return_name: str | None, provider: str | None
) -> Compared:
    """Compare the submissions of two sources that are of one return, provider and period; or the only one of each.

    Raises BoardpaperError where a source is not there or the two have nothing to compare.
    """
    rows = [find_source(connection, name) for name in sources]
    sides = [_submissions(connection, row["id"], return_name, provider) for row in rows]
    for row, side in zip(rows, sides, strict=True):
        if not side:
            which = " of that return or provider" if return_name or provider else ""
            raise BoardpaperError(f"{row['filename']} holds no submission{which} (it is {row['status']}): 'boardpaper status' lists what is in.")
    pairs = [(a, b) for a in sides[0] for b in sides[1] if _identity(a) == _identity(b)]
    if not pairs and len(sides[0]) == len(sides[1]) == 1 and sides[0][0]["return"] == sides[1][0]["return"]:
        pairs = [(sides[0][0], sides[1][0])]
    if not pairs:
        held = "; ".join(f"{row['filename']}: {', '.join(map(_named, side))}" for row, side in zip(rows, sides, strict=True))
        raise BoardpaperError(f"The two have no submission of the same return, provider and period ({held}): choose with --return and --provider.")
    done = [_compare(connection, layouts[a["return"]], a, b) for a, b in pairs]
    matched = {row["id"] for pair in pairs for row in pair}
    alone = [[_named(row) for row in side if row["id"] not in matched] for side in sides]
    return Compared((rows[0]["filename"], rows[1]["filename"]), done, (alone[0], alone[1]))


def _submissions(connection: sqlite3.Connection, source_id: int, return_name: str | None, provider: str | None) -> list[sqlite3.Row]:
    return connection.execute(
        "SELECT * FROM submission WHERE source_id = :source AND (:return IS NULL OR return = :return) "
        "AND (:provider IS NULL OR provider = :provider) ORDER BY return, provider, period_start",
        {"source": source_id, "return": return_name, "provider": provider},
    ).fetchall()


def _identity(row: sqlite3.Row) -> tuple[str, ...]:
    return (row["return"], row["provider"], row["period_start"], row["period_end"])


def _named(row: sqlite3.Row) -> str:
    return f"{row['return']} {row['provider']} {_period(row)}"


def _period(row: sqlite3.Row) -> str:
    return f"{row['period_start']} to {row['period_end']}"


def _compare(connection: sqlite3.Connection, layout: Layout, a: sqlite3.Row, b: sqlite3.Row) -> Difference:
    old, new = (_by_key(read_records(connection, row["id"], layout), layout) for row in (a, b))
    difference = Difference(layout.name, ", ".join(dict.fromkeys([a["provider"], b["provider"]])), (_period(a), _period(b)))
    for key, cells in old.items():
        if key not in new:
            difference.only_a.append(_record(key, cells))
            continue
        for name in dict.fromkeys([*cells, *new[key]]):
            _weigh(difference, key, name, cells.get(name), new[key].get(name))
    difference.only_b = [_record(key, cells) for key, cells in new.items() if key not in old]
    return difference


def _weigh(difference: Difference, key: _Key, name: str, old: Kept | None, new: Kept | None) -> None:
    if _meaning(old) == _meaning(new):
        difference.unchanged += _meaning(old) != _meaning(None)
        return
    shown = [("a blank", "") if kept is None else (kept.shown, f"{kept.sheet} {kept.cell}".strip()) for kept in (old, new)]
    difference.changed.append(Change(_name(key), name, shown[0][0], shown[1][0], shown[0][1], shown[1][1]))


def _meaning(kept: Kept | None) -> tuple[object, ...]:
    return (None, "", None) if kept is None else (kept.value, kept.state, kept.qualifier)


def _by_key(records: Iterable[dict[str, Kept]], layout: Layout) -> dict[_Key, dict[str, Kept]]:
    """Return the records of a submission by their key; of two with one key, the second is another."""
    found: dict[_Key, dict[str, Kept]] = {}
    for record in records:
        key = key_of(record, layout)
        number = next(number for number in count(1) if (*key, number) not in found)
        found[(*key, number)] = record
    return found


def _name(key: _Key) -> str:
    parts = [str(part).replace("_", " ") for part in key[:-1] if part is not None]
    return " ".join([*parts, f"(number {key[-1]})" if key[-1] != 1 else ""]).strip() or "the record"


def _record(key: _Key, cells: Mapping[str, Kept]) -> Record:
    first = next(iter(cells.values()))
    return Record(_name(key), f"{first.sheet} {first.cell}".strip())
