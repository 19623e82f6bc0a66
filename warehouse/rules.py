"""The rules that a layout declares, run over the rows just loaded; each row that breaks one is a query at its cell."""

import sqlite3
from collections.abc import Mapping
from decimal import Decimal
from string import digits

from ..errors import LayoutError
from ..layouts import Layout, Rule
from .catalogue import our_codes
from .declared_sql import declared_sql, refusals
from .issues import renew_issues
from .records import Issue
from .repeats import REPEATED, find_repeats
from .value_places import CELL, PLACES
from .working_days import FIRST_YEAR, LAST_YEAR, WorkingDays

_KINDS = {"date": "a date", "text": "words", "ref": "words", "rating": "a rating", "yes_no": "an answer"}
_MOST_NAMED = 3
_UNKNOWN_DAY = "holidays_unknown"
_AS_WORDS = (
    "EXISTS (SELECT 1 FROM block b JOIN block_field f ON f.block_id = b.id "
    "WHERE (b.submission_id, b.sheet, b.abreast) = (u.submission_id, u.sheet, u.abreast) AND f.\"column\" = rtrim(u.cell, '0123456789'))"
)


def rounding(ratio: float | str | None) -> float | None:
    """Return half of the last decimal place that a percentage was returned with: 0.8846 (88.46%) may differ by 0.00005."""
    if not isinstance(ratio, int | float):
        return None
    exponent = (Decimal(repr(ratio)) * 100).normalize().as_tuple().exponent
    return 0.5 * 10.0 ** (min(int(exponent), 0) - 2) + 1e-9


def check_rules(connection: sqlite3.Connection, layouts: Mapping[str, Layout]) -> None:
    """Try every rule on a blank record, before a file is taken in that it would be run on.

    Raises LayoutError where SQLite refuses one, or it has a code of our own, under which its queries would be taken for others and away.
    """
    offer_functions(connection)
    ours = our_codes()
    for layout in layouts.values():
        blank = ", ".join(f'NULL AS "{item.name}"' for item in layout.field)
        for rule in layout.rule:
            if rule.code in ours:
                raise LayoutError(f"{layout.file}, rule `{rule.code}`, code: that is the code of a rule of ours: choose another, as own_{rule.code}.")
            with declared_sql(connection, *_said_of(layout, rule)):
                connection.execute(f"SELECT 1 FROM (SELECT {blank}) WHERE {rule.when}").fetchall()


def ask_by_rules(connection: sqlite3.Connection, days: WorkingDays, source_id: int, submission_id: int, layout: Layout) -> None:
    """Ask about every row of a submission that breaks a rule of its layout, and about records that stand in it twice.

    `days` are those that `offer_functions` returned for the connection.
    """
    days.unknown.clear()
    issues = [issue for rule in layout.rule for issue in _broken(connection, submission_id, layout, rule)]
    issues += _unknown_days(connection, submission_id, layout, days.unknown)
    issues += find_repeats(connection, source_id, submission_id, layout)
    codes = [*dict.fromkeys(rule.code for rule in layout.rule), _UNKNOWN_DAY, REPEATED]
    renew_issues(connection, source_id, submission_id, codes, issues, keep_settled=True)


def _broken(connection: sqlite3.Connection, submission_id: int, layout: Layout, rule: Rule) -> list[Issue]:
    query = (
        f'SELECT t.sheet, t.row, t.abreast, {CELL} AS cell, t."{rule.at}" AS value FROM "{layout.name}" t {PLACES} '
        f"WHERE t.submission_id = :submission AND EXISTS (SELECT 1 FROM (SELECT {_columns(layout)}) WHERE {rule.when})"
    )
    with refusals(*_said_of(layout, rule)):  # a condition within a SELECT, tried before: it cannot write
        rows = connection.execute(query, {"at": rule.at, "submission": submission_id}).fetchall()
    unread = _unread(connection, submission_id, rule) if rows and rule.lacks else {}
    issues = []
    for row in rows:
        found, cure = f"{row['value']}: {rule.found}", rule.cure
        if beside := unread.get((row["sheet"], row["row"], row["abreast"])):
            found, cure = _with_unread(found, cure, beside, layout)
        issues.append(Issue(row["sheet"], row["cell"], "query", rule.code, found, rule.expected, cure))
    return issues


def _unread(connection: sqlite3.Connection, submission_id: int, rule: Rule) -> dict[tuple[str, int, int], list[sqlite3.Row]]:
    """Return, by row, the cells that were not read, or as words, and hold what the rule asks for."""
    marks = ", ".join("?" * len(rule.lacks))
    query = f"SELECT u.*, {_AS_WORDS} AS as_words FROM unread u WHERE submission_id = ? AND field IN ({marks}) ORDER BY u.rowid"
    found: dict[tuple[str, int, int], list[sqlite3.Row]] = {}
    for row in connection.execute(query, [submission_id, *rule.lacks]):
        found.setdefault((row["sheet"], row["row"], row["abreast"]), []).append(row)
    return found


def _with_unread(found: str, cure: str, unread: list[sqlite3.Row], layout: Layout) -> tuple[str, str]:
    """Return what a rule found and its cure, with the columns that were not read, or as words, and may hold what it asks for."""
    columns, held, headings = [], [], []
    for row in unread[:_MOST_NAMED]:
        item = layout.fields[row["field"]]
        columns.append(f"column {row['cell'].rstrip(digits)}" + (f" {row['heading']!r}" if row["heading"] else " without a heading"))
        held.append(f"{columns[-1]}, which was {'read as words' if row['as_words'] else 'not read'}, holds {_KINDS.get(item.type, 'a number')}")
        headings.append(repr(item.headings[0]))
    meant, under = " or ".join(dict.fromkeys(columns)), " or ".join(dict.fromkeys(headings))
    instead = f"Or, where {meant} is meant for it, put that under the heading {under} and send the return again."
    return f"{found}; but {' and '.join(dict.fromkeys(held))}", f"{cure} {instead}"


def offer_functions(connection: sqlite3.Connection) -> WorkingDays:
    """Offer what a rule may call beside SQL's own functions; return where the days are told that could not be counted.

    Once for a connection is enough: each time, SQLite compiles every statement anew.
    """
    days = WorkingDays()
    connection.create_function("rounding", 1, rounding, deterministic=True)
    connection.create_function("working_days", 2, days.count)
    return days


def _unknown_days(connection: sqlite3.Connection, submission_id: int, layout: Layout, unknown: set[str]) -> list[Issue]:
    """Return a query for each day that a rule had to count from or to, in a year whose bank holidays are not known: the rule says nothing of it."""
    expected = f"a day from {FIRST_YEAR} to {LAST_YEAR}, whose bank holidays are known"
    cure = "No rule in working days was applied to it: please correct it, or count the days by hand."
    found = []
    for item in layout.field if unknown else ():
        if item.type == "date":
            rows = connection.execute(
                f'SELECT t.sheet, {CELL} AS cell, t."{item.name}" AS value FROM "{layout.name}" t {PLACES} '
                f'WHERE t.submission_id = :submission AND t."{item.name}" IS NOT NULL',
                {"at": item.name, "submission": submission_id},
            )
            found += [
                Issue(row["sheet"], row["cell"], "query", _UNKNOWN_DAY, row["value"], expected, cure) for row in rows if row["value"] in unknown
            ]
    return found


def _said_of(layout: Layout, rule: Rule) -> tuple[str, str]:
    """Return what is said of a rule that SQLite refuses, and the cure."""
    return f"{layout.file}, rule `{rule.code}`, when: the condition is not valid SQL", "mend it."


def _columns(layout: Layout) -> str:
    return ", ".join(f't."{item.name}" AS "{item.name}"' for item in layout.field)
