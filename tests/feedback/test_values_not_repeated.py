"""What looks like a person identifier is repeated to nobody, in whatever cell it stood; a stored word is told as people say it."""

import sqlite3

import pytest

from boardpaper.etl.feedback.entry import Entry, entry


def _issue(found: str, code: str = "not_a_count", sheet: str = "S", cell: str = "A1") -> sqlite3.Row:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    query = "SELECT ? AS sheet, ? AS cell, ? AS code, ? AS found, 'a count' AS expected, 'Please check.' AS cure"
    return connection.execute(query, [sheet, cell, code, found]).fetchone()


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("NHS number 999 000 0018", "(not repeated here)"),
        ("not_met: a rating below met", "not met: a rating below met"),
        ("the file audit_return.xlsx", "the file audit_return.xlsx"),
        ("two\n lines", "two lines"),
        ("x" * 400, "x" * 299 + "…"),
    ],
)
def test_what_is_told_of_a_value(found: str, told: str) -> None:
    assert entry(_issue(found), "") == Entry("S", "A1", told, "a count", "Please check.")


def test_a_hold_without_a_cell_is_told_by_its_sentence_alone() -> None:
    assert entry(_issue(".xlsx", "no_period", "", ""), "no_period") == Entry("", "", "", "", "Please check.")
