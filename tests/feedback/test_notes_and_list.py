"""A marked workbook opens: its notes stand at the cells, its last sheet lists them with links, and a comment of the sender's own is left."""

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

SHEET = "Our 'own' & sheet"
WORDS = "Found: {}\nExpected: {}\nTo do: {}"
COUNTS = ("more staff compliant than required", "no more compliant than required", "Please check both counts.")
PERCENT = ("a percentage above 100%", "at most 100%", "Please check the percentage and the counts behind it.")


@pytest.fixture
def marked(returned: Path) -> Path:
    ingest(Workspace(returned))
    return returned / "feedback" / "training March - to correct.xlsx"


def test_notes_stand_at_the_cells(marked: Path) -> None:
    sheet = load_workbook(marked)[SHEET]
    notes = {cell.coordinate: (cell.comment.text, cell.comment.author) for row in sheet.iter_rows() for cell in row if cell.comment}
    assert notes == {
        "D8": ("Counted twice?", "Sender"),
        "D9": (WORDS.format(f"51: {COUNTS[0]}", *COUNTS[1:]), "boardpaper"),
        "E8": (WORDS.format(f"110%: {PERCENT[0]}", *PERCENT[1:]), "boardpaper"),
        "E9": (WORDS.format(f"102%: {PERCENT[0]}", *PERCENT[1:]), "boardpaper"),
    }


def test_the_last_sheet_lists_and_links_them(marked: Path) -> None:
    book = load_workbook(marked)
    assert (book.sheetnames, book.active.title) == ([SHEET, "Notes", "boardpaper issues"], "Notes")
    own = " The cell has a comment of its own, which was left as it is."
    rows = [[cell.value for cell in row] for row in book["boardpaper issues"].iter_rows()]
    assert rows[0][0] == "To put right in training March.xlsx"
    assert rows[4:] == [
        ["Sheet", "Cell", "What was found", "What was expected", "What to do"],
        [SHEET, "E8", f"110%: {PERCENT[0]}", *PERCENT[1:]],
        [SHEET, "E9", f"102%: {PERCENT[0]}", *PERCENT[1:]],
        [SHEET, "D8", f"44: {COUNTS[0]}", COUNTS[1], COUNTS[2] + own],
        [SHEET, "D9", f"51: {COUNTS[0]}", *COUNTS[1:]],
    ]
    links = [row[1].hyperlink.location for row in book["boardpaper issues"].iter_rows(min_row=6)]
    assert links == [f"'Our ''own'' & sheet'!{cell}" for cell in ("E8", "E9", "D8", "D9")]
    heading, text = book["boardpaper issues"]["A5"], book["boardpaper issues"]["C6"]
    assert (heading.font.name, heading.font.b, heading.font.color.rgb, heading.fill.fgColor.rgb) == ("Arial", True, "FFFFFFFF", "FF005EB8")
    assert (text.font.name, text.alignment.wrap_text) == ("Arial", True)


def test_libreoffice_opens_it_and_keeps_the_notes(marked: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(marked)], check=True, capture_output=True
    )
    book = load_workbook(tmp_path / "out" / marked.name)
    noted = {cell.coordinate for row in book[SHEET].iter_rows() for cell in row if cell.comment}
    assert (book.sheetnames[-1], noted) == ("boardpaper issues", {"D8", "D9", "E8", "E9"})
