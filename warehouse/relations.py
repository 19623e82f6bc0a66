"""What a submission does to those before it: it replaces their records, stands beside them, or is replaced itself."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ..layouts import Layout
from .carried_answers import OTHERWISE, other_values
from .changes import compare
from .compared import differing_values
from .issues import renew_issues
from .records import Issue
from .superseded import COMPARED, STANDS_FOR_BOTH

_STANDING = (
    " AND NOT EXISTS (SELECT 1 FROM replaced r WHERE r.submission_id = o.submission_id AND r.sheet = o.sheet AND r.row = o.row "
    "AND r.abreast = o.abreast)"
)
_ASKED = ("periods_overlap", "dates_tie", STANDS_FOR_BOTH, COMPARED, OTHERWISE, "records_missing", "figures_missing")
# one without a date of return is taken to be as late as the latest that was in when it arrived: compared by dates here and arrival there,
# three could each replace the next, in a ring, and none would stand
_AS_OF = (
    "coalesce(s.date_of_return, (SELECT max(e.date_of_return) FROM submission e JOIN source g ON g.id = e.source_id AND g.status = 'accepted' "
    "WHERE e.return = s.return AND e.provider = s.provider AND e.period_start = s.period_start AND e.period_end = s.period_end "
    "AND e.beside = s.beside AND e.id < s.id), '')"
)
_SUBMISSION = f"SELECT s.*, {_AS_OF} AS as_of, f.filename, f.status = 'accepted' AS is_in FROM submission s JOIN source f ON f.id = s.source_id"
_SAY_WHICH = "Nothing was replaced: please say which one stands."
_SAY_WHETHER = "They still stand: please say whether they should."


class Asked(Struct, frozen=True):
    """A query about a whole submission."""

    submission_id: int
    issue: Issue


def relate(connection: sqlite3.Connection, submission_id: int, layout: Layout) -> bool:
    """Let the later of two submissions for one period replace the records that it repeats; say whether there is another for some of its days.

    The submission is taken as the last to arrive: those that came after it have no say.
    """
    this = connection.execute(f"{_SUBMISSION} WHERE s.id = ?", [submission_id]).fetchone()
    others = connection.execute(
        f"{_SUBMISSION} WHERE s.return = ? AND s.provider = ? AND s.status = 'current' "
        "AND f.status = 'accepted' AND s.id < ? AND s.period_start <= ? AND s.period_end >= ? ORDER BY s.id",
        [this["return"], this["provider"], submission_id, this["period_end"], this["period_start"]],
    ).fetchall()
    for other in others:
        if _is_same_period(this, other):
            is_older = _is_older(this, other)
            _replace(connection, this if is_older else other, other if is_older else this, layout)
    return bool(others)


def relate_again(connection: sqlite3.Connection, groups: Iterable[tuple[str, str]], layouts: Mapping[str, Layout]) -> None:
    """Let the submissions of some (return, provider) replace one another as if they arrived now, in their order, and no other ever had."""
    for return_name, provider in groups:
        submissions = _submissions(connection, return_name, provider)
        connection.executemany("DELETE FROM replaced WHERE submission_id = ?", [(row["id"],) for row in submissions])
        connection.executemany(
            "UPDATE submission SET status = ?, superseded_by = NULL WHERE id = ?",
            [("current" if row["is_in"] else "superseded", row["id"]) for row in submissions],
        )
        for row in submissions:
            if row["is_in"]:
                relate(connection, row["id"], layouts[return_name])
        ask_what_stands(connection, return_name, provider, layouts[return_name])
        for row in _submissions(connection, return_name, provider):
            compare(connection, row, layouts[return_name])


def ask_what_stands(connection: sqlite3.Connection, return_name: str, provider: str, layout: Layout) -> None:
    """Bring what is asked of a provider's submissions beside one another to what is true now: what no longer stands is no longer asked."""
    submissions = _submissions(connection, return_name, provider)
    asked = [item for place, this in enumerate(submissions) for other in submissions[:place] for item in _between(connection, other, this, layout)]
    for row in submissions:
        theirs = [item.issue for item in asked if item.submission_id == row["id"]]
        renew_issues(connection, row["source_id"], row["id"], _ASKED, theirs)


def _submissions(connection: sqlite3.Connection, return_name: str, provider: str) -> list[sqlite3.Row]:
    return connection.execute(f"{_SUBMISSION} WHERE s.return = ? AND s.provider = ? ORDER BY s.id", [return_name, provider]).fetchall()


def _is_same_period(one: sqlite3.Row, other: sqlite3.Row) -> bool:
    return bool((one["period_start"], one["period_end"]) == (other["period_start"], other["period_end"]))


def _is_older(this: sqlite3.Row, other: sqlite3.Row) -> bool:
    """Say whether a submission is of a day before that of one that arrived before it.

    Figures beside those of another period, as to compare them, never replace what came for their own, however late they come.
    """
    if this["beside"] != other["beside"]:
        return bool(this["beside"])
    return bool(this["as_of"] < other["as_of"])


def _replace(connection: sqlite3.Connection, older: sqlite3.Row, newer: sqlite3.Row, layout: Layout) -> None:
    """Take out of use the records of `older` that `newer` repeats, or corrects; a record that it lacks stays."""
    repeated = {
        *connection.execute(
            f'SELECT o.sheet, o.row, o.abreast FROM "{layout.name}" o JOIN "{layout.name}" n ON {_same_key(layout, "o", "n")} '
            f"WHERE o.submission_id = ? AND n.submission_id = ?{_STANDING}",
            [older["id"], newer["id"]],
        ).fetchall(),
        *_with_mended_keys(connection, older, newer, layout),
    }
    if len(repeated) == _count_standing(connection, older, layout):
        connection.execute("UPDATE submission SET status = 'superseded', superseded_by = ? WHERE id = ?", [newer["id"], older["id"]])
        return
    connection.executemany(
        "INSERT OR IGNORE INTO replaced VALUES (?, ?, ?, ?, ?)",
        [(older["id"], row["sheet"], row["row"], row["abreast"], newer["id"]) for row in repeated],
    )


def _with_mended_keys(connection: sqlite3.Connection, older: sqlite3.Row, newer: sqlite3.Row, layout: Layout) -> list[sqlite3.Row]:
    """Return the records of `older` that were asked about because of what they are of, where `newer` has another record in the same row.

    There the sender put right what was asked ("Saveguarding Adults"): side by side, one record would count as two.
    """
    if not layout.record_key:
        return []
    keys = ", ".join("?" * len(layout.record_key))
    return connection.execute(
        f'SELECT o.sheet, o.row, o.abreast FROM "{layout.name}" o JOIN "{layout.name}" n ON n.sheet = o.sheet AND n.row = o.row '
        f'AND n.abreast = o.abreast WHERE o.submission_id = ? AND n.submission_id = ?{_STANDING} AND NOT EXISTS (SELECT 1 FROM "{layout.name}" p '
        f"WHERE p.submission_id = o.submission_id AND {_same_key(layout, 'p', 'n')}) AND EXISTS (SELECT 1 FROM block b "
        f"JOIN block_field p ON p.block_id = b.id AND p.field IN ({keys}) "
        "LEFT JOIN mark m ON m.submission_id = o.submission_id AND m.sheet = o.sheet AND m.row = o.row AND m.abreast = o.abreast "
        "AND m.field = p.field "
        "JOIN issue i ON i.source_id = ? AND i.sheet = o.sheet AND i.severity <> 'info' AND i.cell = coalesce(m.cell, p.cell, p.\"column\" || o.row) "
        "WHERE b.submission_id = o.submission_id AND b.sheet = o.sheet AND o.row BETWEEN b.first_row AND b.last_row AND b.abreast = o.abreast)",
        [older["id"], newer["id"], *layout.record_key, older["source_id"]],
    ).fetchall()


def _same_key(layout: Layout, one: str, other: str) -> str:
    return " AND ".join(f'{one}."{name}" IS {other}."{name}"' for name in layout.record_key) or "1"


def _count_standing(connection: sqlite3.Connection, submission: sqlite3.Row, layout: Layout) -> int:
    count = connection.execute(f'SELECT count(*) FROM "{layout.name}" o WHERE o.submission_id = ?{_STANDING}', [submission["id"]]).fetchone()
    return int(count[0])


def _between(connection: sqlite3.Connection, other: sqlite3.Row, this: sqlite3.Row, layout: Layout) -> Iterator[Asked]:
    """Yield what is to be asked of two submissions, of which `this` arrived last."""
    if not (this["is_in"] and other["is_in"] and this["period_start"] <= other["period_end"] and other["period_start"] <= this["period_end"]):
        return
    if not _is_same_period(this, other):
        if this["status"] == other["status"] == "current":
            found = " and ".join(f"{one['period_start']} to {one['period_end']} in {one['filename']}" for one in (other, this))
            yield from _ask(connection, (this, other), "periods_overlap", found, "periods that do not overlap", _SAY_WHICH)
        return
    older, newer = (this, other) if _is_older(this, other) else (other, this)
    if newer["status"] != "current":
        return
    is_whole = older["superseded_by"] == newer["id"]
    replaced = "SELECT 1 FROM replaced WHERE submission_id = ? AND by_submission = ? LIMIT 1"
    if is_whole or connection.execute(replaced, [older["id"], newer["id"]]).fetchone():
        if older["beside"] == newer["beside"]:
            yield from _of_order(connection, other, this, is_whole=is_whole)
            yield from _of_fewer_figures(connection, older, newer, layout)
            yield from (Asked(newer["id"], issue) for issue in other_values(connection, older, newer, layout))
        else:
            yield from _of_compared(connection, older, newer, layout)
    if older["status"] == "current":
        standing = _count_standing(connection, older, layout)
        (total,) = connection.execute(f'SELECT count(*) FROM "{layout.name}" WHERE submission_id = ?', [older["id"]]).fetchone()
        found = f"{standing} of {total} records of {older['filename']} are not in the later {newer['filename']}"
        yield from _ask(connection, (older, newer), "records_missing", found, "every record of the earlier return", _SAY_WHETHER)


def _of_compared(connection: sqlite3.Connection, beside: sqlite3.Row, own: sqlite3.Row, layout: Layout) -> Iterator[Asked]:
    """Yield what is asked of figures beside those of another period, each at its cell: where the return for their own says otherwise."""
    expected, cure = "the figure that was returned for that period", "The return for that period was used: please say which is right."
    for given, returned in differing_values(connection, beside["id"], own["id"], layout):
        found = f"{given.shown}, where {own['filename']} says {returned.shown}"
        yield Asked(beside["id"], Issue(given.sheet, given.cell, "query", COMPARED, found, expected, cure))


def _of_fewer_figures(connection: sqlite3.Connection, older: sqlite3.Row, newer: sqlite3.Row, layout: Layout) -> Iterator[Asked]:
    """Yield what is asked of a return that has none of a figure or judgement of the one that it replaced: with the records, it is out of use."""
    lacking = sorted(_given(connection, older, layout) - _given(connection, newer, layout), key=list(layout.fields).index)
    if lacking:
        named = ", ".join(f"'{layout.fields[name].headings[0]}'" for name in lacking)
        found, cure = f"nothing under {named}, which {older['filename']} has", "Please send them with it, or say that they no longer hold."
        yield from _ask(connection, (newer,), "figures_missing", found, "all that the earlier return has", cure)


def _given(connection: sqlite3.Connection, submission: sqlite3.Row, layout: Layout) -> set[str]:
    """Return the figures and judgements that a submission has a value of."""
    names = [item.name for item in layout.field if item.is_figure or item.is_judged]
    counted = ", ".join(f'count("{name}")' for name in names) or "0"
    counts = connection.execute(f'SELECT {counted} FROM "{layout.name}" WHERE submission_id = ?', [submission["id"]]).fetchone()
    return {name for name, count in zip(names, counts, strict=False) if count}


def _of_order(connection: sqlite3.Connection, other: sqlite3.Row, this: sqlite3.Row, *, is_whole: bool) -> Iterator[Asked]:
    """Yield what is asked where one of two replaced records of the other: whether their order is the right one."""
    dates = (other["date_of_return"] or "", this["date_of_return"] or "")
    both = "" if is_whole else "Where both have a record, "
    if dates[0] == dates[1]:
        found = f"the same date of return ({dates[0] or 'none'}) as in {other['filename']}"
        yield from _ask(
            connection, (this,), "dates_tie", found, "a later date on the later return", _sentence(f"{both}the one that arrived last was used.")
        )
    elif _is_older(this, other):
        which = f"that of {other['filename']} ({dates[0]})" if dates[0] else f"the latest there was ({other['as_of']}) when {other['filename']} came"
        found = f"a date of return ({dates[1]}) before {which}, which is in already"
        yield from _ask(
            connection, (this,), STANDS_FOR_BOTH, found, "the latest return", _sentence(f"{both}the later one stands: please say if it should not.")
        )


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _ask(connection: sqlite3.Connection, submissions: Iterable[sqlite3.Row], code: str, found: str, expected: str, cure: str) -> Iterator[Asked]:
    """Ask about whole submissions, as a figure may rest on any: each at the sheet that it stands on; once where they share the sheet of a file."""
    told = set()
    for submission in submissions:
        sheet = connection.execute("SELECT sheet FROM block WHERE submission_id = ? ORDER BY id LIMIT 1", [submission["id"]]).fetchone()[0]
        if (submission["source_id"], sheet) not in told:
            told.add((submission["source_id"], sheet))
            yield Asked(submission["id"], Issue(sheet, "", "query", code, found, expected, cure))
