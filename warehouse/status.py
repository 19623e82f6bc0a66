"""What the warehouse says of its sources: who has returned what, what is held, what is asked."""

import sqlite3
from collections import Counter
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from ..errors import BoardpaperError
from ..periods import Period, parse_period, spans
from ..workspace import Settings
from .claims import HeldReturn, find_held, read_held_returns
from .expected import Expected, providers_due
from .holds import read_held
from .superseded import offer_superseded


class Late(Struct, frozen=True):
    """One return that is expected and not in: from the provider with that code and name; `due` is the day by which it was to come.

    `held` is the file in which it came, where that is held.
    """

    return_name: str
    code: str
    provider: str
    period: Period
    due: date
    held: HeldReturn | None = None


class Status(Struct, frozen=True):
    """`received` counts current submissions by return and provider; `missing` is the chase list, what was due first at its head; held sources
    with their reasons.
    """

    period: Period
    received: list[sqlite3.Row]
    missing: list[Late]
    held: list[sqlite3.Row]
    queries: list[sqlite3.Row]


def read_status(connection: sqlite3.Connection, settings: Settings, period: str | None) -> Status:
    """Return how a period stands, the paper's own unless told otherwise. Raises BoardpaperError where `period` is none."""
    wanted = settings.report.period if period is None else parse_period(period, "month")
    if wanted is None:
        raise BoardpaperError(f"{period!r} is not a period: write it as 2018/19, Q4 2018/19 or March 2019.")
    received = connection.execute(
        "SELECT s.return, s.provider, p.name, s.period_start, s.period_end, f.filename FROM submission s JOIN source f ON f.id = s.source_id "
        "JOIN provider p ON p.code = s.provider WHERE s.status = 'current' AND f.status = 'accepted' AND s.period_start <= ? AND s.period_end >= ? "
        "ORDER BY s.return, s.provider, s.period_start",
        [wanted.end.isoformat(), wanted.start.isoformat()],
    ).fetchall()
    offer_superseded(connection)
    queries = connection.execute(
        "SELECT f.filename, count(*) AS number FROM issue i JOIN source f ON f.id = i.source_id "
        "WHERE f.status = 'accepted' AND i.severity <> 'info' AND i.settled IS NULL AND superseded_by(i.id) IS NULL "
        "AND EXISTS (SELECT 1 FROM submission s WHERE s.source_id = f.id AND s.status = 'current') GROUP BY f.id ORDER BY f.filename"
    ).fetchall()
    names = {row["code"]: row["name"] for row in connection.execute("SELECT code, name FROM provider")}
    expected = Expected(connection, settings)
    missing = [
        Late(name, code, names[code], span, span.end + timedelta(days=expectation.days))
        for name, expectation in settings.expected.items()
        for code, span in expected.missing(name, providers_due(connection, expectation), spans(wanted, expectation.every))
    ]
    missing = _with_held(missing, read_held_returns(connection))
    missing.sort(key=lambda late: (late.due, late.return_name, late.provider))
    return Status(wanted, received, missing, read_held(connection), queries)


def _with_held(missing: list[Late], held: list[HeldReturn]) -> list[Late]:
    """Return what is not in, with the held file in which it came, where one can be told to hold it."""
    awaited = Counter((late.code, late.period) for late in missing)
    found = []
    for late in missing:
        is_alone = awaited[late.code, late.period] == 1
        found.append(replace(late, held=find_held(held, late.return_name, late.code, late.period, is_alone=is_alone)))
    return found


def read_issues(connection: sqlite3.Connection, source: str | None) -> list[sqlite3.Row]:
    """Return the issues of all sources, or of the one of that file name or number; `superseded_by` names the later file that answered one.

    Raises BoardpaperError where there is no such source.
    """
    if source is not None and not connection.execute("SELECT 1 FROM source WHERE filename = :s OR CAST(id AS TEXT) = :s", {"s": source}).fetchone():
        raise BoardpaperError(f"No source is called {source!r}: give a file name as 'boardpaper issues' shows it, or its number.")
    offer_superseded(connection)
    return connection.execute(
        "SELECT i.id, f.id AS source_id, f.filename, f.status, i.sheet, i.cell, i.severity, i.code, i.found, i.expected, i.cure, i.settled, "
        "superseded_by(i.id) AS superseded_by FROM issue i "
        "JOIN source f ON f.id = i.source_id WHERE :s IS NULL OR f.filename = :s OR CAST(f.id AS TEXT) = :s ORDER BY f.filename, f.id, i.id",
        {"s": source},
    ).fetchall()
