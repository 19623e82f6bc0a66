"""Nothing is dropped in silence: rows read are rows loaded and rows set aside, in the tables and in the issues."""

import sqlite3
from pathlib import Path

from boardpaper.layouts import load_layouts


def test_rows_read_are_in_the_tables_or_in_the_issues(ingested: Path) -> None:
    with sqlite3.connect(ingested / "warehouse.db") as connection:
        loaded: dict[int, int] = {}
        for name in load_layouts():
            for source, number in connection.execute(
                f'SELECT s.source_id, count(*) FROM "{name}" t JOIN submission s ON s.id = t.submission_id GROUP BY 1'
            ):
                loaded[source] = loaded.get(source, 0) + number
        aside = dict(connection.execute("SELECT source_id, count(*) FROM issue WHERE sets_aside GROUP BY 1"))
        sources = connection.execute("SELECT id, rows_read, rows_loaded, rows_set_aside FROM source").fetchall()
    assert [row for row in sources if row[1:] != (loaded.get(row[0], 0) + aside.get(row[0], 0), loaded.get(row[0], 0), aside.get(row[0], 0))] == []


def test_no_row_of_totals_is_a_fact(ingested: Path) -> None:
    with sqlite3.connect(ingested / "warehouse.db") as connection:
        totals = connection.execute(
            "SELECT f.filename, i.sheet, i.cell FROM issue i JOIN source f ON f.id = i.source_id WHERE i.code = 'total_row'"
        ).fetchall()
        facts = {
            (row[0], row[1], int("".join(c for c in row[2] if c.isdigit()))) for row in connection.execute("SELECT filename, sheet, cell FROM fact")
        }
    assert sorted(totals) == [("Northmoor training Mar 19.xlsx", "Training", "A35"), ("St Brigids.ods", "Audit", "A34")]
    assert not facts & {("Northmoor training Mar 19.xlsx", "Training", 35), ("St Brigids.ods", "Audit", 34)}
