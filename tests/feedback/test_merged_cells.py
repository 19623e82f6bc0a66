"""A note on a merged range goes to its first cell, where Excel shows it; several on one range are one note."""

from io import BytesIO

from openpyxl import load_workbook

from boardpaper.etl.feedback.annotate import annotate
from boardpaper.etl.feedback.entry import Entry


def test_the_first_cell_of_the_range_has_the_note(sent: bytes) -> None:
    entries = [Entry("Our 'own' & sheet", cell, f"found {cell}", "better", "Please check.") for cell in ("B1", "F1", "G1")]
    sheet = load_workbook(BytesIO(annotate(sent, "training.xlsx", [], entries)[0]))["Our 'own' & sheet"]
    notes = {cell.coordinate: cell.comment.text.count("Found: found") for cell in (*sheet[1], sheet["G1"]) if cell.comment and cell.row == 1}
    assert notes == {"A1": 2, "G1": 1}
