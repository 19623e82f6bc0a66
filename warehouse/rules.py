"""The rules that a layout declares, run over the rows just loaded; each row that breaks one is a query at its cell."""

import sqlite3
from collections.abc import Mapping
from decimal import Decimal

from ..errors import LayoutError
from ..layouts import Layout, Rule
from .catalogue import our_codes
from .declared_sql import declared_sql, refusals
from .issues import renew_issues
from .records import Issue
from .working_days import FIRST_YEAR, LAST_YEAR, WorkingDays

_REPEATED, _UNKNOWN_DAY = "repeated_record", "holidays_unknown"
_CELL = "coalesce(m.cell, p.cell, p.\"column\" || t.row, '')"
_PLACES = (
    "LEFT JOIN block b ON b.submission_id = t.submission_id AND b.sheet = t.sheet AND t.row BETWEEN b.first_row AND b.last_row "
    "AND b.abreast = t.abreast "
    "LEFT JOIN block_field p ON p.block_id = b.id AND p.field = :at "
    "LEFT JOIN mark m ON m.submission_id = t.submission_id AND m.sheet = t.sheet AND m.row = t.row AND m.abreast = t.abreast AND m.field = :at"
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
                raise LayoutError(
                    f"The layout {layout.name}, rule {rule.code}: that is the code of a rule of ours: choose another, as own_{rule.code}."
                )
            with declared_sql(connection, *_said_of(layout, rule)):
                connection.execute(f"SELECT 1 FROM (SELECT {blank}) WHERE {rule.when}").fetchall()


def ask_by_rules(connection: sqlite3.Connection, days: WorkingDays, source_id: int, submission_id: int, layout: Layout) -> None:
    """Ask about every row of a submission that breaks a rule of its layout, and about records that stand in it twice.

    `days` are those that `offer_functions` returned for the connection.
    """
    days.unknown.clear()
    issues = [issue for rule in layout.rule for issue in _broken(connection, submission_id, layout, rule)]
    issues += _unknown_days(connection, submission_id, layout, days.unknown)
    issues += _repeats(connection, submission_id, layout)
    codes = [*dict.fromkeys(rule.code for rule in layout.rule), _UNKNOWN_DAY, _REPEATED]
    renew_issues(connection, source_id, submission_id, codes, issues, keep_settled=True)


def _broken(connection: sqlite3.Connection, submission_id: int, layout: Layout, rule: Rule) -> list[Issue]:
    query = (
        f'SELECT t.sheet, {_CELL} AS cell, t."{rule.at}" AS value FROM "{layout.name}" t {_PLACES} '
        f"WHERE t.submission_id = :submission AND EXISTS (SELECT 1 FROM (SELECT {_columns(layout)}) WHERE {rule.when})"
    )
    with refusals(*_said_of(layout, rule)):  # a condition within a SELECT, tried before: it cannot write
        rows = connection.execute(query, {"at": rule.at, "submission": submission_id}).fetchall()
    return [Issue(row["sheet"], row["cell"], "query", rule.code, f"{row['value']}: {rule.found}", rule.expected, rule.cure) for row in rows]


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
                f'SELECT t.sheet, {_CELL} AS cell, t."{item.name}" AS value FROM "{layout.name}" t {_PLACES} '
                f'WHERE t.submission_id = :submission AND t."{item.name}" IS NOT NULL',
                {"at": item.name, "submission": submission_id},
            )
            found += [
                Issue(row["sheet"], row["cell"], "query", _UNKNOWN_DAY, row["value"], expected, cure) for row in rows if row["value"] in unknown
            ]
    return found


def _said_of(layout: Layout, rule: Rule) -> tuple[str, str]:
    """Return what is said of a rule that SQLite refuses, and the cure."""
    return f"The layout {layout.name}, rule {rule.code}: its condition is not valid SQL", "mend its 'when'."


def _repeats(connection: sqlite3.Connection, submission_id: int, layout: Layout) -> list[Issue]:
    """Return the queries about records that stand twice in one submission: pooled figures would count them twice.

    Rows without figures below one merged cell are of one record, as their sender sees it.
    """
    key = ", ".join(f't."{name}"' for name in layout.record_key) or "1"
    at = (layout.record_key or [layout.field[0].name])[0]
    rows = connection.execute(
        f"SELECT t.sheet, {_CELL} AS cell, {_merged(layout)} AS merged, t._first AS first, t._sheet AS on_sheet, "
        "t._abreast <> t.abreast AS is_beside "
        "FROM (SELECT t.*, first_value(t.row) OVER same AS _first, first_value(t.abreast) OVER same AS _abreast, "
        f'first_value(t.sheet) OVER same AS _sheet, row_number() OVER same AS _number FROM "{layout.name}" t WHERE t.submission_id = :submission '
        f"WINDOW same AS (PARTITION BY {key} ORDER BY t.sheet, t.row, t.abreast)) t "
        f"{_PLACES} WHERE t._number > 1 ORDER BY t.sheet, t.row, t.abreast",
        {"at": at, "submission": submission_id},
    ).fetchall()
    cure = "Both were used: please take one out, or say what parts them."
    made = []
    has_figures = any(item.type in ("count", "percent", "number") for item in layout.field)
    for row in rows:
        if row["merged"] and not has_figures:
            continue
        where = f"row {row['first']}"
        if row["on_sheet"] != row["sheet"]:
            where += f" of the sheet {row['on_sheet']!r}"
        elif row["is_beside"]:
            where += " of another table"
        made.append(Issue(row["sheet"], row["cell"], "query", _REPEATED, f"a record that stands already in {where}", "each record once", cure))
    return made


def _merged(layout: Layout) -> str:
    """Return the SQL that says whether all that a row is known by stands in merged cells that begin in another row."""
    of_row = "SELECT 1 FROM mark k WHERE (k.submission_id, k.sheet, k.row, k.abreast) = (t.submission_id, t.sheet, t.row, t.abreast) AND k.cell <> ''"
    known = [f"t.\"{name}\" IS NULL OR EXISTS ({of_row} AND k.field = '{name}')" for name in layout.record_key]
    return " AND ".join(f"({each})" for each in known) or "0"


def _columns(layout: Layout) -> str:
    return ", ".join(f't."{item.name}" AS "{item.name}"' for item in layout.field)
