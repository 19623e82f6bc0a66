"""The view `fact` shows each value of each return once, as it stands in the return's own table, and compares it as that table's column does."""

from pathlib import Path

from boardpaper.layouts import load_layouts
from boardpaper.warehouse.connection import reader


def test_each_value_of_each_return_is_one_fact(ingested: Path) -> None:
    with reader(ingested / "warehouse.db") as connection:
        for layout in load_layouts().values():
            for field in layout.field:
                given = f"""SELECT provider, "{field.name}" FROM "current_{layout.name}" WHERE "{field.name}" IS NOT NULL"""
                facts = "SELECT provider, value FROM fact WHERE return = ? AND field = ? AND value IS NOT NULL"
                shown = sorted(map(tuple, connection.execute(facts, [layout.name, field.name])))
                assert shown == sorted(map(tuple, connection.execute(given))), f"{layout.name}.{field.name}"


def test_a_number_asked_for_as_a_text_is_found(ingested: Path) -> None:
    with reader(ingested / "warehouse.db") as connection:
        counts = [
            connection.execute("SELECT count(*) FROM fact WHERE field = 'compliant' AND value = ?", [asked]).fetchone()[0] for asked in (169, "169")
        ]
        kinds = {tuple(row) for row in connection.execute("SELECT DISTINCT field, typeof(value) FROM fact WHERE field IN ('compliant', 'subject')")}
    assert counts[0] == counts[1] == 3
    assert kinds == {("compliant", "integer"), ("subject", "text")}
