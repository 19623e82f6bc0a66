"""Records that stand twice in one return: pooled figures count both, which is right for two wards and wrong for a line that was pasted again."""

import sqlite3
from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import TypeAlias

from ..layouts import Layout
from .listing import list_places, list_rows
from .records import Issue
from .value_places import CELL, PLACES

REPEATED = "repeated_record"
_Begins: TypeAlias = Callable[[str, int, int], str]  # the cell where a record begins: its sheet, its row, which of the tables side by side
_EXPECTED = "each record once"
_A_PART = 4
"""Where at least this part of a sheet's records stand again, they are those of another ward or site, and one question is asked for them all."""
_BETWEEN = (
    "SELECT found, cell FROM issue i WHERE source_id = :source AND sheet = :sheet AND (code IN ('unmapped_heading', 'unheaded_column') "
    "OR (code IN ('note_row', 'label_row', 'row_apart') AND CAST(ltrim(cell, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS INTEGER) BETWEEN :first AND :last)) "
    "ORDER BY id"
)


def find_repeats(connection: sqlite3.Connection, source_id: int, submission_id: int, layout: Layout) -> list[Issue]:
    """Return the queries about records that stand twice in one submission: one for each, or one for all of a sheet where many do."""
    rows = _read(connection, submission_id, layout)
    begins = partial(_begins, connection, submission_id, layout)
    asked: list[Issue] = []
    for sheet, repeats in ((sheet, list(each)) for sheet, each in groupby(rows, key=lambda row: str(row["sheet"]))):
        held = connection.execute(f'SELECT count(*) FROM "{layout.name}" WHERE submission_id = ? AND sheet = ?', [submission_id, sheet]).fetchone()[0]
        if len(repeats) > 1 and len(repeats) * _A_PART >= held:
            asked.append(_ask_once(connection, source_id, sheet, repeats, begins))
        else:
            asked += [_ask(row, begins) for row in repeats]
    return asked


def _read(connection: sqlite3.Connection, submission_id: int, layout: Layout) -> list[sqlite3.Row]:
    """Return the records that stand already, each with the place of the first. Rows without figures below one merged cell are of one record, as
    their sender sees it.
    """
    key = ", ".join(f't."{name}"' for name in layout.record_key) or "1"
    at = (layout.record_key or [layout.field[0].name])[0]
    rows = connection.execute(
        f"SELECT t.sheet, t.row, {CELL} AS cell, {_merged(layout)} AS merged, t._first AS first, t._sheet AS on_sheet, "
        "t._abreast <> t.abreast AS is_beside, t.abreast, t._abreast AS first_abreast "
        "FROM (SELECT t.*, first_value(t.row) OVER same AS _first, first_value(t.abreast) OVER same AS _abreast, "
        f'first_value(t.sheet) OVER same AS _sheet, row_number() OVER same AS _number FROM "{layout.name}" t WHERE t.submission_id = :submission '
        f"WINDOW same AS (PARTITION BY {key} ORDER BY t.sheet, t.row, t.abreast)) t "
        f"{PLACES} WHERE t._number > 1 ORDER BY t.sheet, t.row, t.abreast",
        {"at": at, "submission": submission_id},
    ).fetchall()
    has_figures = any(item.type in ("count", "percent", "number") for item in layout.field)
    return [row for row in rows if has_figures or not row["merged"]]


def _begins(connection: sqlite3.Connection, submission_id: int, layout: Layout, sheet: str, row: int, abreast: int) -> str:
    """Return the cell where a record begins that shares with those beside it what it is known by: in the first of its other columns."""
    marks = ", ".join("?" * len(layout.record_key))
    found = connection.execute(
        'SELECT f."column" FROM block_field f JOIN block b ON b.id = f.block_id WHERE (b.submission_id, b.sheet, b.abreast) = (?, ?, ?) '
        f'AND ? BETWEEN b.first_row AND b.last_row AND f.field NOT IN ({marks}) AND f."column" IS NOT NULL ORDER BY length(f."column"), f."column"',
        [submission_id, sheet, abreast, row, *layout.record_key],
    ).fetchone()
    return f"{found[0] if found else ''}{row}"


def _ask(row: sqlite3.Row, begins: _Begins) -> Issue:
    where = _where([row], begins)
    cure = "Both were used: please take one out, or say what parts them."
    cell = begins(row["sheet"], row["row"], row["abreast"]) if row["is_beside"] else row["cell"]
    return Issue(row["sheet"], cell, "query", REPEATED, f"a record that stands already in {where}", _EXPECTED, cure)


def _ask_once(connection: sqlite3.Connection, source_id: int, sheet: str, repeats: list[sqlite3.Row], begins: _Begins) -> Issue:
    """Return one query about all records of a sheet that stand already, with what was not read there and may part them."""
    parts = ([row for row in repeats if (row["on_sheet"], row["is_beside"]) == place] for place in _places(repeats))
    wheres = dict.fromkeys(_where(part, begins) for part in parts)
    theirs = list_rows([row["row"] for row in repeats])
    if repeats[0]["is_beside"]:
        theirs = list_places([begins(row["sheet"], row["row"], row["abreast"]) for row in repeats])
    found = f"{len(repeats)} records ({theirs}) that stand already in {' and '.join(wheres)}"
    rows = [number for row in repeats for number in (row["row"], *([row["first"]] if row["on_sheet"] == sheet else []))]
    unread = connection.execute(_BETWEEN, {"source": source_id, "sheet": sheet, "first": min(rows) - 2, "last": max(rows)}).fetchall()
    may_part = f" What may part them was not read: {list_places([f'{text!r} ({cell})' for text, cell in unread])}." if unread else ""
    cure = f"All were used, and count together, as those of two wards or sites do.{may_part} Please say if any of them should not count."
    return Issue(sheet, "", "query", REPEATED, found, _EXPECTED, cure)


def _places(repeats: list[sqlite3.Row]) -> list[tuple[str, int]]:
    return list(dict.fromkeys((row["on_sheet"], row["is_beside"]) for row in repeats))


def _where(repeats: list[sqlite3.Row], begins: _Begins) -> str:
    """Return where the first of some records stand that are all on one sheet."""
    first, rows = repeats[0], list_rows(sorted(row["first"] for row in repeats))
    if first["on_sheet"] != first["sheet"]:
        return f"{rows} of the sheet {first['on_sheet']!r}"
    return list_places([begins(row["on_sheet"], row["first"], row["first_abreast"]) for row in repeats]) if first["is_beside"] else rows


def _merged(layout: Layout) -> str:
    """Return the SQL that says whether all that a row is known by stands in merged cells that begin in another row."""
    of_row = "SELECT 1 FROM mark k WHERE (k.submission_id, k.sheet, k.row, k.abreast) = (t.submission_id, t.sheet, t.row, t.abreast) AND k.cell <> ''"
    known = [f"t.\"{name}\" IS NULL OR EXISTS ({of_row} AND k.field = '{name}')" for name in layout.record_key]
    return " AND ".join(f"({each})" for each in known) or "0"
