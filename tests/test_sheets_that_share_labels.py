"""A workbook of several returns whose labels stand on one sheet alone: believed for the others where nothing nearer says, and asked about."""

from pathlib import Path

from openpyxl import Workbook as Book

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

TRAINING = [["Subject", "Required", "Compliant"], ["MCA", 10, 9]]
CHECKS = [["Staff group", "Required", "In date", "Outstanding", "In progress"], ["Clinical", 10, 8, 1, 1]]


def _ingest(folder: Path, **sheets: list[list[object]]) -> tuple[str, list[tuple], list[tuple]]:
    book = Book()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "returns" / "return.xlsx")
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(folder / "warehouse.db") as connection:
        facts = [
            tuple(row) for row in connection.execute("SELECT sheet, provider, period_end, value FROM fact WHERE field = 'required' ORDER BY sheet")
        ]
        asked = [tuple(row) for row in connection.execute("SELECT code, sheet, cell FROM issue WHERE severity = 'query' ORDER BY id")]
    return outcome.reason.partition(":")[0], facts, asked


def test_the_one_sheet_s_labels_are_used_for_the_other(empty_workspace: Path) -> None:
    labels: list[list[object]] = [["Organisation", "Moorside"], ["Reporting period", "March 2019"], []]
    facts = [("DBS", "XA4", "2019-03-31", 10), ("Training", "XA4", "2019-03-31", 10)]
    asked = [("told_on_another_sheet", "Training", "B2"), ("told_on_another_sheet", "Training", "B1")]
    reason, found, queries = _ingest(empty_workspace, Training=[*labels, *TRAINING], DBS=CHECKS)
    assert (reason, found, sorted(queries)) == ("taken_in", facts, sorted(asked))


def test_sheets_that_do_not_agree_are_not_believed(empty_workspace: Path) -> None:
    period: list[object] = ["Reporting period", "March 2019"]
    sheets = {name: [["Organisation", name], period, [], *TRAINING] for name in ("Moorside", "Lakeview")}
    assert _ingest(empty_workspace, **sheets, DBS=[period, [], *CHECKS])[:2] == ("no_provider", [])


def test_sheets_named_for_their_providers(empty_workspace: Path) -> None:
    cover: list[list[object]] = [["Reporting period", "March 2019"]]
    facts = [("Moorside", "XA4", "2019-03-31", 10), ("St. Brigid's Hospice", "XA3", "2019-03-31", 10)]
    asked = [("provider_of_sheet_name", "Moorside", ""), ("provider_of_sheet_name", "St. Brigid's Hospice", "")]
    assert _ingest(empty_workspace, Cover=cover, Moorside=TRAINING, **{"St. Brigid's Hospice": TRAINING}) == ("taken_in", facts, asked)


def test_a_sheet_that_only_holds_a_provider_s_name_says_nothing(empty_workspace: Path) -> None:
    cover: list[list[object]] = [["Reporting period", "March 2019"]]
    assert _ingest(empty_workspace, Cover=cover, **{"Moorside staff": TRAINING})[0] == "no_provider"
