"""Which expected returns have come in files that are held: they are not in, and yet nobody is to be told that they never came."""

import sqlite3
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from ..periods import Period
from .records import Claim


class HeldReturn(Struct, frozen=True):
    """A return that came in a file which is held; `return_name` is None where that cannot be told."""

    filename: str
    reason: str
    return_name: str | None
    provider: str
    period: Period


def renew_claims(connection: sqlite3.Connection, source_id: int, claims: Iterable[Claim]) -> None:
    """Record what a held file can be told to be, in place of what was recorded before."""
    connection.execute("DELETE FROM claim WHERE source_id = ?", [source_id])
    connection.executemany("INSERT INTO claim VALUES (?, ?, ?, ?, ?)", [(source_id, *claim.as_row()) for claim in claims])


def read_claims(connection: sqlite3.Connection, source_id: int) -> list[Claim]:
    rows = connection.execute("SELECT return, provider, period_start, period_end FROM claim WHERE source_id = ? ORDER BY rowid", [source_id])
    return [Claim.of_row(row) for row in rows]


def read_held_returns(connection: sqlite3.Connection) -> list[HeldReturn]:
    """Return the returns in files that are held, as far as provider and period are known, the last to come first."""
    rows = connection.execute(
        "SELECT h.filename, h.reason, c.return, c.provider, c.period_start, c.period_end FROM claim c JOIN source h ON h.id = c.source_id "
        "WHERE h.status = 'held' AND c.provider IS NOT NULL AND c.period_start IS NOT NULL ORDER BY h.id DESC, c.rowid"
    )
    return [
        HeldReturn(filename, reason, return_name, provider, Period(date.fromisoformat(start), date.fromisoformat(end)))
        for filename, reason, return_name, provider, start, end in rows
    ]


def overlap(one: Period, other: Period) -> bool:
    """Say whether two periods share a day."""
    return one.start <= other.end and other.start <= one.end


def find_held(held: Iterable[HeldReturn], return_name: str, provider: str, period: Period, *, is_alone: bool) -> HeldReturn | None:
    """Return the held file in which an expected return came, None where none did.

    One that does not say which return it is stands for an expected one of its very period, where that `is_alone` in being awaited of its provider.
    """
    for one in (each for each in held if each.provider == provider):
        if overlap(one.period, period) if one.return_name == return_name else one.return_name is None and is_alone and one.period == period:
            return one
    return None
