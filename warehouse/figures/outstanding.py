"""What is still awaited of each provider: answers to the queries on its returns, and the returns that have not come."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from ...layouts import Layout
from ...periods import Period, write_period
from ..issues import FOR_THE_TEAM
from ..status import Late
from ..superseded import offer_superseded
from .model import Catalogue, Cell, Figure, Table
from .on_demand import layered

ISSUES = "letter.issues"
MISSING = "letter.missing"
_A_DAY = timedelta(days=1)
_CELL = re.compile(r"([A-Z]+)([0-9]+)")
# A query is of the provider of its return; one that names no return is of whoever sent the whole file, or the table that it stands in.
_OPEN = """
WITH standing AS (SELECT id, source_id, provider FROM submission WHERE status = 'current')
SELECT i.source_id, f.filename, i.sheet, i.cell, i.code, i.expected, i.cure, coalesce(
    (SELECT s.provider FROM standing s WHERE s.id = i.submission_id),
    (SELECT min(s.provider) FROM standing s WHERE s.source_id = i.source_id HAVING count(DISTINCT s.provider) = 1),
    (SELECT min(s.provider) FROM block b JOIN standing s ON s.id = b.submission_id WHERE s.source_id = i.source_id AND b.sheet = i.sheet
        AND CAST(ltrim(i.cell, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS INTEGER) BETWEEN b.heading_row AND b.last_row
        HAVING count(DISTINCT s.provider) = 1)
) AS provider
FROM issue i JOIN source f ON f.id = i.source_id
WHERE f.status = 'accepted' AND i.severity <> 'info' AND i.settled IS NULL AND superseded_by(i.id) IS NULL
    AND EXISTS (SELECT 1 FROM standing s WHERE s.source_id = i.source_id AND coalesce(i.submission_id, s.id) = s.id)
ORDER BY f.filename, i.id
"""


def read_queries(connection: sqlite3.Connection) -> dict[str | None, list[sqlite3.Row]]:
    """Return the queries that wait for an answer, by provider; under None those in a file of several that could be any one's."""
    offer_superseded(connection)
    found: dict[str | None, list[sqlite3.Row]] = {}
    for row in connection.execute(_OPEN):
        if row["code"] not in FOR_THE_TEAM:
            found.setdefault(row["provider"], []).append(row)
    return found


def add_outstanding(
    catalogue: Catalogue, provider: str, period: Period, queries: Iterable[sqlite3.Row], late: Iterable[Late], layouts: Mapping[str, Layout]
) -> Catalogue:
    """Return a provider's catalogue with the tables of what is awaited of it. Tables of a team's own under these keys stand."""
    asked = _Listed(ISSUES, ("file", "place", "request"), period)
    for (filename, sheet, expected, cure), rows in _alike(queries).items():
        cells = [Cell(filename, sheet, row["cell"], provider, "", "", "", None, "queried", None, source_id=row["source_id"]) for row in rows]
        place = ", ".join(part for part in (sheet, *_runs(row["cell"] for row in rows)) if part) or "the whole file"
        asked.add((filename, place, f"{cure} Expected: {expected.rstrip('.')}."), tuple(cells))
    missing = _Listed(MISSING, ("return", "periods"), period)
    for (return_name, has_come), periods in _by_return(late).items():
        missing.add((layouts[return_name].title, ", ".join(_spans(periods)) + (" (came, and could not be used)" if has_come else "")))
    tables = {
        ISSUES: asked.table("Questions on your returns", ("File", "Where", "What we ask"), "No question on your returns waits for an answer."),
        MISSING: missing.table("Returns that have not come", ("Return", "For"), "Every return that was expected has come."),
    }
    return Catalogue(layered(catalogue.figures, asked.figures | missing.figures), layered(catalogue.tables, tables), catalogue.charts)


class _Listed:
    """A table of texts, each under a key of its own so that the letter can name it."""

    def __init__(self, key: str, names: tuple[str, ...], period: Period) -> None:
        self.key = key
        self.names = names
        self.period = period
        self.figures: dict[str, Figure] = {}
        self._rows: list[tuple[str, ...]] = []

    def add(self, texts: tuple[str, ...], cells: tuple[Cell, ...] = ()) -> None:
        keys = [f"{self.key}.{len(self._rows) + 1}.{name}" for name in self.names]
        for key, text in zip(keys, texts, strict=True):
            self.figures[key] = Figure(key, key, "text", text, text, "", self.period.start, self.period.end, cells)
        self._rows.append(tuple(f"{{{{ {key} }}}}" for key in keys))

    def table(self, title: str, headings: tuple[str, ...], empty: str) -> Table:
        return Table(self.key, title, headings, (False,) * len(headings), tuple(self._rows), empty)


def _alike(queries: Iterable[sqlite3.Row]) -> dict[tuple[str, str, str, str], list[sqlite3.Row]]:
    """Return the queries in groups that ask the same of one sheet."""
    found: dict[tuple[str, str, str, str], list[sqlite3.Row]] = {}
    for row in queries:
        found.setdefault((row["filename"], row["sheet"], row["expected"], row["cure"]), []).append(row)
    return found


def _by_return(late: Iterable[Late]) -> dict[tuple[str, bool], list[Period]]:
    """Return the periods of each return, those that came in a file that is held apart."""
    found: dict[tuple[str, bool], list[Period]] = {}
    for item in late:
        found.setdefault((item.return_name, item.held is not None), []).append(item.period)
    return found


def _spans(periods: list[Period]) -> Iterator[str]:
    """Return periods in words, those that follow one another as one: "April 2018 to June 2018", "March 2019"."""
    runs: list[list[Period]] = []
    for period in periods:
        if runs and period.start - runs[-1][-1].end == _A_DAY:
            runs[-1].append(period)
        else:
            runs.append([period])
    return (" to ".join(write_period(run[place]) for place in ((0, -1) if len(run) > 1 else (0,))) for run in runs)


def _runs(cells: Iterable[str]) -> Iterator[str]:
    """Return cells as runs down a column: "E7 to E9", "E12"."""
    runs: list[list[str]] = []
    for cell in dict.fromkeys(cells):
        last = _CELL.fullmatch(runs[-1][-1]) if runs else None
        if last and cell == f"{last[1]}{int(last[2]) + 1}":
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return (f"{run[0]} to {run[-1]}" if len(run) > 1 else run[0] for run in runs)
