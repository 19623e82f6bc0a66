"""What becomes of each of the returned sample files."""

import csv
import sqlite3
from pathlib import Path

OUTCOMES = Path(__file__).parent / "returned" / "outcomes.csv"


def test_every_file_has_its_outcome_and_a_reason(ingested: Path) -> None:
    with sqlite3.connect(ingested / "warehouse.db") as connection:
        found = {
            filename: ("queried" if status == "accepted" and queries and expected_queried(filename) else status, bool(reason))
            for filename, status, reason, queries in connection.execute(
                "SELECT f.filename, f.status, f.reason, "
                "(SELECT count(*) FROM issue i WHERE i.source_id = f.id AND i.severity <> 'info') FROM source f"
            )
        }
    with OUTCOMES.open(encoding="utf-8", newline="") as file:
        assert found == {row["filename"]: (row["outcome"], True) for row in csv.DictReader(file)}


def expected_queried(filename: str) -> bool:
    with OUTCOMES.open(encoding="utf-8", newline="") as file:
        return any(row["filename"] == filename and row["outcome"] == "queried" for row in csv.DictReader(file))


def test_reasons_are_a_code_and_a_sentence(ingested: Path) -> None:
    with sqlite3.connect(ingested / "warehouse.db") as connection:
        reasons = [reason for (reason,) in connection.execute("SELECT reason FROM source")]
    assert [reason for reason in reasons if not reason.partition(": ")[0].replace("_", "").isalpha() or not reason.endswith(".")] == []
