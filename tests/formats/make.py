"""Makes the workbooks beside it, one for each format: `python tests/formats/make.py`, which needs LibreOffice for .xls and .ods.

Nothing writes .xlsb without Excel, so xlsb.py does.
"""

import subprocess
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet
from xlsb import write_xlsb

FOLDER = Path(__file__).parent
NEVER_ISSUED = "999 000 0018"
TRAINING = [
    ["Organisation", "Moorside"],
    ["Month", "February 2019"],
    [],
    ["Subject", "Level", "Staff group", "Required", "Compliant", "%", "Target"],
    ["Safeguarding Children", 1, "Nursing", 100, 90, 0.9, 1],
    ["Safeguarding Children", 2, "Nursing", "#DIV/0!", 80, 0.8, 0.85],
    ["Safeguarding Adults", 1, "Nursing", 40, "#N/A", "#DIV/0!", 0.85],
    [None, 2, "Nursing", 50, 25, 0.5, 0.85],
    [None, None, None, None, None, "#REF!"],
]
AUDIT = [
    ["Organisation", "Moorside"],
    ["Year", "2018/19"],
    ["Ref", "Standard", "RAG", "Evidence", "Areas for improvement", "Due date"],
    ["1.1", "Policy", None, "Policy", None, None],
    ["1.2", "Lead", None, "#VALUE!", "A lead", date(2019, 6, 30)],
    ["1.3", "Training", None, "Log", "More of it", 43646],
    ["1.4", "Audit", None, "None yet", None, None],
    ["1.5", "Board", "Green", "Minutes", None, None],
]
PREVENT = [
    ["Organisation", "Moorside"],
    ["Quarter", "Q4 2018/19"],
    ["Prevent lead", True],
    ["Policy", False],
    ["Basic awareness eligible", 120],
    ["Basic awareness trained", "#NAME?"],
]
FILLS = {"C4": "FF00B050", "C5": "FFFF0000", "C6": "FFFFC000", "C7": "FFBFBFBF", "C8": "FF00B050"}


def _returns() -> Workbook:
    """Return what goes wrong where only the values of a cell are read."""
    book = Workbook()
    training = _fill(book.active, "Training", TRAINING)
    for row in range(5, 10):
        training[f"F{row}"].number_format = "0.0%"
        training[f"G{row}"].number_format = "0%"
    training.merge_cells("A7:A8")
    training.row_dimensions[8].hidden = True
    training.column_dimensions["C"].hidden = True
    audit = _fill(book.create_sheet(), "Audit", AUDIT)
    for cell, colour in FILLS.items():
        audit[cell].fill = PatternFill("solid", start_color=colour, end_color=colour)
    audit["F5"].number_format = "dd/mm/yyyy"
    _fill(book.create_sheet(), "Prevent", PREVENT).sheet_state = "hidden"
    return book


def _named() -> Workbook:
    """Return a workbook that names a person beside its values alone, and counts its days from 1904."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = _fill(book.active, "Training", TRAINING[:5])
    sheet["D5"].comment = Comment(f"ask about {NEVER_ISSUED}", "A colleague")
    book.properties.title = f"About {NEVER_ISSUED}"
    return book


def _fill(sheet: Worksheet, title: str, rows: list[list]) -> Worksheet:
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return sheet


def main() -> None:
    """Write both workbooks in every format."""
    for name, book in (("returns", _returns()), ("named", _named())):
        path = FOLDER / f"{name}.xlsx"
        book.save(path)
        write_xlsb(book, path.with_suffix(".xlsb"))
        with TemporaryDirectory() as profile:
            for suffix in ("xls", "ods"):
                command = [
                    "soffice",
                    f"-env:UserInstallation={Path(profile).as_uri()}",
                    "--headless",
                    "--convert-to",
                    suffix,
                    "--outdir",
                    str(FOLDER),
                ]
                subprocess.run([*command, str(path)], check=True, capture_output=True)


if __name__ == "__main__":
    main()
