"""How many of the returns that the settings expect are in."""

import sqlite3

from ..periods import Period
from ..workspace import Expectation, Settings


def count_expected(connection: sqlite3.Connection, settings: Settings, return_name: str, period: Period, whose: str) -> tuple[int | None, int | None]:
    """Return how many providers should have sent a return for the last month, quarter or year of a period, and how many have.

    `whose` is "commissioner", "others", one provider's code, or "" for all. Both are None where the settings expect none of these to send it.
    """
    expectation = settings.expected.get(return_name)
    if expectation is None:
        return None, None
    own = settings.organisation.code
    due = {
        provider
        for provider in providers_due(connection, expectation)
        if whose == "" or (whose == "others" and provider != own) or provider == (own if whose == "commissioner" else whose)
    }
    if not due:
        return None, None
    sent = {
        row["provider"]
        for row in connection.execute(
            "SELECT DISTINCT s.provider FROM submission s JOIN source f ON f.id = s.source_id "
            "WHERE s.return = ? AND s.status = 'current' AND f.status = 'accepted' AND s.period_start <= ? AND s.period_end >= ?",
            [return_name, period.end.isoformat(), period.end.isoformat()],
        )
    }
    return len(due), len(due & sent)


def providers_due(connection: sqlite3.Connection, expectation: Expectation) -> list[str]:
    """Return the codes of the providers that an expectation names, by code or by relationship."""
    rows = connection.execute("SELECT code, relationship FROM provider ORDER BY code").fetchall()
    return [row["code"] for row in rows if row["code"] in expectation.providers or row["relationship"] in expectation.providers]
