"""The numbers of issues, which people write down: in a warehouse that is made again, an issue that was there before has the one that it had."""

import sqlite3
from itertools import count

_ISSUES = (
    "SELECT i.id, f.sha256, f.filename, i.sheet, i.cell, i.code, i.found FROM issue i "
    "JOIN source f ON f.id = i.source_id ORDER BY i.settled IS NULL, i.id"
)


def read_numbers(connection: sqlite3.Connection) -> dict[tuple[str, ...], list[int]]:
    """Return the numbers of the issues by what they are about: file, place, code, and what was found."""
    numbers: dict[tuple[str, ...], list[int]] = {}
    for number, *about in connection.execute(_ISSUES):
        numbers.setdefault(tuple(about), []).append(number)
    return numbers


def keep_numbers(connection: sqlite3.Connection, before: dict[tuple[str, ...], list[int]]) -> None:
    """Give each issue the number that it had before; one that is new has a number that none had. Of nothing before, nothing changes."""
    if not before:
        return
    left = {about: list(numbers) for about, numbers in before.items()}
    present = connection.execute(_ISSUES).fetchall()
    free = count(max([0, *(row["id"] for row in present), *(number for numbers in before.values() for number in numbers)]) + 1)
    moves = []
    for number, *about in present:
        known = left.get(tuple(about))
        moves.append((known.pop(0) if known else next(free), number))
    # by way of negative numbers, as the one that an issue is to have may still be another's
    for table, column in (("issue", "id"), ("answer", "issue")):
        connection.executemany(f"UPDATE {table} SET {column} = -? WHERE {column} = ?", moves)
        connection.execute(f"UPDATE {table} SET {column} = -{column} WHERE {column} < 0")
