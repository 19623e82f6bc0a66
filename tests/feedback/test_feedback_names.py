"""The names of feedback are the sender's own, safe on every system, and never one for two files."""

import pytest

from boardpaper.etl.feedback.names import label

NAMES = {
    "training March.xlsx": "training March",
    "training - to correct.xlsx": "training",
    "who? what: *.xlsx": "who_ what_ _",
    "con.xlsx": "_con",
    "con.v2.xlsx": "_con.v2",
    "trailing . .xlsx": "trailing",
    ".xlsx": "xlsx",
    "(name withheld 0123456789ab)": "(name withheld 0123456789ab)",
    "é" * 200 + ".xlsx": "é" * 90,
}


@pytest.mark.parametrize("filename", NAMES)
def test_a_name_is_safe(filename: str) -> None:
    assert label(filename, {}) == NAMES[filename]


def test_a_name_that_is_taken_is_numbered() -> None:
    taken: dict[str, int] = {}
    assert [label(name, taken) for name in ("a.xlsx", "A.csv", "a (2).xlsx", "a - to correct.xlsx")] == ["a", "A (2)", "a (2) (2)", "a (3)"]
