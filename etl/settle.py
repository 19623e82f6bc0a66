"""Settling a query: an answer typed as a returned cell would be, put in its place, on record, and everything that rests on it asked again."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace

from ..errors import BoardpaperError
from ..layouts import Layout, load_layouts
from ..warehouse.answers import Answer, Given, Kind, add_answer, returned_before
from ..warehouse.cells import Kept, read_cells, show_stored, write_cell
from ..warehouse.connection import require, writer
from ..warehouse.history import begin_manifest
from ..warehouse.lock import user
from ..warehouse.manifest import Manifest
from ..warehouse.records import Stored
from ..warehouse.relations import relate_again
from ..warehouse.rules import ask_by_rules, offer_functions
from ..warehouse.superseded import offer_superseded, superseded
from ..workspace import Workspace
from .carried import carried_word
from .privacy import kinds_in_prose
from .values import Look, Typed, convert, written_number

_SIGNED = "a percentage with its sign, such as 87.8%"


@dataclass(frozen=True)
class Settled:
    """What an answer did: the issue as it was, the answer, and the queries of the file that are open now and were not before, and that went."""

    issue: sqlite3.Row
    given: Given
    asked: list[sqlite3.Row]
    mended: list[sqlite3.Row]


def settle(workspace: Workspace, issue_id: int, *, accept: bool, value: str | None, reason: str) -> Settled:
    """Put an answer to a query on record, and into the figures.

    Raises BoardpaperError where there is no such query, it takes no such answer, or the value cannot be what its cell holds.
    """
    if accept == (value is not None):
        raise BoardpaperError("Say what the answer is: --accept where the value stands, or --value with what it should be, and not both.")
    if not reason.strip():
        raise BoardpaperError("The reason is empty: say with --reason who answered and what they said.")
    refuse_identifiers([reason, value or ""])
    layouts = load_layouts(workspace.layouts)
    manifest = Manifest(workspace.archive)
    require(workspace.warehouse)
    with writer(workspace.warehouse, layouts) as connection:
        issue = _find(connection, issue_id)
        kind: Kind = "accept" if accept else "value"
        when = datetime.now().astimezone().isoformat(timespec="seconds")
        said = value.strip() if value is not None else None
        place = (issue["sha256"], issue["sheet"], issue["cell"], issue["code"], issue["found"])
        answer = Answer(*place, kind, said, " ".join(reason.split()), when, user())
        begin_manifest(connection, manifest)
        connection.execute("BEGIN")
        before = _open_queries(connection)
        given = answer_issue(connection, layouts, issue, answer)
        after = _open_queries(connection)
        manifest.add([answer.as_event()])
        connection.execute("COMMIT")
    asked = [row for number, row in after.items() if number not in before or row["found"] != before[number]["found"]]
    mended = [row for number, row in before.items() if number not in after and number != issue_id]
    return Settled(issue, given, asked, mended)


def refuse_identifiers(texts: Iterable[str]) -> None:
    """Refuse words that would put a person identifier on record. Raises BoardpaperError with its kind."""
    for kind in (kind for text in texts for kind in kinds_in_prose(text)):
        raise BoardpaperError(f"The answer holds a person identifier ({kind}), which is never kept: say it without.")


def answer_issue(connection: sqlite3.Connection, layouts: Mapping[str, Layout], issue: sqlite3.Row, answer: Answer) -> Given:
    """Put an answer into the warehouse, and ask again about what it changed. Raises BoardpaperError where the value cannot stand there."""
    given = Given(answer) if returned_before(connection, answer) else Given.accepted(answer, issue)
    if answer.kind == "value":
        cells = _cells_at(connection, layouts, issue)
        typed = _typed(answer.value or "", cells[0])
        before = returned_before(connection, answer) or cells[0].shown
        after = typed.text or show_stored(typed.value, typed.state, cells[0].field, typed.decimals)
        given = Given(answer, before, after)
        for at in cells:
            write_cell(connection, at, typed.value, typed.state, typed.qualifier, typed.text, typed.decimals)
        for at in cells:
            _carry(connection, layouts[at.return_name], at, answer.value or "", typed.value)
    add_answer(connection, issue["id"], given)
    if answer.kind == "value":
        _ask_again(connection, layouts, {at.submission_id for at in cells})
    return given


def _find(connection: sqlite3.Connection, issue_id: int) -> sqlite3.Row:
    issue: sqlite3.Row | None = connection.execute(
        "SELECT i.*, f.filename, f.sha256, f.status FROM issue i JOIN source f ON f.id = i.source_id WHERE i.id = ?", [issue_id]
    ).fetchone()
    if issue is None:
        raise BoardpaperError(f"There is no issue {issue_id}: 'boardpaper issues' shows each with its number.")
    if issue["status"] != "accepted":
        cure = "put right what it was held for and ingest again" if issue["status"] == "held" else "settle what is asked of the files in use"
        raise BoardpaperError(f"Issue {issue_id} is of {issue['filename']}, which is {issue['status']}, so no figure rests on it: {cure}.")
    if by := superseded(connection).get(issue_id):
        raise BoardpaperError(f"Issue {issue_id} is about what the later {by} replaced, so nothing is asked and no figure rests on it.")
    if issue["severity"] == "info":
        raise BoardpaperError(f"Issue {issue_id} ({issue['code']}) only tells what was tidied, and asks nothing: settle a query or a block.")
    return issue


def _cells_at(connection: sqlite3.Connection, layouts: Mapping[str, Layout], issue: sqlite3.Row) -> list[Kept]:
    """Return the values that were taken from the cell of an issue: one, or one for each row of a merged cell."""
    found: list[Kept] = []
    for row in connection.execute("SELECT id, return FROM submission WHERE source_id = ? ORDER BY id", [issue["source_id"]]).fetchall():
        if row["return"] in layouts:
            cells = read_cells(connection, row["id"], layouts[row["return"]])
            found += [kept for kept in cells if (kept.sheet, kept.cell) == (issue["sheet"], issue["cell"])]
    names = {kept.field.name for kept in found}
    told = {name for kept in found for name in (layouts[kept.return_name].wholes.get(kept.field.name, ""), *(kept.field.share or ()))}
    # the words that carry another field, or the count that stands before its whole, are what stands in the cell
    found = [kept for kept in found if kept.field.carried_by not in names and kept.field.name not in told]
    if not found:
        where = f"{issue['sheet']} {issue['cell']}".strip() if issue["cell"] else "the whole sheet"
        raise BoardpaperError(
            f"Issue {issue['id']} ({issue['code']}) is about {where}, which holds no value that was loaded: "
            "settle it with --accept, or ask for the return again."
        )
    return found


def _typed(value: str, at: Kept) -> Typed:
    """Type a value as a returned cell of the field. A percentage needs its sign: a bare number has no column to say what it means."""
    typed = convert(value, at.field, Look())
    if typed is None:
        raise BoardpaperError("The value is empty: to take a value out of use, give what the sender should have written, such as N/A or TBC.")
    expected = typed.expected if typed.code else ""
    number, is_signed = written_number(value)
    if at.field.type == "percent" and number is not None and not is_signed:
        expected = _SIGNED
    if expected:
        raise BoardpaperError(f"{value!r} cannot be the {at.field.name.replace('_', ' ')} at {at.cell}: it should be {expected}.")
    return typed


def _carry(connection: sqlite3.Connection, layout: Layout, at: Kept, text: str, value: Stored) -> None:
    """Take from the new words what they say of another field, where that was taken from this cell before, or was said nowhere."""
    for item in layout.field:
        if item.carried_by != at.field.name:
            continue
        for kept in read_cells(connection, at.submission_id, layout):
            is_theirs = kept.field.name == item.name and kept.record == at.record
            if is_theirs and (kept.cell == at.cell or not kept.state):
                word = carried_word(item, text, value)
                write_cell(connection, replace(kept, moved=at.cell if word else None), word, "given", None, text if word else None, None)


def _ask_again(connection: sqlite3.Connection, layouts: Mapping[str, Layout], submissions: Iterable[int]) -> None:
    for submission_id in sorted(submissions):
        row = connection.execute("SELECT source_id, return, provider FROM submission WHERE id = ?", [submission_id]).fetchone()
        relate_again(connection, [(row["return"], row["provider"])], layouts)
        ask_by_rules(connection, offer_functions(connection), row["source_id"], submission_id, layouts[row["return"]])


def _open_queries(connection: sqlite3.Connection) -> dict[int, sqlite3.Row]:
    offer_superseded(connection)
    rows = connection.execute(
        "SELECT i.*, f.filename FROM issue i JOIN source f ON f.id = i.source_id "
        "WHERE f.status = 'accepted' AND i.severity <> 'info' AND i.settled IS NULL AND superseded_by(i.id) IS NULL ORDER BY i.id"
    )
    return {row["id"]: row for row in rows}
