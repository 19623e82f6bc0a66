"""What the letters to providers may say: for each, a catalogue measured on its own rows alone, with what is still awaited of it."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from msgspec import Struct

from ...errors import SettingsError
from ...layouts import Layout
from ...nearest import suggestion
from ...workspace import Settings, Workspace
from ..current_rows import current_rows
from ..expected import providers_due
from ..status import Late, read_status
from .check import check_declarations
from .declare import load_declarations
from .measure import Measure
from .model import Catalogue
from .outstanding import add_outstanding, read_queries


class Addressee(Struct, frozen=True):
    """A provider that a letter goes to, and all that the letter may say."""

    code: str
    name: str
    catalogue: Catalogue


class Addressees(Struct, frozen=True):
    """Whom a letter goes to: everyone, or one alone. `unaddressed` are the files with queries that could be any of several providers'."""

    each: tuple[Addressee, ...]
    unaddressed: tuple[str, ...]
    is_everyone: bool = True


@contextmanager
def letters_on_offer(connection: sqlite3.Connection, workspace: Workspace, layouts: Mapping[str, Layout], code: str = "") -> Iterator[Addressees]:
    """Give what the letter to each provider may say; to the one of that `code` alone where it is given. Each figure, table and chart is measured
    for all of them when it is first asked for, so within the block.

    A letter goes to every provider that sent something for the paper's period, or was expected to: the commissioner itself left out.
    Raises LayoutError where a declaration is not usable, SettingsError where no provider has the code.
    """
    settings = workspace.settings
    known = [provider.code for provider in workspace.providers]
    if code and code not in known:
        raise SettingsError(f"No line of providers.csv has the code {code!r}.{suggestion(code, known)}")
    declarations = load_declarations(workspace.figures, "letter")
    check_declarations(declarations, layouts)
    names = {provider.code: provider.name for provider in workspace.providers}
    names |= {row["code"]: row["name"] for row in connection.execute("SELECT code, name FROM provider")}
    codes = [code] if code else [each for each in sorted(names) if each in _concerned(connection, settings) and each != settings.organisation.code]
    queries = read_queries(connection)
    late: dict[str, list[Late]] = {}
    for item in read_status(connection, settings, None).missing:
        late.setdefault(item.code, []).append(item)
    period = settings.report.period
    unaddressed = tuple(dict.fromkeys(row["filename"] for row in queries.get(None, ())))
    with current_rows(connection):
        catalogues = Measure(connection, settings, layouts, codes, workspace.providers).catalogues(declarations)
        told = {one: add_outstanding(catalogues[one], one, period, queries.get(one, ()), late.get(one, ()), layouts) for one in codes}
        yield Addressees(tuple(Addressee(one, names[one], told[one]) for one in codes), unaddressed, not code)


def _concerned(connection: sqlite3.Connection, settings: Settings) -> set[str]:
    """Return the providers that sent something for the paper's period, or were expected to while they were there."""
    period = settings.report.period
    sent = connection.execute(
        "SELECT DISTINCT s.provider FROM submission s JOIN source f ON f.id = s.source_id "
        "WHERE s.status = 'current' AND f.status = 'accepted' AND s.period_start <= ? AND s.period_end >= ?",
        [period.end.isoformat(), period.start.isoformat()],
    )
    expected = {one for expectation in settings.expected.values() for one in providers_due(connection, expectation)}
    gone = {one for one, tenure in settings.joined_or_left.items() if not tenure.meets(period)}
    return {row["provider"] for row in sent} | (expected - gone)
