"""What stands where a name belongs and is none is not to be taught as one; a true of a spreadsheet is quoted as the cell shows it."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from boardpaper.blanks.make import plan_blank
from boardpaper.errors import BoardpaperError
from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

ASK = "Please write the organisation's name or code there, as it stands in providers.csv."


def _issues(folder: Path, who: object, row: list[object]) -> list[tuple[str, str, str, str]]:
    book = Book()
    for cells in (["Organisation", who], ["Period", "March 2019"], [], ["Subject", "Level", "Required", "Compliant"], row):
        book.active.append(cells)
    book.save(folder / "returns" / "a.xlsx")
    ingest(Workspace(folder))
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        return connection.execute("SELECT cell, code, found, cure FROM issue ORDER BY id").fetchall()


@pytest.mark.parametrize(
    ("who", "found", "cure"),
    [
        (date(2019, 3, 1), "2019-03-01", ASK),
        (42, "42", ASK),
        ("-", "-", ASK),
        ("TBC", "TBC", ASK),
        ("March 2019", "March 2019", ASK),
        ("A|B", "A|B", ASK),
        ('The "One"', 'The "One"', "If it is one of the providers, write it among its aliases in providers.csv. Then ingest again."),
        ("Moorsyde", "Moorsyde", 'If it is one of the providers, run: boardpaper alias CODE "Moorsyde". Then ingest again.'),
    ],
)
def test_the_advice(empty_workspace: Path, who: object, found: str, cure: str) -> None:
    assert _issues(empty_workspace, who, ["Safeguarding Adults", 1, 10, 8]) == [("B1", "unknown_provider", found, cure)]


def test_spaces_alone_are_a_blank(empty_workspace: Path) -> None:
    ((cell, code, _, _),) = _issues(empty_workspace, "  ", ["Safeguarding Adults", 1, 10, 8])
    assert (cell, code) == ("", "no_provider")


def test_a_true_is_quoted_as_it_stands(empty_workspace: Path) -> None:
    assert [issue[:3] for issue in _issues(empty_workspace, "Moorside", ["Safeguarding Adults", 1, 10, True])] == [("D5", "not_a_count", "TRUE")]


def test_a_blank_for_a_provider_that_is_not_known_names_the_nearest(empty_workspace: Path) -> None:
    with pytest.raises(BoardpaperError) as caught:
        plan_blank(Workspace(empty_workspace), "training", "Morside")
    said = "No provider is known as 'Morside'. The nearest: XA4 (Moorside Urgent Care CIC). The providers are in providers.csv."
    assert str(caught.value) == said
    with pytest.raises(BoardpaperError, match=r"The codes are 01W, XA1, XA2, .*XB3\."):
        plan_blank(Workspace(empty_workspace), "training", "QQ")
