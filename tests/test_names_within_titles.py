"""A provider's name among the parts of a title says whose the table is, and is asked about; the commissioner's does not, and that is told."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.etl.providers import ProviderNames
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEADINGS = ["Staff group", "Required", "In date", "Outstanding", "In progress"]
ROW = ["Nurses", 5, 5, 0, 0]
NO_PROVIDER = "no_provider: The sheet 'Sheet' does not say which organisation it is from: {}add a row 'Organisation' above the table."


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("DBS checks - Moorside Urgent Care CIC", "XA4"),
        ("DBS checks - Moorside - March 2019", "XA4"),
        ("DBS checks – MUC: March 2019", "XA4"),
        ("DBS checks (Moorside), March 2019", "XA4"),
        ("DBS checks | Moorside | March 2019", "XA4"),
        ("NHS Stockport CCG - DBS checks - Moorside", "XA4"),
        ("Moorside - shared with Lakeview", "XA4"),
        ("Moorside - Lakeview", "XA4"),
        ("Moorside DBS return March 2019", "XA4"),
        ("DBS checks March 2019 Moorside Urgent Care CIC", "XA4"),
        ("Moorside visitors March 2019", None),
        ("NHS Stockport CCG - DBS checks", "01W"),
        ("DBS checks - NHS Stockport CCG - March 2019", None),
        ("DBS checks - Moorside - Lakeview", None),
        ("DBS checks for Moorside in March 2019", None),
        ("DBS checks - Moorland - March 2019", None),
        (" - ", None),
    ],
)
def test_whose_name_it_is(sample_copy: Path, title: str, code: str | None) -> None:
    assert ProviderNames(Workspace(sample_copy).providers).by_title(title) == code


def _take(folder: Path, rows: list[list[object]]) -> tuple[str, list[str], list[tuple[str, str, str]]]:
    write_book(folder / "returns" / "a.xlsx", rows)
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(folder / "warehouse.db") as connection:
        asked = connection.execute("SELECT code, cell, found FROM issue WHERE severity <> 'info' ORDER BY id").fetchall()
        providers = [row[0] for row in connection.execute("SELECT provider FROM current_dbs ORDER BY rowid")]
    return outcome.reason, providers, [tuple(row) for row in asked]


def test_it_is_taken_in_and_asked_about(empty_workspace: Path) -> None:
    title = "DBS checks - Moorside - March 2019"
    _, providers, asked = _take(empty_workspace, [[title], [], HEADINGS, ROW])
    assert (providers, asked) == (["XA4"], [("provider_of_title", "A1", title)])


def test_each_of_two_tables_has_its_own(empty_workspace: Path) -> None:
    rows = [["DBS checks - Moorside"], ["Reporting period", "March 2019"], [], HEADINGS, ROW, [], ["DBS checks - Lakeview"], [], HEADINGS, ROW]
    assert _take(empty_workspace, rows)[1:] == (["XA4", "XA6"], [])


def test_a_label_that_says_another_is_believed_and_asked_about(empty_workspace: Path) -> None:
    title = "DBS checks - Moorside - March 2019"
    _, providers, asked = _take(empty_workspace, [[title], ["Organisation", "Lakeview"], [], HEADINGS, ROW])
    assert (providers, asked) == (["XA6"], [("provider_clash", "A1", title)])


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "Staff DBS checks - NHS Stockport CCG - Month: Mar 2019",
            "the name in 'Staff DBS checks - NHS Stockport CCG - Month: Mar 2019' (A1) is the commissioner's, as on many a form, "
            "and not taken for a provider's; ",
        ),
        (
            "Safeguarding in Stockport CCG, Mar 2019",
            "the name in 'Safeguarding in Stockport CCG, Mar 2019' (A1) is the commissioner's, as on many a form, and not taken for a provider's; ",
        ),
        ("Staff DBS checks - Mar 2019", ""),
        ("Moorside and Stockport CCG - Mar 2019", ""),
    ],
)
def test_the_commissioner_s_name_is_told_as_that(empty_workspace: Path, title: str, said: str) -> None:
    assert _take(empty_workspace, [[title], [], HEADINGS, ROW])[:2] == (NO_PROVIDER.format(said), [])
