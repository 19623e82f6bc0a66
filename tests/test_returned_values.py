"""Every value of the returned sample workbooks, held against what a person reads in each cell."""

import csv
import sqlite3
from pathlib import Path

TRUTH = Path(__file__).parent / "returned" / "truth.csv"
KEY = ("filename", "sheet", "cell", "return", "provider", "period_start", "period_end", "field")


def _same(value: object, text: str) -> bool:
    if value is None:
        return text == ""
    return abs(value - float(text)) < 1e-9 if isinstance(value, int | float) else value == text


def test_every_value_stands_at_its_cell_with_its_state(ingested: Path) -> None:
    with sqlite3.connect(ingested / "warehouse.db") as connection:
        rows = connection.execute(f"SELECT {', '.join(KEY)}, value, state FROM fact").fetchall()
    facts = {row[: len(KEY)]: row[len(KEY) :] for row in rows}
    with TRUTH.open(encoding="utf-8", newline="") as file:
        truth = {tuple(row[name] for name in KEY): (row["value"], row["state"]) for row in csv.DictReader(file)}
    wrong = {
        key: (facts.get(key), expected)
        for key, expected in truth.items()
        if key not in facts or not _same(facts[key][0], expected[0]) or facts[key][1] != expected[1]
    }
    assert not wrong
    # a month across the page repeats the subject beside each month's figure: the one thing in `fact` that the truth names once
    assert {(key[0], key[7]) for key in facts.keys() - truth.keys()} == {("CVMH training trend 18-19.xlsx", "subject")}
