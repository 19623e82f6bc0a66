"""How many of the returns that the settings expect are in."""

import sqlite3
from collections.abc import Iterable

from ..errors import SettingsError
from ..nearest import suggestion
from ..periods import Period
from ..workspace import RELATIONSHIPS, Expectation, Provider, Settings


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


def check_expectations(settings: Settings, returns: Iterable[str], providers: Iterable[Provider]) -> None:
    """Refuse settings that name a return or a provider that is not there: they would drop out of the chase list without a word.

    Raises SettingsError with the key and the nearest name.
    """
    names, codes = list(returns), [provider.code for provider in providers]
    if codes and settings.organisation.code not in codes:
        code = settings.organisation.code
        raise SettingsError(f"boardpaper.toml: organisation.code is {code!r}, which no line of providers.csv has.{suggestion(code, codes)}")
    for name, expectation in settings.expected.items():
        if name not in names:
            raise SettingsError(f"boardpaper.toml: expected.{name} is no return that is known.{suggestion(name, names)}")
        for who in expectation.providers:
            if codes and who not in codes and who not in RELATIONSHIPS:
                known = [*codes, *RELATIONSHIPS]
                raise SettingsError(f"boardpaper.toml: expected.{name} names {who!r}, no provider and no relationship.{suggestion(who, known)}")


def providers_due(connection: sqlite3.Connection, expectation: Expectation) -> list[str]:
    """Return the codes of the providers that an expectation names, by code or by relationship."""
    rows = connection.execute("SELECT code, relationship FROM provider ORDER BY code").fetchall()
    return [row["code"] for row in rows if row["code"] in expectation.providers or row["relationship"] in expectation.providers]
