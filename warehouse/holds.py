"""The files that are held, and what the sender of one is told: the reason's own sentence, but where that speaks to the team, or of its work."""

import sqlite3
from pathlib import Path

_WHOLE = {
    "unknown_provider": "It names its organisation in a way that we do not know. Please correct the name, or tell us that it is another name of "
    "your organisation.",
    "fault": "Our program could not work through it, a fault of ours and not of yours. Please put the figures into a new form and send that.",
    "password": "It is protected with a password. Please save it without one and send it again.",
    "no_return": "There is no return in it that we know: no row of headings, and no form. Please send the return on its usual form, as a workbook; "
    "where there was nothing to count, with 0 in it.",
}
_CURES = {
    "person_identifiers": "Please do not send that file again, but a new one, with counts alone.",
    "not_a_spreadsheet": "Please send the return itself, as an Excel workbook (.xlsx).",
}
NEAREST = " The nearest is "
_SEND = "Please put this right and send it again."
_TEAM = "Put it right, and ingest again."


def read_held(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Return the files that are held, but for those of which a later one came under the same name, by name."""
    return connection.execute(
        "SELECT id, filename, reason FROM source h WHERE status = 'held' "
        "AND NOT EXISTS (SELECT 1 FROM source n WHERE n.filename = h.filename AND n.id > h.id AND n.status IN ('accepted', 'held')) "
        "ORDER BY filename"
    ).fetchall()


def read_gone(connection: sqlite3.Connection, returns: Path) -> list[tuple[int, str]]:
    """Return the held files, number and name, that no longer lie in a folder, and so are not tried again; one that names people is to stay away."""
    held = [row for row in read_held(connection) if not row["reason"].startswith("person_identifiers:")]
    return [(row["id"], row["filename"]) for row in held if not (returns / row["filename"]).is_file()]


def part(sentence: str) -> tuple[str, str]:
    """Return what the sentence of a hold says was found, and what it says is to be done."""
    found, please, cure = sentence.partition(" Please ")
    return (found.rstrip("."), f"Please {cure}" if please else _TEAM)


def join(found: str, cure: str) -> str:
    """Return the sentence of a hold from its parts. A warehouse of an older boardpaper has the whole of it in the second."""
    if found.startswith(".") or found == "no ending":
        return cure
    return f"{found}." if cure == _TEAM else f"{found}. {cure}"


def say_to_sender(code: str, sentence: str) -> str:
    """Return why a file is held and what to do about it, for its sender; `code` and `sentence` are those of the hold."""
    if code in _WHOLE:
        nearest = sentence[sentence.find(NEAREST) :] if code == "no_return" and NEAREST in sentence else ""
        return f"{_WHOLE[code]}{nearest}"
    if code in _CURES:
        return f"{sentence.partition(' Please ')[0]} {_CURES[code]}"
    return sentence if "Please " in sentence else f"{sentence} {_SEND}"
