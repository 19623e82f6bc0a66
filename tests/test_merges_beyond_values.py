"""Merged cells beyond the last value of a sheet are empty, and no part of a heading."""

from boardpaper.etl.headings import Headings
from boardpaper.etl.tables import find_tables
from boardpaper.etl.workbook import Sheet
from boardpaper.layouts import load_layouts


def test_a_merge_right_of_the_last_heading_is_passed_over() -> None:
    rows = [["Criminal record checks", "", ""], ["Staff group", "Required", "In date"], ["Nursing", 20, 18]]
    sheet = Sheet("DBS", rows, merged=[(0, 8, 0, 9)])
    assert [(table.layout.name, table.heading_row, table.columns) for table in find_tables(sheet, Headings(load_layouts()))] == [
        ("dbs", 1, {"staff_group": 0, "required": 1, "in_date": 2})
    ]
