"""Which of the returns that the settings expect are in."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from msgspec import Struct

from ..errors import SettingsError
from ..layouts import Layout
from ..nearest import suggestion
from ..periods import Period, spans
from ..workspace import RELATIONSHIPS, Expectation, Provider, Settings

_A_YEAR = timedelta(days=366)  # a figure may be of the year before, or reach into the one after


class Due(Struct, frozen=True):
    """The returns that a figure should rest on: how many are expected, None where the settings expect none, and who has not sent which."""

    expected: int | None = None
    missing: tuple[tuple[str, Period], ...] = ()

    @property
    def received(self) -> int | None:
        return None if self.expected is None else self.expected - len(self.missing)


class Expected:
    """What the settings expect, and what is in: read once for each return and condition, as many figures rest on one."""

    def __init__(self, connection: sqlite3.Connection, settings: Settings) -> None:
        self._connection = connection
        self._settings = settings
        self._sent: dict[str, dict[str, list[Period]]] = {}
        self._senders: dict[str, list[str]] = {}
        self._spans: dict[tuple[str, ...], list[Period]] = {}

    def missing(self, return_name: str, providers: Iterable[str], periods: Iterable[Period]) -> tuple[tuple[str, Period], ...]:
        """Return which provider has not sent the return for which of some periods: not all of its days are in what is current."""
        sent = self._sent.get(return_name)
        if sent is None:
            sent = self._sent[return_name] = _read_sent(self._connection, return_name)
        return tuple((provider, period) for provider, period in self._awaited(providers, periods) if not _is_covered(period, sent.get(provider, [])))

    def _awaited(self, providers: Iterable[str], periods: Iterable[Period]) -> list[tuple[str, Period]]:
        """Return of which provider a return is expected for which of some periods: not before it joined, nor after it left."""
        periods, tenure = list(periods), self._settings.joined_or_left
        return [(provider, period) for provider in providers for period in periods if provider not in tenure or tenure[provider].covers(period)]

    def due(self, layout: Layout, condition: str, parameters: Mapping[str, str], whose: str, *, last_only: bool) -> Due:
        """Return the returns that a figure should rest on: those whose period its `condition` admits, or the last of them alone.

        `whose` is "commissioner", "others", one provider's code, or "" for all.
        """
        expectation = self._settings.expected.get(layout.name)
        if expectation is None:
            return Due()
        own = self._settings.organisation.code
        if layout.name not in self._senders:
            self._senders[layout.name] = providers_due(self._connection, expectation)
        senders = self._senders[layout.name]
        if whose == "":
            providers = senders
        elif whose == "others":
            providers = [each for each in senders if each != own]
        else:
            providers = [each for each in senders if each == (own if whose == "commissioner" else whose)]
        asked = (layout.name, condition, *parameters.values())
        if asked not in self._spans:
            self._spans[asked] = self._admitted(layout, expectation, condition, parameters)
        periods = self._spans[asked]
        if last_only:
            periods = periods[-1:]
        if not (awaited := self._awaited(providers, periods)):
            return Due()
        return Due(len(awaited), self.missing(layout.name, providers, periods))

    def _admitted(self, layout: Layout, expectation: Expectation, condition: str, parameters: Mapping[str, str]) -> list[Period]:
        """Return the months, quarters or years that a condition lets into a figure, as far as they have ended by the paper's date.

        The condition is asked about a record of which the period alone is known: it is kept unless that rules it out. Where no such period
        fits it, as that of a yearly figure of a monthly return, the periods are those of the paper.
        """
        report = self._settings.report
        around = Period(report.period.start - _A_YEAR, report.period.end + _A_YEAR)
        known = ", ".join(f"('{span.start}', '{span.end}')" for span in spans(around, expectation.every))
        unknown = ", ".join(f'NULL AS "{name}"' for name in sorted(layout.columns - {"period_start", "period_end"}))
        rows = self._connection.execute(
            f"SELECT period_start, period_end FROM (SELECT column1 AS period_start, column2 AS period_end, {unknown} FROM (VALUES {known})) c "
            f"WHERE coalesce(({condition}), 1) ORDER BY period_end",
            dict(parameters),
        )
        admitted = [Period(date.fromisoformat(start), date.fromisoformat(end)) for start, end in rows] or spans(report.period, expectation.every)
        return [span for span in admitted if span.end <= report.as_at] or admitted


def _read_sent(connection: sqlite3.Connection, return_name: str) -> dict[str, list[Period]]:
    sent: dict[str, list[Period]] = {}
    for provider, start, end in connection.execute(
        "SELECT s.provider, s.period_start, s.period_end FROM submission s JOIN source f ON f.id = s.source_id "
        "WHERE s.return = ? AND s.status = 'current' AND f.status = 'accepted' ORDER BY s.period_start",
        [return_name],
    ):
        sent.setdefault(provider, []).append(Period(date.fromisoformat(start), date.fromisoformat(end)))
    return sent


def _is_covered(period: Period, by: Iterable[Period]) -> bool:
    """Say whether every day of a period is in one of others, which are in order of their first day."""
    day = period.start
    for other in by:
        if other.start <= day <= other.end:
            day = other.end + timedelta(days=1)
    return day > period.end


def check_expectations(settings: Settings, returns: Iterable[str], providers: Iterable[Provider]) -> None:
    """Refuse settings that name a return or a provider that is not there: they would drop out of the chase list without a word.

    Raises SettingsError with the key and the nearest name.
    """
    names, codes = list(returns), [provider.code for provider in providers]
    if codes and settings.organisation.code not in codes:
        code = settings.organisation.code
        if not code:
            raise SettingsError("boardpaper.toml: organisation.code is empty: write there your own code, as it stands in providers.csv.")
        raise SettingsError(f"boardpaper.toml: organisation.code is {code!r}, which no line of providers.csv has.{suggestion(code, codes)}")
    for code in settings.joined_or_left if codes else ():
        if code not in codes:
            raise SettingsError(f"boardpaper.toml: joined_or_left.{code} is no code of providers.csv.{suggestion(code, codes)}")
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
