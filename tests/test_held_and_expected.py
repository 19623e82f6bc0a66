"""A return that came in a held file is told as that: status says held and why, and the e-mail to a late provider says that it came."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.periods import Period, month
from boardpaper.warehouse.claims import HeldReturn
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.reminders import write_reminders
from boardpaper.warehouse.status import Late, read_status
from boardpaper.workspace import Workspace

Run = Callable[..., tuple[int, str]]
Tables = dict[str, list[tuple[object, ...]]]
HEAD = "Organisation,{who}\nReporting period,{when}\n\nSubject,Level,Required,Compliant\n"
ROW = "Safeguarding Adults,1,10,8\n"


def _held(folder: Path, name: str, text: str | bytes) -> list[tuple[str, str, Period, str]]:
    """Return each expected return that came in a held file: return, provider, period, file."""
    (folder / "returns" / name).write_bytes(text.encode() if isinstance(text, str) else text)
    ingest(Workspace(folder))
    workspace = Workspace(folder)
    with reader(workspace.warehouse) as connection:
        missing = read_status(connection, workspace.settings, None).missing
    return [(late.return_name, late.code, late.period, late.held.filename) for late in missing if late.held]


def test_of_a_file_whose_labels_say_it(empty_workspace: Path) -> None:
    text = HEAD.format(who="Moorside", when="March 2019") + "Nil return\n"
    assert _held(empty_workspace, "a.csv", text) == [("training", "XA4", month(2019, 3), "a.csv")]


def test_of_a_file_that_cannot_be_read_and_is_named_for_it(empty_workspace: Path) -> None:
    assert _held(empty_workspace, "Moorside training Dec 2018.xlsx", b"PK\x03\x04broken") == [
        ("training", "XA4", month(2018, 12), "Moorside training Dec 2018.xlsx")
    ]


def test_of_a_file_that_names_no_return_where_only_one_is_awaited(empty_workspace: Path) -> None:
    name = "Moorside Nov 2018.xlsx"
    assert _held(empty_workspace, name, b"%PDF-1.4") == [("training", "XA4", month(2018, 11), name)]


def test_not_of_one_whose_provider_or_period_is_not_known(empty_workspace: Path) -> None:
    assert _held(empty_workspace, "a.csv", HEAD.format(who="Nowhere", when="March 2019") + ROW) == []
    assert _held(empty_workspace, "b.csv", HEAD.format(who="Moorside", when="soon") + ROW) == []


TABLE = "Subject,Level,Required,Compliant\n" + ROW
MARCH, FEBRUARY = month(2019, 3), month(2019, 2)
DOWN = f"Moorside,,,\n{ROW}NMFT,,,\n{ROW}Provider: Nowhere,,,\n{ROW}"
LATE = "Reporting period,March 2019\n\n"


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (f"{LATE}Provider,{TABLE.replace(ROW, f'MUC,{ROW}NMFT,{ROW}Nowhere,{ROW}')}", [("XA1", MARCH), ("XA4", MARCH)]),
        (
            f"Month,Provider,{TABLE.replace(ROW, f'March 2019,MUC,{ROW}Feb 2019,NMFT,{ROW}Feb 2019,Nowhere,{ROW}')}",
            [("XA1", FEBRUARY), ("XA4", MARCH)],
        ),
        (f"{LATE}Moorside,,,\n{TABLE},,,\nNMFT,,,\n{TABLE},,,\nProvider,Nowhere,,\n{TABLE}", [("XA1", MARCH), ("XA4", MARCH)]),
        (
            f"{LATE}{TABLE.replace(ROW, f'Moorside,,,{chr(10)}{ROW}NMFT,,,{chr(10)}{ROW}Provider: Nowhere,,,{chr(10)}{ROW}')}",
            [("XA1", MARCH), ("XA4", MARCH)],
        ),
    ],
)
def test_of_a_file_of_several_providers(empty_workspace: Path, text: str, claims: list[tuple[str, Period]]) -> None:
    found = [(code, period) for _, code, period, _ in _held(empty_workspace, "a.csv", text)]
    assert sorted(found) == claims


def test_of_a_file_with_a_sheet_for_each_provider(empty_workspace: Path) -> None:
    book = Workbook()
    for who in ("Moorside", "NMFT", "Nowhere"):
        sheet = book.create_sheet(f"{who} data")
        for line in (HEAD.format(who=who, when="March 2019") + ROW).splitlines():
            sheet.append(line.split(","))
    book.save(empty_workspace / "made.xlsx")
    found = _held(empty_workspace, "a.xlsx", (empty_workspace / "made.xlsx").read_bytes())
    assert sorted(code for _, code, _, _ in found) == ["XA1", "XA4"]


def test_not_once_the_return_is_in(empty_workspace: Path) -> None:
    head = HEAD.format(who="Moorside", when="March 2019")
    assert _held(empty_workspace, "a.csv", head + "Nil return\n") != []
    assert _held(empty_workspace, "b.csv", head + ROW) == []


def test_of_one_with_identifiers_only_our_own_codes_are_kept(empty_workspace: Path, run: Run, tables_of: Callable[[Path], Tables]) -> None:
    text = HEAD.format(who="Moorside", when="January 2019") + ROW + "NHS number 999 000 0018,,,\n"
    assert _held(empty_workspace, "a.csv", text) == [("training", "XA4", month(2019, 1), "a.csv")]
    with closing(sqlite3.connect(empty_workspace / "warehouse.db")) as connection:
        assert connection.execute("SELECT * FROM claim").fetchall() == [(1, "training", "XA4", "2019-01-01", "2019-01-31")]
    before = tables_of(empty_workspace)
    assert run(empty_workspace, "rebuild")[0] == 0
    assert tables_of(empty_workspace) == before
    run(empty_workspace, "purge", "a.csv", "--yes")
    assert tables_of(empty_workspace)["claim"] == []


def test_status_says_so(empty_workspace: Path, run: Run) -> None:
    _held(empty_workspace, "a.csv", HEAD.format(who="Moorside", when="March 2019") + "Nil return\n")
    _, shown = run(empty_workspace, "status")
    assert "Expected and not in: 99, 99 of them late, 1 came and is held" in shown
    assert (
        "  training, Moorside Urgent Care CIC, March 2019: came as 'a.csv', held: No row of the return is a\n"
        "      record (the first, cell A5, says 'Nil return'). Please fill in the return, with 0 where there\n      was none.\n"
    ) in shown


def test_the_reminder_says_that_it_came_why_it_cannot_be_used_and_what_to_do(tmp_path: Path) -> None:
    held = HeldReturn(
        "a.csv", "unknown_provider: No provider is known as 'Moorsyde'. Run: boardpaper alias CODE \"Moorsyde\".", "training", "XA4", month(2019, 3)
    )
    march = Late("training", "XA4", "Moorside Urgent Care CIC", month(2019, 3), date(2019, 4, 10), held)
    april = Late("training", "XA4", "Moorside Urgent Care CIC", month(2019, 4), date(2019, 5, 10))
    (path,) = write_reminders([march], {"training": "Training compliance"}, "NHS Stockport CCG", date(2019, 5, 11), tmp_path)
    came = [
        "We have received the file 'a.csv', which seems to hold one return from Moorside Urgent Care CIC, but could not use it:",
        "",
        "- Training compliance, March 2019: was due on 10 April 2019",
        "",
        "It names its organisation in a way that we do not know. Please correct the name, or tell us that it is another name of your organisation.",
        "",
    ]
    head = ["Subject: Safeguarding returns awaited from Moorside Urgent Care CIC", "", "Dear colleague,", ""]
    end = ["With thanks,", "Safeguarding team, NHS Stockport CCG"]
    assert path.read_text(encoding="utf-8").splitlines() == [*head, *came, *end]
    (path,) = write_reminders([march, april], {"training": "Training compliance"}, "NHS Stockport CCG", date(2019, 5, 11), tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[4:7] == [
        "We have not yet received one return from Moorside Urgent Care CIC:",
        "",
        "- Training compliance, April 2019: was due on 10 May 2019",
    ]
    assert lines[-8:] == [*came, *end]
