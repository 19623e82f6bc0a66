"""Hits and false alarms of the look for person identifiers, counted on a labelled set; what is missed, or raised, is known by name.

In privacy_set.csv a text is a sheet: " // " parts its rows and "|" its cells. Every name and number in it is invented.
"""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

from boardpaper.etl.headings import Headings
from boardpaper.etl.privacy import find_identifiers
from boardpaper.etl.tables import find_tables
from boardpaper.etl.workbook import Comment, Sheet, Value, Workbook
from boardpaper.layouts import load_layouts

with (Path(__file__).parent / "privacy_set.csv").open(encoding="utf-8", newline="") as file:
    SET = list(csv.DictReader(file))
HEADINGS = Headings(load_layouts())


def _value(text: str) -> Value:
    """Return what a spreadsheet would keep: a date, a number, else the text."""
    if text.isdecimal() and not text.startswith("0"):
        return int(text)
    try:
        return date.fromisoformat(text) if text[4:5] == "-" else text
    except ValueError:
        return text


def _kinds(place: str, text: str) -> set[str]:
    name = text if place == "sheetname" else "Return"
    rows = [[_value(cell.strip()) for cell in row.split("|")] for row in (text if place == "cell" else "x").split(" // ")]
    width = max(len(row) for row in rows)
    sheet = Sheet(name, [[*row, *[""] * (width - len(row))] for row in rows])
    comments = [Comment(name, "A1", text)] if place == "comment" else []
    workbook = Workbook("xlsx", [sheet], comments, [text] if place == "property" else [])
    found = find_identifiers(workbook, text if place == "name" else "return.xlsx", {name: find_tables(sheet, HEADINGS)})
    return {item.kind.partition(" in ")[0] for item in found}


def test_hits_and_false_alarms_are_counted() -> None:
    counts = Counter()
    for row in SET:
        found = _kinds(row["place"], row["text"])
        counts[("hit", "found" if row["expected"] in found else "missed") if row["expected"] else ("other", "alarm" if found else "passed")] += 1
    assert counts == {("hit", "found"): 319, ("hit", "missed"): 13, ("other", "passed"): 527, ("other", "alarm"): 1}


def test_what_is_missed_is_known_by_name() -> None:
    missed = [row["text"] for row in SET if row["expected"] and row["expected"] not in _kinds(row["place"], row["text"])]
    assert missed == [row["text"] for row in SET if row["expected"] and row["missed"]]


def test_no_text_that_only_looks_like_one_is_held_but_those_known_by_name() -> None:
    raised = [row["text"] for row in SET if not row["expected"] and _kinds(row["place"], row["text"])]
    assert raised == [row["text"] for row in SET if not row["expected"] and row["missed"]]
