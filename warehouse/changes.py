"""What a return says against the last one before it, of the same provider: a percentage that leapt, a count that doubled, a record that vanished.

The last is that of the period before, or, where that is not in, of one no more than a year earlier.
Only returns of different files are held against each other: who writes two periods into one file sees both.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date

from ..layouts import Field, Layout
from ..periods import Period, write_period
from .issues import renew_issues
from .records import Issue

VANISHED = "record_vanished"
CODES = ("percent_step", "count_doubled", VANISHED)
_UNWATCHED = ("planned", "year_to_date", "since_inception")  # what adds up over the year is twice as much in its second quarter
_CURE = "Please check it against the return before; where it is right, say why it changed."
# those of a period as long, but for the days by which months and years differ
_OTHERS = (
    "FROM submission s JOIN source f ON f.id = s.source_id AND f.status = 'accepted' WHERE s.return = :return AND s.provider = :provider "
    "AND s.status = 'current' AND abs(julianday(s.period_end) - julianday(s.period_start) - julianday(:end) + julianday(:start)) < 5"
)
# found once and not for each record, as a view's own columns would be
_OF = "submission_id IN (SELECT id FROM submission WHERE return = :return AND provider = :provider AND period_start = {} AND period_end = {})"
_OF_THIS, _OF_BEFORE = "t." + _OF.format(":start", ":end"), "o." + _OF.format(":before_start", ":before_end")
_MOST_NAMED, _MORE = 10, " more"
_TOLERANCE = 1e-9


def ask_about_changes(connection: sqlite3.Connection, source_id: int, layouts: Mapping[str, Layout]) -> None:
    """Hold the returns of a file against those of the last period, and those of the next one against them: files come in any order."""
    for submission in connection.execute("SELECT * FROM submission WHERE source_id = ? ORDER BY id", [source_id]).fetchall():
        layout = layouts[submission["return"]]
        after = f"{_OTHERS} AND s.period_start > :end AND s.period_start <= date(:end, '+1 year', '+1 day')"
        nearest = f"SELECT s.* {after} AND s.period_start = (SELECT min(s.period_start) {after})"
        following = connection.execute(nearest, _terms(submission)).fetchall()
        for each in (submission, *following):
            compare(connection, each, layout)


def compare(connection: sqlite3.Connection, submission: sqlite3.Row, layout: Layout) -> None:
    """Bring what is asked of a submission against the period before it up to date; an answer to what is asked still stands."""
    before = _before(connection, submission) if submission["status"] == "current" else None
    issues = list(dict.fromkeys(_changes(connection, submission, before, layout))) if before else []
    renew_issues(connection, submission["source_id"], submission["id"], CODES, issues, keep_settled=True)


def _before(connection: sqlite3.Connection, submission: sqlite3.Row) -> sqlite3.Row | None:
    """Return the last period before, None where none of the year before is in, or it is in the same file."""
    before = f"{_OTHERS} AND s.period_end < :start AND s.period_end >= date(:start, '-1 year', '-1 day')"
    query = f"SELECT s.period_start, s.period_end, s.source_id {before} AND s.period_end = (SELECT max(s.period_end) {before})"
    found = connection.execute(query, _terms(submission)).fetchall()
    return found[0] if found and submission["source_id"] not in [row["source_id"] for row in found] else None


def _terms(submission: sqlite3.Row) -> dict[str, object]:
    names = {"return": "return", "provider": "provider", "start": "period_start", "end": "period_end", "source": "source_id", "submission": "id"}
    return {term: submission[name] for term, name in names.items()}


def _changes(connection: sqlite3.Connection, submission: sqlite3.Row, before: sqlite3.Row, layout: Layout) -> Iterator[Issue]:
    terms = {**_terms(submission), "before_start": before["period_start"], "before_end": before["period_end"]}
    then = write_period(Period(*(date.fromisoformat(before[name]) for name in ("period_start", "period_end"))))
    shared = {name for item in layout.field for name in item.share or ()}  # they move with who is counted: their percentage is watched
    for item in layout.field:
        if item.type == "percent" and item.basis not in _UNWATCHED:
            yield from _steps(connection, terms, layout, item, then)
        elif item.type == "count" and item.basis not in _UNWATCHED and item.name not in shared:
            yield from _doublings(connection, terms, layout, item, then)
    if layout.lasting:
        yield from _vanished(connection, terms, layout, then)


def _steps(connection: sqlite3.Connection, terms: Mapping[str, object], layout: Layout, item: Field, then: str) -> Iterator[Issue]:
    """Ask about percentages, as they were returned or else as their two counts give them: of fewer than a few people one moves by chance."""
    value = '{0}."' + item.name + '"'
    if item.share:
        part, whole = ('{0}."' + name + '"' for name in item.share)
        value = f"coalesce({value}, CASE WHEN {whole} >= {layout.doubled_from} THEN 1.0 * {part} / {whole} END)"
    now, was = value.format("t"), value.format("o")
    # one above 100% is asked about already
    condition = f"abs({now} - {was}) > {layout.step + _TOLERANCE} AND max({now}, {was}) <= 1"
    for row in _pairs(connection, terms, layout, (item.name, item.share[0] if item.share else item.name), (now, was), condition):
        found = f"{row['now']:.1%}, where it was {row['was']:.1%} in {then}"
        yield Issue(row["sheet"], row["cell"], "query", "percent_step", found, f"a step of at most {layout.step * 100:g} percentage points", _CURE)


def _doublings(connection: sqlite3.Connection, terms: Mapping[str, object], layout: Layout, item: Field, then: str) -> Iterator[Issue]:
    now, was = f't."{item.name}"', f'o."{item.name}"'
    condition = f"{was} >= {layout.doubled_from} AND {now} >= 2 * {was}"
    for row in _pairs(connection, terms, layout, (item.name, item.name), (now, was), condition):
        yield Issue(
            row["sheet"],
            row["cell"],
            "query",
            "count_doubled",
            f"{row['now']}, where it was {row['was']} in {then}",
            "less than twice as many",
            _CURE,
        )


def _pairs(
    connection: sqlite3.Connection, terms: Mapping[str, object], layout: Layout, fields: tuple[str, str], values: tuple[str, str], condition: str
) -> list[sqlite3.Row]:
    """Return the records of a submission that meet a condition with the same record (o) of the return before.

    `values` are what is now and what was; the cell is that of the first of `fields`, or of the second where no column has that.
    """
    return connection.execute(
        f"SELECT t.sheet, coalesce(m.cell, p.cell, p.\"column\" || t.row, '') AS cell, {values[0]} AS now, {values[1]} AS was "
        f'FROM "current_{layout.name}" t JOIN "current_{layout.name}" o ON {_same_record(layout)} AND {_OF_BEFORE} '
        "LEFT JOIN block b ON b.submission_id = t.submission_id AND b.sheet = t.sheet AND t.row BETWEEN b.first_row AND b.last_row "
        "AND b.abreast = t.abreast "
        "LEFT JOIN block_field p ON p.block_id = b.id AND p.field = "
        "(SELECT q.field FROM block_field q WHERE q.block_id = b.id AND q.field IN (:field, :else) ORDER BY q.field = :field DESC LIMIT 1) "
        "LEFT JOIN mark m ON m.submission_id = t.submission_id AND m.sheet = t.sheet AND m.row = t.row AND m.abreast = t.abreast "
        "AND m.field = p.field "
        f"WHERE t.submission_id = :submission AND {condition} ORDER BY t.sheet, t.row, t.abreast",
        {**terms, "field": fields[0], "else": fields[1]},
    ).fetchall()


def _vanished(connection: sqlite3.Connection, terms: Mapping[str, object], layout: Layout, then: str) -> Iterator[Issue]:
    """Ask about the records of the return before that are not in any of this period: at the sheet of the new return."""
    key = ", ".join(f'o."{name}"' for name in layout.record_key)
    rows = connection.execute(
        f'SELECT DISTINCT {key} FROM "current_{layout.name}" o WHERE {_OF_BEFORE} AND NOT EXISTS (SELECT 1 FROM "current_{layout.name}" t '
        f"WHERE {_same_record(layout)} AND {_OF_THIS}) ORDER BY o.sheet, o.row, o.abreast",
        terms,
    ).fetchall()
    if rows:
        named = [" ".join(str(value) for value in row if value is not None) for row in rows]
        more = f" and {len(named) - _MOST_NAMED}{_MORE}" if len(named) > _MOST_NAMED else ""
        (sheet,) = connection.execute("SELECT sheet FROM block WHERE submission_id = ? ORDER BY id LIMIT 1", [terms["submission"]]).fetchone()
        found = f"{', '.join(named[:_MOST_NAMED])}{more}: in the return for {then}, and not in this one"
        cure = "Please put it back, or say what became of it."
        yield Issue(sheet, "", "query", VANISHED, found, "every record of the return before", cure)


def names_all(found: str) -> bool:
    """Say whether what was found names each record that vanished, and not the first few of many."""
    return f"{_MORE}: in the return for " not in found


def _same_record(layout: Layout) -> str:
    return " AND ".join(f't."{name}" IS o."{name}"' for name in layout.record_key) or "1"
